"""``kg export``: the graph, a view of it, a query's answer or a description of it -> a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from kg.cli.options import base_option, complete, param_option, parameters, store_option
from kg.errors import ExportError

if TYPE_CHECKING:
    from kg.store import Store

_PROFILES = ("plain", "provenance", "full")
_TARGETS = ("fuseki", "graphdb", "oxigraph", "qlever", "rdf4j", "virtuoso")


class _Choices(TypedDict):
    """What the command was told, beside the store and the file."""

    view: str | None
    question: str | None
    params: tuple[str, ...]
    profile: str | None
    target: str | None
    void: bool
    endpoint: str | None
    base_iri: str


@click.command("export")
@store_option
@click.option("--output", "-o", required=True, metavar="FILE", help="File to write; - is standard output.")
@click.option("--format", "format_", metavar="NAME", help="Instead of the file's suffix; neo4j writes into a folder.")
@click.option("--profile", type=click.Choice(_PROFILES), help="How much of the graph.  [default: full]")
@click.option("--target", type=click.Choice(_TARGETS), help="Triplestore that must load the file.")
@click.option(
    "--view",
    metavar="NAME",
    help="Network to write as GraphML or GEXF.  [default: actors]",
    shell_complete=complete("views"),
)
@click.option(
    "--query",
    "question",
    metavar="NAME|FILE.rq",
    help="Question whose answer to write as CSV.",
    shell_complete=complete(),
)
@param_option
@click.option("--void", is_flag=True, help="Write a description of the store (VoID) instead of the graph.")
@click.option("--endpoint", metavar="URL", help="With --void: where the store is served.")
@base_option
def export_command(store: Path, output: str, format_: str | None, **choices: Unpack[_Choices]) -> None:
    """Write the graph, or a view of it, to a file.

    The suffix says how: .ttl .trig .nq .nt .jsonld .rdf for the graph, .graphml .gexf for a view, .csv for a question,
    .ftm for FollowTheMoney entities; --format neo4j writes nodes.csv and edges.csv into a folder.
    Profiles: plain, the direct triples; provenance, with claims, events and their evidence; full, everything.
    """
    from kg import export
    from kg.store import Store

    try:
        chosen = format_ or export.format_of(output)
    except ExportError as error:
        raise click.BadParameter(str(error), param_hint="--output") from error
    _check(chosen, output, choices)
    with Store.reader(store) as opened:
        if chosen == "neo4j":
            export.write_tables(opened, output, profile=choices["profile"] or "full")
            return
        with export.opened(output) as file:
            if chosen in export.RDF and not choices["void"]:
                export.write_rdf(opened, chosen, file, profile=choices["profile"] or "full")
            elif chosen == "ftm":
                export.write_ftm(opened, file)
            else:
                file.write(_data(opened, chosen, choices))


def _check(chosen: str, output: str, choices: _Choices) -> None:
    """Refuse options that do not go together."""
    from kg import export
    from kg.answer import GRAPH_FORMATS

    if chosen not in export.FORMATS:
        raise click.BadParameter(f"'{chosen}' is none of {', '.join(export.FORMATS)}", param_hint="--format")
    if choices["view"] and chosen not in export.NETWORKS:
        raise click.UsageError(f"--view writes {', '.join(export.NETWORKS)}, not {chosen}")
    if (choices["question"] is not None) != (chosen in export.TABLES):
        raise click.UsageError("a CSV file and --query NAME go together; 'kg query --list' shows the questions")
    if choices["target"]:
        export.check_target(choices["target"], chosen)
    if choices["profile"] and chosen not in (*export.RDF, "neo4j"):
        raise click.UsageError(f"--profile chooses from the graph, not from {chosen}")
    if choices["void"] and (chosen not in GRAPH_FORMATS or choices["profile"]):
        raise click.UsageError("--void writes .ttl, .nt, .jsonld or .rdf, and describes the whole store")
    if choices["endpoint"] and not choices["void"]:
        raise click.UsageError("--endpoint goes with --void; 'kg push' sends the graph to an endpoint")
    if chosen == "neo4j" and output == "-":
        raise click.UsageError("--format neo4j writes two files: give a folder with -o")


def _data(opened: Store, format_: str, choices: _Choices) -> bytes:
    from kg import export
    from kg.answer import serialise
    from kg.query import ask, load

    values = parameters(choices["params"])
    if choices["void"]:
        from kg.void import describe

        return serialise(describe(opened, base=choices["base_iri"], endpoint=choices["endpoint"]), format_)
    if choices["question"] is not None:
        return serialise(ask(load(choices["question"]), values, store=opened), format_)
    from kg.network import network

    view = load(choices["view"] or "actors", "views")
    return export.network(network(ask(view, values, store=opened)), format_)
