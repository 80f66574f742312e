"""Documents and lists of them as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from corpus.documents.document_summaries import DocumentSummary
from corpus.documents.load_document import StoredDocument, StoredTarget
from corpus.model.domain_types import Evidence, Provision, Status
from search_api.cli.console import console, table
from search_api.cli.ingest import printable_path
from search_api.cli.terminal_labels import (
    FACT_LABELS,
    FLAG_PHRASES,
    NUMBER_STATE_LABELS,
    RELATION_LABELS,
    STATUS_STYLES,
    TARGET_STATE_LABELS,
    VERIFY_REASONS,
)
from search_api.expiring_documents import ExpiringPage
from search_api.number_lookup import NumberAnswer
from search_api.query.highlight.find_spans import Stretch
from search_api.query.highlight.passages import Passage
from search_api.query.hints.no_hits import SearchedDocuments
from search_api.query.hints.why_not import WhyNotReport
from search_api.query.parse.describe_query import quote
from search_api.query.search_service import SearchResult
from search_api.vocabulary import CERTAINTY_LABELS, SOURCE_KIND_LABELS, STATUS_BASIS_LABELS

_HIGHLIGHT_STYLE = "bold yellow"
#: characters of a quotation in a table
_MAX_QUOTE = 60
#: headings of a document's outline that are shown
_MAX_HEADINGS = 200
#: places where two texts of one number differ that are shown
_MAX_DIFFERENCES = 5


def show_hits(result: SearchResult) -> None:
    out = console()
    if result.searched is not None:
        _show_empty(result, result.searched)
        return
    for place, hit in enumerate(result.hits, 1):
        title = _highlighted_text(hit.title, hit.title_highlights)
        out.print(Text.assemble((f"{place:>3}  ", "dim"), title))
        out.print(Padding(_summary_line(hit), (0, 0, 0, 5)))
        out.print(Padding(_passage_grid(hit.passages), (0, 0, 0, 5)))
        for why in hit.reasons or ():
            score = f"{why.score:10.2f}" if why.score else " " * 10
            out.print(Padding(Text(f"{score}  {why.what}", "dim"), (0, 0, 0, 5)))
    more = f"，列出前 {len(result.hits)} 条" if len(result.hits) < result.total else ""
    out.print(f"\n{result.read_as}：{result.total} 条{more}")
    if result.did_you_mean:
        out.print(Text(f"是不是要找：{'；'.join(result.did_you_mean)}"))
    if result.related:
        out.print(Text(f"相关用语：{'、'.join(result.related)}", "dim"))
    if result.partial:
        out.print("结果不完整：检索超时，或索引有一部分没有回答", style="yellow")


def _show_empty(result: SearchResult, searched: SearchedDocuments) -> None:
    """What was looked through, and what else there is."""
    out = console()
    out.print(Text(f"没有找到：{result.read_as}。"))
    latest = f"，最新的是 {searched.latest}" if searched.latest else ""
    out.print(Text(f"查过 {searched.documents} 份文件{latest}。"))
    if searched.issuers:
        names = "、".join(each.value for each in searched.issuers)
        more = "等" if searched.issuers_total > len(searched.issuers) else ""
        out.print(Text(f"发文机关 {searched.issuers_total} 个：{names}{more}。"))
    if result.did_you_mean:
        out.print(Text(f"是不是要找：{'；'.join(result.did_you_mean)}"))
    if result.related:
        out.print(Text(f"相关用语：{'、'.join(result.related)}"))
    if result.unfiltered:
        out.print(Text(f"不加条件有 {result.unfiltered} 条。"))
    for one in result.without:
        out.print(Text(f"去掉{quote(one.keyword)}有 {one.total} 条。"))


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
    rows = table(("剩余", "届满", "文件", "依据"))
    for item in ending.items:
        certainty = CERTAINTY_LABELS.get(item.summary.ends_certainty or "", "")
        name = Text.assemble(
            item.summary.title, "\n", ("、".join(item.summary.numbers) or item.summary.id, "dim")
        )
        if item.summary.source_kind == "mirror":
            name.append("\n来源为转载网页", "yellow")
        if item.summary.ocr_confidence is not None:
            name.append("\n由扫描件识别", "yellow")
        rows.add_row(
            f"{item.days_left} 天",
            Text.assemble(f"{item.summary.ends}\n", (certainty, "dim")),
            name,
            _evidence_text(item.evidence),
        )
    out.print(rows)
    out.print(f"\n{ending.as_of} 到 {ending.until}（含）：{len(ending.items)} 份")


def show_document(stored: StoredDocument) -> None:
    out = console()
    out.print(Text(stored.title, "bold"))
    out.print(_summary_line(stored))
    basis = STATUS_BASIS_LABELS.get(stored.status_basis or "", "没有足以判断的依据")
    if stored.status is Status.TO_VERIFY:
        basis = VERIFY_REASONS.get(stored.ends_reason or "", basis)
    out.print(Text(f"时效的依据：{basis}；来源：{SOURCE_KIND_LABELS[stored.source_kind]}", "dim"))
    for words in _doubts(stored):
        out.print(Text(words, "yellow"))
    out.print()
    out.print(_fact_table(stored))
    if stored.relations:
        out.print(_relation_table(stored))
    for other in stored.incoming:
        words = (
            f"被{RELATION_LABELS[other.kind]}：《{other.document.title}》{other.provision or ''}"
        )
        out.print(Text.assemble(words, (f" {other.document.id}", "dim")))
    for part in stored.parts:
        out.print(Text(f"附件文件：{part.title}（{part.address}，{part.status}）"))
    if stored.outline:
        out.print(_outline_tree(stored.outline))
    _show_others(stored)


def _show_others(stored: StoredDocument) -> None:
    """Where else the document stands, and which others are like it."""
    out = console()
    for name, places in (("来源", stored.sources), ("副本", stored.copies)):
        for seen in places:
            out.print(Text(f"{name}：{seen.url or printable_path(seen.path)}", "dim"))
    for like in stored.same_number:
        words = f"同一文号：《{like.document.title}》，文字 {like.alike:.0%} 相同 "
        out.print(Text.assemble(words, (like.document.id, "dim")))
        for one in like.differences[:_MAX_DIFFERENCES]:
            out.print(Text(f"  {one.here or '（无）'} ｜ {one.there or '（无）'}", "dim"))
    for version in stored.versions:
        out.print(Text(f"同名文件：{version.id} {'、'.join(version.numbers)}", "dim"))


def _doubts(stored: StoredDocument) -> Iterator[str]:
    if stored.revision is None:
        yield "仅目录，无正文：正文收录之后自动并入"
    if stored.ocr:
        pages = "，".join(
            f"第{each.page}页平均可信度 {_format_confidence(each.confidence)}"
            for each in stored.ocr
        )
        yield f"由扫描件识别：{pages}。引用前请核对原件。"
    yield from (f"存疑：{FLAG_PHRASES.get(flag, flag)}。" for flag in stored.flags)


def _format_confidence(confidence: float) -> str:
    """Cut, not rounded: 0.996 is not 1.

    >>> _format_confidence(0.996), _format_confidence(1.0)
    ('0.99', '1.00')
    """
    return f"{int(confidence * 100) / 100:.2f}"


def _show_summary(summary: DocumentSummary) -> None:
    console().print(Text(summary.title, "bold"))
    console().print(Padding(_summary_line(summary), (0, 0, 0, 2)))


def _summary_line(summary: DocumentSummary) -> Text:
    """Status, number, issuers, dates, id, on one line."""
    certain = CERTAINTY_LABELS.get(summary.ends_certainty or "", "")
    parts = [
        Text(summary.status, STATUS_STYLES.get(summary.status, "")),
        *(Text(number) for number in summary.numbers),
        Text("、".join(summary.issuers)),
        Text(f"{summary.effective} 起施行" if summary.effective else ""),
        Text(f"{summary.ends} 届满（{certain}）" if summary.ends else ""),
        Text("转载网页" if summary.source_kind == "mirror" else "", "yellow"),
        Text("扫描识别" if summary.ocr_confidence is not None else "", "yellow"),
        Text(summary.id, "dim"),
    ]
    return Text(" · ", "dim").join(part for part in parts if part)


def _highlighted_text(text: str, highlights: Sequence[Stretch], first: int = 0) -> Text:
    """A text that begins at `first`, its highlights in colour."""
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
    rows = table(("事实", "值", "", "依据"))
    for fact in stored.facts:
        rows.add_row(
            FACT_LABELS.get(fact.name, fact.name),
            Text(fact.value),
            Text(CERTAINTY_LABELS[fact.certainty], "dim"),
            Text(fact.rule) if fact.certainty == "presumed" else _evidence_text(fact.evidence),
        )
    return rows


def _relation_table(stored: StoredDocument) -> Table:
    rows = table(("关系", "文件", "", "依据"))
    for relation in stored.relations:
        rows.add_row(
            RELATION_LABELS[relation.kind],
            _target_text(relation.target),
            TARGET_STATE_LABELS[relation.target.state],
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
    where = {"text": "", "page": "网页：", "name": "文件名："}[evidence.where]
    words = " ".join(evidence.quote.split())
    short = words if len(words) <= _MAX_QUOTE else f"{words[:_MAX_QUOTE]}……"
    sure = (
        ""
        if evidence.confidence is None
        else f" 扫描识别 {_format_confidence(evidence.confidence)}"
    )
    return Text.assemble((where, "dim"), short, (sure, "yellow"))


def _outline_tree(outline: Sequence[Provision]) -> Tree:
    tree = Tree("目录", guide_style="dim")
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
