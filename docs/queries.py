"""The headers of ``queries/`` -> ``docs/queries.md``.

Run it after each change of a header: ``python docs/queries.py > docs/queries.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.query import Parameter, Query, catalogue

CONTRACT = ("entities", "roles", "statements", "events")
INTRODUCTION = """\
# Questions

Every question is a file of `queries/`: plain SPARQL 1.1 that any triplestore answers, below a header of comments. `kg
query NAME` asks it of the store, with `--endpoint URL` of a remote endpoint; `--param key=value` narrows it,
`--format` chooses table, csv, tsv, json or xml, and `kg query NAME --help` says what it asks. A parameter that is not
given is left open. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. A name finds all that any article calls so, whatever
its label (`Moscou` finds Russie), in any case, with or without accents; a part of a name will do where nothing bears
just that name.

Every question has the same rows on the store, on an Oxigraph server, on Virtuoso 7 and on Jena's ARQ: the tests
compare them. An empty answer says, on standard error, which pattern of the question matches nothing. Short queries go
to an endpoint by GET, long ones by POST; `--user NAME` asks as somebody, with the password from `KG_PASSWORD` or
`~/.netrc`, which is sent when the endpoint asks for it.

On 500 agency articles (324,672 quads) the slowest question takes 0.8 s of one processor by pyoxigraph
(`python bench/questions.py STORE`). On 50 of them (37,195 quads) none takes 0.1 s, while rdflib needs 0.3 to 1 s for
most and more than 10 s for those that pair entities.

This page is written from the headers by `python docs/queries.py > docs/queries.md`.
"""


def page() -> str:
    """Return the page as Markdown."""
    questions = list(catalogue())
    contract = [query for name in CONTRACT for query in questions if query.name == name]
    analysts = [query for query in questions if query.name not in CONTRACT]
    parts = [
        INTRODUCTION,
        "## What other programs rely on\n",
        *(_question(query) for query in contract),
        "## Analysts' questions\n",
        *(_question(query) for query in analysts),
        "## Networks\n",
        "`kg graph NAME -o page.html` draws them, `kg network NAME` measures them or writes them for Gephi.\n",
        *(_question(query, columns=False) for query in catalogue("views")),
    ]
    return "\n".join(parts)


def _question(query: Query, *, columns: bool = True) -> str:
    lines = [
        f"### {query.name}",
        "",
        f"**{query.title['en']}** · *{query.title['fr']}*",
        "",
        query.description["en"],
        "",
    ]
    if columns:
        lines += [f"Columns: {', '.join(f'`{name}`' for name in query.columns)}", ""]
    if query.parameters:
        lines += ["| parameter | type | default | |", "|---|---|---|---|", *_parameters(query.parameters), ""]
    return "\n".join(lines)


def _parameters(parameters: tuple[Parameter, ...]) -> Iterator[str]:
    for parameter in parameters:
        yield f"| `{parameter.name}` | {parameter.type} | {parameter.default} | {parameter.note[1]} |"


if __name__ == "__main__":
    print(page(), end="")
