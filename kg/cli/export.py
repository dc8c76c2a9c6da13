"""``kg export``: the graph, a view of it or a query's answer -> a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.cli.query import param_option, parameters

if TYPE_CHECKING:
    from kg.store import Store


@click.command("export")
@store_option
@click.option("--output", "-o", required=True, metavar="FILE", help="File to write; - is standard output.")
@click.option("--format", "format_", metavar="NAME", help="Instead of the file's suffix.")
@click.option("--view", metavar="NAME", help="Network to write as GraphML or GEXF.  [default: actors]")
@click.option("--query", "question", metavar="NAME|FILE.rq", help="Question whose answer to write as CSV.")
@param_option
def export_command(
    store: Path, output: str, format_: str | None, view: str | None, question: str | None, params: tuple[str, ...]
) -> None:
    """Write the graph, or a view of it, to a file.

    The suffix says how: .ttl .trig .nq .nt .jsonld .rdf for the graph, .graphml .gexf for a view, .csv for a question.
    """
    from kg import export
    from kg.store import Store

    chosen = format_ or export.format_of(output)
    if chosen not in export.FORMATS:
        raise click.BadParameter(f"'{chosen}' is none of {', '.join(export.FORMATS)}", param_hint="--format")
    if view and chosen not in export.NETWORKS:
        raise click.UsageError(f"--view writes {', '.join(export.NETWORKS)}, not {chosen}")
    if (question is not None) != (chosen in export.TABLES):
        raise click.UsageError("a CSV file and --query NAME go together; 'kg query --list' shows the questions")
    with Store.reader(store) as opened:
        export.write(output, _data(opened, chosen, view or "actors", question, parameters(params)))


def _data(opened: Store, format_: str, view: str, question: str | None, values: dict[str, str]) -> bytes:
    from kg import export
    from kg.query import ask, load

    if question is not None:
        from kg.answer import serialise

        return serialise(ask(load(question), values, store=opened), format_)
    if format_ in export.RDF:
        return export.rdf(opened, format_)
    from kg.network import network

    return export.network(network(ask(load(view, "views"), values, store=opened)), format_)
