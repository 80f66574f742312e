"""The client of a cluster: its timeouts and retries, and its errors in Chinese."""

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

#: seconds until a request times out, and until a read does for which somebody waits: longer than
#: `point_in_time.SEARCH_TIMEOUT`
REQUEST_SECONDS = 60.0
READ_SECONDS = 25.0
#: attempts of a request that can be repeated; seconds of the first pause, and of the longest
MAX_TRIES = 8
FIRST_PAUSE = 0.25
MAX_PAUSE = 10.0
#: HTTP statuses of errors that pass: too many requests (or a full disk), no shard, no master
TRANSIENT_STATUSES = frozenset({429, 502, 503, 504})
#: attempts and pauses of a read for which somebody waits: long enough for a new master to be
#: elected
MAX_READ_TRIES = 7
FIRST_READ_PAUSE = 0.1
MAX_READ_PAUSE = 1.6

T = TypeVar("T")


def connect_cluster(cluster: Cluster) -> Elasticsearch:
    """A client of the cluster; nothing is sent yet. A node that cannot be reached is skipped."""
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
    """A client for reads, on the connections of `client`: where a node hangs, it asks the next."""
    others = len(cluster.nodes) - 1
    return client.options(
        request_timeout=READ_SECONDS, max_retries=max(1, others), retry_on_timeout=others > 0
    )


class IndexMissingError(EngineUnavailableError):
    """Raised when an index, or a point in time of one, no longer exists."""


class TransientEngineError(EngineUnavailableError):
    """Raised for errors that may pass: no master, a node just gone, too many requests."""


@contextmanager
def translate_errors(cluster: Cluster) -> Iterator[None]:
    """Raises EngineUnavailableError for errors of the client inside the block.

    A missing index becomes an IndexMissingError, an error that may pass a TransientEngineError."""
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
        if "no_shard_available" in error_reason(error):  # also raised for a point in time
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
        # with a single node the error is final: it may take long to come back, and there is no
        # other to ask
        kind = TransientEngineError if len(cluster.nodes) > 1 else EngineUnavailableError
        raise kind(f"连不上 Elasticsearch（{cluster.name}）：{error.message}") from error


def _error_message(error: ApiError) -> str:
    if error.status_code in {401, 403} and "security" in str(error.body):
        return f"Elasticsearch 不认登录信息，或者权限不够：{error_reason(error)}"
    return f"Elasticsearch 报告错误（{error.status_code}）：{error_reason(error)}"


def error_reason(error: ApiError) -> str:
    """Type and reason of the root cause, in the words of Elasticsearch."""
    body = error.body
    cause = body.get("error") if isinstance(body, dict) else None
    if not isinstance(cause, dict):
        return str(cause or error.message)
    root = next(iter(cause.get("root_cause") or ()), cause)
    return f"{root.get('type')}: {root.get('reason')}"


def retry_busy(condition: retry_base) -> Retrying:
    """The retries of what can be repeated while `condition` holds, at most MAX_TRIES attempts.

    Raises the error of the last attempt."""
    return Retrying(
        stop=stop_after_attempt(MAX_TRIES),
        wait=_growing_pauses(FIRST_PAUSE, MAX_PAUSE),
        retry=condition,
        reraise=True,
    )


def retry_request(request: Callable[[], T]) -> T:
    """The answer to a request that can be repeated, retried while its error may pass.

    At most MAX_TRIES attempts. Errors are those of the client."""
    return retry_busy(retry_if_exception(_may_pass))(request)


def retry_read(cluster: Cluster, request: Callable[[], T]) -> T:
    """The answer to a read for which somebody waits, retried for some seconds.

    At most MAX_READ_TRIES attempts, while the error is a TransientEngineError. Errors are those of
    `translate_errors`."""

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
    """Pauses that double each time, at random up to half shorter.

    The randomness keeps many clients that wait from coming back together."""
    half = wait_exponential(first / 2, longest / 2)
    return half + wait_random_exponential(first / 2, longest / 2)


def _may_pass(error: BaseException) -> bool:
    from elasticsearch import ApiError, TransportError  # noqa: PLC0415 - it is there already

    if isinstance(error, ApiError):
        return error.status_code in TRANSIENT_STATUSES
    return isinstance(error, TransportError)
