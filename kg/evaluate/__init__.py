"""Annotated articles and a store -> figures: precision, recall and F1 of entities, roles, statements and events."""

from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.scores import Figure, Scores, score

__all__ = ["Figure", "Gold", "Scores", "read_gold", "score"]
