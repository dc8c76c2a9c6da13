"""The built wheel works by itself: ontology, queries, lexicons and knowledge travel with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment outside the checkout that has the wheel, and only lends the libraries of this one."""
    home = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(home / "dist"), str(ROOT)]
    subprocess.run([sys.executable, *build], check=True, capture_output=True)
    (wheel,) = (home / "dist").glob("*.whl")
    venv.create(home / "env", symlinks=True)
    install = ["-m", "pip", "--python", str(home / "env"), "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    # A .pth file adds the folder, but not the .pth files in it: the checkout's own installation stays out.
    (site_packages,) = (home / "env").glob("lib/python*/site-packages")
    (site_packages / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return home


def run(environment: Path, *command: str) -> str:
    """Return what a program of the environment prints, started where there is no checkout."""
    program, *arguments = command
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KG_"))}
    done = subprocess.run(
        [environment / "env" / "bin" / program, *arguments],
        cwd=environment,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_package_is_that_of_the_wheel(environment: Path) -> None:
    code = "import json, sys, kg; print(json.dumps([kg.__file__, *sys.path]))"
    package, *path = json.loads(run(environment, "python", "-c", code))
    assert Path(package).is_relative_to(environment)
    assert str(ROOT) not in path


def test_every_file_of_data_travels(environment: Path) -> None:
    (package,) = (environment / "env").glob("lib/python*/site-packages/kg")
    expected = {
        path.relative_to(base)
        for base, folder in [(ROOT, "ontology"), (ROOT, "queries"), (ROOT / "kg", "data"), (ROOT / "kg", "site")]
        for path in (base / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert expected
    assert {path for path in expected if not (package / path).is_file()} == set()


def test_the_installed_command_explains_itself(environment: Path) -> None:
    assert "build" in run(environment, "kg", "--help")


def test_the_installed_command_builds_and_answers(environment: Path) -> None:
    seed = ROOT / "seeds" / "004_1e9e3ab36aed0340.txt"
    shutil.copy(seed, environment / "article.txt")
    run(environment, "kg", "build", "article.txt", "--store", "store")
    answer = json.loads(run(environment, "kg", "query", "statements", "--store", "store", "--format", "json"))
    rows = answer["results"]["bindings"]
    text = seed.read_bytes().decode()
    assert rows
    assert {row["source"]["value"] for row in rows} == {"article.txt"}
    assert all(text[int(row["start"]["value"]) : int(row["end"]["value"])] == row["evidence"]["value"] for row in rows)
