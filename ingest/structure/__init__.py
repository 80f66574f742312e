"""The structure of a notice: the role of each line, the attached documents, the provisions."""

from __future__ import annotations

from analyzers.span import Span
from corpus.model.domain_types import Part, Provision
from ingest.page_types import FileFormat, Layout, RoleSpan
from ingest.structure.attached_parts import PartLines, attachment_titles, find_parts
from ingest.structure.notice_head import NoticeHead, promulgation_stop, read_head
from ingest.structure.notice_tail import NoticeTail, read_foot, read_tail
from ingest.structure.provision_outline import AddressRegistry, build_outline
from ingest.structure.text_lines import TextLines
from ingest.structure.title_forms import form_at_end


def lay_out(text: str, simplified: str, format: FileFormat) -> Layout:  # noqa: A002 - the page's word
    r"""The layout of a clean text: its spans by role, its outline, and the attached documents.

    `simplified` has the length of `text`; offsets are code points of both. An order and the rules
    that it promulgates are one document: its title is that of the rules, and their articles have
    addresses without a prefix. Every other document that follows a signature is a part
    (docs/contract.md, "Parts").

    >>> text = "某市人民政府关于印发节水办法的通知\n各区：\n照办。\n某市人民政府\n2020年3月5日"
    >>> text += "\n某市节水办法\n第一条 节约用水。"
    >>> layout = lay_out(text, text, "text")
    >>> [(text[span.start:span.end], span.role) for span in layout.spans][3:5]
    [('某市人民政府', 'signature'), ('2020年3月5日', 'date')]
    >>> [(part.address, part.title) for part in layout.parts]
    [('附件1', '某市节水办法')]
    >>> [provision.address for provision in layout.outline]
    ['附件1/第一条']
    """
    lines = TextLines(text, simplified)
    head = read_head(lines, markdown=format == "markdown")
    foot, foot_spans = read_foot(lines, head.stop)
    tail = read_tail(lines, head.stop, foot)
    before = simplified[: lines.starts[tail.stop] if tail.stop < len(lines) else len(text)]
    parts = find_parts(
        lines,
        tail.stop if tail.signed else head.stop,
        foot,
        signed=tail.signed,
        known=attachment_titles(before) if tail.signed else frozenset(),
    )
    ordered = _ordered_part(head, parts)
    if ordered is not None:
        parts.remove(ordered)
    spans = [*head.spans, *_body_spans(lines, head, tail, parts, ordered, foot), *tail.spans]
    spans += _part_spans(lines, parts) + foot_spans
    return Layout(
        tuple(sorted(spans, key=lambda span: span.start)),
        *_provisions(lines, head, tail, parts, ordered, foot),
    )


def _ordered_part(head: NoticeHead, parts: list[PartLines]) -> PartLines | None:
    """The part that an order promulgates, which is the document itself; None for other notices.

    An order is a notice whose head has a number and no title.
    """
    if head.titled or not head.spans or not parts or parts[0].label:
        return None
    return parts[0]


def _body_spans(
    lines: TextLines,
    head: NoticeHead,
    tail: NoticeTail,
    parts: list[PartLines],
    ordered: PartLines | None,
    foot: int,
) -> list[RoleSpan]:
    """The spans of the text outside the parts.

    They are the notice's own text, the rules that an order promulgates (with their title and their
    promulgation lines), and text without a title below a signature.
    """
    stop = tail.body_stop
    if not tail.signed and parts:
        stop = parts[0].first
    spans = [RoleSpan("body", *lines.span(head.stop, stop))] if head.stop < stop else []
    if ordered is not None:
        spans.append(RoleSpan("title", *lines.span(ordered.title_first, ordered.title_stop)))
        begin = promulgation_stop(lines, ordered.title_stop, ordered.stop)
        if begin > ordered.title_stop:
            spans.append(RoleSpan("promulgation", *lines.span(ordered.title_stop, begin)))
        if begin < ordered.stop:
            spans.append(RoleSpan("body", *lines.span(begin, ordered.stop)))
    elif tail.stop < (rest := parts[0].first if parts else foot):
        spans.append(RoleSpan("body", *lines.span(tail.stop, rest)))
    return spans


def _part_spans(lines: TextLines, parts: list[PartLines]) -> list[RoleSpan]:
    """The spans of the titles and the texts of the parts, in order."""
    spans = []
    for part in parts:
        if part.title_first < part.title_stop:
            spans.append(RoleSpan("part_title", *lines.span(part.title_first, part.title_stop)))
        if part.title_stop < part.stop:
            spans.append(RoleSpan("part", *lines.span(part.title_stop, part.stop)))
    return spans


def _provisions(
    lines: TextLines,
    head: NoticeHead,
    tail: NoticeTail,
    attached: list[PartLines],
    ordered: PartLines | None,
    foot: int,
) -> tuple[tuple[Provision, ...], tuple[Part, ...]]:
    """The outline of the notice and of each part, and the parts with their addresses."""
    addresses = AddressRegistry()
    stop = tail.body_stop if tail.signed or not attached else attached[0].first
    # the first line, the line after the last one, and the prefix of the addresses
    line_ranges = [(head.stop, min(stop, foot), "")]
    if ordered is not None:
        line_ranges.append((ordered.title_stop, ordered.stop, ""))
    elif tail.signed:
        line_ranges.append((tail.stop, attached[0].first if attached else foot, ""))
    parts: list[Part] = []
    labelled = {part.label for part in attached}
    for part in attached:
        address = addresses.make_unique(_part_address(part, labelled, len(parts)))
        line_ranges.append((part.title_stop, part.stop, f"{address}/"))
        start, end = lines.span(part.first, part.stop)
        form = form_at_end(lines.simplified[slice(*_title_span(lines, part))])
        parts.append(Part(part.title or part.label, form, address, start, end))
    outlines: list[Provision] = []
    for first, last, prefix in line_ranges:
        if first < last:
            start, end = lines.span(first, last)
            outlines += build_outline(lines.text, lines.simplified, start, end, prefix, addresses)
    return tuple(outlines), tuple(parts)


def _title_span(lines: TextLines, part: PartLines) -> Span:
    """The span of a part's title; empty where it has none."""
    if part.title_first == part.title_stop:
        return Span(0, 0)
    return lines.span(part.title_first, part.title_stop)


def _part_address(part: PartLines, labelled: set[str], before: int) -> str:
    """The address of a part, before it is made unique: 附件2 as its label says.

    A label without a number gets 1. `before`: the parts before this one; they number it where no
    part has a label. `labelled`: the labels of all parts.
    """
    if part.label and part.label[-1].isdigit():
        return part.label
    if part.label:
        return part.label + "1"
    return f"附件{before + 1}" if labelled == {""} else "附件"
