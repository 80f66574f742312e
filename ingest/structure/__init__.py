"""A notice taken apart: which line plays which role, what is attached, the tree of provisions."""

from __future__ import annotations

from corpus.model.domain_types import Part, Provision
from ingest.page_types import FileFormat, Layout, RoleSpan
from ingest.structure.attached_parts import PartLines, attachment_titles, find_parts
from ingest.structure.notice_head import NoticeHead, promulgation_stop, read_head
from ingest.structure.notice_tail import NoticeTail, read_foot, read_tail
from ingest.structure.provision_outline import AddressRegistry, build_outline
from ingest.structure.text_lines import TextLines
from ingest.structure.title_forms import form_at_end


def lay_out(text: str, simplified: str, format: FileFormat) -> Layout:  # noqa: A002 - the page's word
    r"""Take a clean text apart. `simplified` has the same length; offsets are into both.

    An order and what it orders are one document: its title is the title of what it orders, and
    the articles have plain addresses. Everything else that follows a signature is a part.

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
    """What an order (a head with a number and no title) orders: the document itself."""
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
    """The notice's own text; what an order orders; text below a signature without any title."""
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
    stretches = [(head.stop, min(stop, foot), "")]
    if ordered is not None:
        stretches.append((ordered.title_stop, ordered.stop, ""))
    elif tail.signed:
        stretches.append((tail.stop, attached[0].first if attached else foot, ""))
    parts: list[Part] = []
    labelled = {part.label for part in attached}
    for part in attached:
        address = addresses.make_unique(_part_address(part, labelled, len(parts)))
        stretches.append((part.title_stop, part.stop, f"{address}/"))
        start, end = lines.span(part.first, part.stop)
        form = form_at_end(lines.simplified[slice(*_title_span(lines, part))])
        parts.append(Part(part.title or part.label, form, address, start, end))
    outlines: list[Provision] = []
    for first, last, prefix in stretches:
        if first < last:
            start, end = lines.span(first, last)
            outlines += build_outline(lines.text, lines.simplified, start, end, prefix, addresses)
    return tuple(outlines), tuple(parts)


def _title_span(lines: TextLines, part: PartLines) -> tuple[int, int]:
    if part.title_first == part.title_stop:
        return 0, 0
    return lines.span(part.title_first, part.title_stop)


def _part_address(part: PartLines, labelled: set[str], before: int) -> str:
    """附件2 as its label says; an attachment without number or label counts as the next."""
    if part.label and part.label[-1].isdigit():
        return part.label
    if part.label:
        return part.label + "1"
    return f"附件{before + 1}" if labelled == {""} else "附件"
