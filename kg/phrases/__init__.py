"""Tokens in, noun phrases out: extent, number, gender, definiteness and complements of a nominal head."""

from __future__ import annotations

from kg.phrases.extents import core, extent
from kg.phrases.heads import (
    MARKS,
    OF,
    SIDES,
    case,
    complements,
    coordinated,
    determiner,
    gender,
    is_definite,
    is_direction,
    is_finite,
    is_pointed_at,
    noun_class,
    number,
    object_control,
    possessive,
)

__all__ = [
    "MARKS",
    "OF",
    "SIDES",
    "case",
    "complements",
    "coordinated",
    "core",
    "determiner",
    "extent",
    "gender",
    "is_definite",
    "is_direction",
    "is_finite",
    "is_pointed_at",
    "noun_class",
    "number",
    "object_control",
    "possessive",
]
