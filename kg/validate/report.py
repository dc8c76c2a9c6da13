"""What validation finds, as one kind of value that every checker returns."""

from __future__ import annotations

from dataclasses import dataclass

#: language of a message -> the message.
Messages = dict[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that breaks one shape.

    ``focus`` is the thing's IRI, ``path`` the property at fault, ``value`` what stands there; both are None when the
    shape speaks of neither. ``shape`` is the IRI of the shape, ``severity`` its local name: Violation, Warning or Info.
    """

    focus: str
    path: str | None
    value: str | None
    message: str
    severity: str
    shape: str

    def __str__(self) -> str:
        """Return what is wrong and where, on one line.

        >>> str(Violation("urn:a", "urn:p", None, "Give a label.", "Violation", "urn:s"))
        'Give a label. (urn:a, urn:p)'
        """
        where = ", ".join(part for part in (self.focus, self.path, self.value) if part)
        return f"{self.message} ({where})"


def ranked(violations: set[Violation]) -> list[Violation]:
    """Return the violations, those of one thing together, in one order always: no value goes before an empty one."""
    return sorted(
        violations, key=lambda v: (v.focus, v.path or "", v.value is not None, v.value or "", v.message, v.shape)
    )


def worded(messages: Messages, language: str) -> str:
    """Return the message in the language, else in English, else whatever there is.

    >>> worded({"en": "Give a label.", "fr": "Donnez un nom."}, "fr")
    'Donnez un nom.'
    """
    return messages.get(language) or messages.get("en") or next(iter(messages.values()), "breaks the shape")
