"""A store -> a folder of plain files that any browser opens from disk: dossiers, articles, claims, networks, data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

from kg import export
from kg.errors import ExportError
from kg.namespaces import BASE
from kg.network import largest, network
from kg.query import ask, catalogue
from kg.site import STATIC, facts
from kg.site.links import Links
from kg.site.names import Names
from kg.site.pages import Pages
from kg.store import Store
from kg.visualise import page

_MOST_NODES = 150
_DATA = {"depeche.ttl": "turtle", "depeche.nq": "nquads", "depeche.jsonld": "jsonld"}
#: what serves only a page that asks the store.
_NEEDS_SERVER = {"yasgui.js", "yasgui.css", "network.js", "query.js", "results.js"}


def publish(
    store: Store,
    folder: Path,
    *,
    base: str = BASE,
    language: str = "fr",
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """Write the site into a folder, new or empty; return how many pages it has.

    ``progress`` is told how many pages are done, and of how many. Raises ExportError when the folder holds something
    or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ExportError(f"{folder} is not empty: give a new or an empty folder")
        shutil.copytree(STATIC, folder / "static", ignore=lambda _, names: _NEEDS_SERVER & set(names))
        (folder / "static" / "names.js").write_text(_names(store, base), encoding="utf-8")
        (folder / "data").mkdir()
        for name, format_ in _DATA.items():
            with (folder / "data" / name).open("wb") as output:
                export.write_rdf(store, format_, output)
        things = _things(store, base)
        for number, (path, html) in enumerate(_pages(store, things, base, language), 1):
            file = folder / unquote(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
            progress(number, len(things))
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror or error}") from error
    return number


def _pages(store: Store, things: list[str], base: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each page with its path in the folder."""
    names = Links(base, "", ".html")
    yield "index.html", Pages(store, names, language, static=True).home()
    for view in catalogue("views"):
        whole = network(ask(view, store=store), language=language)
        shown = largest(whole, _MOST_NODES)
        title, description = view.title[language], view.description[language]
        links = Links(base, "../", ".html")
        left_out = len(whole) - len(shown)
        yield (
            f"network/{view.name}.html",
            page(shown, title=title, description=description, language=language, left_out=left_out, address=links),
        )
    for iri in things:
        path = names(iri)
        links = Links(base, "../" * path.count("/"), ".html")
        html = Pages(store, links, language, static=True).thing(iri)
        assert html is not None, iri
        yield path, html


def _things(store: Store, base: str) -> list[str]:
    """Return what has a page: everything below the base that is not a part of a text."""
    found = (row["thing"] for row in facts.rows(store, "things"))
    return sorted({iri for iri in found if iri.startswith(base) and "#" not in iri})


def _names(store: Store, base: str) -> str:
    """Return the table in which the pages search, as a script, since a file may not be fetched from disk."""
    links = Links(base, "", ".html")
    table = [[name.name, links(name.iri)] for name in Names(store).all()]
    return f"const NAMES = {json.dumps(table, ensure_ascii=False, separators=(',', ':'))};\n"
