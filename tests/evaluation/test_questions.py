"""308 questions in plain words (STARD), each with the articles that answer it."""

import re

import pytest

from tests.evaluation.filled import rows
from tests.evaluation.score import Score

ARTICLE = re.compile(r"第[^第]+条(?:之[一二三四五六七八九十]+)?")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]", "", text)


def article(address: str) -> str:
    """The article of an address; outside articles the address itself."""
    found = ARTICLE.findall(address)
    return found[-1] if found else address


@pytest.mark.timeout(1800)  # thousands of laws are taken in first
def test_questions(shared, articles):
    folder = shared / "corpora/stard"
    names = {
        squeezed(row["law"] + row["article"]): squeezed(row["name"])
        for row in rows(folder / "corpus.jsonl")
    }
    score = Score("questions")
    for row in rows(folder / "queries.dev.jsonl"):
        gold = {squeezed(name) for name in row["gold_names"]}
        hits = articles.hits(row["question"], mode="any", unit="provision", limit=100)
        told = [squeezed(hit.title + article(hit.provision or "")) for hit in hits]
        ranked = [names.get(name, name) for name in told]
        first = next((at for at, name in enumerate(ranked[:10]) if name in gold), None)
        score.count("MRR@10", 0 if first is None else 1 / (first + 1), 1, row["question"])
        score.count("R@10", len(gold & set(ranked[:10])) / len(gold), 1, row["question"])
        score.count("R@100", len(gold & set(ranked)) / len(gold), 1, row["question"])
    score.check()
