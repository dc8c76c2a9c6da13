"""Loading questions, binding parameters, asking stores and endpoints, and what goes wrong."""

import io
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.answer import rows, serialise
from kg.cli import cli
from kg.errors import QueryError
from kg.query import MAX_NESTING, Parameter, Query, ask, asker, load, names, parse, why_empty
from kg.store import Store

SMALL = Path(__file__).parent / "fixtures" / "small.trig"
HOSTILE = (
    '") } DROP ALL #',
    'x" } UNION { ?s ?p ?o',
    "'; DELETE WHERE { ?s ?p ?o }",
    "\\u0022) } }",
    "a\nb",
    "?content",
    "{$}",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A SPARQL server on this machine that holds the small graph."""
    address = f"http://127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [str(Path(sys.executable).parent / "oxigraph"), "serve", "--bind", address.removeprefix("http://")],
        stderr=subprocess.DEVNULL,
    )
    try:
        load_graph = Request(f"{address}/store", SMALL.read_bytes(), {"Content-Type": "application/trig"})
        for _ in range(100):
            try:
                urlopen(load_graph).close()
                break
            except URLError:
                time.sleep(0.05)
        yield f"{address}/query"
    finally:
        server.kill()
        server.wait()


def one_parameter(type_: str) -> Query:
    return Query("q", "SELECT ?x WHERE {\n  VALUES (?x) { (UNDEF) }  # parameters\n}", {}, {}, (Parameter("x", type_),))


@pytest.mark.parametrize("value", HOSTILE)
def test_a_string_comes_back_as_it_went_in(value: str, small: Store) -> None:
    answer = ask(one_parameter("string"), {"x": value}, store=small)
    assert isinstance(answer, ox.QuerySolutions)
    assert list(rows(answer)) == [[value]]


@pytest.mark.parametrize(
    ("type_", "value", "term"),
    [
        ("integer", "12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("date", "2022", '"2022"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("date", "2022-02-12", '"2022-02-12"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("iri", "wd:Q212", "<http://www.wikidata.org/entity/Q212>"),
        ("iri", "https://example.org/a", "<https://example.org/a>"),
        ("act", "deny", "<https://w3id.org/depeche/ns#deny>"),
        ("event", "Meet", "<https://w3id.org/depeche/ns#Meet>"),
        ("string", "", "None"),
    ],
)
def test_a_value_becomes_a_term_of_its_type(type_: str, value: str, term: str) -> None:
    assert str(Parameter("x", type_).term(value)) == term


@pytest.mark.parametrize(
    ("type_", "value", "message"),
    [
        ("integer", "douze", "'douze' is not a whole number"),
        ("integer", "1) } #", "is not a whole number"),
        ("date", "hier", "YYYY-MM-DD"),
        ("date", "2022-13", "YYYY-MM-DD"),
        ("date", "2022-02-30", "YYYY-MM-DD"),
        ("iri", "https://example.org/a> }", "is not an IRI"),
        ("iri", "Q212", "is not an IRI"),
        ("act", "denny", "did you mean 'deny'?"),
        ("factuality", "zzz", "known: actual"),
    ],
)
def test_a_value_of_another_type_is_refused(type_: str, value: str, message: str) -> None:
    with pytest.raises(QueryError, match="parameter 'x'") as refusal:
        one_parameter(type_).bound({"x": value})
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("statments", "did you mean 'statements'?"),
        ("xyzzyx", "known: accusations"),
        ("../pyproject", "unknown query"),
        ("missing.rq", "missing.rq cannot be read"),
    ],
)
def test_an_unknown_question_is_refused_with_a_hint(name: str, message: str) -> None:
    with pytest.raises(QueryError, match="quer") as refusal:
        load(name)
    assert message in str(refusal.value)


def test_an_unknown_parameter_is_refused_with_a_hint() -> None:
    with pytest.raises(QueryError, match="no parameter 'speeker'; did you mean 'speaker'"):
        load("quotes").bound({"speeker": "x"})
    with pytest.raises(QueryError, match="it has no parameters"):
        load("statements").bound({"speaker": "x"})


@pytest.mark.parametrize("header", ["# param: x", "# param: x:colour=red"])
def test_a_bad_header_is_refused(header: str) -> None:
    with pytest.raises(QueryError, match="cannot read '# param"):
        parse("q", f"{header}\nASK {{}}")


def test_parameters_need_their_line() -> None:
    with pytest.raises(QueryError, match="needs one line"):
        parse("q", "# param: x:string=\nASK {}").bound({})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT ?s WHERE {\n  ?s a foaf:Person }",
            r"line 2, column \d+: unknown prefix 'foaf': .*<http://xmlns.com/foaf/",
        ),
        ("SELECT ?s WHERE { ?s a depp:Claim }", "unknown prefix 'depp'; did you mean 'dep'"),
        ("SELECT ?s WHERE { ?s a zzz:Claim }", "unknown prefix 'zzz': begin the query with PREFIX zzz: <…>"),
        ("# all\nDROP ALL", "this is an update"),
        ("PREFIX a: <urn:a>\nINSERT DATA { a:b a:c 1 }", "this is an update"),
        ("SELECT ?s WHERE { ?s ?p 'déjà }", "line 1, column"),
    ],
)
def test_a_query_that_cannot_be_parsed_gets_a_remedy(text: str, message: str, small: Store) -> None:
    with pytest.raises(QueryError, match=message):
        ask(parse("q", text), store=small)


CLAIMS = "SELECT ?s WHERE { GRAPH ?g { %s } }"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (CLAIMS % "?s a dep:Clame", "matches «?s a dep:Clame»: the ontology has no dep:Clame; did you mean dep:Claim?"),
        (CLAIMS % "?s a dep:Claim ; dep:lable ?l", "dep:lable; did you mean rdfs:label?"),
        (CLAIMS % "?s a dep:Claim ; dep:cue 'murmurer'", 'nothing in the graph matches «?s dep:cue "murmurer"»'),
        (CLAIMS % "[] dep:saidBy/rdfs:label 'Zut'@fr . ?s a ?t", 'matches «[] dep:saidBy/rdfs:label "Zut"@fr»'),
        (CLAIMS % "?s a dep:Claim ; dep:former ?f", "matches «?s dep:former ?f» together with the patterns before it"),
        (CLAIMS % "?s a dep:Claim FILTER(?s = 1)", "it is a filter, VALUES or a parameter"),
        ("CONSTRUCT { ?s a ?t } WHERE { ?s dep:zzz ?t }", "the ontology has no dep:zzz"),
        (CLAIMS % "{ SELECT ?s WHERE { ?s dep:cue 'x' } } OPTIONAL { ?s dep:cue 'y' }", '«?s dep:cue "x"»'),
    ],
)
def test_an_empty_answer_says_which_pattern_matches_nothing(text: str, why: str, small: Store) -> None:
    assert why in str(why_empty(text, asker("q", store=small)))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE { { ?s a dep:Zzz } UNION { ?s a dep:Zzzz } }",
        "SELECT ?s WHERE { VALUES ?s { } }",
        "SELECT ?s WHERE { ?s wdt:P31 ?t }",
        "DESCRIBE <urn:a>",
        "nonsense",
    ],
)
def test_what_cannot_be_told_of_an_empty_answer_is_not_said(text: str, small: Store) -> None:
    assert why_empty(text, asker("q", store=small)) is None


@pytest.mark.parametrize("name", list(names()))
def test_each_question_can_say_why_it_is_empty(name: str) -> None:
    assert "nothing in the graph matches" in str(why_empty(load(name).bound({}), asker(name, store=Store.memory())))


def test_a_syntax_error_tells_line_and_column(small: Store) -> None:
    with pytest.raises(QueryError, match=r"line 2, column \d+") as refusal:
        ask(parse("q", "SELECT ?s WHERE {\n  ?s foo ?o\n}"), store=small)
    assert "?s foo ?o" in str(refusal.value)


@pytest.mark.parametrize(
    "deep",
    ["(", '(")))" = ', "({<a)))>", "(#)))\n", "1<((((>", "'''a'b''' ((('", r"dep:a\#((((", "# \r((((", "<'> (((('"],
)
def test_deep_nesting_is_refused_before_it_reaches_the_parser(deep: str, small: Store) -> None:
    with pytest.raises(QueryError, match="nests brackets"):
        ask(parse("q", f"ASK {{ FILTER {deep * MAX_NESTING}"), store=small)


def test_allowed_nesting_reaches_the_parser(small: Store) -> None:
    depth = MAX_NESTING - 2
    assert ask(parse("q", f"ASK {{ FILTER{'(' * depth}1 = 1{')' * depth} }}"), store=small)


@pytest.mark.parametrize("text", ["ASK { GRAPH ?g { ?s a dep:Claim } }", "ASK { GRAPH ?g { ?s a dep:Zzz } }"])
def test_endpoint_answers_yes_or_no(text: str, small: Store, endpoint: str) -> None:
    here, there = ask(parse("q", text), store=small), ask(parse("q", text), endpoint=endpoint)
    assert bool(here) == bool(there)


def test_endpoint_builds_the_same_graph(small: Store, endpoint: str) -> None:
    query = parse("q", "CONSTRUCT { ?s dep:said ?c } WHERE { GRAPH ?g { ?c dep:saidBy ?s } }")
    here, there = ask(query, store=small), ask(query, endpoint=endpoint)
    assert here == there != []
    assert serialise(there, "turtle").startswith(b"@prefix dep:")


def test_values_reach_the_endpoint_as_terms(small: Store, endpoint: str) -> None:
    for value in HOSTILE:
        answer = ask(one_parameter("string"), {"x": value}, endpoint=endpoint)
        assert isinstance(answer, ox.QuerySolutions)
        assert list(rows(answer)) == [[value]]


def kg(*arguments: str, given: str = "") -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["query", *arguments], input=given)
    if isinstance(done.exception, QueryError):
        return 1, done.stdout, str(done.exception)
    return done.exit_code, done.stdout, done.stderr


def test_command_prints_plain_lines_into_a_pipe(small_path: Path) -> None:
    code, out, err = kg("speakers", "--store", str(small_path))
    assert (code, err) == (0, "")
    assert out.splitlines()[1].split() == ["entity/Q159", "Russie", "2", "2"]


def test_command_reads_a_file_and_standard_input(small_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "question.rq"
    path.write_text("ASK { ?s a dep:Claim }", encoding="utf-8")
    assert kg(str(path), "--store", str(small_path))[:2] == (0, "true\n")
    assert kg("-", "--store", str(small_path), given=path.read_text(encoding="utf-8"))[:2] == (0, "true\n")


@pytest.mark.parametrize(
    ("format_", "start"),
    [("json", '{"head":{"vars":["month"'), ("csv", "month,speakerLabel"), ("tsv", "?month\t"), ("xml", "<?xml")],
)
def test_command_writes_the_formats_of_sparql(format_: str, start: str, small_path: Path) -> None:
    code, out, _ = kg("statements-by-month", "--store", str(small_path), "--format", format_)
    assert code == 0
    assert out.startswith(start)


def test_command_refuses_a_format_that_does_not_fit(small_path: Path) -> None:
    assert kg("speakers", "--store", str(small_path), "--format", "turtle")[0] == 1
    text = "CONSTRUCT WHERE { ?s a dep:Claim }"
    code, _, err = kg("-", "--store", str(small_path), "--format", "csv", given=text)
    assert (code, "turtle" in err) == (1, True)


def test_command_needs_a_name_and_whole_pairs(small_path: Path) -> None:
    assert kg("--store", str(small_path))[0] == 2
    assert kg("quotes", "--param", "speaker", "--store", str(small_path))[0] == 2


@pytest.mark.parametrize("arguments", [("deployments", "--help"), ("--help", "deployments"), ("deployments", "-h")])
def test_command_says_what_a_question_asks(arguments: tuple[str, ...]) -> None:
    code, out, err = kg(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("Déploiements et retraits")
    assert "Deployments and withdrawals" in out
    assert "--param factuality=…   (factuality: actual, planned" in out
    assert "columns: published source type" in out


def test_command_without_a_question_says_how_it_is_used() -> None:
    assert "Usage: " in kg("--help")[1]


@pytest.mark.parametrize("format_", ["table", "csv", "tsv", "json", "xml"])
def test_command_says_on_standard_error_why_there_are_no_rows(format_: str, small_path: Path) -> None:
    arguments = ("quotes", "-p", "speaker=Personne", "--store", str(small_path), "--format", format_)
    code, out, err = kg(*arguments)
    assert code == 0
    assert "content" in out
    assert err == (
        "kg: no rows: each pattern matches something: it is a filter, VALUES or a parameter that leaves nothing\n"
    )


def test_command_keeps_silent_about_a_no(small_path: Path) -> None:
    assert kg("-", "--store", str(small_path), given="ASK { ?s a dep:Zzz }") == (0, "false\n", "")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kg query acc", {"accusations"}),
        ("kg query quotes -p s", {"speaker=", "since="}),
        ("kg query quotes --format j", {"json", "jsonld"}),
        ("kg network m", {"meetings"}),
        ("kg graph st", {"stances"}),
        ("kg export --view off", {"offices"}),
        ("kg export --query den", {"denials"}),
        ("kg net", {"network"}),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_names(words: str, offered: set[str], shell: str) -> None:
    *_, begun = words.split(" ")
    place = begun if shell == "fish" else str(len(words.split(" ")) - 1)
    environment = {"COMP_WORDS": words, "COMP_CWORD": place, "_KG_COMPLETE": f"{shell}_complete"}
    lines = CliRunner().invoke(cli, prog_name="kg", env=environment).stdout.splitlines()
    found = lines[1::3] if shell == "zsh" else [re.split(r"[,\t]", line)[1] for line in lines]
    assert set(found) == offered


def test_command_lists_the_questions() -> None:
    code, out, _ = kg("--list")
    assert code == 0
    assert "Qui dément quoi" in out


def test_command_asks_an_endpoint(endpoint: str, small_path: Path) -> None:
    arguments = ("denials", "--format", "json")
    assert kg(*arguments, "--endpoint", endpoint) == kg(*arguments, "--store", str(small_path))


def test_escape_sequences_in_the_graph_do_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.cli import table

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for screen in (io.StringIO(), Terminal()):
        monkeypatch.setattr("sys.stdout", screen)
        table.print_table(("a",), [("\x1b]0;owned\x07[red]x",)])
        assert "\x1b]" not in screen.getvalue()
        assert "[red]x" in screen.getvalue()
