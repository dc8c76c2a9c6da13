"""The command line: one thin function a command, loaded only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from kg import __version__
from kg.errors import DepecheError

#: command -> its one-line help; the function of the same name lives in the module of the same name.
COMMANDS = {
    "build": "Read articles, extract, validate and store them.",
    "query": "Ask the store, or a remote endpoint, a question.",
    "graph": "Write an interactive network page.",
    "network": "Measure a network, or write it for Gephi and other programs.",
    "export": "Write the graph, or a view of it, to a file.",
    "push": "Send the graph to a triplestore, only what changed.",
    "validate": "Check a store or files against the ontology's shapes.",
    "publish": "Write the graph as a static site that opens from disk.",
    "serve": "Serve the graph to browsers and SPARQL clients of this machine.",
    "enrich": "Look linked entities up at Wikidata or another endpoint.",
    "knowledge": "List, check and renew the tables of knowledge.",
    "eval": "Score the program against annotated articles.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"kg.cli.{cmd_name}"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end with 0 and without a word when a reader such as ``head`` wants no more."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            ctx.fail(f"no command '{name}'" + (f"; did you mean '{near[0]}'?" if near else "; see 'kg --help'"))
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """French news on international affairs as a graph: who said what, who did what, which sentence says so."""


def main() -> None:
    """Run the command line: exit code 0 done, 1 refused or violated, 2 wrong usage."""
    try:
        cli(prog_name="kg")
    except DepecheError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
