"""The pages in a real browser: what runs, what is asked of whom, what somebody sees who cannot see everything.

``DEPECHE_SCREENSHOTS`` names a folder that keeps a picture of each page.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from kg.site.publish import publish
from kg.store import Store

pytestmark = pytest.mark.servers("chromium")
PATHS = {
    "home": "/",
    "search": "/search?q=m",
    "dossier": "/entity/Q159",
    "person": "/entity/Q3074013",
    "query": "/query",
    "network": "/network/actors",
    "missing": "/entity/nobody",
}
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=800)


@dataclass
class Seen:
    """A page and what it did that nobody asked for."""

    page: Page
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def seen(browser: Browser, client: httpx.Client) -> Iterator[Seen]:
    """Yield a page that notes errors, dialogs, and requests to anybody but the server."""
    yield from _watched(browser, client, DESK)


def _watched(browser: Browser, client: httpx.Client, viewport: ViewportSize) -> Iterator[Seen]:
    context = browser.new_context(base_url=str(client.base_url), viewport=viewport, locale="fr-FR")
    seen = Seen(context.new_page())
    own = (str(client.base_url).rstrip("/"), "data:", "blob:")
    seen.page.on("pageerror", lambda error: seen.faults.append(f"error: {error}"))
    seen.page.on("dialog", lambda dialog: (seen.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    seen.page.on("request", lambda one: None if one.url.startswith(own) else seen.faults.append(f"asks {one.url}"))
    seen.page.on(
        "console",
        lambda said: seen.faults.append(said.text) if said.type == "error" and "404" not in said.text else None,
    )
    yield seen
    context.close()


def _article(client: httpx.Client) -> dict[str, str]:
    """Return the paths of an article, a claim and an event."""
    query = """SELECT ?article ?claim ?event { GRAPH ?article {
      ?claim dep:reports ?event ; dep:act dep:deny } } ORDER BY ?event LIMIT 1"""
    row = client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]
    return {name: "/" + cell["value"].removeprefix("https://w3id.org/depeche/id/") for name, cell in row.items()}


def _keep(page: Page, name: str) -> None:
    if folder := os.environ.get("DEPECHE_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _barriers(page: Page, name: str) -> list[str]:
    """Return what keeps somebody from using a page; the editor of the page «query» is a library's."""
    found = Axe().run(page, context="header" if name == "query" else "html").response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in grave]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_quiet_and_accessible(seen: Seen, client: httpx.Client, theme: str) -> None:
    seen.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    faults = []
    for name, path in {**PATHS, **_article(client)}.items():
        seen.page.goto(path)
        seen.page.wait_for_load_state("networkidle")
        faults += [f"{name}: {one}" for one in _barriers(seen.page, name)]
        _keep(seen.page, f"{name}-{theme}")
    assert not faults
    assert not seen.faults


def test_pages_are_no_wider_than_a_phone(browser: Browser, client: httpx.Client) -> None:
    for seen in _watched(browser, client, PHONE):
        for name, path in {**PATHS, **_article(client)}.items():
            seen.page.goto(path)
            _keep(seen.page, f"{name}-phone")
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name


def test_hostile_text_runs_nothing(browser: Browser, hostile: httpx.Client) -> None:
    for seen in _watched(browser, hostile, DESK):
        for path in {**PATHS, **_article(hostile)}.values():
            seen.page.goto(path)
            seen.page.wait_for_load_state("networkidle")
        assert not seen.faults


def test_the_keyboard_leads_from_what_was_found_to_the_words(seen: Seen, client: httpx.Client) -> None:
    seen.page.goto(_article(client)["article"])
    seen.page.locator(".found [data-key^=c]").first.focus()
    assert seen.page.locator(".text .chosen").count()
    assert not seen.faults


def test_the_words_lead_to_what_was_found(seen: Seen, client: httpx.Client) -> None:
    seen.page.goto(_article(client)["article"])
    seen.page.locator(".text .entity").first.hover()
    assert seen.page.locator(".found .chosen").count() == 1


def test_a_ready_question_is_answered_and_drawn(seen: Seen) -> None:
    seen.page.goto("/query")
    seen.page.select_option("#question", "speakers")
    seen.page.locator(".bars tr").first.wait_for(timeout=20_000)
    assert "Russie" in seen.page.locator(".bars").inner_text()
    _keep(seen.page, "question")
    assert not seen.faults


def test_the_theme_is_remembered(seen: Seen) -> None:
    seen.page.goto("/")
    seen.page.click("#theme")
    seen.page.reload()
    assert seen.page.locator("html").get_attribute("data-theme") == "dark"


def test_the_network_shows_the_neighbours_of_one_and_says_so_in_the_address(seen: Seen) -> None:
    seen.page.goto("/network/actors")
    before = seen.page.inner_text("#counts")
    seen.page.fill("#find", "Estonie")
    seen.page.locator(".steps .act").first.click()
    alone = seen.page.inner_text("#counts")
    assert alone != before
    seen.page.reload()
    assert seen.page.inner_text("#counts") == alone
    seen.page.click("#all")
    assert seen.page.inner_text("#counts") == before
    assert not seen.faults


def test_months_and_status_filter_the_network(seen: Seen) -> None:
    seen.page.goto("/network/actors")
    before = seen.page.inner_text("#counts")
    seen.page.locator("#months button").last.click()
    month = seen.page.inner_text("#counts")
    seen.page.locator("#months button").last.click()
    assert seen.page.inner_text("#counts") == before != month
    seen.page.locator("#factualities input").last.uncheck()
    assert seen.page.inner_text("#counts") != before
    assert not seen.faults


def test_a_way_between_two_actors_is_found(seen: Seen) -> None:
    seen.page.goto("/network/actors")
    seen.page.fill("#find", "Florence Parly")
    seen.page.locator(".steps .act").nth(1).click()
    seen.page.fill("#find", "Ukraine")
    assert seen.page.locator("#evidence h3").count() > 1
    assert len(seen.page.url.split("node=")) == 3
    assert not seen.faults


def test_a_published_site_opens_from_disk(browser: Browser, small: Store, tmp_path: Path) -> None:
    publish(small, tmp_path / "site")
    page, faults = browser.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith(("file:", "data:")) else faults.append(one.url))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.fill('input[type="search"]', "russ")
    page.press('input[type="search"]', "Enter")
    page.wait_for_url("**/entity/Q159.html")
    page.click("text=Renforts en Baltique")
    assert page.locator(".text .entity").count()
    assert not faults
    page.close()
