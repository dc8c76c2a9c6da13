"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kg.namespaces import BASE, WIKIDATA_ENDPOINT

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=Path("kg-store"),
    envvar="KG_STORE",
    show_default=True,
    show_envvar=True,
    help="Directory of the graph store.",
)

base_option = click.option(
    "--base-iri",
    default=BASE,
    envvar="KG_BASE_IRI",
    show_default=True,
    show_envvar=True,
    help="IRI that all data begin with.",
)


def complete(folder: str = "") -> Callable[..., list[CompletionItem]]:
    """Return what offers the names of questions to a shell, those of a folder of ``queries/``."""

    def offered(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        from kg.query import catalogue

        return [CompletionItem(q.name, help=q.title["en"]) for q in catalogue(folder) if q.name.startswith(begun)]

    return offered


def _offer_parameters(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the parameters of the question that stands before on the line."""
    from kg.query import load, names

    # an option that lacks its value leaves the words before it unread
    words = (context.params.get("name"), context.params.get("question"), *context.args)
    known = next((load(word).parameters for word in words if word in names()), ())
    return [CompletionItem(f"{one.name}=", help=one.note[1]) for one in known if one.name.startswith(begun)]


param_option = click.option(
    "--param",
    "-p",
    "params",
    multiple=True,
    metavar="KEY=VALUE",
    help="Value of a parameter; repeatable.",
    shell_complete=_offer_parameters,
)


def parameters(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return the values of ``--param key=value`` by name."""
    for pair in pairs:
        if "=" not in pair:
            raise click.BadParameter(f"'{pair}' is not KEY=VALUE", param_hint="--param")
    return {key.strip(): value for key, _, value in (pair.partition("=") for pair in pairs)}


def _use(_context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    """Let a folder of sound tables add to the knowledge, in this process and those that it starts."""
    if folder is not None:
        from kg.knowledge.check import require_sound
        from kg.knowledge.tables import OWN

        require_sound(folder)
        os.environ[OWN] = str(folder.resolve())


knowledge_option = click.option(
    "--knowledge",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="KG_KNOWLEDGE",
    show_envvar=True,
    metavar="DIR",
    expose_value=False,
    callback=_use,
    help="Folder of tables that add to the knowledge or override it.",
)


def asks_endpoint(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the options of an endpoint to ask; it is given the `kg.enrich.Endpoint`."""

    @click.option(
        "--endpoint", default=WIKIDATA_ENDPOINT, show_default=True, metavar="URL", help="SPARQL endpoint to ask."
    )
    @click.option(
        "--timeout",
        type=click.FloatRange(min=1),
        default=60,
        show_default=True,
        help="Seconds that an answer may take.",
    )
    @click.option(
        "--pause", type=click.FloatRange(min=0), default=1, show_default=True, help="Seconds between two questions."
    )
    @wraps(command)
    def asking(*args: object, endpoint: str, timeout: float, pause: float, **options: object) -> None:
        from kg.enrich import Endpoint

        command(*args, endpoint=Endpoint(endpoint, timeout=timeout, pause=pause), **options)

    return asking
