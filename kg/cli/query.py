"""``kg query``: a question and its parameters -> the answer on standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option

if TYPE_CHECKING:
    from kg.answer import Answer

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")

param_option = click.option(
    "--param", "-p", "params", multiple=True, metavar="KEY=VALUE", help="Value of a parameter; repeatable."
)


@click.command("query")
@click.argument("name", required=False, metavar="NAME|FILE.rq|-")
@store_option
@click.option("--format", "format_", type=click.Choice(FORMATS), help="[default: table; turtle for a graph]")
@param_option
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the store.")
@click.option(
    "--timeout", type=click.FloatRange(min=1), default=60, show_default=True, help="Seconds for the endpoint."
)
@click.option("--list", "listed", is_flag=True, help="List the questions and their parameters.")
def query_command(
    name: str | None,
    store: Path,
    format_: str | None,
    params: tuple[str, ...],
    endpoint: str | None,
    timeout: float,
    listed: bool,
) -> None:
    """Ask the store, or a remote endpoint, a question.

    NAME is a question of 'kg query --list', a file that ends in .rq, or - for standard input.
    """
    if listed:
        from kg.cli.table import print_catalogue

        print_catalogue()
        return
    if name is None:
        raise click.UsageError("give the name of a question or a file; 'kg query --list' shows the questions")
    values = parameters(params)

    from kg.query import ask, load

    question = load(name)
    if endpoint:
        _show(ask(question, values, endpoint=endpoint, timeout=timeout), format_)
        return
    from kg.store import Store

    with Store.reader(store) as opened:
        _show(ask(question, values, store=opened), format_)


def parameters(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return the values of ``--param key=value`` by name."""
    for pair in pairs:
        if "=" not in pair:
            raise click.BadParameter(f"'{pair}' is not KEY=VALUE", param_hint="--param")
    return {key.strip(): value for key, _, value in (pair.partition("=") for pair in pairs)}


def _show(answer: Answer, format_: str | None) -> None:
    from kg.answer import serialise

    chosen = format_ or ("turtle" if isinstance(answer, list) else "table")
    if chosen == "table" and not isinstance(answer, list):
        from kg.cli.table import print_answer

        print_answer(answer)
        return
    click.echo(serialise(answer, chosen), nl=False)
