"""Web pages and feeds: main text, date, title, language; nothing fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read
from kg.read.feed import read_feed
from kg.read.html import plain, read_html

PAGE = """<!DOCTYPE html><html lang="fr-FR"><head><title>Paris dément | Le Journal</title>
<meta property="og:title" content="Paris dément"><meta property="og:site_name" content="Le Journal">
<meta property="article:published_time" content="2022-02-12T10:00:00+01:00">
<link rel="canonical" href="https://example.org/a"></head>
<body><nav><a href="/">Accueil</a><a href="/monde">Monde</a></nav>
<article><h1>Paris dément</h1>
<p>Paris a démenti samedi toute rencontre avec Moscou,
a déclaré le porte-parole du gouvernement.</p>
<p>«&nbsp;Rien n’est <b>prévu</b>&nbsp;», a-t-il ajouté.</p><script>track("Moscou")</script></article>
<footer>Tous droits réservés</footer></body></html>"""

RSS = """<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Le Journal</title><language>fr-fr</language>
<item><title>Kiev &amp;amp; Moscou</title><link>https://example.org/1</link><guid>tag:1</guid>
<pubDate>Sat, 12 Feb 2022 00:30:00 +0100</pubDate><description>Résumé.</description>
<content:encoded><![CDATA[<p>Kiev a <em>démenti</em>.</p><p>Moscou aussi.</p>]]></content:encoded></item>
<item><link>https://example.org/2</link><description>Paris dément.</description><pubDate>hier</pubDate></item>
<item><guid>tag:3</guid><title>Sans texte</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Journal</title>
<entry><id>urn:1</id><title>Titre</title><updated>2022-02-12T00:30:00+01:00</updated>
<summary type="html">&lt;p&gt;Berlin confirme.&lt;/p&gt;</summary></entry></feed>"""


def test_a_page_gives_its_main_text_and_what_it_says_of_itself() -> None:
    (article,) = read_html(PAGE, "a.html", "a.html")
    assert article == Article(
        source="a.html",
        text="Paris dément\n\n"
        "Paris a démenti samedi toute rencontre avec Moscou, a déclaré le porte-parole du gouvernement.\n\n"
        "« Rien n’est prévu », a-t-il ajouté.",
        date="2022-02-12",
        title="Paris dément",
        url="https://example.org/a",
        language="fr",
        publisher="Le Journal",
    )


def test_a_page_without_date_has_none() -> None:
    (article,) = read_html("<html><body><p>Paris dément la rencontre.</p></body></html>", "a.html", "a.html")
    assert article == Article("a.html", "Paris dément la rencontre.")


def test_a_page_in_latin_1_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').encode("cp1252"))
    (article,) = read([path], on_error=print)
    assert "Rien n’est prévu" in article.text


def test_each_entry_of_a_feed_is_an_article_and_one_without_text_is_reported() -> None:
    first, second, third = read_feed(RSS, "a.rss", "dir/a.rss")
    assert first == Article(
        source="tag:1",
        text="Kiev a démenti.\n\nMoscou aussi.",
        date="2022-02-12",
        title="Kiev & Moscou",
        url="https://example.org/1",
        publisher="Le Journal",
    )
    assert second == Article(
        "https://example.org/2", "Paris dément.", url="https://example.org/2", publisher="Le Journal"
    )
    assert isinstance(third, ReadError)
    assert str(third) == "dir/a.rss, entry 3: no text in it"


def test_an_atom_feed_is_read() -> None:
    assert list(read_feed(ATOM, "a.atom", "a.atom")) == [
        Article("urn:1", "Berlin confirme.", date="2022-02-12", title="Titre", publisher="Le Journal")
    ]


def test_a_feed_that_breaks_the_parser_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(RSS.replace("http://purl", "http://\u00a0purl"), "utf-8")
    errors: list[ReadError] = []
    list(read([path], on_error=errors.append))
    assert "cannot be parsed" in errors[0].reason


def test_an_entry_without_id_and_link_is_numbered() -> None:
    (article,) = read_feed(ATOM.replace("<id>urn:1</id>", ""), "a.atom", "a.atom")
    assert isinstance(article, Article)
    assert article.source == "a.atom:1"


def test_a_feed_cut_off_keeps_its_entries_and_says_so() -> None:
    *articles, error = read_feed(RSS[: RSS.index("<guid>tag:3")], "a.rss", "a.rss")
    assert [article.source for article in articles if isinstance(article, Article)] == [
        "tag:1",
        "https://example.org/2",
    ]
    assert isinstance(error, ReadError)
    assert "not well-formed" in error.reason


def test_a_feed_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Secret", "utf-8")
    feed = RSS.replace("<rss", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss', 1)
    found = list(read_feed(feed.replace("Résumé.", "&x;").replace("Paris dément.", "&x; dément."), "a.rss", "a.rss"))
    assert not any("Secret" in item.text for item in found if isinstance(item, Article))


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("Paris &lt; Kiev", "Paris < Kiev"),
        ("Un<br>deux<br/>trois", "Un\n\ndeux\n\ntrois"),
        ("<ul><li>Un</li><li>Deux</li></ul>", "Un\n\nDeux"),
        ("Paris<script>x()</script> dément<style>p{}</style>.", "Paris dément."),
        ("</script>Paris\n  dément", "Paris dément"),
        ("<![if mso]>Paris<![endif]> dément <![ill", "Paris dément"),
        (None, ""),
        ("« Paris\u00a0»", "« Paris\u00a0»"),
    ],
)
def test_a_fragment_becomes_paragraphs(fragment: str | None, text: str) -> None:
    assert plain(fragment) == text
