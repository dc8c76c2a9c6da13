"""SPARQL 1.1 Protocol: the twenty tests of the W3C's manifest that ask, re-expressed for our data, and what we add.

Their ids are the names in the manifest, as are those of two of the service description. The fourteen that update are
not there: of updates only that they are refused is checked.
"""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from httpx import Client, Response

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
ASK = "ASK {}"
COUNT_GRAPHS = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def _graphs(client: Client) -> list[str]:
    answer = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"})
    return [row["g"]["value"] for row in answer.json()["results"]["bindings"]]


def _value(answer: Response, name: str) -> str:
    assert answer.status_code == 200, answer.text
    value: str = answer.json()["results"]["bindings"][0][name]["value"]
    return value


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        pytest.param(
            {"method": "GET", "params": [("query", ASK), ("query", "ASK { ?s ?p ?o }")]}, 400, id="bad_multiple_queries"
        ),
        pytest.param({"method": "PUT", "params": {"query": ASK}}, 405, id="bad_query_method"),
        pytest.param({"method": "POST", "content": "query=ASK%20%7B%7D"}, 415, id="bad_query_missing_form_type"),
        pytest.param({"method": "POST", "content": ASK}, 415, id="bad_query_missing_direct_type"),
        pytest.param(
            {"method": "POST", "content": "ASK { ?s ?p 'é' }".encode("utf-16"), "headers": {"content-type": QUERY}},
            400,
            id="bad_query_non_utf8",
        ),
        pytest.param(
            {"method": "POST", "content": ASK, "headers": {"content-type": "text/plain"}},
            415,
            id="bad_query_wrong_media_type",
        ),
        pytest.param({"method": "GET", "params": {"query": "ASK { ?s ?p }"}}, 400, id="bad_query_syntax"),
        pytest.param({"method": "GET", "params": {"update": "CLEAR ALL"}}, 403, id="bad_update_get"),
        pytest.param({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403, id="update_post_form"),
        pytest.param(
            {"method": "POST", "content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}},
            403,
            id="update_post_direct",
        ),
    ],
)
def test_bad_requests_are_refused(client: Client, request_: dict[str, Any], status: int) -> None:
    answer = client.request(url="/sparql", **request_)
    assert answer.status_code == status
    assert answer.text.strip()


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param({"method": "GET", "params": {"query": ASK}}, id="query_get"),
        pytest.param({"method": "POST", "data": {"query": ASK}}, id="query_post_form"),
        pytest.param({"method": "POST", "content": ASK, "headers": {"content-type": QUERY}}, id="query_post_direct"),
        pytest.param(
            {"method": "POST", "content": ASK, "headers": {"content-type": f"{QUERY}; charset=UTF-8"}},
            id="query_post_direct with a charset",
        ),
    ],
)
def test_a_query_comes_by_get_as_a_form_or_as_it_is(client: Client, request_: dict[str, Any]) -> None:
    answer = client.request(url="/sparql", **request_)
    assert answer.status_code == 200
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "accepted", "type_"),
    [
        pytest.param(COUNT_GRAPHS, "application/sparql-results+json", None, id="query_content_type_select"),
        pytest.param(ASK, "application/sparql-results+xml", None, id="query_content_type_ask"),
        pytest.param("DESCRIBE <urn:a>", "application/rdf+xml", None, id="query_content_type_describe"),
        pytest.param(
            "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1", "text/turtle", None, id="query_content_type_construct"
        ),
        (COUNT_GRAPHS, "text/csv", None),
        (COUNT_GRAPHS, "text/tab-separated-values", None),
        (COUNT_GRAPHS, "*/*", "application/sparql-results+json"),
        (COUNT_GRAPHS, "application/json;q=0.2, text/csv;q=0.9", "text/csv"),
        ("CONSTRUCT WHERE { ?s a dep:Article }", "application/ld+json", None),
        ("CONSTRUCT WHERE { ?s a dep:Article }", "application/n-triples", None),
        ("CONSTRUCT WHERE { ?s a dep:Article }", "*/*", "text/turtle"),
    ],
)
def test_the_answer_has_the_type_that_the_client_accepts(
    client: Client, query: str, accepted: str, type_: str | None
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accepted})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == (type_ or accepted)


