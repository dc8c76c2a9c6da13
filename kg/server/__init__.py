"""A store -> a local web application: its pages, its SPARQL endpoint, its graphs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import create_task_group, to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.namespaces import BASE
from kg.server import protocol
from kg.server.answering import answer
from kg.server.pages import Site
from kg.server.reading import Reader
from kg.server.worker import TIMEOUT_SECONDS, Workers
from kg.site.links import Links

#: names by which this machine calls itself: a page elsewhere that points its own name here is not let in.
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def application(
    store: Path, *, base: str = BASE, hosts: tuple[str, ...] = LOCAL_HOSTS, timeout: float = TIMEOUT_SECONDS
) -> Starlette:
    """Return the web application on the store in a directory. Raises StoreError when there is none.

    ``hosts`` are the names under which it may be called; ``timeout``, in seconds, ends a query.
    """
    reader = Reader(store)
    reader.store()
    workers = Workers(store, answer, timeout=timeout)
    site = Site(reader, Links(base))

    async def sparql(request: Request) -> Response:
        return await protocol.query(request, workers, reader.store(), base=base)

    async def graphs(request: Request) -> Response:
        return await protocol.graph(request, reader.store())

    @asynccontextmanager
    async def lifespan(_application: Starlette) -> AsyncIterator[None]:
        async with create_task_group() as tasks:
            tasks.start_soon(to_thread.run_sync, workers.warm)
            tasks.start_soon(to_thread.run_sync, site.warm)
            yield
        workers.close()

    return Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/graphs", graphs, methods=["GET"]),
            *site.routes(),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
        lifespan=lifespan,
    )
