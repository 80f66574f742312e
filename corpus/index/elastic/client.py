"""The client of a cluster, and what goes wrong there in words for people."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from corpus.index.engine import UnavailableError
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import ApiError, Elasticsearch

#: seconds for an answer, and for one that somebody waits for: longer than `reading.IN_TIME`
PATIENCE = 60.0
READING = 25.0
#: tries of what can be done again, and seconds between the first two and at most
TRIES = 8
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 10.0
#: statuses that pass by: too much at once (or a full disk), no shard, no master
PASSING = frozenset({429, 502, 503, 504})
#: seconds between tries of what somebody waits for: in them a dead master's successor is elected
BRIEF = (0.1, 0.2, 0.4, 0.8, 1.6, 1.6)

T = TypeVar("T")


def connect(cluster: Cluster) -> Elasticsearch:
    """Nothing is sent yet. Where a node cannot be reached, the client asks the next one."""
    from elastic_transport.client_utils import DEFAULT  # noqa: PLC0415 - half a second
    from elasticsearch import Elasticsearch  # noqa: PLC0415 - that few need

    return Elasticsearch(
        list(cluster.nodes),
        api_key=cluster.api_key,
        basic_auth=(cluster.user, cluster.password or "") if cluster.user else None,
        ca_certs=str(cluster.ca) if cluster.ca else DEFAULT,
        request_timeout=PATIENCE,
        connections_per_node=32,
    )


def for_reading(client: Elasticsearch, cluster: Cluster) -> Elasticsearch:
    """The same connections for what may be asked twice: where a node hangs, the next is asked."""
    others = len(cluster.nodes) - 1
    return client.options(
        request_timeout=READING, max_retries=max(1, others), retry_on_timeout=others > 0
    )


class MissingError(UnavailableError):
    """An index, or a view of one, that is no more."""


class PassingError(UnavailableError):
    """What may be over in a moment: no master, a node that has just gone, too much at once."""


@contextmanager
def speaking(cluster: Cluster) -> Iterator[None]:
    """Errors of the client as UnavailableError, most of them a MissingError or a PassingError."""
    from elasticsearch import (  # noqa: PLC0415 - it is there already
        ApiError,
        ConnectionTimeout,
        NotFoundError,
        TransportError,
    )

    try:
        yield
    except NotFoundError as error:
        raise MissingError(f"Elasticsearch 里没有要找的索引：{reason(error)}") from error
    except ApiError as error:
        if "no_shard_available" in reason(error):  # of a view, as well
            raise MissingError(f"Elasticsearch 没有可用的分片：{reason(error)}") from error
        kind = PassingError if error.status_code in PASSING else UnavailableError
        raise kind(_told(error)) from error
    except ConnectionTimeout as error:
        raise UnavailableError(f"Elasticsearch（{cluster.name}）迟迟没有回答") from error
    except TransportError as error:
        # who knows of one node is told at once: that may be long in coming back
        kind = PassingError if len(cluster.nodes) > 1 else UnavailableError
        raise kind(f"连不上 Elasticsearch（{cluster.name}）：{error.message}") from error


def _told(error: ApiError) -> str:
    if error.status_code in {401, 403} and "security" in str(error.body):
        return f"Elasticsearch 不认登录信息，或者权限不够：{reason(error)}"
    return f"Elasticsearch 报告错误（{error.status_code}）：{reason(error)}"


def reason(error: ApiError) -> str:
    """Type and reason of the cause, as Elasticsearch tells it."""
    body = error.body
    cause = body.get("error") if isinstance(body, dict) else None
    if not isinstance(cause, dict):
        return str(cause or error.message)
    root = next(iter(cause.get("root_cause") or ()), cause)
    return f"{root.get('type')}: {root.get('reason')}"


def pauses() -> Iterator[float]:
    """Seconds to wait after each try but the last: twice as long each time, and by chance up to
    half of it shorter, so that many who wait do not come back together.

    >>> len(list(pauses())) == TRIES - 1
    True
    """
    for count in range(TRIES - 1):
        yield min(FIRST_PAUSE * 2**count, LONGEST_PAUSE) * random.uniform(0.5, 1.0)  # noqa: S311


def persistently(act: Callable[[], T]) -> T:
    """Do what may be done again until it works, or until it has been tried enough."""
    from elasticsearch import ApiError, TransportError  # noqa: PLC0415 - it is there already

    for pause in pauses():
        try:
            return act()
        except ApiError as error:
            if error.status_code not in PASSING:
                raise
        except TransportError:
            pass
        time.sleep(pause)
    return act()


def readily(cluster: Cluster, ask: Callable[[], T]) -> T:
    """What somebody waits for, asked again for some seconds while what fails may pass. Errors are
    those of `speaking`.
    """
    for pause in BRIEF:
        try:
            with speaking(cluster):
                return ask()
        except PassingError:
            time.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311
    with speaking(cluster):
        return ask()
