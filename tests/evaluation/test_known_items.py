"""Documents that somebody knows: by title, by number, and an article by three of its words."""

import random
import re

import pytest

from analyzers.word_segmentation import cut_words
from tests.evaluation.score import Score

ITEMS = 500
WORD = re.compile("[\u4e00-\u9fff]{2,}")
ARTICLE = re.compile("第[^第]+条(?:之[一二三四五六七八九十]+)?$")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.timeout(1800)  # thousands of laws are taken in first
def test_known_items(laws):
    chance = random.Random(20261125)
    texts = laws.texts()
    score = Score("known items")
    for id_ in chance.sample(sorted(texts), ITEMS):
        title = texts[id_].title
        hits = laws.hits(title)
        score.add("title first", bool(hits) and hits[0].title == title, title)
    numbered = sorted((number, id_) for id_, one in texts.items() for number in one.numbers)
    for number, id_ in chance.sample(numbered, ITEMS):
        hits = laws.hits(number)
        own = bool(hits) and number in texts[hits[0].id].numbers
        score.add("number first", own, f"{number} {texts[id_].title}")
    reciprocal = 0.0
    for _ in range(ITEMS):
        words, wanted = three_words(texts, chance)
        hits = laws.hits(" ".join(words), unit="provision")
        # another version of a law holds the same article
        same = [squeezed(texts[hit.id].articles.get(hit.provision or "", "")) for hit in hits]
        reciprocal += 1 / (same.index(wanted) + 1) if wanted in same else 0
    score.count("three words, MRR", reciprocal, ITEMS)
    score.check()


def three_words(texts, chance):
    """Three words of an article picked by chance, and its text."""
    while True:
        one = texts[chance.choice(list(texts))]
        articles = [text for address, text in one.articles.items() if ARTICLE.search(address)]
        if not articles:
            continue
        text = squeezed(chance.choice(articles))
        words = [
            word
            for word in dict.fromkeys(cut_words(text))
            if WORD.fullmatch(word) and not ARTICLE.match(word)
        ]
        if len(words) >= 3:
            return chance.sample(words, 3), text
