"""``kg publish``: a store -> a folder of pages that open from disk."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import base_option, store_option


@click.command("publish")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path))
@store_option
@base_option
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of the pages.")
def publish_command(folder: Path, store: Path, base_iri: str, lang: str) -> None:
    """Write the graph as a static site: dossiers, articles, claims, events, networks, and the data to download.

    OUT must be new or empty. Open OUT/index.html in any browser; no server is needed.
    """
    from rich.console import Console
    from rich.progress import Progress

    from kg.site.publish import publish
    from kg.store import Store

    with Store.reader(store) as opened, Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("pages", total=None)
        pages = publish(
            opened,
            folder,
            base=base_iri,
            language=lang,
            progress=lambda done, of: bar.update(task, completed=done, total=of),
        )
    click.echo(f"{folder / 'index.html'}: {pages} pages", err=True)
