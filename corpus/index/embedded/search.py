"""Searching the embedded index as it stood at one moment."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias, cast

from tantivy import DocAddress, Index, Order, Query, Searcher

from corpus.index.compile.bonus import Bonus, Standing
from corpus.index.compile.joins import Joined, Joins
from corpus.index.compile.match_text import Matcher
from corpus.index.compile.translate import Clause, Translation, Translator, narrowed
from corpus.index.embedded.queries import Clauses
from corpus.index.embedded.result_cache import Answers
from corpus.index.embedded.schema import NAMES
from corpus.index.entry import sort_keys
from corpus.index.entry.columns import STORED_FACETS
from corpus.index.entry.scopes import any_holds, needed
from corpus.index.query import (
    FACETS,
    FacetCount,
    Found,
    Near,
    Node,
    Reason,
    Request,
    Result,
    Scope,
    Sort,
    Unit,
    by_status,
    ordered,
)
from corpus.model.types import Status

#: tantivy wants a bound on the values of a facet; none has so many
ALL_VALUES = 60_000
SORT_FIELDS: Mapping[Sort, str] = {"date": "by_date", "level": "by_level"}

#: hits of an answer that is not kept: a list for export
LONG = 100
#: days whose statuses are kept ready
_DAYS = 16
#: hits looked for beyond those that are wanted: mostly all that tie with the last are among them
_BEYOND = 100

#: facets are counted while hits are ranked: tantivy leaves Python alone meanwhile, and where very
#: much matches, each takes as long as the other
_RANKING = ThreadPoolExecutor(thread_name_prefix="ranking")

#: a hit as tantivy tells it: its score or sort key, and where it stands
Hit: TypeAlias = tuple[float, DocAddress]


class EmbeddedSnapshot:
    """Keeps its searchers: what is written later does not show in it. Safe in threads."""

    def __init__(self, indexes: Mapping[str, Index], answers: Answers) -> None:
        joins = Joins()
        self._views: dict[Unit, _View] = {
            unit: _View(indexes[name], unit, joins.find, answers) for name, unit in NAMES.items()
        }
        for unit, view in self._views.items():
            joins.add(unit, view)
        self._answers = answers
        self._itself = object()

    def search(self, request: Request) -> Result:
        search = self._views[request.unit].search
        if request.limit > LONG:
            return search(request)
        return self._answers.results.of((self._itself, request), lambda: search(request))

    def count(self) -> int:
        return self._views["document"].count()


def _keys(searcher: Searcher, query: Query, field: str) -> list[int]:
    """The values of a field of all that a query finds."""
    found = searcher.search(
        query, max(searcher.num_docs, 1), count=False, order_by_field=field, order=Order.Asc
    )
    return list(dict.fromkeys(key for key, _ in found.hits))


class _View:
    """One of the two indexes."""

    def __init__(self, index: Index, unit: Unit, joined: Joined, answers: Answers) -> None:
        self._answers = answers
        self._itself = object()
        self._searcher = index.searcher()
        self._clauses = Clauses(index.schema, self._searcher)
        self._unit = unit
        self._joined = joined
        self._held_on = lru_cache(_DAYS)(self._find_statuses)

    def count(self) -> int:
        return self._searcher.num_docs

    def keys(self, as_of: date, item: Node, field: str) -> Sequence[int]:
        matcher = self._matcher(as_of)
        query = matcher.near(item) if isinstance(item, Near) else matcher.match(item)
        return _keys(self._searcher, query, field)

    def holding(self, as_of: date, scope: Scope, item: Node, field: str) -> set[int]:
        could = self._matcher(as_of).match(
            needed(item, "title" if self._unit == "document" else "any")
        )
        found = self._searcher.search(could, max(self._searcher.num_docs, 1), count=False)
        held = [
            address
            for _, address in found.hits
            if any(
                any_holds(told, scope, item, title=self._unit == "document")
                for told in self._stored(address).get("folds", ())
            )
        ]
        # an integer column that every entry has
        return set(cast(list[int], self._searcher.fast_field_values(field, held)) if held else ())

    def _matcher(self, as_of: date) -> Matcher[Query]:
        return Matcher(self._clauses, self._unit, partial(self._joined, as_of), as_of)

    def search(self, request: Request) -> Result:
        translator = Translator(self._matcher(request.as_of))
        filters = translator.filters(request.filters)
        scored = request.sort == "relevance" or request.explain
        translate = translator.translate if scored else translator.matching
        translation = translate(request.query, list(filters.values()))
        bonus = Bonus.of(request.query, self._unit)
        if not request.facets:
            total, hits = self._hits(request, translation, bonus)
            counted: dict[str, tuple[FacetCount, ...]] = {}
        else:
            ranking = _RANKING.submit(self._hits, request, translation, bonus)
            counted = self._answers.facets.of(
                (self._itself, request.counted),
                lambda: self._facets(
                    translation.match, filters, request.as_of, lambda: ranking.result()[0]
                ),
            )
            total, hits = ranking.result()
        best = bonus.window - request.offset if request.sort == "relevance" else 0
        return Result(
            total=total,
            hits=tuple(
                self._found(
                    score,
                    address,
                    translation.clauses if request.explain else (),
                    bonus if request.explain and at < best and score else Bonus(),
                )
                for at, (score, address) in enumerate(hits)
            ),
            facets=counted,
        )

    def _hits(
        self, request: Request, translation: Translation[Query], bonus: Bonus
    ) -> tuple[int, list[Hit]]:
        """How many there are, and those of the page in their order."""
        if request.sort == "relevance":
            return self._by_relevance(translation, bonus, request.offset, request.limit)
        field = SORT_FIELDS[request.sort]
        return self._by_field(translation.matching, field, request.offset, request.limit)

    def _by_relevance(
        self, translation: Translation[Query], bonus: Bonus, offset: int, limit: int
    ) -> tuple[int, list[Hit]]:
        """Ranked hits first, the best put in order with their bonus; those that nothing ranks
        follow by id, however many they are."""
        if translation.unranked is None:
            return self._by_field(translation.matching, "by_id", offset, limit)
        wanted = offset + limit
        total, hits = self._top(translation.ranked, max(wanted, bonus.window))
        ranked = next((at for at, (score, _) in enumerate(hits) if score == 0.0), len(hits))
        page = self._settled(self._lifted(hits[:ranked], bonus), offset, wanted)[offset:wanted]
        if ranked < min(wanted, total):
            skipped = max(offset - ranked, 0)
            _, rest = self._by_field(
                translation.unranked, "by_id", skipped, wanted - max(ranked, offset)
            )
            page += rest
        return total, page

    def _lifted(self, hits: list[Hit], bonus: Bonus) -> list[Hit]:
        """The best with their bonus, in the new order; the others after them as they were."""
        last = bonus.window - 1
        if bonus.window < len(hits) and hits[last][0] == hits[last + 1][0]:
            # which of those that tie belong to the best, their ids tell
            hits = self._settled(hits, last, bonus.window)
        best = hits[: bonus.window]
        lifts = bonus.lifts(self._standings([address for _, address in best]))
        lifted = [
            (score + lift, address) for (score, address), lift in zip(best, lifts, strict=True)
        ]
        return sorted(lifted, key=itemgetter(0), reverse=True) + hits[bonus.window :]

    def _standings(self, addresses: list[DocAddress]) -> list[Standing]:
        if not addresses:
            return []
        columns = (
            # integer columns that every provision has
            cast(list[int], self._searcher.fast_field_values(name, addresses))
            for name in ("length", "by_level", "size")
        )
        return [
            Standing(length, sort_keys.rank(by_level), size)
            for length, by_level, size in zip(*columns, strict=True)
        ]

    def _by_field(self, query: Query, field: str, offset: int, limit: int) -> tuple[int, list[Hit]]:
        total, hits = self._top(query, offset + limit, field)
        page = self._settled(hits, offset, offset + limit)[offset : offset + limit]
        return total, [(0.0, address) for _, address in page]

    def _top(self, query: Query, wanted: int, field: str | None = None) -> tuple[int, list[Hit]]:
        """The wanted hits and all that tie with the last of them; of those without a score, and
        there may be very many, only some.
        """
        order = Order.Asc if field else Order.Desc
        reach = wanted + _BEYOND
        while True:
            total, hits = self._search(query, reach, field, order)
            last = hits[-1][0] if hits else 0
            unscored = field is None and last == 0.0
            if len(hits) < reach or last != hits[wanted - 1][0] or unscored:
                return total, hits
            reach *= 4

    def _search(
        self, query: Query, limit: int, field: str | None = None, order: Order = Order.Desc
    ) -> tuple[int, list[Hit]]:
        # Any: tantivy's stubs do not know the count
        found: Any = self._searcher.search(query, limit, order_by_field=field, order=order)
        return found.count, found.hits

    def _settled(self, hits: list[Hit], offset: int, wanted: int) -> list[Hit]:
        """All hits, the ties that reach into hits[offset:wanted] put in the order of id and place
        in the document."""
        if offset >= len(hits):
            return hits
        first, last = hits[offset][0], hits[min(wanted, len(hits)) - 1][0]
        low = next(at for at, hit in enumerate(hits) if hit[0] == first)
        high = max(at for at, hit in enumerate(hits) if hit[0] == last) + 1
        settled = hits[:low]
        for _, group in groupby(hits[low:high], key=itemgetter(0)):
            tied = list(group)
            settled += tied if len(tied) == 1 else self._by_whole_id(tied)
        return settled + hits[high:]

    def _by_whole_id(self, tied: list[Hit]) -> list[Hit]:
        addresses = [address for _, address in tied]
        prefixes, documents, positions = (
            # integer columns that every entry has
            cast(list[int], self._searcher.fast_field_values(name, addresses))
            for name in ("by_id", "document", "position")
        )
        sharing: dict[int, dict[int, DocAddress]] = defaultdict(dict)
        for prefix, document, address in zip(prefixes, documents, addresses, strict=True):
            sharing[prefix][document] = address
        names = {
            document: self._stored(address)["id"][0]
            for members in sharing.values()
            if len(members) > 1  # ids that begin alike: only now are they read
            for document, address in members.items()
        }
        keys = [
            (prefix, names.get(document, ""), position)
            for prefix, document, position in zip(prefixes, documents, positions, strict=True)
        ]
        return [tied[at] for at in sorted(range(len(tied)), key=keys.__getitem__)]

    def _stored(self, address: DocAddress) -> dict[str, list[Any]]:  # as tantivy types it
        return self._searcher.doc(address).to_dict()

    def _found(
        self, score: float, address: DocAddress, clauses: Sequence[Clause[Query]], bonus: Bonus
    ) -> Found:
        stored = self._stored(address)
        reasons = (
            *self._reasons(clauses, address),
            *(
                why
                for one in self._standings([address] if bonus.window else [])
                for why in bonus.reasons(one)
                if why.score
            ),
        )
        if self._unit == "document":
            return Found(stored["id"][0], score, reasons=reasons)
        return Found(
            document=stored["id"][0],
            score=score,
            address=stored["address"][0],
            start=stored["start"][0],
            end=stored["end"][0],
            revision=stored["revision"][0],
            reasons=reasons,
        )

    def _reasons(self, clauses: Sequence[Clause[Query]], address: DocAddress) -> Iterator[Reason]:
        """Of the clauses those that the hit fits, as the engine counts them."""
        for clause in clauses:
            # what does not match has no explanation: beside what always does, it counts nothing
            asked = self._clauses.all_of([], ranking=[clause.query])
            told = json.loads(asked.explain(self._searcher, address).to_json())
            if told["value"]:
                yield clause.reason(told["value"])

    def _facets(
        self,
        match: Query,
        filters: Mapping[str, Query],
        as_of: date,
        total: Callable[[], int],
    ) -> dict[str, tuple[FacetCount, ...]]:
        """Each as if its own filter were off: those without one are counted in one go. `total`
        waits for how many match within all filters."""
        free = [name for name in STORED_FACETS if name not in filters]
        counted = self._values(narrowed(self._clauses, match, filters.values()), free)
        for name in FACETS:
            others = narrowed(
                self._clauses, match, (query for other, query in filters.items() if other != name)
            )
            if name == "status":
                all_statuses = self._search(others, 1)[0] if name in filters else total()
                counted[name] = self._statuses(others, as_of, all_statuses)
            elif name in filters:
                counted |= self._values(others, [name])
        return ordered(counted)

    def _values(self, query: Query, names: Sequence[str]) -> dict[str, list[FacetCount]]:
        if not names:
            return {}
        asked = {name: {"terms": {"field": name, "size": ALL_VALUES}} for name in names}
        told = self._searcher.aggregate(query, asked)
        return {
            name: [FacetCount(b["key"], b["doc_count"]) for b in told[name]["buckets"]]
            for name in names
        }

    def _statuses(self, query: Query, as_of: date, total: int) -> list[FacetCount]:
        others = {
            status: self._search(narrowed(self._clauses, query, [held]), 1)[0]
            for status, held in self._held_on(as_of).items()
        }
        return by_status(others, total)

    def _find_statuses(self, as_of: date) -> Mapping[Status, Query]:
        """Those that anything here has on a day, but for in force."""
        matcher = self._matcher(as_of)
        others = {each: matcher.status(each) for each in Status if each is not Status.IN_FORCE}
        return {each: held for each, held in others.items() if self._search(held, 1)[0]}
