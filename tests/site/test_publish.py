"""The static site: files that lead to files, and no server."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import ExportError
from kg.site.publish import publish
from kg.store import Store


@pytest.fixture(scope="module")
def site(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with Store.reader(small_path) as store:
        publish(store, folder)
    return folder


def test_every_link_leads_to_a_file(site: Path) -> None:
    links = 0
    for page in site.rglob("*.html"):
        for address in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text(encoding="utf-8")):
            if not address.startswith(("http://www.wikidata.org", "http://www.w3.org", "https://w3id.org")):
                links += 1
                assert (page.parent / unquote(address)).exists(), f"{page}: {address}"
    assert links > 200


def test_every_thing_of_the_graph_has_its_page(site: Path) -> None:
    assert (site / "entity" / "Q159.html").read_text(encoding="utf-8").count("La Russie")
    assert len(list((site / "article").rglob("claim/*.html"))) == 7


def test_the_data_come_along(site: Path, small: Store) -> None:
    assert len((site / "data" / "depeche.nq").read_bytes().splitlines()) == len(small)


def test_the_proofs_of_a_network_lead_to_pages(site: Path) -> None:
    addresses = re.findall(r'"address": "([^"]+)"', (site / "network" / "actors.html").read_text(encoding="utf-8"))
    assert addresses
    assert all((site / "network" / address).exists() for address in addresses)


def test_a_folder_that_holds_something_is_left_alone(small: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="is not empty"):
        publish(small, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_publish_on_the_command_line(small_path: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["publish", str(tmp_path / "out"), "--store", str(small_path), "--lang", "en"])
    assert done.exit_code == 0
    assert '<html lang="en">' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
