"""Searching the embedded index as it stood at one moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias, cast

from tantivy import DocAddress, Index, Order, Query

from corpus.index.query import FACETS, FacetCount, Found, Request, Result, Sort, Unit
from corpus.index.schema import STORED_FACETS
from corpus.index.translate import Translation, Translator, narrowed
from corpus.types import Status

#: tantivy wants a bound on the values of a facet; none has so many
ALL_VALUES = 60_000
SORT_FIELDS: Mapping[Sort, str] = {"date": "by_date", "level": "by_level"}

#: a hit as tantivy tells it: its score or sort key, and where it stands
Hit: TypeAlias = tuple[float, DocAddress]


class EmbeddedSnapshot:
    """Keeps its searchers: what is written later does not show in it. Safe in threads."""

    def __init__(self, documents: Index, provisions: Index) -> None:
        self._views: dict[Unit, _View] = {
            "document": _View(documents, "document"),
            "provision": _View(provisions, "provision"),
        }

    def search(self, request: Request) -> Result:
        return self._views[request.unit].search(request)

    def count(self) -> int:
        return self._views["document"].count()


class _View:
    """One of the two indexes."""

    def __init__(self, index: Index, unit: Unit) -> None:
        self._searcher = index.searcher()
        self._translator = Translator(index.schema, unit)
        self._unit = unit

    def count(self) -> int:
        return self._searcher.num_docs

    def search(self, request: Request) -> Result:
        filters = self._translator.filters(request.filters, request.as_of)
        translation = self._translator.translate(request.query, filters.values())
        if request.sort == "relevance":
            total, hits = self._by_relevance(translation, request.offset, request.limit)
        else:
            field = SORT_FIELDS[request.sort]
            total, hits = self._by_field(translation.matching, field, request.offset, request.limit)
        return Result(
            total=total,
            hits=tuple(self._found(score, address) for score, address in hits),
            facets=(
                self._facets(translation.match, filters, request.as_of) if request.facets else {}
            ),
        )

    def _by_relevance(
        self, translation: Translation, offset: int, limit: int
    ) -> tuple[int, list[Hit]]:
        """Ranked hits first; those that nothing ranks follow by id, however many they are."""
        if translation.unranked is None:
            return self._by_field(translation.matching, "by_id", offset, limit)
        wanted = offset + limit
        total, hits = self._top(translation.ranked, wanted)
        ranked = next((at for at, (score, _) in enumerate(hits) if score == 0.0), len(hits))
        page = self._settled(hits[:ranked], offset, wanted)
        if ranked < min(wanted, total):
            skipped = max(offset - ranked, 0)
            _, rest = self._by_field(
                translation.unranked, "by_id", skipped, wanted - max(ranked, offset)
            )
            page += rest
        return total, page

    def _by_field(self, query: Query, field: str, offset: int, limit: int) -> tuple[int, list[Hit]]:
        total, hits = self._top(query, offset + limit, field)
        page = self._settled(hits, offset, offset + limit)
        return total, [(0.0, address) for _, address in page]

    def _top(self, query: Query, wanted: int, field: str | None = None) -> tuple[int, list[Hit]]:
        """The wanted hits and all that tie with the last of them; of those without a score, and
        there may be very many, only some.
        """
        order = Order.Asc if field else Order.Desc
        reach = wanted + 1
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

    def _settled(self, hits: Sequence[Hit], offset: int, wanted: int) -> list[Hit]:
        """hits[offset:wanted] with ties put in the order of id and place in the document."""
        if offset >= len(hits):
            return []
        first, last = hits[offset][0], hits[min(wanted, len(hits)) - 1][0]
        low = next(at for at, hit in enumerate(hits) if hit[0] == first)
        high = max(at for at, hit in enumerate(hits) if hit[0] == last) + 1
        settled: list[Hit] = []
        for _, group in groupby(hits[low:high], key=itemgetter(0)):
            tied = list(group)
            settled += tied if len(tied) == 1 else self._by_whole_id(tied)
        return settled[offset - low : wanted - low]

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

    def _found(self, score: float, address: DocAddress) -> Found:
        stored = self._stored(address)
        if self._unit == "document":
            return Found(stored["id"][0], score)
        return Found(
            document=stored["id"][0],
            score=score,
            address=stored["address"][0],
            start=stored["start"][0],
            end=stored["end"][0],
            revision=stored["revision"][0],
        )

    def _facets(
        self, match: Query, filters: Mapping[str, Query], as_of: date
    ) -> dict[str, tuple[FacetCount, ...]]:
        """Each as if its own filter were off: those without one are counted in one go."""
        free = [name for name in STORED_FACETS if name not in filters]
        counted = self._values(narrowed(match, filters.values()), free)
        for name in FACETS:
            others = narrowed(match, (query for other, query in filters.items() if other != name))
            if name == "status":
                counted[name] = self._statuses(others, as_of)
            elif name in filters:
                counted |= self._values(others, [name])
        return {
            name: tuple(sorted(counted[name], key=lambda c: (-c.count, c.value))) for name in FACETS
        }

    def _values(self, query: Query, names: Sequence[str]) -> dict[str, list[FacetCount]]:
        if not names:
            return {}
        asked = {name: {"terms": {"field": name, "size": ALL_VALUES}} for name in names}
        told = self._searcher.aggregate(query, asked)
        return {
            name: [FacetCount(b["key"], b["doc_count"]) for b in told[name]["buckets"]]
            for name in names
        }

    def _statuses(self, query: Query, as_of: date) -> list[FacetCount]:
        """A day has one status: what has none of the others is in force, mostly very many."""
        others = [status for status in Status if status is not Status.IN_FORCE]
        counts: dict[Status, int] = {
            status: self._search(narrowed(query, [self._translator.status(status, as_of)]), 1)[0]
            for status in others
        }
        total, _ = self._search(query, 1)
        counts[Status.IN_FORCE] = total - sum(counts.values())
        return [FacetCount(status, count) for status, count in counts.items() if count]
