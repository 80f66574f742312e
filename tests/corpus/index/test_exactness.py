"""A keyword finds what a substring search over the folded texts finds, no more and no less."""

import json
import random
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from analyzers.chinese_script import fold, to_simplified
from corpus.model.provision_units import split_units
from tests.corpus.index.making import asked, record
from tests.engines import index_of

#: both scripts, signs with a fold, a surrogate pair in UTF-16, digits, white space of many kinds
ALPHABET = "计計畫画劃规規府〔〕（(）)穗発发發髮26２６aAＡ𠮷𠀀，。 \n\u3000\u00a0\u0085"
TEXTS = st.text(ALPHABET, max_size=24)


def plain(text: str) -> str:
    return "".join(c for c in fold(text) if not c.isspace())


def stands(keyword: str, *texts: str) -> bool:
    """The contract's rule (docs/contract.md, "What a keyword finds"), word for word."""
    wanted = {plain(keyword), plain(to_simplified(keyword))}
    return any(k in plain(t) for k in wanted for s in texts for t in (s, to_simplified(s)))


def made(number: int, title: str, text: str):
    return record(f"{number:03}", text, title, simplified=to_simplified(text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6),
    st.lists(st.text(ALPHABET, min_size=1, max_size=5), min_size=1, max_size=8),
)
def test_documents_are_those_of_a_plain_substring_search(contents, keywords):
    records = [made(n, title, text) for n, (title, text) in enumerate(contents)]
    snapshot = index_of(records)
    for keyword in filter(plain, keywords):
        result = snapshot.search(asked(keyword))
        truth = [r.id for r in records if stands(keyword, r.title, r.text)]
        assert sorted(hit.document for hit in result.hits) == truth, keyword
        assert result.total == len(truth)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=4),
    st.lists(st.text(ALPHABET, min_size=1, max_size=5), min_size=1, max_size=2),
)
def test_provisions_hold_all_keywords_in_their_own_text(texts, keywords):
    keywords = [keyword for keyword in keywords if plain(keyword)]
    records = [made(n, "规划", text) for n, text in enumerate(texts)]
    result = index_of(records).search(asked(*keywords, unit="provision", limit=100))
    truth = [
        (r.id, unit.start, unit.end)
        for r in records
        for unit in split_units(r.text, r.outline)
        if all(stands(k, r.text[unit.start : unit.end]) for k in keywords)
    ]
    assert sorted((hit.document, hit.start, hit.end) for hit in result.hits) == truth


def real_texts(shared, laws: int, traditional: int, chance: random.Random):
    """Titles and texts of simplified and of traditional laws."""
    paths = sorted((shared / "corpora" / "laws").rglob("*.md"))
    for path in chance.sample(paths, laws):
        title, _, text = path.read_text("utf-8", "replace").partition("\n")
        yield title.lstrip("# "), text
    with (shared / "corpora" / "traditional" / "laws.jsonl").open(encoding="utf-8") as lines:
        for law in map(json.loads, islice(lines, traditional)):
            articles = (f"{a.get('條號', '')} {a.get('條文內容', '')}" for a in law["法規內容"])
            yield law["法規名稱"], "\n".join(articles)


def test_random_substrings_of_real_laws_in_both_scripts(shared):
    chance = random.Random(20261123)
    contents = list(real_texts(shared, 120, 120, chance))
    records = [made(n, title, text) for n, (title, text) in enumerate(contents)]
    snapshot = index_of(records)
    folds = {
        r.id: {plain(t) for s in (r.title, r.text) for t in (s, to_simplified(s))} for r in records
    }
    to_traditional = OpenCC("s2t").convert
    for _ in range(150):
        text = plain_characters(chance.choice(records).text)
        length = chance.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12))
        at = chance.randrange(len(text) - length)
        for asked_for in {text[at : at + length], to_traditional(text[at : at + length])}:
            forms = {plain(asked_for), plain(to_simplified(asked_for))}
            truth = {n for n, held in folds.items() if any(f in t for f in forms for t in held)}
            result = snapshot.search(asked(asked_for, limit=len(records)))
            assert {hit.document for hit in result.hits} == truth, asked_for
            assert result.total == len(truth)


def plain_characters(text: str) -> str:
    return "".join(text.split())
