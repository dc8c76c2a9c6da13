"""``kg eval``: annotated articles -> a table of figures, and on request every miss and extra."""

from __future__ import annotations

import json
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("eval")
@click.option("--gold", type=FOLDER, required=True, help="Folder of annotations, one JSON file an article.")
@click.option("--articles", type=FOLDER, help="Folder of the articles, by the same stems; default: beside --gold.")
@click.option("--errors", is_flag=True, help="List every miss and every extra.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def eval_command(gold: Path, articles: Path | None, errors: bool, format_: str) -> None:
    """Score the program against annotated articles: precision, recall and F1 of entities, roles, statements, events."""
    from kg.cli.table import print_table
    from kg.evaluate import evaluate

    scores = evaluate(gold, articles or gold.parent)
    figures = dict(sorted(scores.figures.items()))
    if format_ == "json":
        fields = {
            name: {
                "precision": f.precision,
                "recall": f.recall,
                "f1": f.f1,
                "predicted": f.predicted,
                "annotated": f.annotated,
            }
            for name, f in figures.items()
        }
        click.echo(json.dumps(fields, indent=1))
    else:
        names = ("measure", "precision", "recall", "F1", "predicted", "annotated")
        lines = [
            (name, f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}", str(f.predicted), str(f.annotated))
            for name, f in figures.items()
        ]
        print_table(names, lines)
    if errors:
        for article, faults in scores.errors.items():
            click.echo("\n".join([f"\n{article}", *(f"  {fault}" for fault in faults)]))
