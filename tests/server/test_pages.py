"""The pages of the web application as a browser and as a program get them."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.store import Store

PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
BASE = "https://w3id.org/depeche/id/"


def _paths(small_path: Path) -> list[str]:
    """Return the path of every thing of the small graph that has an address below the base."""
    with Store.reader(small_path) as store:
        subjects = {quad.subject.value for quad in store.quads() if isinstance(quad.subject, ox.NamedNode)}
    return sorted({iri.removeprefix(BASE).partition("#")[0] for iri in subjects if iri.startswith(BASE)})


def test_everything_that_the_graph_names_has_a_page_in_both_languages(client: httpx.Client, small_path: Path) -> None:
    paths = _paths(small_path)
    assert len(paths) > 20
    for path in ["", *paths]:
        for language in ("fr", "en"):
            answer = client.get(f"/{path}", params={"lang": language}, headers=PAGE)
            assert answer.status_code == 200, path
            assert f'<html lang="{language}">' in answer.text
            assert "<h1>" in answer.text
            assert " object at 0x" not in answer.text, path


def test_every_link_of_a_page_leads_to_a_page(client: httpx.Client, small_path: Path) -> None:
    links = set()
    for path in ["", *_paths(small_path)]:
        links |= set(re.findall(r'href="(/[^"#]*)', client.get(f"/{path}", headers=PAGE).text))
    assert len(links) > 20
    for link in links:
        assert client.get(link.replace("&amp;", "&"), headers=PAGE).status_code == 200, link


def test_hostile_text_stays_text(hostile: httpx.Client, small_path: Path) -> None:
    for path in ["", "search?q=france", *_paths(small_path)]:
        page = hostile.get(f"/{path}", headers=PAGE, follow_redirects=True).text
        assert not re.search(r"<script>alert|<img|{{7\*7}}\D*49", page), path


def test_a_page_allows_nothing_but_what_the_server_sends(client: httpx.Client) -> None:
    assert client.get("/", headers=PAGE).headers["content-security-policy"].startswith("default-src 'self';")
    page = client.get("/entity/Q142", headers=PAGE).text
    assert not re.search(r'(?:src|action)="(?:https?:)?//', page)
    assert "style=" not in page


@pytest.mark.parametrize(
    "type_", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_a_thing_is_data_to_a_program(client: httpx.Client, type_: str) -> None:
    answer = client.get("/entity/Q142", headers={"accept": type_})
    assert (answer.status_code, answer.headers["content-type"]) == (200, type_)
    format_ = ox.RdfFormat.from_media_type(type_)
    assert format_ is not None
    found = {quad.subject.value for quad in ox.parse(answer.content, format_) if isinstance(quad.subject, ox.NamedNode)}
    assert found == {f"{BASE}entity/Q142"}


def test_a_format_in_the_address_comes_before_what_the_browser_asks_for(client: httpx.Client) -> None:
    answer = client.get("/entity/Q142?format=jsonld", headers=PAGE)
    assert answer.headers["content-type"] == "application/ld+json"


@pytest.mark.parametrize("headers", [PAGE, {"accept": "text/turtle"}])
def test_what_the_graph_does_not_know_is_not_found(client: httpx.Client, headers: dict[str, str]) -> None:
    assert client.get("/entity/nobody", headers=headers).status_code == 404


def test_a_search_finds_names_without_accents_and_one_hit_is_shown(client: httpx.Client) -> None:
    assert client.get("/search?q=etats unis", headers=PAGE).headers["location"] == "/entity/Q30"
    found = client.get("/search?q=m", headers=PAGE).text
    assert "Emmanuel Macron" in found
    assert "Moscou" in found


def test_suggestions_are_names_that_begin_so(client: httpx.Client) -> None:
    assert client.get("/suggest?q=pout").json() == ["Vladimir Poutine"]


def test_the_reader_shows_the_text_to_the_letter(client: httpx.Client, small_path: Path) -> None:
    path = next(path for path in _paths(small_path) if path.startswith("article/baltique") and path.count("/") == 1)
    page = client.get(f"/{path}", headers=PAGE).text
    found = re.search(r'<div class="text" lang="fr">(.*?)</div>', page, re.DOTALL)
    assert found
    text = re.sub(r"<[^>]*>", "", found[1]).replace("&#39;", "'").strip()
    with Store.reader(small_path) as store:
        texts = {quad.object.value for quad in store.quads() if quad.predicate.value.endswith("#text")}
    assert text in texts


def test_the_browser_chooses_the_language_and_a_reader_another(client: httpx.Client) -> None:
    assert '<html lang="en">' in client.get("/", headers={**PAGE, "accept-language": "en-GB,fr;q=0.5"}).text
    chosen = client.get("/?lang=fr", headers={**PAGE, "accept-language": "en"})
    assert '<html lang="fr">' in chosen.text
    assert chosen.cookies["lang"] == "fr"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_view_is_a_network_whose_actors_and_proofs_have_pages(client: httpx.Client, language: str) -> None:
    answer = client.get("/network/actors", params={"lang": language}, headers=PAGE)
    assert answer.status_code == 200
    addresses = set(re.findall(r'"address": "(/[^"]*)"', answer.text))
    assert len(addresses) > 5
    for address in addresses:
        assert client.get(address, headers=PAGE).status_code == 200, address


@pytest.mark.parametrize("path", ["/network/nothing", "/network/actors?max=x"])
def test_a_view_that_there_is_not_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path, headers=PAGE).status_code == 404
