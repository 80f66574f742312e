"""What is tried again against a cluster, how often, and after which pauses."""

import pytest
from tenacity import RetryCallState, retry_if_exception_type

from corpus.index.elastic import cluster_client
from corpus.index.elastic.cluster_client import (
    TransientEngineError,
    retry_busy,
    retry_read,
)
from corpus.index.search_engine import EngineUnavailableError
from corpus.store.cluster import Cluster

CLUSTER = Cluster(("https://es01:9200",))


def longest_pauses(retrying, tries):
    """Each pause, the longest that chance gives; the shortest is half of it."""
    found = []
    for attempt in range(1, tries):
        state = RetryCallState(retrying, None, (), {})
        state.attempt_number = attempt
        pauses = [retrying.wait(state) for _ in range(200)]
        longest = max(pauses)
        assert longest / 2 <= min(pauses) * 1.05
        found.append(longest)
    return pytest.approx(found, rel=0.05)


def test_a_request_is_tried_eight_times_for_a_good_minute_at_most():
    retrying = retry_busy(retry_if_exception_type(TransientEngineError))
    assert retrying.stop.max_attempt_number == 8
    assert longest_pauses(retrying, 8) == [0.25, 0.5, 1, 2, 4, 8, 10]


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(cluster_client, "FIRST_READ_PAUSE", 0.0001)
    monkeypatch.setattr(cluster_client, "MAX_READ_PAUSE", 0.001)


@pytest.mark.usefixtures("hurried")
def test_what_may_pass_is_read_seven_times():
    tries = []

    def request():
        tries.append(len(tries))
        raise TransientEngineError(str(len(tries)))

    with pytest.raises(TransientEngineError, match="7"):
        retry_read(CLUSTER, request)
    assert len(tries) == 7


def test_what_does_not_pass_is_told_at_once():
    def request():
        raise EngineUnavailableError("1")

    with pytest.raises(EngineUnavailableError, match="1"):
        retry_read(CLUSTER, request)
