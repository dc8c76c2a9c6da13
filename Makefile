# Two commands set up everything on a machine that has Python 3.11 or newer: `make demo` and `make test`.

# The first Python that is new enough; `make PYTHON=/path/to/python demo` takes another.
PYTHON := $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test lint format lock notebooks vendor wheel clean

help:
	@echo "make demo       set up, build the graph of seeds/, write demo/network.html and demo/depeche.ttl"
	@echo "make test       set up and run all tests (ARGS='-k name' for some)"
	@echo "make lint       check style, types and layers"
	@echo "make format     rewrite the code in the house style"
	@echo "make lock       renew requirements.lock and requirements-dev.lock from pyproject.toml"
	@echo "make notebooks  run the notebooks and keep their results"
	@echo "make vendor     bundle the libraries of the pages anew (needs Node)"
	@echo "make wheel      build dist/*.whl"
	@echo "make clean      remove what these commands made, .venv included"

demo: $(VENV)/.installed
	@mkdir -p demo
	$(BIN)/kg build seeds --store demo/store
	$(BIN)/kg graph actors --store demo/store -o demo/network.html
	$(BIN)/kg export --store demo/store -o demo/depeche.ttl
	@echo "Written: demo/network.html, which any browser opens, and demo/depeche.ttl."

test: $(VENV)/.installed-dev
	$(BIN)/pytest $(ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict kg
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(VENV)/.installed-dev
	$(PIP) install uv
	$(LOCK) --upgrade pyproject.toml --group build -o requirements.lock
	$(LOCK) --upgrade pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

notebooks: $(VENV)/.installed-dev
	$(BIN)/python notebooks/run.py

vendor:
	web/build.sh

wheel: $(VENV)/.installed-dev
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) demo dist build kg-store .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and none was found;" \
		"install it, or name it: make PYTHON=/path/to/python3.11 demo" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The package itself is installed in place, without its dependencies: those come from the lock, by hash.
$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the libraries of requirements.lock; this takes a minute or two."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
