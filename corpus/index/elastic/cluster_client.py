"""The client of a cluster, and what goes wrong there in words for people."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from corpus.index.search_engine import EngineUnavailableError
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import ApiError, Elasticsearch

#: seconds for an answer, and for one that somebody waits for: longer than
#: `point_in_time.SEARCH_TIMEOUT`
REQUEST_SECONDS = 60.0
READ_SECONDS = 25.0
#: tries of what can be done again, and seconds between the first two and at most
MAX_TRIES = 8
FIRST_PAUSE = 0.25
MAX_PAUSE = 10.0
#: statuses that pass by: too much at once (or a full disk), no shard, no master
TRANSIENT_STATUSES = frozenset({429, 502, 503, 504})
#: seconds between tries of what somebody waits for: in them a dead master's successor is elected
READ_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 1.6)

T = TypeVar("T")


def connect_cluster(cluster: Cluster) -> Elasticsearch:
    """Nothing is sent yet. Where a node cannot be reached, the client asks the next one."""
    from elastic_transport.client_utils import DEFAULT  # noqa: PLC0415 - half a second
    from elasticsearch import Elasticsearch  # noqa: PLC0415 - that few need

    return Elasticsearch(
        list(cluster.nodes),
        api_key=cluster.api_key,
        basic_auth=(cluster.user, cluster.password or "") if cluster.user else None,
        ca_certs=str(cluster.ca) if cluster.ca else DEFAULT,
        request_timeout=REQUEST_SECONDS,
        connections_per_node=32,
    )


def reading_client(client: Elasticsearch, cluster: Cluster) -> Elasticsearch:
    """The same connections for what may be asked twice: where a node hangs, the next is asked."""
    others = len(cluster.nodes) - 1
    return client.options(
        request_timeout=READ_SECONDS, max_retries=max(1, others), retry_on_timeout=others > 0
    )


class IndexMissingError(EngineUnavailableError):
    """An index, or a view of one, that is no more."""


class TransientEngineError(EngineUnavailableError):
    """What may be over in a moment: no master, a node that has just gone, too much at once."""


@contextmanager
def translate_errors(cluster: Cluster) -> Iterator[None]:
    """Errors of the client as EngineUnavailableError, most of them an IndexMissingError or a
    TransientEngineError."""
    from elasticsearch import (  # noqa: PLC0415 - it is there already
        ApiError,
        ConnectionTimeout,
        NotFoundError,
        TransportError,
    )

    try:
        yield
    except NotFoundError as error:
        raise IndexMissingError(f"Elasticsearch 里没有要找的索引：{error_reason(error)}") from error
    except ApiError as error:
        if "no_shard_available" in error_reason(error):  # of a view, as well
            raise IndexMissingError(
                f"Elasticsearch 没有可用的分片：{error_reason(error)}"
            ) from error
        kind = (
            TransientEngineError
            if error.status_code in TRANSIENT_STATUSES
            else EngineUnavailableError
        )
        raise kind(_error_message(error)) from error
    except ConnectionTimeout as error:
        raise EngineUnavailableError(f"Elasticsearch（{cluster.name}）迟迟没有回答") from error
    except TransportError as error:
        # who knows of one node is told at once: that may be long in coming back
        kind = TransientEngineError if len(cluster.nodes) > 1 else EngineUnavailableError
        raise kind(f"连不上 Elasticsearch（{cluster.name}）：{error.message}") from error


def _error_message(error: ApiError) -> str:
    if error.status_code in {401, 403} and "security" in str(error.body):
        return f"Elasticsearch 不认登录信息，或者权限不够：{error_reason(error)}"
    return f"Elasticsearch 报告错误（{error.status_code}）：{error_reason(error)}"


def error_reason(error: ApiError) -> str:
    """Type and reason of the cause, as Elasticsearch tells it."""
    body = error.body
    cause = body.get("error") if isinstance(body, dict) else None
    if not isinstance(cause, dict):
        return str(cause or error.message)
    root = next(iter(cause.get("root_cause") or ()), cause)
    return f"{root.get('type')}: {root.get('reason')}"


def retry_pauses() -> Iterator[float]:
    """Seconds to wait after each try but the last: twice as long each time, and by chance up to
    half of it shorter, so that many who wait do not come back together.

    >>> len(list(retry_pauses())) == MAX_TRIES - 1
    True
    """
    for count in range(MAX_TRIES - 1):
        yield min(FIRST_PAUSE * 2**count, MAX_PAUSE) * random.uniform(0.5, 1.0)  # noqa: S311


def retry_request(request: Callable[[], T]) -> T:
    """Do what may be done again until it works, or until it has been tried enough."""
    from elasticsearch import ApiError, TransportError  # noqa: PLC0415 - it is there already

    for pause in retry_pauses():
        try:
            return request()
        except ApiError as error:
            if error.status_code not in TRANSIENT_STATUSES:
                raise
        except TransportError:
            pass
        time.sleep(pause)
    return request()


def retry_read(cluster: Cluster, request: Callable[[], T]) -> T:
    """What somebody waits for, asked again for some seconds while what fails may pass. Errors are
    those of `translate_errors`.
    """
    for pause in READ_PAUSES:
        try:
            with translate_errors(cluster):
                return request()
        except TransientEngineError:
            time.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311
    with translate_errors(cluster):
        return request()
