"""The look-up of cited provisions: 第三条第二款第（一）项, 三/(二)/4, 附件1/第三条, 段7.

Articles and the headings of plans are nodes of the outline. 款, 项 and 目 are found in the text of
their article only when one is looked up, because a law has thousands and few are ever cited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.numerals import NUMERAL, han_numeral, parse_numeral
from corpus.model.article_subdivisions import (
    MAINLAND,
    TAIWAN,
    SubdivisionScheme,
    find_items,
    find_paragraphs,
    find_points,
)
from corpus.model.domain_types import Provision
from corpus.model.json_columns import outline_json
from corpus.model.provision_units import ProvisionUnit, split_units

_N = rf"[{NUMERAL}]+"
#: an attachment before a provision: 附件1/第三条, 附件二第三条
_PART = re.compile(rf"(附(?:件|表|录|图)(?:{_N})?(?:-\d+)?(?:~\d+)?)/?")
_ARTICLE = rf"第(?P<article>{_N})条(?:之(?P<insert>{_N}))?(?P<again>~\d+)?"
_CITED_ARTICLE = {
    scheme: re.compile(
        rf"{_ARTICLE}(?:第(?P<paragraph>{_N}){scheme.paragraph})?"
        rf"(?:第?\((?P<bracketed>{_N})\){scheme.item}?|第(?P<item>{_N}){scheme.item})?"
        rf"(?:第?(?P<point>{_N}){scheme.point})?"
    )
    for scheme in (MAINLAND, TAIWAN)
}
#: one step of an address that is not below an article, in any spelling
_STEPS = re.compile(
    rf"第(?P<unit>{_N})(?P<kind>编|分编|章|节|部分|条)(?:之(?P<insert>{_N}))?"
    rf"|第?\((?P<bracket>[{NUMERAL}]{{1,5}})\)[项款]?|第(?P<item>{_N})项"
    r"|(?P<circle>[①-⑳])|(?P<digit>\d{1,3})|(?P<han>[一二三四五六七八九十百]{1,4})"
)
_BETWEEN = re.compile(r"[/、.．\s]*")
_RANGE = re.compile(r"[至到]")
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _AddressStep:
    """A step of an address: how it is written (章, 条, han, bracket, digit, circle), and its
    number.

    `insert`: the number behind 之, as in 第三条之一."""

    kind: str
    number: int | None
    insert: int | None = None


class ProvisionLookup:
    r"""The provisions of one text, found by addresses as people cite them.

    `parts`: the attached documents, which have addresses too. `scheme`: how the text divides its
    articles.

    >>> text = "第三条 甲：\n（一）乙；\n（二）丙。\n丁。"
    >>> lookup = ProvisionLookup(text, [Provision("第三条", "第三条", 0, len(text))])
    >>> lookup.locate("第3条第一款第二项").address
    '第三条第一款第（二）项'
    >>> lookup.locate("第三条第二款").start == text.index("丁")
    True
    """

    def __init__(
        self,
        text: str,
        outline: Sequence[Provision],
        parts: Sequence[ProvisionUnit] = (),
        scheme: SubdivisionScheme = MAINLAND,
    ) -> None:
        self.nodes = list(_walk_outline(outline))
        self._text, self._outline, self._scheme = text, outline, scheme
        self._cited_article = _CITED_ARTICLE[scheme]
        self._units_by_address = {unit.address: unit for unit in parts}
        for node in self.nodes:
            self._units_by_address[node.address] = ProvisionUnit(node.address, node.start, node.end)
        #: articles by number: the label of the attachment, if any, and the unit of each
        self._articles: dict[_AddressStep, list[tuple[str | None, ProvisionUnit]]] = defaultdict(
            list
        )
        for node in self.nodes:
            part, rest = _split_part(node.address.partition("~")[0])
            if (cited := self._cited_article.fullmatch(rest)) is not None:
                self._articles[_article_step(cited)].append(
                    (part, self._units_by_address[node.address])
                )

    def locate(self, address: str) -> ProvisionUnit | None:
        """The cited provision with its address in this text, or None where the text has none or
        several.

        The address may use any numerals and brackets. A range (第三条至第五条) runs from its first
        provision to its last. An article cited without its attachment is found in the only one that
        has it; in a notice without articles 第三条 means 三、."""
        folded = _fold_address(address)
        for exact in (address, folded, _part_label(folded)):
            if exact in self._units_by_address:
                return self._units_by_address[exact]
        if "段" in folded:
            whole = split_units(self._text, outline_json(self._outline))
            return next((unit for unit in whole if unit.address == folded), None)
        if len(ends := _RANGE.split(folded)) == 2:  # noqa: PLR2004 - from and to
            return _range_unit(*map(self.locate, ends))
        part, rest = _split_part(folded)
        cited = self._cited_article.fullmatch(rest)
        if cited is not None and (article := self._find_article(part, cited)) is not None:
            return _find_subdivision(self._text, article, cited, self._scheme)
        found = self._find_headings(part, _parse_steps(rest) or [])
        if not found and rest.isdecimal():  # 82 is 八十二, or the article of that number
            found = self._find_headings(part, [_AddressStep("han", int(rest))])
            cited = None if found else self._cited_article.fullmatch(f"第{rest}条")
            if cited is not None:
                return self._find_article(part, cited)
        return self._units_by_address[found[0].address] if len(found) == 1 else None

    def nearest(self, address: str) -> list[str]:
        """Addresses that the text has, the nearest to one that it lacks first.

        They are the paragraphs or items of the cited article where it exists, otherwise at most
        three.

        >>> outline = [Provision(f"第{n}条", "", 0, 0) for n in "一二三"]
        >>> ProvisionLookup("", outline).nearest("第五条")
        ['第三条', '第二条', '第一条']
        """
        part, rest = _split_part(_fold_address(address))
        if (cited := self._cited_article.fullmatch(rest)) is not None:
            if (article := self._find_article(part, cited)) is not None:
                return _child_addresses(self._text, article, cited, self._scheme) or [
                    article.address
                ]
            number = _article_step(cited).number or 0
            far = [
                (abs((step.number or 0) - number), article.address)
                for step, articles in self._articles.items()
                for label, article in articles
                if part in (None, label)
            ]
            if far:
                far.sort(key=lambda each: each[0])
                return [address for _, address in far[:_NEAREST]]
        steps = _parse_steps(rest) or []
        for depth in range(len(steps) - 1, 0, -1):
            above = self._find_headings(part, steps[:depth])
            if len(above) == 1:
                below = [child.address for child in above[0].children]
                return below[-_NEAREST:] or [above[0].address]
        return [node.address for node in self._outline[-_NEAREST:]]

    def _find_article(self, part: str | None, cited: re.Match[str]) -> ProvisionUnit | None:
        found = self._articles.get(_article_step(cited), [])
        same = [article for label, article in found if label == part]
        chosen = same or ([article for _, article in found] if part is None else [])
        if cited["again"]:
            chosen = [article for article in chosen if article.address.endswith(cited["again"])]
        elif same:
            return same[0]  # other articles of its number have ~2, ~3 in their addresses
        return chosen[0] if len(chosen) == 1 else None

    def _find_headings(self, part: str | None, steps: Sequence[_AddressStep]) -> list[Provision]:
        return [node for node in self.nodes if steps and _matches_steps(node.address, part, steps)]


def _range_unit(first: ProvisionUnit | None, last: ProvisionUnit | None) -> ProvisionUnit | None:
    if first is None or last is None or first.start > last.start:
        return None
    return ProvisionUnit(f"{first.address}至{last.address}", first.start, last.end)


def _article_step(cited: re.Match[str]) -> _AddressStep:
    return _AddressStep("条", parse_numeral(cited["article"]), parse_numeral(cited["insert"] or ""))


def _walk_outline(outline: Sequence[Provision]) -> Iterator[Provision]:
    for node in outline:
        yield node
        yield from _walk_outline(node.children)


def _fold_address(address: str) -> str:
    """An address with narrow brackets and digits, as in the outline, and without white space."""
    narrow = (chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in address)
    return "".join(c for c in narrow if not c.isspace()).replace("條", "条").replace("項", "项")


def _split_part(address: str) -> tuple[str | None, str]:
    """The attachment's label with its number in digits (None without one), and the rest of the
    address."""
    match = _PART.match(address)
    if match is None or match.end() == len(address):
        return None, address
    return _part_label(match[1]), address[match.end() :]


def _part_label(printed: str) -> str:
    """The label of an attachment with its number in digits: 附件2 for 附件二."""
    number = parse_numeral(printed[2:])
    return printed if number is None else f"{printed[:2]}{number}"


def _parse_steps(address: str) -> list[_AddressStep] | None:
    """The steps of an address, or None where anything in it is no step."""
    steps = []
    at = 0
    while at < len(address):
        match = _STEPS.match(address, at)
        if match is None:
            return None
        kind = match["kind"] or match.lastgroup or ""
        kind = {"item": "bracket", "unit": "条"}.get(kind, kind)
        if match["circle"]:
            number: int | None = ord(match["circle"]) - ord("①") + 1
        else:
            printed = match["unit"] or match["bracket"] or match["item"]
            number = parse_numeral(printed or match["digit"] or match["han"])
        if match["bracket"] and match["bracket"].isdigit():
            kind = "digits"
        steps.append(_AddressStep(kind, number, parse_numeral(match["insert"] or "")))
        at = match.end()
        between = _BETWEEN.match(address, at)
        at = between.end() if between else at
    return steps


def _matches_steps(address: str, part: str | None, wanted: Sequence[_AddressStep]) -> bool:
    """Whether a heading's address has these steps, where 三, 第三条 and 第三部分 are alike."""
    label, rest = _split_part(address)
    steps = _parse_steps(rest)
    if label != part or steps is None or len(steps) != len(wanted):
        return False
    loose = {"条", "部分", "han"}
    return all(
        step == want
        or (
            (step.number, step.insert) == (want.number, want.insert)
            and {step.kind, want.kind} <= loose
        )
        for step, want in zip(steps, wanted, strict=True)
    )


