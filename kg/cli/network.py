"""``kg network``: a view of the store -> who is linked most, on standard output, or a file for Gephi."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import complete, param_option, parameters, store_option

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("gexf", "graphml", "csv")
#: nodes that are printed; a file holds them all.
_PRINTED = 20
_MEASURES = ("label", "typeLabel", "degree", "betweenness", "pagerank", "community")


@click.command("network")
@click.argument("view", required=False, default="actors", shell_complete=complete("views"))
@store_option
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Instead of the file's suffix.")
@click.option("--output", "-o", metavar="FILE", help="File to write; - is standard output.")
@click.option("--nodes", is_flag=True, help="In CSV, write the nodes with their measures instead of the edges.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of labels.")
@param_option
def network_command(
    view: str,
    store: Path,
    format_: str | None,
    output: str | None,
    nodes: bool,
    lang: str,
    params: tuple[str, ...],
) -> None:
    """Measure a network, or write it for Gephi and other programs.

    VIEW is actors, claims, meetings, deployments, offices, co-mentions or stances. Without a format or a file, the
    nodes that are linked most are printed: records, betweenness, PageRank and community.
    """
    from kg.network import network
    from kg.query import ask, load
    from kg.store import Store

    chosen = _format(format_, output)
    if nodes and chosen != "csv":
        raise click.UsageError("--nodes goes with --format csv: the other formats hold nodes and edges")
    question = load(view, "views")
    with Store.reader(store) as opened:
        found = network(ask(question, parameters(params), store=opened), language=lang)
    if chosen is None:
        _print(found)
        return
    from kg.export import write

    write(output or "-", _data(found, chosen, nodes))
    click.echo(f"{len(found)} nodes, {found.number_of_edges()} edges", err=True)


def _format(format_: str | None, output: str | None) -> str | None:
    """Return the format of the file, None where the most linked nodes are to be printed."""
    if format_ or output in (None, "-"):
        return format_
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    if suffix not in FORMATS:
        raise click.BadParameter(f"'{output}' must end in .gexf, .graphml or .csv", param_hint="--output")
    return suffix


def _data(found: nx.MultiDiGraph[str], format_: str, nodes: bool) -> bytes:
    from kg import export

    if format_ == "csv":
        return export.node_table(found) if nodes else export.edge_table(found)
    return export.network(found, format_)


def _print(found: nx.MultiDiGraph[str]) -> None:
    from kg.cli.table import print_table
    from kg.network import ranked

    nodes = [found.nodes[node] for node in ranked(found)[:_PRINTED]]
    print_table(_MEASURES, [[str(data[name]) for name in _MEASURES] for data in nodes])
