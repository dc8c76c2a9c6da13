"""The locks hold what pyproject.toml asks for, by hash, and name no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]
RUNTIME = [*PROJECT["project"]["dependencies"], *GROUPS["build"]]
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)", re.MULTILINE)


def versions(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in PINNED.finditer((ROOT / lock).read_text("utf-8")):
        found.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return found


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", RUNTIME),
        ("requirements-dev.lock", [*RUNTIME, *GROUPS["test"], *GROUPS["lint"]]),
    ],
)
def test_a_lock_satisfies_pyproject(lock: str, wanted: list[str]) -> None:
    pinned = versions(lock)
    for requirement in map(Requirement, wanted):
        found = pinned.get(canonicalize_name(requirement.name), set())
        assert found, f"{requirement.name} is missing in {lock}: run 'make lock'"
        assert all(requirement.specifier.contains(version) for version in found)


def test_both_locks_agree() -> None:
    development = versions("requirements-dev.lock")
    assert all(development[name] == pinned for name, pinned in versions("requirements.lock").items())


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_names_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert all("--hash=sha256:" in entry for entry in re.split(r"(?m)^(?=\S+==)", text)[1:])
