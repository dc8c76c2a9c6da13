"""Annotated articles and what the program makes of them -> figures: precision, recall and F1, and every error."""

from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.run import evaluate
from kg.evaluate.scores import Figure, Scores, score

__all__ = ["Figure", "Gold", "Scores", "evaluate", "read_gold", "score"]
