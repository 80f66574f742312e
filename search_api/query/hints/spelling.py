"""Keywords that stand nowhere, put right: by their sound, and by titles and terms like them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain, islice, pairwise

from rapidfuzz.distance import OSA
from sqlalchemy.orm import Session

from analyzers import sounds
from analyzers.everyday import vocabulary
from analyzers.script import fold, to_simplified
from analyzers.words import cut
from corpus.documents.summaries import summaries
from corpus.index.engine import Snapshot
from corpus.index.query import Keyword, Node, Or, Request

#: characters of a keyword: one could be anything, and long ones are texts
SHORTEST, LONGEST = 2, 20
#: from so many characters on an error leaves enough of what was meant: in one that does not sound
#: the same, in one that is too many or cuts through words, in one of nearly the same sound, in two
SPELLED, DOUBLED, BLURRED, TWICE = 3, 4, 5, 8
#: documents that hold what a keyword of two characters is put right to: it is a common word
COMMON = 10
#: titles that are compared with a keyword
TITLES = 50
#: spellings that are looked for in one go
AT_ONCE = 200

#: in how many provisions or documents of the snapshot something stands
Total = Callable[[Node], int]


def corrections(
    reading: Session, snapshot: Snapshot, request: Request, word: str, total: Total
) -> Iterator[str]:
    """What a keyword that stands nowhere may have been meant to be, the likeliest first: other
    characters of the same sound, or two that changed places, wherever they stand; then titles and
    terms that look like it. `total`: of whole texts.
    """
    wanted = fold("".join(to_simplified(word).split()))
    if not SHORTEST <= len(wanted) <= LONGEST:
        return
    alike = _common_first(_standing(snapshot, request, _respelled(wanted)), wanted, total)
    spelled = _alike(reading, snapshot, request, wanted) if len(wanted) >= SPELLED else iter(())
    found = list(dict.fromkeys(chain(islice(alike, 2), spelled)))
    if not found and len(wanted) >= BLURRED:
        near = _standing(snapshot, request, _respelled(wanted, near=True))
        found = list(_common_first(near, wanted, total))
    yield from found


def same_sound(snapshot: Snapshot, request: Request, word: str, total: Total) -> Iterator[str]:
    """What a keyword may have been meant to be by its sound alone, the commonest first."""
    wanted = fold("".join(to_simplified(word).split()))
    if SPELLED <= len(wanted) <= LONGEST:
        spellings = _sounding(wanted, near=False)
        yield from _common_first(_standing(snapshot, request, spellings), wanted, total)


def _respelled(wanted: str, *, near: bool = False) -> Iterator[str]:
    """With one character of the same sound, two in the other order, or one of two equals."""
    yield from _sounding(wanted, near=near)
    if near or len(wanted) < SPELLED:
        return
    for at, (one, other) in enumerate(pairwise(wanted)):
        if one != other:
            yield wanted[:at] + other + one + wanted[at + 2 :]
        elif len(wanted) >= DOUBLED:
            yield wanted[:at] + wanted[at + 1 :]


def _sounding(wanted: str, *, near: bool) -> Iterator[str]:
    others = sounds.near_sound if near else sounds.same_sound
    for at, character in enumerate(wanted):
        for other in others(character):
            yield wanted[:at] + other + wanted[at + 1 :]


def _standing(snapshot: Snapshot, request: Request, spellings: Iterable[str]) -> Iterator[str]:
    """Those that stand in some provision: looked for together, and where some do, by halves."""
    left = iter(dict.fromkeys(spellings))
    while some := list(islice(left, AT_ONCE)):
        yield from _halves(snapshot, request, some)


def _halves(snapshot: Snapshot, request: Request, spellings: list[str]) -> Iterator[str]:
    query = Or(tuple(map(Keyword, spellings)))
    asked = Request(query, request.as_of, unit="provision", sort="date", limit=1)
    if snapshot.search(asked).total == 0:
        return
    if len(spellings) == 1:
        yield from spellings
        return
    half = len(spellings) // 2
    yield from _halves(snapshot, request, spellings[:half])
    yield from _halves(snapshot, request, spellings[half:])


def _common_first(found: Iterable[str], wanted: str, total: Total) -> Iterator[str]:
    """Of those of two characters only common words."""
    counted = {spelling: total(Keyword(spelling)) for spelling in found}
    for spelling in sorted(counted, key=lambda each: -counted[each]):
        short = len(wanted) < SPELLED
        if not short or (counted[spelling] >= COMMON and cut(spelling) == [spelling]):
            yield spelling


def _alike(reading: Session, snapshot: Snapshot, request: Request, wanted: str) -> Iterator[str]:
    """Stretches of titles, and terms, that differ from a word in one character, or in two of many:
    only the nearest, of those whole words (保护法 from 保护发, not 保护条 out of 保护条例), and of
    those the ones most like it in length.
    """
    most = 2 if len(wanted) >= TWICE else 1
    titles = _titles_like(reading, snapshot, request, wanted)
    near: dict[str, tuple[int, bool, int]] = {}
    terms = ((term, True) for term in vocabulary())
    for candidate, whole in (*terms, *_stretches(titles, len(wanted), most)):
        distance = OSA.distance(wanted, candidate, score_cutoff=most)
        cuts = not whole and len(wanted) < DOUBLED
        if 0 < distance <= most and candidate.isalnum() and not cuts:
            far = distance, not whole, abs(len(candidate) - len(wanted))
            near[candidate] = min(far, near.get(candidate, far))
    nearest = min(near.values(), default=None)
    yield from (candidate for candidate, far in near.items() if far == nearest)


def _titles_like(reading: Session, snapshot: Snapshot, request: Request, wanted: str) -> list[str]:
    """Folded titles that share pairs of neighbouring characters with a word, most of them first."""
    pairs = dict.fromkeys(wanted[at : at + 2] for at in range(len(wanted) - 1))
    query = Or(tuple(Keyword(pair, "title") for pair in pairs))
    asked = Request(query, request.as_of, limit=TITLES)
    ids = [hit.document for hit in snapshot.search(asked).hits]
    told = summaries(reading, ids, request.as_of).values()
    return [fold("".join(to_simplified(summary.title).split())) for summary in told]


def _stretches(titles: list[str], length: int, most: int) -> Iterator[tuple[str, bool]]:
    """Stretches of about a length, and whether they are whole words."""
    for title in titles:
        borders = {0, *accumulate(map(len, cut(title)))}
        for size in range(length - most, length + most + 1):
            for start in range(len(title) - size + 1):
                end = start + size
                yield title[start:end], start in borders and end in borders
