"""``kg build``: files and folders -> a store, a bar while it works, a summary at the end; all on standard error."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import base_option, knowledge_option, store_option
from kg.errors import GraphError

if TYPE_CHECKING:
    from kg.pipeline import Progress


@click.command("build")
# A file that cannot be read is reported, like any other that is bad, and stops none.
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(readable=False, path_type=Path))
@store_option
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
@knowledge_option
@base_option
@click.option("--no-text", is_flag=True, help="Do not store the articles' texts, only what is quoted as evidence.")
@click.option("--force", is_flag=True, help="Read again what is stored already.")
@click.pass_context
def build_command(
    context: click.Context,
    paths: tuple[Path, ...],
    store: Path,
    workers: int,
    base_iri: str,
    no_text: bool,
    force: bool,
) -> None:
    """Read articles, extract, validate and store their graphs.

    PATH is a file or a folder: text, JSON Lines, web pages, feeds, also gzipped. Articles that are stored already are
    passed over; what cannot be read is reported and stops nothing. Exit code 0: all stored; 1: something was refused.
    """
    from kg.cli.summary import print_summary
    from kg.pipeline import build
    from kg.rdf import iris
    from kg.store import Store

    if not any(os.path.lexists(path) for path in paths):
        raise click.UsageError(f"no such file or folder: {', '.join(map(str, paths))}")
    try:
        iris.base(base_iri)
    except GraphError as error:
        raise click.BadParameter(str(error), param_hint="--base-iri") from error
    with Store.writer(store) as opened:
        try:
            with _bar(paths) as progress:
                report = build(
                    paths,
                    opened,
                    workers=workers,
                    base_iri=base_iri,
                    with_text=not no_text,
                    force=force,
                    progress=progress,
                )
        except KeyboardInterrupt:
            raise click.ClickException(
                "interrupted; what is stored is kept, the same command goes on from there"
            ) from None
        print_summary(report, opened)
    if report.refused:
        context.exit(1)


@contextmanager
def _bar(paths: tuple[Path, ...]) -> Iterator[Progress | None]:
    """Yield what moves a progress bar on standard error, None when that is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[source]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("articles", total=_count(paths), source="loading the language model …")
        yield lambda source: bar.update(task, advance=1, source=source)


def _count(paths: tuple[Path, ...]) -> int | None:
    """Return how many articles there are, None when that is known only by reading them."""
    from kg.read import find

    found = list(find(paths))
    one_each = all(not isinstance(file, Path) or file.suffix in {".txt", ".html", ".htm"} for file in found)
    return len(found) if one_each else None
