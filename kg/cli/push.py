"""``kg push``: the store's graphs -> a triplestore, a bar while it works, what was done on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option

if TYPE_CHECKING:
    from kg.push import Progress
    from kg.store import Store


@click.command("push")
@store_option
@click.option("--endpoint", required=True, metavar="URL", help="Address for graphs (gsp) or for updates.")
@click.option("--protocol", type=click.Choice(["gsp", "update"]), default="gsp", show_default=True, help="How to send.")
@click.option("--user", metavar="NAME", help="Who sends; the password is read from KG_PASSWORD or ~/.netrc.")
@click.option("--timeout", type=click.FloatRange(min=1), default=60, show_default=True, help="Seconds for one graph.")
@click.option("--verify", is_flag=True, help="Read the graphs that were sent before, and send those that differ.")
@click.option("--all", "everything", is_flag=True, help="Send every graph, also those that were sent before.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
def push_command(
    store: Path,
    endpoint: str,
    protocol: str,
    user: str | None,
    timeout: float,
    **choices: bool,
) -> None:
    """Send the graph to a triplestore: one named graph an article, only what changed since the last time.

    The same command goes on where an interrupted one stopped. Standard output names what was sent or deleted.
    """
    from kg.push import Client, Options, credentials, push
    from kg.store import Store

    client = Client(endpoint, who=credentials(endpoint, user), timeout=timeout)
    options = Options(protocol=protocol, **choices)
    with Store.reader(store) as opened:
        try:
            with _bar(opened) as progress:
                done = push(opened, client, options, progress=progress)
        except KeyboardInterrupt:
            raise click.ClickException("interrupted; the same command goes on from there") from None
    for name in done.sent:
        click.echo(f"sent\t{name}")
    for name in done.deleted:
        click.echo(f"deleted\t{name}")
    would = "would be " if options.dry_run else ""
    click.echo(
        f"{len(done.sent)} graphs ({done.triples} triples) {would}sent, {len(done.deleted)} {would}deleted, "
        f"{done.unchanged} unchanged",
        err=True,
    )


@contextmanager
def _bar(store: Store) -> Iterator[Progress | None]:
    """Yield what moves a progress bar on standard error, None when that is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("graphs", total=len(store.graphs()))
        yield lambda _: bar.advance(task)
