"""What was read out of an article -> the quads of its named graph, as ``docs/graph.md`` describes them."""

from kg.rdf.build import Run, header, quads

__all__ = ["Run", "header", "quads"]
