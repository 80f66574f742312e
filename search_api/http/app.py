"""The application: routes, page, and the queue drained beside them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from analyzers.words import cut
from search_api.http import problems, web_page
from search_api.http.index_follower import draining
from search_api.http.metrics import Measured, Metrics
from search_api.http.middleware import HeadAsGet, LoopbackHosts, OwnPages, SecurityHeaders
from search_api.http.openapi import DESCRIPTION, TAGS, documented
from search_api.http.routes import annotations as notes
from search_api.http.routes import (
    docs,
    documents,
    expiring,
    export,
    files,
    health,
    numbers,
    push,
    search,
    suggest,
    unsubscribe,
)
from search_api.library import open_library
from search_api.query.highlight.matches import standing
from search_api.query.search import Searches
from search_api.settings import Settings

VERSION = "1"
#: smaller answers are not worth compressing
COMPRESSED_FROM = 2_000


def warm() -> None:
    """Load the dictionary and the tables that the first search would wait for."""
    cut("法规")
    standing("法规", None, "法规", (0, 2))


def create_app(settings: Settings) -> FastAPI:
    """The application on one data folder, opened while it runs."""
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_library(settings) as library:
            app.state.library = library
            app.state.intake = None
            app.state.metrics = metrics
            metrics.watch(library)
            app.state.searches = Searches(library.database, library.engine)
            app.state.warming = asyncio.create_task(asyncio.to_thread(warm))
            async with draining(library, metrics):
                yield
            await app.state.warming

    app = FastAPI(
        title="Fagui 法规",
        version=VERSION,
        description=DESCRIPTION,
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[
            Middleware(Measured, metrics),
            Middleware(LoopbackHosts),
            Middleware(SecurityHeaders),
            Middleware(OwnPages),
            Middleware(HeadAsGet),
            # level 1: on loopback more would cost longer than it saves
            Middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM, compresslevel=1),
        ],
    )
    for module in (
        search,
        export,
        suggest,
        documents,
        files,
        push,
        numbers,
        expiring,
        notes,
        unsubscribe,
        health,
        docs,
    ):
        app.include_router(module.router)
    app.include_router(web_page.router)
    problems.answer_with_problems(app)

    def openapi() -> dict[str, Any]:  # Any: an OpenAPI document
        if app.openapi_schema is None:
            app.openapi_schema = documented(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # the way FastAPI documents
    return app