def _find_subdivision(
    text: str, article: ProvisionUnit, cited: re.Match[str], scheme: SubdivisionScheme
) -> ProvisionUnit | None:
    """The paragraph, item or point of an article that a citation names, or None where there is not
    one."""
    units = [article]
    for printed, find, name in (
        (cited["paragraph"], find_paragraphs, f"第{{0}}{scheme.paragraph}"),
        (cited["bracketed"] or cited["item"], find_items, scheme.item_template),
        (cited["point"], find_points, f"第{{1}}{scheme.point}"),
    ):
        if printed:
            number = parse_numeral(printed)
            units = [
                ProvisionUnit(above.address + name.format(han_numeral(count), count), *span)
                for above in units
                for count, span in find(text, above.start, above.end, scheme)
                if count == number
            ]
    return units[0] if len(units) == 1 else None


def _child_addresses(
    text: str, article: ProvisionUnit, cited: re.Match[str], scheme: SubdivisionScheme
) -> list[str]:
    """The addresses of an article's paragraphs, or of the items of the paragraph that a citation
    names."""
    paragraphs = list(find_paragraphs(text, article.start, article.end, scheme))
    name = f"{article.address}第{{}}{scheme.paragraph}"
    number = parse_numeral(cited["paragraph"] or "")
    for count, paragraph in paragraphs:
        if count == number:
            above = name.format(han_numeral(count))
            below = [item for item, _ in find_items(text, *paragraph, scheme)]
            return [above + scheme.item_template.format(han_numeral(item)) for item in below] or [
                above
            ]
    return [name.format(han_numeral(count)) for count, _ in paragraphs]
