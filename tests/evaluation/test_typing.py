"""Typing errors and what was meant; words that are right, for which nothing else may be offered."""

from pathlib import Path

import pytest

from search_api.query.search_service import SearchCriteria
from tests.evaluation.filled import AS_OF
from tests.evaluation.score import Score

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    told = (HERE / name).read_text("utf-8").splitlines()
    return [line for line in told if not line.startswith("#")]


@pytest.mark.timeout(1800)  # thousands of laws are taken in first
def test_typing_errors(laws):
    score = Score("typing")
    for line in lines("typing_errors.txt"):
        words = line.split()
        typed, meant = (
            " ".join(half) for half in (words[: len(words) // 2], words[len(words) // 2 :])
        )
        offered = laws.searches.run(SearchCriteria(as_of=AS_OF, q=typed)).did_you_mean
        score.add("first", offered[:1] == (meant,), f"{line}: {offered}")
        score.add("first three", meant in offered, f"{line}: {offered}")
    for word in lines("rare_words.txt"):
        offered = laws.searches.run(SearchCriteria(as_of=AS_OF, q=word)).did_you_mean
        score.add("left alone", not offered, f"{word}: {offered}")
    score.check()
