"""Corrects keywords that occur nowhere: by their sound, and by titles and terms like them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain, islice, pairwise

from rapidfuzz.distance import OSA

from analyzers import pinyin_sounds
from analyzers.chinese_script import fold, to_simplified
from analyzers.everyday_terms import table_words
from analyzers.word_segmentation import cut_words
from corpus.documents.document_summaries import load_summaries
from corpus.index.query_tree import Keyword, Or, QueryNode, SearchRequest
from corpus.index.search_engine import IndexSnapshot
from corpus.store.database import Session

#: characters of a keyword: one alone could mean anything, and a long one is a text
MIN_LENGTH, MAX_LENGTH = 2, 20
#: fewest characters of a keyword that show what was meant despite an error: a character that sounds
#: different (SPELLED), one too many or a cut through words (DOUBLED), one that sounds nearly alike
#: (BLURRED), two wrong characters (TWO_ERRORS)
MIN_SPELLED, MIN_DOUBLED, MIN_BLURRED, MIN_TWO_ERRORS = 3, 4, 5, 8
#: fewest documents with the correction of a two-character keyword, which must be a common word
MIN_COMMON = 10
#: titles that are compared with a keyword
MAX_TITLES = 50
#: spellings of one batch, which are searched together
BATCH_SIZE = 200

#: counts the provisions or documents of the snapshot in which a query holds
CountHits = Callable[[QueryNode], int]


def find_corrections(
    session: Session,
    snapshot: IndexSnapshot,
    request: SearchRequest,
    word: str,
    count_hits: CountHits,
) -> Iterator[str]:
    """Corrections of a keyword that occurs nowhere, the likeliest first.

    First come spellings in any text with another character of the same sound, or with two
    characters swapped; then titles and terms that look like the keyword. `count_hits` counts whole
    texts."""
    folded = fold("".join(to_simplified(word).split()))
    if not MIN_LENGTH <= len(folded) <= MAX_LENGTH:
        return
    alike = _common_first(_occurring(snapshot, request, _respellings(folded)), folded, count_hits)
    spelled = (
        _similar_terms(session, snapshot, request, folded)
        if len(folded) >= MIN_SPELLED
        else iter(())
    )
    corrections = list(dict.fromkeys(chain(islice(alike, 2), spelled)))
    if not corrections and len(folded) >= MIN_BLURRED:
        near = _occurring(snapshot, request, _respellings(folded, near=True))
        corrections = list(_common_first(near, folded, count_hits))
    yield from corrections


def find_homophones(
    snapshot: IndexSnapshot, request: SearchRequest, word: str, count_hits: CountHits
) -> Iterator[str]:
    """Spellings with another character of the same sound, the commonest first."""
    folded = fold("".join(to_simplified(word).split()))
    if MIN_SPELLED <= len(folded) <= MAX_LENGTH:
        spellings = _homophone_spellings(folded, near=False)
        yield from _common_first(_occurring(snapshot, request, spellings), folded, count_hits)


def _respellings(folded: str, *, near: bool = False) -> Iterator[str]:
    """Spellings with a homophone for one character, two swapped, or one of two equal ones less."""
    yield from _homophone_spellings(folded, near=near)
    if near or len(folded) < MIN_SPELLED:
        return
    for at, (first, second) in enumerate(pairwise(folded)):
        if first != second:
            yield folded[:at] + second + first + folded[at + 2 :]
        elif len(folded) >= MIN_DOUBLED:
            yield folded[:at] + folded[at + 1 :]


def _homophone_spellings(folded: str, *, near: bool) -> Iterator[str]:
    others = pinyin_sounds.near_homophones if near else pinyin_sounds.homophones
    for at, character in enumerate(folded):
        for other in others(character):
            yield folded[:at] + other + folded[at + 1 :]


def _occurring(
    snapshot: IndexSnapshot, request: SearchRequest, spellings: Iterable[str]
) -> Iterator[str]:
    """The spellings that occur in some provision.

    They are searched in batches; where one of a batch occurs, its halves are searched."""
    left = iter(dict.fromkeys(spellings))
    while batch := list(islice(left, BATCH_SIZE)):
        yield from _occurring_by_halves(snapshot, request, batch)


def _occurring_by_halves(
    snapshot: IndexSnapshot, request: SearchRequest, spellings: list[str]
) -> Iterator[str]:
    query = Or(tuple(map(Keyword, spellings)))
    asked = SearchRequest(query, request.as_of, unit="provision", sort="date", limit=1)
    if snapshot.search(asked).total == 0:
        return
    if len(spellings) == 1:
        yield from spellings
        return
    half = len(spellings) // 2
    yield from _occurring_by_halves(snapshot, request, spellings[:half])
    yield from _occurring_by_halves(snapshot, request, spellings[half:])


def _common_first(spellings: Iterable[str], folded: str, count_hits: CountHits) -> Iterator[str]:
    """The spellings, the commonest first; those of two characters only if they are common words."""
    counted = {spelling: count_hits(Keyword(spelling)) for spelling in spellings}
    for spelling in sorted(counted, key=lambda each: -counted[each]):
        short = len(folded) < MIN_SPELLED
        if not short or (counted[spelling] >= MIN_COMMON and cut_words(spelling) == [spelling]):
            yield spelling


def _similar_terms(
    session: Session, snapshot: IndexSnapshot, request: SearchRequest, folded: str
) -> Iterator[str]:
    """The terms and pieces of titles that differ least from a word, by one character or few.

    A long word may differ in two characters. Of the nearest, whole words come first (保护法 for
    保护发, not 保护条 out of 保护条例), and of those only the ones most like it in length are
    returned."""
    most = 2 if len(folded) >= MIN_TWO_ERRORS else 1
    titles = _similar_titles(session, snapshot, request, folded)
    near: dict[str, tuple[int, bool, int]] = {}
    terms = ((term, True) for term in table_words())
    for candidate, whole in (*terms, *_title_windows(titles, len(folded), most)):
        distance = OSA.distance(folded, candidate, score_cutoff=most)
        cuts = not whole and len(folded) < MIN_DOUBLED
        if 0 < distance <= most and candidate.isalnum() and not cuts:
            far = distance, not whole, abs(len(candidate) - len(folded))
            near[candidate] = min(far, near.get(candidate, far))
    nearest = min(near.values(), default=None)
    yield from (candidate for candidate, far in near.items() if far == nearest)


def _similar_titles(
    session: Session, snapshot: IndexSnapshot, request: SearchRequest, folded: str
) -> list[str]:
    """Folded titles that share bigrams with a word, those that share most first."""
    pairs = dict.fromkeys(folded[at : at + 2] for at in range(len(folded) - 1))
    query = Or(tuple(Keyword(pair, "title") for pair in pairs))
    asked = SearchRequest(query, request.as_of, limit=MAX_TITLES)
    ids = [hit.document for hit in snapshot.search(asked).hits]
    summaries = load_summaries(session, ids, request.as_of).values()
    return [fold("".join(to_simplified(summary.title).split())) for summary in summaries]


def _title_windows(titles: list[str], length: int, most: int) -> Iterator[tuple[str, bool]]:
    """The pieces of titles of about this length, and whether each is of whole words."""
    for title in titles:
        borders = {0, *accumulate(map(len, cut_words(title)))}
        for size in range(length - most, length + most + 1):
            for start in range(len(title) - size + 1):
                end = start + size
                yield title[start:end], start in borders and end in borders
