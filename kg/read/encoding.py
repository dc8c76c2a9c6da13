"""Bytes of a file -> its text, nothing changed but the encoding: line ends, spaces and accents stay as they are.

UTF-8 first, then UTF-16 and UTF-32 (with or without a byte order mark), then the eight-bit encodings of French texts.
A byte order mark of UTF-8 stays in the text as U+FEFF, as every plain UTF-8 decoder gives it, so that offsets agree
with other programs; the mark of UTF-16 and UTF-32 belongs to the encoding and goes.
"""

from __future__ import annotations

import codecs
import gzip
import logging
import re
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from kg.errors import ReadError

logger = logging.getLogger(__name__)

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
SAMPLE = 1 << 16
# «c½ur», «½uvre»: œ of ISO 8859-15 read as Windows-1252.
MISREAD_LIGATURE = re.compile("[¼½](?=[a-z])")
# charset="…" of a page, encoding="…" of XML; ISO 8859-1 is what pages say and Windows-1252 what they mean.
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str) -> str:
    r"""Return the text that bytes stand for; raise `ReadError` when they are none.

    >>> decode("L’Élysée dément.\r\n".encode("cp1252"), "a.txt")
    'L’Élysée dément.\r\n'
    """
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(name, f"this is {kind}, not text; export it as plain text or HTML first")
    text = _decoded(data, name)
    controls = len(CONTROL.findall(text, 0, SAMPLE))
    if "\0" in text or controls > max(3, min(len(text), SAMPLE) // 100):
        raise ReadError(name, "this is a binary file, not text")
    return text


def _decoded(data: bytes, name: str) -> str:
    wide = _wide_encoding(data)
    if wide:
        try:
            return data.decode(wide)
        except UnicodeDecodeError as error:
            raise ReadError(name, f"not valid {wide.upper()} at byte {error.start}; save the file as UTF-8") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        repaired = data.decode("utf-8", "replace")
        # Text of another encoding hardly ever holds a valid UTF-8 sequence: a few broken bytes are damage, not a sign.
        if 10 * repaired.count("\ufffd") < sum(char > "\x7f" for char in repaired):
            logger.warning("%s: not valid UTF-8 at byte %d; broken bytes read as U+FFFD", name, error.start)
            return repaired
        return _eight_bit(data, error.start)


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 when a mark, or the zero bytes of Latin letters, say so."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return encoding
    head = data[:SAMPLE]
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if half and not even and odd > 0.8 * half:
        return "utf-16-le"
    if half and not odd and even > 0.8 * half:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes, first: int) -> str:
    """Return the text in the encoding that a page declares, else in the one that suits the first non-ASCII letters."""
    declared = DECLARED.search(data[:2048]) if data.lstrip().startswith(b"<") else None
    if declared and declared[1].lower() not in (b"utf-8", b"iso-8859-1"):
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(declared[1].decode())
    from charset_normalizer import from_bytes

    start = max(0, first - SAMPLE // 2)
    guess = from_bytes(data[start : start + SAMPLE], cp_isolation=["cp1252", "mac_roman"]).best()
    encoding = guess.encoding if guess else "cp1252"
    if encoding == "cp1252" and MISREAD_LIGATURE.search(data.decode("cp1252", "replace")):
        encoding = "iso8859_15"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")


def opened(path: Path) -> BufferedReader | gzip.GzipFile:
    """Return a file open for reading bytes, unzipped when its name ends in ``.gz``."""
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")
