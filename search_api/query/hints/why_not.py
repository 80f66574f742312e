"""Why a document is not found by a query: what of it is missing, and the nearest that does stand
in the text; which filter leaves it out; or that it is a copy, was set aside, or is not indexed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from analyzers.chinese_script import keyword_forms, squeeze
from corpus.documents.document_summaries import load_summaries
from corpus.documents.load_document import load_text
from corpus.index.query_tree import (
    AllDocuments,
    And,
    HitUnit,
    Keyword,
    KeywordsNear,
    Not,
    OneOfDocuments,
    Or,
    QueryNode,
    SearchRequest,
    WithinScope,
    leaves,
)
from corpus.index.search_engine import IndexSnapshot
from corpus.store.document_tables import DocumentRow, IndexQueueRow, IntakeRow, LocationRow
from search_api.query.highlight.find_spans import find_keyword
from search_api.query.parse.describe_query import describe_node, quote
from search_api.query.parse.search_filters import PlaceFilter

#: of a keyword, what is looked for piece by piece; and what is shown about a piece
MAX_PIECE = 60
SHOWN_CONTEXT = 12
#: values of a filter that are named
MAX_VALUES = 3
#: hits that are counted to find a hit's place
MAX_RANK = 1_000


#: what a document's value under a filter is called
_FILTER_LABELS: Mapping[str, str] = {
    "status": "时效性",
    "level": "级别",
    "kind": "文种",
    "form": "体例",
    "region": "地区",
    "issuer": "发文机关",
    "year": "年份",
    "subject": "主题",
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`what` was asked for, and `why` it keeps the document out."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class WhyNotReport:
    """`hit`: it is one after all, at this `place` from 1 on, None beyond the first thousand.
    `id` None: there is no such document.
    """

    id: str | None
    title: str | None
    read_as: str
    hit: bool
    place: int | None
    obstacles: tuple[Obstacle, ...]


def resolve_document(session: Session, which: str) -> str | Obstacle:
    """The id of a document, or of what a path or address was read as; else what became of it."""
    if session.get(DocumentRow, which) is not None:
        return which
    intake = session.scalar(
        select(IntakeRow).where(or_(IntakeRow.path == which, IntakeRow.location == which)).limit(1)
    )
    seen = session.scalar(
        select(LocationRow)
        .where(or_(LocationRow.url == which, LocationRow.location == which))
        .limit(1)
    )
    if intake is not None and intake.document_id is None:
        return Obstacle("收录", f"这份输入被搁置了：{intake.reason or '原因没有记下'}")
    copied = seen.copy if seen else intake is not None and intake.outcome == "copy"
    identifier = seen.document_id if seen else intake.document_id if intake else None
    if identifier is None:
        return Obstacle("收录", f"没有标识、路径或网址为{quote(which)}的文件")
    if copied:
        return Obstacle("副本", f"它是文件 {identifier} 的副本，检索时只列那一份")
    return identifier


@dataclass(frozen=True, slots=True)
class WhyNotInquiry:
    """One document and one search. `request.query` is without places."""

    session: Session
    snapshot: IndexSnapshot
    request: SearchRequest
    places: PlaceFilter
    read_as: str

    def report(self, identifier: str) -> WhyNotReport:
        """Why the document is not a hit."""
        row = self.session.get_one(DocumentRow, identifier)
        obstacles = tuple(self._obstacles(row))
        place = None if obstacles else self._hit_rank(identifier)
        return WhyNotReport(identifier, row.title, self.read_as, not obstacles, place, obstacles)

    def _obstacles(self, row: DocumentRow) -> Iterator[Obstacle]:
        waiting = select(IndexQueueRow.id).where(IndexQueueRow.document_id == row.id).limit(1)
        if self.session.scalar(waiting) is not None:
            yield Obstacle("索引", "它还在等待进入索引，或正在更新")
        elif not self._holds(row, AllDocuments(), unit="document"):
            yield Obstacle("索引", "它不在索引里，请运行 fagui reindex")
            return
        yield from self._filter_obstacles(row)
        query = self.request.query
        if self._holds(row, query):
            return
        items = query.items if isinstance(query, And) else (query,)
        missing = [item for item in items if not self._holds(row, item)]
        for item in missing:
            yield Obstacle(describe_node(item), self._explain_missing(row, item))
        if not missing:
            yield Obstacle(describe_node(query), "各项都有，但不在同一条里")

    def _holds(self, row: DocumentRow, node: QueryNode, unit: HitUnit | None = None) -> bool:
        """Whether the document fits, whatever the filters."""
        asked = SearchRequest(
            And((OneOfDocuments((row.id,)), node)),
            self.request.as_of,
            unit=unit or self.request.unit,
            limit=1,
        )
        return self.snapshot.search(asked).total > 0

    def _filter_obstacles(self, row: DocumentRow) -> Iterator[Obstacle]:
        own = replace(self.request, query=OneOfDocuments((row.id,)), facets=False, limit=1)
        for name, values in self.request.filters.items():
            if not self.snapshot.search(replace(own, filters={name: values})).total:
                wanted = f"条件 {_FILTER_LABELS[name]}={'、'.join(values[:MAX_VALUES])}"
                yield Obstacle(wanted, self._own_value(row, name))
        if not self._holds(row, self.places.narrow(AllDocuments())):
            yield Obstacle("条件 applies_to、within", self._own_value(row, "region"))

    def _explain_missing(self, row: DocumentRow, item: QueryNode) -> str:
        """Why one of the things asked for does not hold."""
        match item:
            case Keyword(text):
                why = self._nearest_piece(row, text)
            case Not(inner):
                why = f"它恰恰符合：{describe_node(inner)}"
            case KeywordsNear() | WithinScope():
                why = self._explain_apart(row, item)
            case Or(items) | And(items):
                why = "；".join(
                    f"{describe_node(each)}：{self._explain_missing(row, each)}"
                    for each in items
                    if not self._holds(row, each)
                )
            case _:
                why = self._known_facts(row)
        return why

    def _explain_apart(self, row: DocumentRow, item: KeywordsNear | WithinScope) -> str:
        """Words that are not there at all, or stand apart."""
        keywords = [leaf for leaf in leaves(item) if isinstance(leaf, Keyword)]
        absent = [keyword for keyword in keywords if not self._holds(row, keyword)]
        if absent and not (isinstance(item, WithinScope) and isinstance(item.item, Or)):
            return "；".join(self._nearest_piece(row, keyword.text) for keyword in absent)
        return (
            "各个词都有，但隔得太远" if isinstance(item, KeywordsNear) else "有这些词，但不在一处"
        )

    def _nearest_piece(self, row: DocumentRow, keyword: str) -> str:
        """The longest piece of a keyword that stands in the text, and where."""
        found = load_text(self.session, row.id)
        if found is None:
            return "它还没有文本，只能按标题和文号找到"
        texts = [squeeze(found.text), squeeze(found.simplified)]
        pieces = (
            form[at : at + length]
            for form in [form[:MAX_PIECE] for form in keyword_forms(keyword)]
            for length in range(len(form) - 1, 1, -1)
            for at in range(len(form) - length + 1)
        )
        piece = next((p for p in pieces if any(p in text for text in texts)), None)
        if piece is None:
            return f"文中没有{quote(keyword)}，也没有其中连着的两个字"
        start, end = find_keyword(found.text, found.simplified, piece, (0, len(found.text)))[0]
        about = "".join(found.text[max(0, start - SHOWN_CONTEXT) : end + SHOWN_CONTEXT].split())
        return f"文中没有{quote(keyword)}；最接近的是“{found.text[start:end]}”：……{about}……"

    def _own_value(self, row: DocumentRow, name: str) -> str:
        """What a document has where a filter wants something else."""
        summary = load_summaries(self.session, [row.id], self.request.as_of)[row.id]
        own = {
            "status": summary.status,
            "level": row.level,
            "kind": row.kind,
            "form": row.form,
            "region": row.region,
            "issuer": "、".join(row.issuers),
            "year": row.year,
            "subject": "、".join(row.subjects),
        }[name]
        return (
            f"它的{_FILTER_LABELS[name]}是{quote(str(own))}"
            if own
            else f"它的{_FILTER_LABELS[name]}未知"
        )

    def _known_facts(self, row: DocumentRow) -> str:
        """What is known of it, where something else was asked."""
        dates: dict[str, date | None] = {
            "施行": row.effective,
            "成文": row.signed,
            "公布": row.promulgated,
            "发布": row.published,
            "届满": row.ends,
        }
        known = [
            f"文号 {'、'.join(row.numbers)}" if row.numbers else "没有文号",
            *(self._own_value(row, name) for name in ("issuer", "level", "region", "status")),
            *(f"{name}日期 {day}" for name, day in dates.items() if day),
        ]
        return "；".join(known)

    def _hit_rank(self, identifier: str) -> int | None:
        asked = replace(
            self.request,
            query=self.places.narrow(self.request.query),
            offset=0,
            limit=MAX_RANK,
            facets=False,
        )
        hits = self.snapshot.search(asked).hits
        return next((at for at, hit in enumerate(hits, 1) if hit.document == identifier), None)
