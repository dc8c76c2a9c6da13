"""The public names of the package are those of its ``__all__``, and each is loaded when it is first used."""

import json
import subprocess
import sys

import pytest

import kg


@pytest.mark.parametrize("name", kg.__all__)
def test_a_public_name_can_be_used(name: str) -> None:
    assert getattr(kg, name).__name__ == name
    assert name in dir(kg)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        _ = kg.biuld


def test_the_package_loads_nothing_before_it_is_used() -> None:
    code = (
        "import sys, json, kg; print(json.dumps([m for m in sys.modules if m.startswith(('kg.', 'pyoxi', 'spacy'))]))"
    )
    assert json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) == []
