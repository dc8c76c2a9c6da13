"""Lines in any order -> the same lines in order, each once, in little memory whatever their number."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from typing import IO

#: bytes that are held in memory; what exceeds them waits in files that vanish with the process.
_HELD = 16 << 20
#: files that are merged at once: few enough for every system's limit of open files.
_MERGED = 128


def in_order(lines: Iterable[bytes], *, held: int = _HELD) -> Iterator[bytes]:
    r"""Yield each line once, sorted by its bytes.

    >>> list(in_order([b"Kiev\n", b"Berlin\n", b"Kiev\n"]))
    [b'Berlin\n', b'Kiev\n']
    """
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        chunk: list[bytes] = []
        size = 0
        for line in lines:
            chunk.append(line)
            size += len(line)
            if size >= held:
                runs.append(_spilt(sorted(chunk), stack.enter_context(tempfile.TemporaryFile())))
                chunk, size = [], 0
                if len(runs) == _MERGED:
                    merged = _spilt(heapq.merge(*runs), stack.enter_context(tempfile.TemporaryFile()))
                    for run in runs:
                        run.close()
                    runs = [merged]
        for line, _ in groupby(heapq.merge(*runs, sorted(chunk))):
            yield line


def _spilt(lines: Iterable[bytes], file: IO[bytes]) -> IO[bytes]:
    file.writelines(lines)
    file.seek(0)
    return file
