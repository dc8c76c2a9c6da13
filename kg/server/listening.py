"""A web application -> the same answering at an address of this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.applications import Starlette

from kg.errors import StoreError


def listen(application: Starlette, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; ``announce`` is told the address once it is open. Raises StoreError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            raise StoreError(f"cannot listen at {host}:{port} ({error.strerror}): choose another --port") from error
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        announce(f"http://{shown}:{door.getsockname()[1]}/")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(uvicorn.Config(application, log_level="warning")).run(sockets=[door])
