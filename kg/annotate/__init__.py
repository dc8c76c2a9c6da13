"""Articles -> annotated documents: the only place that loads a language model."""

from kg.annotate.pipeline import MODEL, annotate

__all__ = ["MODEL", "annotate"]
