"""``kg graph``: a view of the store -> a self-contained page."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import complete, param_option, parameters, store_option


@click.command("graph")
@click.argument("view", required=False, default="actors", shell_complete=complete("views"))
@store_option
@click.option("--output", "-o", default="network.html", show_default=True, metavar="FILE", help="Page to write.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of the page.")
@click.option(
    "--max-nodes", type=click.IntRange(min=2), default=80, show_default=True, help="Show the most cited only."
)
@param_option
def graph_command(view: str, store: Path, output: str, lang: str, max_nodes: int, params: tuple[str, ...]) -> None:
    """Write an interactive network page.

    VIEW is actors, claims, meetings, deployments, offices, co-mentions or stances; the page opens in any browser,
    offline.
    """
    from kg.export import write
    from kg.network import largest, network
    from kg.query import ask, load
    from kg.store import Store
    from kg.visualise import page

    question = load(view, "views")
    with Store.reader(store) as opened:
        whole = network(ask(question, parameters(params), store=opened), language=lang)
    shown = largest(whole, max_nodes)
    title, description = question.title[lang], question.description[lang]
    html = page(shown, title=title, description=description, language=lang, left_out=len(whole) - len(shown))
    write(output, html.encode())
    if output != "-":
        click.echo(f"{output}: {len(shown)} actors, {shown.number_of_edges()} edges", err=True)
