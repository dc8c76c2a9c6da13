"""``kg knowledge``: the tables of knowledge -> lists of what they know, their faults, or renewed tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import asks_endpoint, knowledge_option

if TYPE_CHECKING:
    from kg.enrich import Endpoint

KINDS = ("countries", "institutions", "offices", "organisations", "persons", "places")
#: columns that a table on the terminal leaves out.
_LEFT_OUT = {"source", "checked", "adj_forms", "people_forms", "capital_aliases"}


@click.group("knowledge")
def knowledge_command() -> None:
    """List, check and renew the tables of what is known beforehand.

    Countries, institutions, organisations, persons, offices and places: docs/knowledge.md tells what the tables hold.
    """


@knowledge_command.command("list")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.option("--search", metavar="TEXT", default="", help="Only rows with this text, whatever its case and accents.")
@click.option("--format", "format_", type=click.Choice(["table", "tsv"]), default="table", show_default=True)
@knowledge_option
def list_command(kind: str | None, search: str, format_: str) -> None:
    """List the rows of a table, or how many rows each table has.

    With --format tsv the rows are such as a table of your own may hold.
    """
    from kg.cli.table import print_table
    from kg.knowledge import knowledge

    if kind is None:
        counts = [_counts(name, search) for name in KINDS]
        print_table(("table", "rows", "linked"), counts)
        return
    names = list(knowledge(kind)[0])
    rows = [list(row.values()) for row in _found(kind, search)]
    if format_ == "tsv":
        click.echo("".join("\t".join(row) + "\n" for row in [names, *sorted(rows)]), nl=False)
        return
    shown = [index for index, name in enumerate(names) if name not in _LEFT_OUT]
    print_table([names[index] for index in shown], [[row[index] for index in shown] for row in rows])


@knowledge_command.command("check")
@click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.pass_context
def check_command(context: click.Context, folder: Path | None) -> None:
    """Check tables: headers, identifiers, dates, references, doubles, order.

    DIR holds tables of your own; without it the tables of the package are checked. Prints a line for each fault. Exit
    code 0: none; 1: some.
    """
    from kg.knowledge.check import faults

    found = faults(folder)
    for fault in found:
        click.echo(str(fault))
    click.echo(f"{len(found)} fault{'s' if len(found) != 1 else ''}" if found else "no fault", err=True)
    if found:
        context.exit(1)


@knowledge_command.command("update")
@click.option(
    "--output",
    "-o",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the tables to write.",
)
@click.option("--of", multiple=True, metavar="QID", help="Country or body to renew; repeatable.  [default: all]")
@click.option("--since", type=int, default=1990, show_default=True, help="Year from which tenures are taken.")
@click.option("--refresh", is_flag=True, help="Renew again what was renewed before.")
@asks_endpoint
@click.pass_context
def update_command(
    context: click.Context, folder: Path, of: tuple[str, ...], since: int, refresh: bool, endpoint: Endpoint
) -> None:
    """Renew offices.tsv and persons.tsv from Wikidata or another endpoint.

    Country by country, body by body; a run that was cut off goes on where it stopped. Use the result with --knowledge
    DIR. Exit code 0: all renewed; 1: something could not be.
    """
    from kg.enrich.offices import update

    renewal = update(
        endpoint, folder, of=of, since=since, refresh=refresh, progress=lambda name: click.echo(name, err=True)
    )
    before = f", {renewal.passed_over} before" if renewal.passed_over else ""
    click.echo(
        f"{renewal.bodies} renewed{before}: {renewal.tenures} tenures added or changed, "
        f"{renewal.persons} persons added in {folder}",
        err=True,
    )
    for failure in renewal.failures:
        click.echo(f"kg: {failure}", err=True)
    if renewal.stopped:
        click.echo(f"kg: stopped at {renewal.stopped}\nwhat was renewed is kept: run the same command again", err=True)
    if renewal.failures or renewal.stopped:
        context.exit(1)


def _found(kind: str, search: str) -> list[dict[str, str]]:
    """Return the rows of a table in which a text occurs."""
    from kg.knowledge import fold, knowledge

    wanted = fold(search)
    return [row for row in knowledge(kind) if wanted in fold("\t".join(row.values()))]


def _counts(kind: str, search: str) -> tuple[str, str, str]:
    """Return the name of a table, how many rows it has and how many of those have a Q-id of their own."""
    rows = _found(kind, search)
    key = "person_qid" if kind == "offices" else "qid"
    return kind, str(len(rows)), str(sum(1 for row in rows if row[key]))
