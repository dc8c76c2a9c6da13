"""Building: the same articles always give the same graph, and nothing that goes wrong with one touches another."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.annotate import units
from kg.document import Document
from kg.errors import AnnotationError, GraphError
from kg.model import Article, Extraction
from kg.pipeline import Report, build, engines, stages
from kg.pipeline.settings import settings_for
from kg.store import Store

SEEDS = Path(__file__).parent.parent / "seeds"
TEXTS = {"un.txt": "Moscou dément.", "deux.txt": "Kiev accuse.", "trois.txt": "Paris se tait."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of three short articles."""
    path = tmp_path / "articles"
    path.mkdir()
    for name, text in TEXTS.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def dumped(store: Store) -> list[bytes]:
    store.dump(output := BytesIO(), ox.RdfFormat.N_QUADS)
    return sorted(output.getvalue().splitlines())


def built(paths: Sequence[Path], **options: object) -> tuple[Report, list[bytes]]:
    with Store.memory() as store:
        return build(paths, store, **options), dumped(store)


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the language model by one that finds nothing; return the sources of the articles that it was given."""
    given: list[str] = []

    def annotate(articles: Iterable[Article]) -> Iterator[Document]:
        for article in articles:
            given.append(article.source)
            yield Document(article, None, ())

    monkeypatch.setattr(stages, "annotate", annotate)
    monkeypatch.setattr(stages, "extract", lambda document: Extraction(document.article))
    monkeypatch.setattr(stages, "resolve", lambda _, extraction: extraction)
    return given


def test_articles_that_say_nothing_are_stored(folder: Path, unread: list[str]) -> None:
    with Store.memory() as store:
        report = build([folder], store)
        assert (report.stored, report.refused, len(list(store.articles()))) == (3, [], 3)
    assert unread == ["deux.txt", "trois.txt", "un.txt"]


def test_what_is_stored_is_not_read_again(folder: Path, unread: list[str]) -> None:
    with Store.memory() as store:
        build([folder / "un.txt"], store)
        report = build([folder], store)
        assert (report.stored, report.unchanged) == (2, 1)
        assert build([folder], store).unchanged == 3
    assert unread == ["un.txt", "deux.txt", "trois.txt"]


def test_force_reads_again_and_changes_nothing(folder: Path, unread: list[str]) -> None:
    with Store.memory() as store:
        build([folder], store)
        report = build([folder], store, force=True)
    assert (report.stored, report.unchanged, len(unread)) == (0, 3, 6)


@pytest.mark.parametrize("change", [{"with_text": False}, {"base_iri": "https://example.org/"}])
@pytest.mark.usefixtures("unread")
def test_another_way_of_building_reads_again(folder: Path, change: dict[str, object]) -> None:
    with Store.memory() as store:
        build([folder], store)
        assert build([folder], store, **change).stored == 3


@pytest.mark.usefixtures("unread")
def test_another_version_replaces_the_graph(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.memory() as store:
        build([folder], store)
        before = dumped(store)
        monkeypatch.setattr("kg.pipeline.settings.__version__", "99")
        assert build([folder], store).stored == 3
        assert len(dumped(store)) == len(before)
        assert not [line for line in dumped(store) if b'"0.1.0"' in line]


@pytest.mark.usefixtures("unread")
def test_the_order_of_files_does_not_show(folder: Path) -> None:
    files = sorted(folder.iterdir())
    assert built(files)[1] == built(files[::-1])[1]


@pytest.mark.usefixtures("unread")
def test_an_article_that_cannot_become_a_graph_is_refused_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(document: Document) -> Extraction:
        if document.article.source == "trois.txt":
            raise GraphError("no")
        return Extraction(document.article)

    monkeypatch.setattr(stages, "extract", extract)
    report, _ = built([folder])
    assert report.stored == 2
    assert [(one.source, one.reason) for one in report.refused] == [("trois.txt", "no")]


@pytest.mark.usefixtures("unread")
def test_a_fault_of_the_program_costs_one_article_and_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = stages.extract

    def extract(document: Document) -> Extraction:
        if document.article.source == "un.txt":
            raise KeyError("sujet")
        return real(document)

    monkeypatch.setattr(stages, "extract", extract)
    report, _ = built([folder])
    assert (report.stored, [refusal.source for refusal in report.refused]) == (2, ["un.txt"])
    assert "a fault in the program" in report.refused[0].reason


def test_an_article_that_breaks_the_ontology_is_refused_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = stages.quads

    def quads(extraction: Extraction, **options: object) -> list[ox.Quad]:
        found = honest(extraction, **options)
        return [q for q in found if extraction.article.source != "un.txt" or "textDigest" not in q.predicate.value]

    monkeypatch.setattr(stages, "quads", quads)
    report, _ = built([folder])
    assert report.stored == 2
    [refusal] = report.refused
    assert refusal.source == "un.txt"
    assert "breaks the ontology" in refusal.reason
    assert "textDigest" in refusal.reason


def test_an_article_that_breaks_the_annotation_is_refused_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def annotate(articles: Iterable[Article]) -> Iterator[Document]:
        for article in articles:
            if article.source == "trois.txt":
                raise AnnotationError("too odd")
            yield Document(article, None, ())

    monkeypatch.setattr(stages, "annotate", annotate)
    monkeypatch.setattr(stages, "extract", lambda document: Extraction(document.article))
    monkeypatch.setattr(stages, "resolve", lambda _, extraction: extraction)
    report, _ = built([folder])
    assert report.stored == 2
    assert [one.source for one in report.refused] == ["trois.txt"]


@pytest.mark.usefixtures("unread")
def test_what_cannot_be_read_is_refused_alone(folder: Path) -> None:
    (folder / "vide.txt").touch()
    report, _ = built([folder, folder / "absent.txt"])
    assert report.stored == 3
    assert [Path(one.source).name for one in report.refused] == ["vide.txt", "absent.txt"]


@pytest.mark.usefixtures("unread")
def test_progress_hears_of_every_article(folder: Path) -> None:
    (folder / "vide.txt").touch()
    heard: list[str] = []
    built([folder], progress=heard.append)
    assert sorted(Path(source).name for source in heard) == sorted([*TEXTS, "vide.txt"])


@pytest.mark.usefixtures("unread")
def test_an_interrupted_build_keeps_what_is_stored_and_goes_on(tmp_path: Path, folder: Path) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    with Store.writer(tmp_path / "store") as store, pytest.raises(KeyboardInterrupt):
        build([folder], store, progress=interrupt)
    with Store.writer(tmp_path / "store") as store:
        report = build([folder], store)
    assert (report.stored, report.unchanged) == (2, 1)
    runs = [json.loads(line) for line in (tmp_path / "store" / "runs.jsonl").read_text("utf-8").splitlines()]
    assert [(run["finished"], run["stored"]) for run in runs] == [(False, 1), (True, 2)]
    assert len({run["run"] for run in runs}) == 1


def test_a_missing_language_model_is_told_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.settings._MODEL", "no-such-model")
    with pytest.raises(AnnotationError, match="pip install no-such-model"):
        built([SEEDS])


class Bomb:
    """What ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (1,)