@pytest.mark.parametrize(
    ("query", "accepted"), [(ASK, "image/png"), (ASK, "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv")]
)
def test_an_answer_that_the_client_cannot_read_is_refused(client: Client, query: str, accepted: str) -> None:
    assert client.get("/sparql", params={"query": query}, headers={"accept": accepted}).status_code == 406


def _asked(client: Client, by: str, query: str, **graphs: list[str]) -> Response:
    """Return the answer to a query on some graphs, by GET or by a POST of the query as it is."""
    named = {f"{kind}-graph-uri": names for kind, names in graphs.items()}
    if by == "get":
        return client.get("/sparql", params={"query": query, **named})
    return client.post("/sparql", params=named, content=query, headers={"content-type": QUERY})


@pytest.mark.parametrize("by", [pytest.param(by, id=f"query_dataset_default_graphs_{by}") for by in ("get", "post")])
def test_default_graphs_of_the_protocol_are_asked_together(client: Client, by: str) -> None:
    first, second, *_ = _graphs(client)
    query = "SELECT (COUNT(*) AS ?n) { ?s a dep:Article }"
    assert _value(_asked(client, by, query, default=[first]), "n") == "1"
    assert _value(_asked(client, by, query, default=[first, second]), "n") == "2"


@pytest.mark.parametrize("by", [pytest.param(by, id=f"query_dataset_named_graphs_{by}") for by in ("get", "post")])
def test_named_graphs_of_the_protocol_are_all_there_are(client: Client, by: str) -> None:
    first, second, *_ = _graphs(client)
    assert _value(_asked(client, by, COUNT_GRAPHS, named=[first]), "n") == "1"
    assert _value(_asked(client, by, COUNT_GRAPHS, named=[first, second]), "n") == "2"
    assert _asked(client, by, "ASK { ?s ?p ?o }", named=[first]).json()["boolean"] is False


def test_query_dataset_full(client: Client) -> None:
    first, second, *_ = _graphs(client)
    fields = {"query": COUNT_GRAPHS, "default-graph-uri": first, "named-graph-uri": second}
    assert _value(client.post("/sparql", data=fields), "n") == "1"


def test_query_multiple_dataset_the_protocol_comes_before_the_query(client: Client) -> None:
    first, second, *_ = _graphs(client)
    query = f"ASK FROM <{first}> {{ <{first}> a dep:Article }}"
    assert client.get("/sparql", params={"query": query}).json()["boolean"] is True
    there = client.get("/sparql", params={"query": query, "default-graph-uri": second})
    assert there.json()["boolean"] is False


def test_has_endpoint_triple_and_returns_rdf_at_the_real_address(client: Client) -> None:
    answer = client.get("/sparql", headers={"accept": "application/n-triples"})
    triples = set(ox.parse(answer.content, ox.RdfFormat.N_TRIPLES))
    endpoint = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert {quad.object.value for quad in triples if quad.predicate == endpoint} == {
        str(client.base_url.join("/sparql"))
    }


def test_a_graph_is_read_by_its_name(client: Client) -> None:
    name, *_ = _graphs(client)
    answer = client.get("/graphs", params={"graph": name}, headers={"accept": "application/n-triples"})
    counted = client.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"})
    assert len(answer.content.splitlines()) == int(_value(counted, "n"))


def test_the_default_graph_is_all_graphs_together(client: Client) -> None:
    answer = client.get("/graphs?default", headers={"accept": "application/n-triples"})
    counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?s ?p ?o } }"})
    assert len(answer.content.splitlines()) == int(_value(counted, "n"))


@pytest.mark.parametrize(("name", "status"), [("urn:none", 404), ("no iri", 400)])
def test_a_graph_that_is_not_there_is_said_so(client: Client, name: str, status: int) -> None:
    assert client.get("/graphs", params={"graph": name}).status_code == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_cannot_be_written(client: Client, method: str) -> None:
    assert client.request(method, "/graphs", params={"graph": "urn:g"}).status_code == 405


def test_another_host_name_is_not_let_in(client: Client) -> None:
    assert client.get("/sparql", params={"query": ASK}, headers={"host": "evil.example"}).status_code == 400


def test_json_is_sparql_results_json(client: Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?x { VALUES ?x { 'é' } }"})
    assert json.loads(answer.content)["results"]["bindings"][0]["x"] == {"type": "literal", "value": "é"}
