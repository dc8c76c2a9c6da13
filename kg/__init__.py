"""French news on international affairs as a knowledge graph: who said what, who did what, and which sentence says so.

    import kg

    with kg.Store.writer("kg-store") as store:
        print(kg.build(["seeds"], store))

    with kg.open("kg-store") as graph:
        for row in graph.query("quotes", speaker="Macron"):
            print(row["speakerLabel"], row["content"])

Every name below is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.errors import DepecheError
    from kg.model import Article
    from kg.opened import open
    from kg.pipeline import Report, build
    from kg.query import ask, load
    from kg.store import Store

__all__ = ["Article", "DepecheError", "Report", "Store", "ask", "build", "load", "open"]
__version__ = "0.1.0"

_MODULES = {
    "Article": "kg.model",
    "DepecheError": "kg.errors",
    "Report": "kg.pipeline",
    "Store": "kg.store",
    "ask": "kg.query",
    "build": "kg.pipeline",
    "load": "kg.query",
    "open": "kg.opened",
}


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it."""
    if name not in _MODULES:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
