"""The application: its routes, the web page, and the index queue emptied beside them."""

# no `from __future__ import annotations`: a route module has that name
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from analyzers.span import Span
from analyzers.word_segmentation import cut_words
from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
from corpus.store.database_errors import DatabaseError
from search_api.http import problems, web_page
from search_api.http.index_follower import run_index_follower
from search_api.http.metrics import Metrics, MetricsMiddleware
from search_api.http.middleware import (
    HeadAsGet,
    LoopbackHosts,
    PlainLengths,
    SameOriginWrites,
    SecurityHeaders,
)
from search_api.http.openapi_document import DESCRIPTION, TAGS, build_openapi
from search_api.http.push_queue import PushQueue
from search_api.http.routes import (
    annotations,
    compare,
    coverage,
    docs,
    documents,
    entries,
    expiring,
    export,
    files,
    health,
    lookup,
    numbers,
    permalinks,
    push,
    search,
    suggest,
    unsubscribe,
    withdrawals,
    work_timeline,
)
from search_api.http.turn_queue import write_queue
from search_api.library import open_library
from search_api.query.highlight.find_spans import find_keyword
from search_api.query.search_service import SearchService
from search_api.settings import Settings

VERSION = "1"
#: bytes of an answer; smaller ones are not worth compressing
MIN_COMPRESSED_BYTES = 2_000


def warm_up(searches: SearchService) -> None:
    """Loads the dictionary and the tables, for which the first search would have to wait.

    What cannot be read is told when it is asked for."""
    cut_words("法规")
    find_keyword("法规", None, "法规", Span(0, 2))
    with suppress(DatabaseError, EngineUnavailableError, IndexOutdatedError):
        searches.warm()


def create_app(settings: Settings) -> FastAPI:
    """The application on one data folder, which is open while the application runs."""
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_library(settings) as library:
            app.state.library = library
            app.state.intake = None
            app.state.pushes = PushQueue(settings.processes)
            app.state.writes = write_queue()
            app.state.metrics = metrics
            metrics.watch(library)
            app.state.searches = SearchService(library.database, library.engine)
            app.state.warming = asyncio.create_task(asyncio.to_thread(warm_up, app.state.searches))
            async with run_index_follower(library, metrics):
                try:
                    yield
                finally:
                    app.state.pushes.end()
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
            Middleware(MetricsMiddleware, metrics),
            Middleware(PlainLengths),
            Middleware(LoopbackHosts),
            Middleware(SecurityHeaders),
            Middleware(SameOriginWrites),
            Middleware(HeadAsGet),
            # level 1: on loopback a higher one would take longer than it saves
            Middleware(GZipMiddleware, minimum_size=MIN_COMPRESSED_BYTES, compresslevel=1),
        ],
    )
    for module in (
        search,
        export,
        suggest,
        documents,
        entries,
        work_timeline,
        compare,
        files,
        push,
        numbers,
        permalinks,
        lookup,
        expiring,
        coverage,
        annotations,
        unsubscribe,
        withdrawals,
        health,
        docs,
    ):
        app.include_router(module.router)
    app.include_router(web_page.router)
    problems.answer_with_problems(app)

    def openapi() -> dict[str, Any]:  # Any: an OpenAPI document
        if app.openapi_schema is None:
            app.openapi_schema = build_openapi(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # the way FastAPI documents
    return app
