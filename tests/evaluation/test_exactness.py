"""Random substrings of real texts, in both scripts: all that holds them is found, and no more."""

import random
import re

import pytest

from tests.evaluation.filled import Filled
from tests.evaluation.plainly import fold, forms, other_script
from tests.evaluation.score import Score

QUERIES = 150
LENGTHS = (1, 2, 2, 3, 3, 4, 5, 6, 8, 12)


def substrings(texts: list[str], chance: random.Random) -> list[str]:
    """At and across the borders of words; every fourth with a digit or long."""
    found: list[str] = []
    while len(found) < QUERIES:
        text = chance.choice(texts)
        length = chance.choice(LENGTHS)
        at = chance.randrange(max(1, len(text) - length))
        cut = text[at : at + length]
        if len(cut) < length or re.search(r"[^\w〔〕]", cut):
            continue
        if len(found) % 4 or length > 6 or re.search(r"\d", cut):
            found.append(cut)
    return found


@pytest.mark.timeout(1800)  # thousands of laws are taken in first
@pytest.mark.parametrize("corpus", ["laws", "traditional"])
def test_exactness(corpus, request):
    filled: Filled = request.getfixturevalue(corpus)
    texts = filled.texts()
    folded = {
        id_: {fold(t) for t in (one.text, one.simplified, one.title)} | forms(one.title)
        for id_, one in texts.items()
    }
    squeezed = ["".join(one.text.split()) for one in texts.values()]
    score = Score("exactness")
    for cut in substrings(squeezed, random.Random(20261125)):
        for asked in {cut, other_script(cut, traditional=corpus == "traditional")}:
            wanted = forms(asked)
            truth = {
                id_
                for id_, held in folded.items()
                if any(form in text for form in wanted for text in held)
            }
            total, found = filled.total(f'"{asked}"')
            note = f"{asked}: {total} for {len(truth)}"
            score.add("totals", total == len(truth), note)
            score.count("recall", len(truth & found), len(truth), note)
            score.count("precision", len(truth & found), len(found), note)
    score.check()
