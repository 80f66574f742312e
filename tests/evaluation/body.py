"""Body text by character: how much of the wanted text was kept, how much of the kept was wanted."""

from rapidfuzz.distance import LCSseq

from tests.evaluation.score import Score


def shared(wanted: str, got: str) -> tuple[int, int, int]:
    """The length of the longest common subsequence, and both lengths, white space aside.

    >>> shared("节约 用水", "首页节约用水")
    (4, 4, 6)
    """
    one, other = "".join(wanted.split()), "".join(got.split())
    return LCSseq.similarity(one, other), len(one), len(other)


def add_body(score: Score, wanted: str, got: str, name: str) -> None:
    """Count a document's characters under `recall` and `precision`."""
    same, asked, given = shared(wanted, got)
    score.count("recall", same, asked, f"{name}: {asked - same} characters lost")
    score.count("precision", same, given, f"{name}: {given - same} characters too many")
