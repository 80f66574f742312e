"""Prints documents, and lists of them, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from analyzers.span import Span
from corpus.documents.document_summaries import DocumentSummary
from corpus.documents.load_document import StoredDocument, StoredTarget
from corpus.index.search_options import HitUnit
from corpus.model.domain_types import Evidence, Provision, Status
from search_api.cli.console import console, table
from search_api.cli.ingest import printable_path
from search_api.expiring_documents import ExpiringPage
from search_api.lookup.document_lookup import NumberAnswer
from search_api.query.highlight.passages import Passage
from search_api.query.hints.no_hits import SearchedDocuments
from search_api.query.hints.why_not import WhyNotReport
from search_api.query.parse.describe_query import quote
from search_api.query.search_service import SearchResult
from search_api.vocabulary.ending_phrases import ending_phrase, part_of
from search_api.vocabulary.evidence_labels import (
    CERTAINTY_LABELS,
    DOUBT,
    EVIDENCE_SOURCE_LABELS,
    FLAG_PHRASES,
    MIRROR,
    SCAN,
    SOURCE_KIND_LABELS,
    URL_BASIS_LABELS,
)
from search_api.vocabulary.field_labels import (
    FACT_LABELS,
    SECTION_LABELS,
    STATUS_BASIS,
    fact_value_label,
)
from search_api.vocabulary.relation_labels import (
    INCOMING_RELATION_LABELS,
    RELATION_LABELS,
    RESOLUTION_LABELS,
)
from search_api.vocabulary.search_labels import HIT_COUNTERS, NUMBER_STATE_LABELS
from search_api.vocabulary.status_labels import (
    STATUS_LOOKS,
    UNAPPLIED_PHRASE,
    StatusTone,
    basis_phrase,
    status_words,
)

#: the colours in which the terminal shows the tone of a status
_TONE_STYLES: Mapping[StatusTone, str] = {
    "good": "green",
    "partly": "yellow",
    "coming": "cyan",
    "doubt": "yellow",
    "over": "red",
    "void": "red",
    "unknown": "dim",
}
_HIGHLIGHT_STYLE = "bold yellow"
#: characters of a quotation in a table
_MAX_QUOTE = 60
#: headings of a document's outline that are shown
_MAX_HEADINGS = 200
#: differences that are shown between two texts with one number
_MAX_DIFFERENCES = 5


def show_hits(result: SearchResult, unit: HitUnit) -> None:
    out = console()
    counter = HIT_COUNTERS[unit]
    if result.searched is not None:
        _show_empty(result, result.searched, counter)
        return
    for place, hit in enumerate(result.hits, 1):
        title = _highlighted_text(hit.title, hit.title_highlights)
        out.print(Text.assemble((f"{place:>3}  ", "dim"), title))
        out.print(Padding(_summary_line(hit), (0, 0, 0, 5)))
        out.print(Padding(_passage_grid(hit.passages), (0, 0, 0, 5)))
        for why in hit.reasons or ():
            score = f"{why.score:10.2f}" if why.score else " " * 10
            out.print(Padding(Text(f"{score}  {why.what}", "dim"), (0, 0, 0, 5)))
    more = f"，列出前 {len(result.hits)} {counter}" if len(result.hits) < result.total else ""
    out.print(f"\n{result.read_as}：{result.total} {counter}{more}")
    if result.did_you_mean:
        out.print(Text(f"是不是要找：{'；'.join(result.did_you_mean)}"))
    if result.related:
        out.print(Text(f"相关用语：{'、'.join(result.related)}", "dim"))
    if result.partial:
        out.print("结果不完整：检索超时，或索引有一部分没有回答", style="yellow")


def _show_empty(result: SearchResult, searched: SearchedDocuments, counter: str) -> None:
    """Prints what was searched without a hit, and what else could be found."""
    out = console()
    out.print(Text(f"没有找到：{result.read_as}。"))
    latest = f"，最新的是 {searched.latest}" if searched.latest else ""
    out.print(Text(f"查过 {searched.documents} 份文件{latest}。"))
    if searched.issuers:
        names = "、".join(each.value for each in searched.issuers)
        more = "等" if searched.issuers_total > len(searched.issuers) else ""
        out.print(Text(f"{FACT_LABELS['issuer']} {searched.issuers_total} 个：{names}{more}。"))
    if result.did_you_mean:
        out.print(Text(f"是不是要找：{'；'.join(result.did_you_mean)}"))
    if result.related:
        out.print(Text(f"相关用语：{'、'.join(result.related)}"))
    if result.unfiltered:
        out.print(Text(f"不加条件有 {result.unfiltered} {counter}。"))
    for relaxed in result.without:
        out.print(Text(f"去掉{quote(relaxed.keyword)}有 {relaxed.total} {counter}。"))


def show_why_not(told: WhyNotReport) -> None:
    out = console()
    if told.title is not None:
        out.print(Text.assemble((told.title, "bold"), (f" {told.id}", "dim")))
        out.print(Text(f"这样理解：{told.read_as}", "dim"))
    if told.hit:
        place = f"，排在第 {told.place} 位" if told.place else ""
        out.print(Text(f"它在结果里{place}。", "green"))
    for obstacle in told.obstacles:
        out.print(Text.assemble((obstacle.what, "yellow"), f"：{obstacle.why}"))


def show_number(answer: NumberAnswer) -> None:
    out = console()
    found = answer.state == "found"
    words = NUMBER_STATE_LABELS[answer.state]
    out.print(Text.assemble(f"{answer.query}：", (words, "green" if found else "yellow")))
    if answer.reason:
        out.print(answer.reason)
    for summary in answer.documents:
        _show_summary(summary)
    for summary in answer.nearest:
        _show_summary(summary)


def show_expiring(ending: ExpiringPage) -> None:
    out = console()
    if not ending.items:
        out.print(f"{ending.as_of} 到 {ending.until} 没有文件届满。")
        return
    rows = table(("剩余", FACT_LABELS["ends"], "文件", "依据"))
    for item in ending.items:
        part = item.part
        title = item.summary.title
        if part is not None:
            title = part_of(part.address, part.title, title)
        name = Text.assemble(
            title, "\n", ("、".join(item.summary.numbers) or item.summary.id, "dim")
        )
        if item.summary.source_kind == "mirror":
            name.append(f"\n{MIRROR.label}", "yellow")
        if item.summary.ocr_confidence is not None:
            name.append(f"\n{SCAN.label}", "yellow")
        rows.add_row(
            f"{item.days_left} 天",
            Text(part.ends.isoformat())
            if part
            else Text.assemble(f"{item.summary.ends}\n", (_end_words(item.summary), "dim")),
            name,
            _evidence_text(item.evidence),
        )
    out.print(rows)
    out.print(f"\n{ending.as_of} 到 {ending.until}（含）：{len(ending.items)} 份")


def show_document(stored: StoredDocument) -> None:
    out = console()
    out.print(Text(stored.title, "bold"))
    out.print(_summary_line(stored))
    basis = basis_phrase(
        stored.status_basis, stored.ends_reason, stored.ends_certainty, stored.data_until
    )
    source = f"{FACT_LABELS['source_kind']}：{SOURCE_KIND_LABELS[stored.source_kind]}"
    out.print(Text(f"{STATUS_BASIS}：{basis}；{source}", "dim"))
    for words in _doubts(stored):
        out.print(Text(words, "yellow"))
    out.print()
    out.print(_fact_table(stored))
    if stored.relations:
        out.print(_relation_table(stored))
    for other in stored.incoming:
        words = INCOMING_RELATION_LABELS[other.kind]
        words += f"：《{other.document.title}》{other.provision or ''}"
        out.print(Text.assemble(words, (f" {other.document.id}", "dim")))
    for part in stored.parts:
        out.print(Text(f"{SECTION_LABELS['parts']}：{part.title}（{part.address}，{part.status}）"))
    if stored.outline:
        out.print(_outline_tree(stored.outline))
    _show_others(stored)


def _show_others(stored: StoredDocument) -> None:
    """Prints the sources and copies of the document, and the documents like it."""
    out = console()
    for sources, label in (
        (stored.sources, SECTION_LABELS["sources"]),
        (stored.copies, SECTION_LABELS["copies"]),
    ):
        for source in sources:
            where = source.url or printable_path(source.path)
            notes = [URL_BASIS_LABELS[source.url_basis]] if source.url_basis else []
            notes += [f"{source.handed_by} 提交"] if source.handed_by else []
            known = f"（{'；'.join(notes)}）" if notes else ""
            out.print(Text(f"{label}：{where}{known}", "dim"))
    for like in stored.same_number:
        words = f"{SECTION_LABELS['same_number']}：《{like.document.title}》，"
        words += f"文字 {like.alike:.0%} 相同 "
        out.print(Text.assemble(words, (like.document.id, "dim")))
        for difference in like.differences[:_MAX_DIFFERENCES]:
            out.print(
                Text(f"  {difference.here or '（无）'} ｜ {difference.there or '（无）'}", "dim")
            )
    for version in stored.versions:
        out.print(
            Text(f"{SECTION_LABELS['versions']}：{version.id} {'、'.join(version.numbers)}", "dim")
        )


def _doubts(stored: StoredDocument) -> Iterator[str]:
    if stored.revision is None:
        yield "仅目录，无正文：正文收录之后自动并入"
    if stored.ocr:
        pages = "，".join(
            f"第{each.page}页平均可信度 {_format_confidence(each.confidence)}"
            for each in stored.ocr
        )
        yield f"{SCAN.label}：{SCAN.caution}{pages}。"
    if stored.source_kind == "mirror":
        yield f"{MIRROR.label}：{MIRROR.caution}"
    yield from (f"{DOUBT}：{FLAG_PHRASES.get(flag, flag)}。" for flag in stored.flags)


def _format_confidence(confidence: float) -> str:
    """The confidence in two digits, cut and not rounded: 0.996 is not 1.

    >>> _format_confidence(0.996), _format_confidence(1.0)
    ('0.99', '1.00')
    """
    return f"{int(confidence * 100) / 100:.2f}"


def _show_summary(summary: DocumentSummary) -> None:
    console().print(Text(summary.title, "bold"))
    console().print(Padding(_summary_line(summary), (0, 0, 0, 2)))


def _summary_line(summary: DocumentSummary) -> Text:
    """The status, numbers, issuers, dates and id of a document on one line."""
    parts = [
        Text(
            status_words(summary.status, summary.status_basis, summary.data_until),
            _TONE_STYLES[STATUS_LOOKS[summary.status].tone],
        ),
        *(Text(number) for number in summary.numbers),
        Text("、".join(summary.issuers)),
        Text(f"{summary.effective} 起施行" if summary.effective else ""),
        Text(f"{summary.ends} {_end_words(summary)}" if summary.ends else ""),
        *(Text(UNAPPLIED_PHRASE.format(act.title), "yellow") for act in summary.unapplied),
        Text(MIRROR.label if summary.source_kind == "mirror" else "", "yellow"),
        Text(SCAN.label if summary.ocr_confidence is not None else "", "yellow"),
        Text(summary.id, "dim"),
    ]
    return Text(" · ", "dim").join(part for part in parts if part)


def status_text(status: Status) -> Text:
    """A status in its colour."""
    return Text(status, _TONE_STYLES[STATUS_LOOKS[status].tone])


def _end_words(summary: DocumentSummary) -> str:
    """What happens on the last day, and how certain that is: 届满（推算）."""
    event = ending_phrase(summary.ends_reason, summary.ends_certainty).event
    certainty = summary.ends_certainty
    return f"{event}（{CERTAINTY_LABELS[certainty]}）" if certainty else event


def _highlighted_text(text: str, highlights: Sequence[Span], first: int = 0) -> Text:
    """A text with its highlights in colour; `first` is the offset where the text begins."""
    marked = Text(text)
    for start, end in highlights:
        marked.stylize(_HIGHLIGHT_STYLE, start - first, end - first)
    return marked


def _passage_grid(passages: Sequence[Passage]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for passage in passages:
        marked = _highlighted_text(passage.text, passage.highlights, passage.start)
        lines = marked.split("\n", allow_blank=True)
        grid.add_row(passage.provision, Text(" ").join(lines))
    return grid


def _fact_table(stored: StoredDocument) -> Table:
    rows = table((SECTION_LABELS["facts"], "值", "", "依据"))
    for fact in stored.facts:
        rows.add_row(
            FACT_LABELS.get(fact.name, fact.name),
            Text(fact_value_label(fact.name, fact.value)),
            Text(CERTAINTY_LABELS[fact.certainty], "dim"),
            Text(fact.rule) if fact.certainty == "presumed" else _evidence_text(fact.evidence),
        )
    return rows


def _relation_table(stored: StoredDocument) -> Table:
    rows = table((SECTION_LABELS["relations"], "文件", "", "依据"))
    for relation in stored.relations:
        rows.add_row(
            RELATION_LABELS[relation.kind],
            _target_text(relation.target),
            RESOLUTION_LABELS[relation.target.state],
            _evidence_text(relation.evidence),
        )
    return rows


def _target_text(target: StoredTarget) -> Text:
    title = f"《{target.title}》" if target.title else ""
    number = (f"（{target.number}）" if title else target.number) if target.number else ""
    return Text.assemble(title, number, target.provision or "", (f" {target.id or ''}", "dim"))


def _evidence_text(evidence: Evidence | None) -> Text:
    if evidence is None:
        return Text("")
    where = EVIDENCE_SOURCE_LABELS[evidence.where]
    words = " ".join(evidence.quote.split())
    short = words if len(words) <= _MAX_QUOTE else f"{words[:_MAX_QUOTE]}……"
    sure = (
        ""
        if evidence.confidence is None
        else f" {SCAN.label} {_format_confidence(evidence.confidence)}"
    )
    return Text.assemble((where, "dim"), short, (sure, "yellow"))


def _outline_tree(outline: Sequence[Provision]) -> Tree:
    tree = Tree(SECTION_LABELS["outline"], guide_style="dim")
    left = iter(range(_MAX_HEADINGS))
    _add_branches(tree, outline, left)
    if next(left, None) is None:
        tree.add(Text("……", "dim"))
    return tree


def _add_branches(tree: Tree, provisions: Sequence[Provision], left: Iterator[int]) -> None:
    for provision in provisions:
        if next(left, None) is None:
            return
        heading = " ".join(provision.heading.split())
        branch = tree.add(Text.assemble((f"{provision.address}  ", "dim"), heading[:_MAX_QUOTE]))
        _add_branches(branch, provision.children, left)
