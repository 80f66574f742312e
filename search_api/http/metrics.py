"""Measures what /metrics reports.

How far the index is behind: fagui_documents, fagui_searchable_documents, fagui_waiting_documents,
fagui_waiting_seconds, fagui_failing_documents, fagui_indexed_documents, fagui_indexing_failures.
How requests are answered: fagui_http_request_seconds."""

from __future__ import annotations

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.http.readiness import measure_readiness
from search_api.library import Library

_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
_SECONDS_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


class Metrics:
    """The metrics of one application.

    Those of the queue are read whenever /metrics is asked for, and cover all processes, whichever
    answers; all others cover this process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "fagui_http_request_seconds",
            "答复一个请求用的秒数，到答复开头为止",
            ("method", "route", "status"),
            buckets=_SECONDS_BUCKETS,
            registry=self.registry,
        )
        self.indexed = Counter(
            "fagui_indexed_documents", "这个进程写入检索索引的文件数", registry=self.registry
        )
        self.failures = Counter(
            "fagui_indexing_failures",
            "这个进程整批没能写入检索索引的次数（引擎或数据库不答复）",
            registry=self.registry,
        )

    def watch(self, library: Library) -> None:
        self.registry.register(_BacklogCollector(library))


class _BacklogCollector(Collector):
    """Collects how far the index is behind, whenever /metrics is asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def describe(self) -> list[GaugeMetricFamily]:
        return []  # registering reads no numbers

    def collect(self) -> Iterator[GaugeMetricFamily]:
        readiness = measure_readiness(self._library)
        for name, words, value in (
            ("fagui_documents", "库里的文件数", readiness.documents),
            ("fagui_searchable_documents", "可检索的文件数", readiness.searchable),
            ("fagui_waiting_documents", "等待进入检索索引的文件数", readiness.waiting),
            ("fagui_waiting_seconds", "其中最早的一份等了多少秒", readiness.waiting_seconds),
            ("fagui_failing_documents", "其中写不进去、隔一段时间重试的文件数", readiness.failing),
        ):
            yield GaugeMetricFamily(name, words, value)


class MetricsMiddleware:
    """Measures requests by route, not by URL: there are as many URLs as documents."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._requests = metrics.requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()

        async def measured(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "")
                # else any client could invent labels
                method = scope["method"] if route and scope["method"] in _METHODS else ""
                labels = self._requests.labels(method, route, str(message["status"]))
                labels.observe(time.perf_counter() - started)
            await send(message)

        await self.app(scope, receive, measured)