def test_a_worker_that_dies_is_told_plainly() -> None:
    chosen = settings_for("https://example.org/", with_text=True)
    with pytest.raises(AnnotationError, match="fewer --workers"):
        list(engines.process([Bomb()], chosen, workers=2))


CODE = """
import sys
from pathlib import Path
from kg.pipeline import build
from kg.store import Store
if __name__ == "__main__":
    with Store.writer(Path(sys.argv[1])) as store:
        print(build(sys.argv[3:], store, workers=int(sys.argv[2])))
"""


def run(code: str, store: Path, *, workers: int, seed: int) -> str:
    """Build the seeds in a process of its own; return what it prints."""
    script = store.with_suffix(".py")
    script.write_text(code)
    command = [sys.executable, str(script), str(store), str(workers), str(SEEDS)]
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=environment).stdout


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that one process filled with the seeds."""
    path = tmp_path_factory.mktemp("seeds") / "store"
    assert "stored=2" in run(CODE, path, workers=1, seed=1)
    return path


def test_workers_and_hash_seeds_do_not_show(seeds: Path, tmp_path: Path) -> None:
    run(CODE, tmp_path / "other", workers=2, seed=2)
    with Store.reader(seeds) as one, Store.reader(tmp_path / "other") as other:
        assert dumped(one) == dumped(other)
        assert len(one) > 1000


def test_nothing_new_loads_no_language_model(seeds: Path) -> None:
    printed = run(CODE + "    print('spacy' in sys.modules)\n", seeds, workers=2, seed=3)
    assert "unchanged=2" in printed
    assert printed.splitlines()[-1] == "False"


def test_a_long_article_is_one_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "LONGEST_SECTION", 300)
    sentence = "Emmanuel Macron a rencontré Angela Merkel à Paris. "
    (tmp_path / "long.txt").write_text(sentence * 24, encoding="utf-8")
    with Store.memory() as store:
        report = build([tmp_path], store)
        assert (report.stored, report.refused) == (1, [])
        macron = store.query('SELECT ?m { GRAPH ?g { ?m dep:refersTo ?e . ?e rdfs:label "Emmanuel Macron"@fr } }')
        assert len(list(macron)) == 24
