"""``kg validate``: RDF files, or a store -> what breaks the ontology's shapes, a line each, on standard output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kg.cli.options import store_option
from kg.errors import ReadError

if TYPE_CHECKING:
    from kg.validate import Violation
    from kg.validate.files import Named


@click.command("validate")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
@click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Of the messages.")
@click.option("--reference", is_flag=True, help="Ask pySHACL, which is slower, instead of the built-in checker.")
@click.pass_context
def validate_command(
    context: click.Context, files: tuple[Path, ...], store: Path, language: str, reference: bool
) -> None:
    """Check RDF files, or every article of the store, against the ontology's shapes.

    FILE is Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML; each named graph in it is checked on its own.
    Without FILE, the store is checked. Exit code 0: all conforms; 1: violations, or a file that is not RDF.
    """
    asked = context.get_parameter_source("store") is ParameterSource.COMMANDLINE
    checked = broken = failed = 0
    check = _checker(reference=reference)
    for source, graph in _graphs(files, store if asked or not files else None):
        if isinstance(graph, ReadError):
            click.echo(f"kg: {graph}", err=True)
            failed += 1
            continue
        name, quads = graph
        checked += 1
        violations = check(quads, language=language)
        broken += bool(violations)
        for violation in violations:
            click.echo(_line(source, name, violation))
    click.echo(_summary(checked, broken), err=True)
    if broken or failed:
        context.exit(1)


def _checker(*, reference: bool) -> Callable[..., list[Violation]]:
    if reference:
        from kg.validate.reference import validate
    else:
        from kg.validate import validate
    return validate


def _graphs(files: tuple[Path, ...], store: Path | None) -> Iterator[tuple[str, Named | ReadError]]:
    """Yield the graphs to check, each with where it comes from; for a file that is not RDF, the reason."""
    from kg.validate.files import from_file, from_store

    for path in files:
        try:
            graphs = from_file(path)
        except ReadError as error:
            yield str(path), error
        else:
            yield from ((str(path), graph) for graph in graphs)
    if store is not None:
        yield from ((str(store), graph) for graph in from_store(store))


def _line(source: str, name: str, violation: Violation) -> str:
    """Return ``FILE article: what is wrong: where``."""
    graph = f" {_short(name)}" if name else ""
    where = " ".join(_short(part, name) for part in (violation.focus, violation.path, violation.value) if part)
    return f"{source}{graph}: {violation.message.rstrip('.')}: {where}"


def _short(iri: str, article: str = "") -> str:
    """Return an IRI without what every reader knows: the article it belongs to, the base, a namespace."""
    from kg.namespaces import BASE, PREFIXES

    if article and iri.startswith(article) and iri != article:
        return iri.removeprefix(article)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE)


def _summary(checked: int, broken: int) -> str:
    graphs = "1 graph" if checked == 1 else f"{checked} graphs"
    if not checked:
        return "nothing to check: no graph was found"
    return f"{graphs} checked: {f'{broken} with violations' if broken else 'all conform'}"
