"""The client of a cluster, and what goes wrong there in words for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from tenacity import (
    Retrying,
    retry_if_exception,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
    wait_random_exponential,
)
from tenacity.retry import retry_base
from tenacity.wait import wait_base

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
#: the same of what somebody waits for: in them a dead master's successor is elected
MAX_READ_TRIES = 7
FIRST_READ_PAUSE = 0.1
MAX_READ_PAUSE = 1.6

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


def retry_busy(condition: retry_base) -> Retrying:
    """How what can be done again is done again on a condition: until it has been tried enough.
    Raises what the last try did."""
    return Retrying(
        stop=stop_after_attempt(MAX_TRIES),
        wait=_growing_pauses(FIRST_PAUSE, MAX_PAUSE),
        retry=condition,
        reraise=True,
    )


def retry_request(request: Callable[[], T]) -> T:
    """The answer to what may be asked again, until it works or has been tried enough. Errors are
    those of the client."""
    return retry_busy(retry_if_exception(_may_pass))(request)


def retry_read(cluster: Cluster, request: Callable[[], T]) -> T:
    """The answer to what somebody waits for, asked again for some seconds while what fails may
    pass. Errors are those of `translate_errors`.
    """

    def translated() -> T:
        with translate_errors(cluster):
            return request()

    retrying = Retrying(
        stop=stop_after_attempt(MAX_READ_TRIES),
        wait=_growing_pauses(FIRST_READ_PAUSE, MAX_READ_PAUSE),
        retry=retry_if_exception_type(TransientEngineError),
        reraise=True,
    )
    return retrying(translated)


def _growing_pauses(first: float, longest: float) -> wait_base:
    """Pauses twice as long each time, and by chance up to half of that shorter, so that many who
    wait do not come back together."""
    half = wait_exponential(first / 2, longest / 2)
    return half + wait_random_exponential(first / 2, longest / 2)


def _may_pass(error: BaseException) -> bool:
    from elasticsearch import ApiError, TransportError  # noqa: PLC0415 - it is there already

    if isinstance(error, ApiError):
        return error.status_code in TRANSIENT_STATUSES
    return isinstance(error, TransportError)
