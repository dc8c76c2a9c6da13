"""``kg query``: a question and its parameters -> the answer on standard output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from kg.cli.options import complete, param_option, parameters, store_option

if TYPE_CHECKING:
    from kg.answer import Answer
    from kg.query import Asks

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


class _Options(TypedDict):
    """How to ask: where, as whom, with which values, and in which format to answer."""

    store: Path
    format_: str | None
    params: tuple[str, ...]
    endpoint: str | None
    user: str | None
    timeout: float


@click.command("query", add_help_option=False)
@click.argument("name", required=False, metavar="NAME|FILE.rq|-", shell_complete=complete())
@store_option
@click.option("--format", "format_", type=click.Choice(FORMATS), help="[default: table; turtle for a graph]")
@param_option
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the store.")
@click.option("--user", metavar="NAME", help="Who asks it; the password is read from KG_PASSWORD or ~/.netrc.")
@click.option(
    "--timeout", type=click.FloatRange(min=1), default=60, show_default=True, help="Seconds for the endpoint."
)
@click.option("--list", "listed", is_flag=True, help="List the questions and their parameters.")
@click.option("--help", "-h", "helped", is_flag=True, help="Show this message, or with NAME what that question asks.")
@click.pass_context
def query_command(
    context: click.Context, /, name: str | None, *, listed: bool, helped: bool, **options: Unpack[_Options]
) -> None:
    """Ask the store, or a remote endpoint, a question.

    NAME is a question of 'kg query --list', a file that ends in .rq, or - for standard input.
    """
    if listed:
        from kg.cli.table import print_catalogue

        print_catalogue()
    elif helped:
        _help(context, name)
    elif name is None:
        raise click.UsageError("give the name of a question or a file; 'kg query --list' shows the questions")
    else:
        _ask(name, options)


def _help(context: click.Context, name: str | None) -> None:
    if name is None:
        click.echo(context.get_help())
        return
    from kg.cli.table import print_question
    from kg.query import load

    print_question(load(name))


def _ask(name: str, options: _Options) -> None:
    from kg.query import answer, load, why_empty

    values, question = parameters(options["params"]), load(name)
    with _asker(name, options) as asks:
        shown = _show(answer(question, values, asks), options["format_"])
        if not shown and (why := why_empty(question.bound(values), asks)):
            click.echo(f"kg: no rows: {why}", err=True)


@contextmanager
def _asker(name: str, options: _Options) -> Iterator[Asks]:
    """Yield what answers queries: the endpoint where one is given, else the store."""
    from kg.query import asker

    endpoint, user = options["endpoint"], options["user"]
    if endpoint:
        from kg.access import credentials

        yield asker(name, endpoint=endpoint, timeout=options["timeout"], who=credentials(endpoint, user))
        return
    if user:
        raise click.UsageError("--user goes with --endpoint: a store on this machine knows no users")
    from kg.store import Store

    with Store.reader(options["store"]) as opened:
        yield asker(name, store=opened)


def _show(answer: Answer, format_: str | None) -> bool:
    """Print an answer; return whether there is anything in it."""
    from kg.answer import is_empty, serialise

    chosen = format_ or ("turtle" if isinstance(answer, list) else "table")
    if chosen == "table" and not isinstance(answer, list):
        from kg.cli.table import print_answer

        return print_answer(answer)
    data = serialise(answer, chosen)
    click.echo(data, nl=False)
    return bool(answer) if isinstance(answer, list) else not is_empty(data, chosen)
