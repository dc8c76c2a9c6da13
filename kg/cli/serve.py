"""``kg serve``: a store -> a local web application, until it is interrupted."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import base_option, store_option


@click.command("serve")
@store_option
@base_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 lets others in.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--allow", "allowed", multiple=True, metavar="NAME", help="Host name under which others may call it; repeatable."
)
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=30, show_default=True, help="Seconds a query may take."
)
def serve_command(store: Path, base_iri: str, host: str, port: int, allowed: tuple[str, ...], timeout: float) -> None:
    """Serve the graph to browsers and SPARQL clients of this machine."""
    from kg.server import LOCAL_HOSTS, application
    from kg.server.listening import listen

    listen(application(store, base=base_iri, hosts=(*LOCAL_HOSTS, *allowed), timeout=timeout), host, port, _announce)


def _announce(address: str) -> None:
    click.echo(f"kg: {address} (SPARQL at {address}sparql); Ctrl-C ends it", err=True)
