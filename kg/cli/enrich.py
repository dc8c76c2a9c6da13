"""``kg enrich``: a store -> what Wikidata says of its linked entities, in a graph of its own; a summary at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import asks_endpoint, base_option, store_option

if TYPE_CHECKING:
    from kg.enrich import Endpoint, Progress, Report

_SHOWN = 10


@click.command("enrich")
@store_option
@asks_endpoint
@click.option("--batch", type=click.IntRange(1, 500), default=50, show_default=True, help="Entities a question.")
@click.option("--refresh", is_flag=True, help="Look up again what was looked up before.")
@click.option("--dry-run", is_flag=True, help="List what would be looked up, and ask nobody.")
@base_option
@click.pass_context
def enrich_command(
    context: click.Context,
    store: Path,
    endpoint: Endpoint,
    batch: int,
    refresh: bool,
    dry_run: bool,
    base_iri: str,
) -> None:
    """Look linked entities up and add what Wikidata says of them.

    Names in French and English, coordinates, ISO codes, countries, memberships and tenures of office go to a graph of
    their own. What was looked up before is passed over. Exit code 0: all looked up; 1: something could not be.
    """
    from kg.enrich import enrich, known, wanted
    from kg.store import Store

    with Store.reader(store) as opened:
        items = wanted(opened)
        before = set() if refresh else known(opened, base_iri)
    todo = [item for item in items if item not in before]
    if dry_run:
        click.echo("".join(f"{item}\n" for item in todo), nl=False)
        click.echo(f"{len(todo)} of {len(items)} entities would be looked up at {endpoint.address}", err=True)
        return
    with Store.writer(store) as opened, _bar(len(todo)) as progress:
        report = enrich(
            opened,
            endpoint,
            batch=batch,
            base_iri=base_iri,
            refresh=refresh,
            progress=progress,
        )
    _print(report, endpoint.address)
    if report.failures or report.stopped:
        context.exit(1)


def _print(report: Report, endpoint: str) -> None:
    """Say what was described, what the endpoint does not know, and what failed, on standard error."""
    parts = [f"{report.described} described", *([f"{report.passed_over} before"] if report.passed_over else [])]
    if report.unknown:
        more = ", …" if len(report.unknown) > _SHOWN else ""
        parts.append(f"{len(report.unknown)} unknown to {endpoint} ({', '.join(report.unknown[:_SHOWN])}{more})")
    click.echo(", ".join(parts), err=True)
    for failure in report.failures:
        click.echo(f"kg: {', '.join(failure.items)}: {failure.reason}", err=True)
    if report.stopped:
        click.echo(
            f"kg: stopped at {report.stopped}\n"
            f"{report.left} are left; what was described is stored: run the same command again to go on",
            err=True,
        )


@contextmanager
def _bar(total: int) -> Iterator[Progress | None]:
    """Yield what moves a progress bar on standard error, None when that is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("entities", total=total)
        yield lambda count: bar.update(task, advance=count)
