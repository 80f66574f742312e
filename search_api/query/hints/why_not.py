"""Why a document is not found by a query: what of it is missing, and the nearest that does stand
in the text; which filter leaves it out; or that it is a copy, was set aside, or is not indexed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from analyzers.script import keyword_forms, squeeze
from corpus.documents.load import text_of
from corpus.documents.summaries import summaries
from corpus.index.engine import Snapshot
from corpus.index.query import (
    Among,
    And,
    Everything,
    Keyword,
    Near,
    Node,
    Not,
    Or,
    Request,
    Unit,
    Within,
    leaves,
)
from corpus.store.tables import Address, Document, IndexQueue, Intake
from search_api.query.highlight.matches import standing
from search_api.query.parse.describe import quoted, told
from search_api.query.parse.filters import Places

#: of a keyword, what is looked for piece by piece; and what is shown about a piece
LONGEST = 60
ABOUT = 12
#: values of a filter that are named
SHOWN = 3
#: hits that are counted to tell a hit's place
COUNTED = 1_000


#: how a document tells a filter's value
_TELLING: Mapping[str, str] = {
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
class WhyNot:
    """`hit`: it is one after all, at this `place` from 1 on, None beyond the first thousand.
    `id` None: there is no such document.
    """

    id: str | None
    title: str | None
    read_as: str
    hit: bool
    place: int | None
    obstacles: tuple[Obstacle, ...]


def find(session: Session, which: str) -> str | Obstacle:
    """The id of a document, or of what a path or address was read as; else what became of it."""
    if session.get(Document, which) is not None:
        return which
    intake = session.scalar(
        select(Intake).where(or_(Intake.path == which, Intake.location == which)).limit(1)
    )
    seen = session.scalar(
        select(Address).where(or_(Address.url == which, Address.location == which)).limit(1)
    )
    if intake is not None and intake.document_id is None:
        return Obstacle("收录", f"这份输入被搁置了：{intake.reason or '原因没有记下'}")
    copied = seen.copy if seen else intake is not None and intake.outcome == "copy"
    identifier = seen.document_id if seen else intake.document_id if intake else None
    if identifier is None:
        return Obstacle("收录", f"没有标识、路径或网址为{quoted(which)}的文件")
    if copied:
        return Obstacle("副本", f"它是文件 {identifier} 的副本，检索时只列那一份")
    return identifier


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One document and one search. `request.query` is without places."""

    session: Session
    snapshot: Snapshot
    request: Request
    places: Places
    read_as: str

    def ask(self, identifier: str) -> WhyNot:
        """Why the document is not a hit."""
        row = self.session.get_one(Document, identifier)
        obstacles = tuple(self._obstacles(row))
        place = None if obstacles else self._place(identifier)
        return WhyNot(identifier, row.title, self.read_as, not obstacles, place, obstacles)

    def _obstacles(self, row: Document) -> Iterator[Obstacle]:
        waiting = select(IndexQueue.id).where(IndexQueue.document_id == row.id).limit(1)
        if self.session.scalar(waiting) is not None:
            yield Obstacle("索引", "它还在等待进入索引，或正在更新")
        elif not self._holds(row, Everything(), unit="document"):
            yield Obstacle("索引", "它不在索引里，请运行 fagui reindex")
            return
        yield from self._filtered(row)
        query = self.request.query
        if self._holds(row, query):
            return
        items = query.items if isinstance(query, And) else (query,)
        missing = [item for item in items if not self._holds(row, item)]
        for item in missing:
            yield Obstacle(told(item), self._missing(row, item))
        if not missing:
            yield Obstacle(told(query), "各项都有，但不在同一条里")

    def _holds(self, row: Document, node: Node, unit: Unit | None = None) -> bool:
        """Whether the document fits, whatever the filters."""
        asked = Request(
            And((Among((row.id,)), node)),
            self.request.as_of,
            unit=unit or self.request.unit,
            limit=1,
        )
        return self.snapshot.search(asked).total > 0

    def _filtered(self, row: Document) -> Iterator[Obstacle]:
        own = replace(self.request, query=Among((row.id,)), facets=False, limit=1)
        for name, values in self.request.filters.items():
            if not self.snapshot.search(replace(own, filters={name: values})).total:
                wanted = f"条件 {_TELLING[name]}={'、'.join(values[:SHOWN])}"
                yield Obstacle(wanted, self._own(row, name))
        if not self._holds(row, self.places.narrowed(Everything())):
            yield Obstacle("条件 applies_to、within", self._own(row, "region"))

    def _missing(self, row: Document, item: Node) -> str:
        """Why one of the things asked for does not hold."""
        match item:
            case Keyword(text):
                why = self._nearest(row, text)
            case Not(inner):
                why = f"它恰恰符合：{told(inner)}"
            case Near() | Within():
                why = self._apart(row, item)
            case Or(items) | And(items):
                why = "；".join(
                    f"{told(each)}：{self._missing(row, each)}"
                    for each in items
                    if not self._holds(row, each)
                )
            case _:
                why = self._facts(row)
        return why

    def _apart(self, row: Document, item: Near | Within) -> str:
        """Words that are not there at all, or stand apart."""
        keywords = [leaf for leaf in leaves(item) if isinstance(leaf, Keyword)]
        absent = [keyword for keyword in keywords if not self._holds(row, keyword)]
        if absent and not (isinstance(item, Within) and isinstance(item.item, Or)):
            return "；".join(self._nearest(row, keyword.text) for keyword in absent)
        return "各个词都有，但隔得太远" if isinstance(item, Near) else "有这些词，但不在一处"

    def _nearest(self, row: Document, keyword: str) -> str:
        """The longest piece of a keyword that stands in the text, and where."""
        found = text_of(self.session, row.id)
        if found is None:
            return "它还没有文本，只能按标题和文号找到"
        texts = [squeeze(found.text), squeeze(found.simplified)]
        pieces = (
            form[at : at + length]
            for form in [form[:LONGEST] for form in keyword_forms(keyword)]
            for length in range(len(form) - 1, 1, -1)
            for at in range(len(form) - length + 1)
        )
        piece = next((p for p in pieces if any(p in text for text in texts)), None)
        if piece is None:
            return f"文中没有{quoted(keyword)}，也没有其中连着的两个字"
        start, end = standing(found.text, found.simplified, piece, (0, len(found.text)))[0]
        about = "".join(found.text[max(0, start - ABOUT) : end + ABOUT].split())
        return f"文中没有{quoted(keyword)}；最接近的是“{found.text[start:end]}”：……{about}……"

    def _own(self, row: Document, name: str) -> str:
        """What a document has where a filter wants something else."""
        summary = summaries(self.session, [row.id], self.request.as_of)[row.id]
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
        return f"它的{_TELLING[name]}是{quoted(str(own))}" if own else f"它的{_TELLING[name]}未知"

    def _facts(self, row: Document) -> str:
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
            *(self._own(row, name) for name in ("issuer", "level", "region", "status")),
            *(f"{name}日期 {day}" for name, day in dates.items() if day),
        ]
        return "；".join(known)

    def _place(self, identifier: str) -> int | None:
        asked = replace(
            self.request,
            query=self.places.narrowed(self.request.query),
            offset=0,
            limit=COUNTED,
            facets=False,
        )
        hits = self.snapshot.search(asked).hits
        return next((at for at, hit in enumerate(hits, 1) if hit.document == identifier), None)
