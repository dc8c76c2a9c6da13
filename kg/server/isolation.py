"""A process that runs -> the same one without network and with a bound to its memory, for queries that strangers wrote.

The SPARQL engine has no switch against SERVICE, which sends requests to any address, and none against queries that fill
the memory. The operating system has both.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import platform
import struct
import sys
from pathlib import Path

#: machine -> its number in audit.h, and those of its system calls socket and io_uring_setup.
_MACHINES = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
#: prctl(2)
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
#: what a filter returns, and its instructions: load a word, compare it, return (seccomp(2), bpf(4)).
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4


def bound_memory(extra: int) -> None:
    """Let this process take ``extra`` bytes of memory beyond what it has now; where the system cannot, do nothing."""
    with contextlib.suppress(ImportError):
        import resource

        if hasattr(resource, "RLIMIT_AS") and sys.platform == "linux":
            now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (now + extra, now + extra))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cut_network() -> bool:
    """Take from this process, for good, the right to open sockets; return whether the system did so."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return False
    machine, *refused = _MACHINES[platform.machine()]
    steps = [(_LOAD, 0, 0, _MACHINE_AT), (_IF_EQUAL, 0, len(refused) + 1, machine), (_LOAD, 0, 0, _NUMBER_AT)]
    steps += [(_IF_EQUAL, len(refused) - index, 0, call) for index, call in enumerate(refused)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    filter_ = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(filter_)))
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl.argtypes = [ctypes.c_int] + [ctypes.c_void_p] * 4
    return not system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) and not system.prctl(_SECCOMP, _FILTER, program, 0, 0)
