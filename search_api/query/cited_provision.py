"""Reads a query that as a whole is a title and an address, and finds the provision it cites.

《行政处罚法》第三十三条, 民法典第1185条, 刑法 264条: the provision becomes a way beside the
keywords, as a document number does, so that it is found first in any spelling. A title that the
library does not hold, or an article that its text lacks, changes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analyzers.chinese_script import to_simplified
from analyzers.numerals import NUMERAL
from analyzers.span import Span
from corpus.documents.current_texts import CurrentText
from corpus.documents.document_summaries import load_summaries
from corpus.documents.load_document import load_part_spans, load_text
from corpus.documents.title_lookup import TitledText, texts_by_title
from corpus.index.query_tree import CitedProvision, CitedUnit, EngineHit, Or
from corpus.model.article_subdivisions import scheme_of_region
from corpus.model.json_columns import outline_json
from corpus.model.match_keys import title_key
from corpus.model.provision_lookup import ProvisionLookup
from corpus.model.provision_units import split_units
from corpus.store.database import Session
from search_api.query.highlight.passages import MAX_PASSAGE_LENGTH, MAX_PASSAGES, Passage
from search_api.query.parse.describe_query import describe_node
from search_api.query.parse.query_parser import ParsedQuery, parse_query
from search_api.vocabulary.search_labels import SearchMode

#: characters of a query; no title with its address is as long
MAX_QUERY_LENGTH = 150
#: documents of one title whose texts are read
MAX_TITLED = 10

_N = rf"[{NUMERAL}]{{1,9}}"
_ITEM = rf"(?:第?[(（]{_N}[)）][项項]?|第{_N}[项項])"
#: a title, in 《》 or without; words in quotation marks, and signs of the query language, are none
_CITATION = re.compile(
    r"(?:《(?P<quoted>[^《》]{2,100})》|(?P<plain>(?!第)\w[\w（）()·、，—〈〉-]{1,99}?))"
    r"(?:中的?|的)?"
    rf"(?P<article>(?:第|(?<![{NUMERAL}])){_N}[条條](?:之{_N})?)"
    rf"(?P<below>(?:第{_N}款)?{_ITEM}?(?:第{_N}款)?(?:第?{_N}目)?)"
    r"(?:的?(?:规定|規定|内容|內容))?[。？?]?"
)
#: 第三条至第五条, 第三条、第五条: several provisions are no single one
_OTHER_ARTICLE = re.compile(rf"第{_N}条")
_LABEL = re.compile(rf"\s*(?:第{_N}[条條](?:之{_N})?|[(（]{_N}[)）]|{_N}[、.．])")
_CUT = re.compile("[，、；：。！？]")


@dataclass(frozen=True, slots=True)
class ProvisionQuery:
    """The title and the address that a query writes, the address with 第 before its article."""

    title: str
    address: str


def read_provision_query(query: str) -> ProvisionQuery | None:
    """The title and the address that the whole query writes, or None.

    >>> read_provision_query("刑法 264条")
    ProvisionQuery(title='刑法', address='第264条')
    >>> read_provision_query("《行政處罰法》第三條第二款第（三）項").address
    '第三条第二款第（三）项'
    >>> read_provision_query("标题:刑法第三条"), read_provision_query("第三条")
    (None, None)
    """
    if len(query) > MAX_QUERY_LENGTH:
        return None
    match = _CITATION.fullmatch("".join(to_simplified(query).split()))
    if match is None:
        return None
    title = match["quoted"] or match["plain"]
    if _OTHER_ARTICLE.search(title):
        return None
    address = f"第{match['article'].removeprefix('第')}{match['below']}"
    return ProvisionQuery(title, address)


def read_search_query(session: Session, q: str, mode: SearchMode, as_of: date) -> ParsedQuery:
    """The tree of a query, with the provision that it cites as a whole beside its keywords."""
    parsed = parse_query(q, mode)
    asked = read_provision_query(q) if mode != "number" else None
    cited = _find_cited(session, asked, as_of) if asked else None
    if cited is None:
        return parsed
    node = Or((cited, parsed.node))
    return ParsedQuery(node, describe_node(node))


def cited_passage(parsed: ParsedQuery, hit: EngineHit, text: CurrentText | None) -> Passage | None:
    """The beginning of the cited provision in a hit that is or holds it, its number highlighted."""
    match parsed.node:
        case Or((CitedProvision(units), _)) if text is not None:
            cited = next((each for each in units if each.document == hit.document), None)
        case _:
            return None
    if text is None or cited is None or cited.revision != text.revision:
        return None
    unit = text.units[cited.position]
    if hit.address not in (None, unit.address):
        return None
    end = min(cited.end, cited.start + MAX_PASSAGE_LENGTH)
    if end < cited.end:
        cuts = [cut.end() for cut in _CUT.finditer(text.text, cited.start, end)]
        end = cuts[-1] if cuts else end
    label = _LABEL.match(text.text, cited.start, end)
    highlights = (Span(cited.start, label.end()),) if label else ()
    return Passage(cited.start, end, text.text[cited.start : end], unit.address, highlights)


def put_first(passage: Passage | None, passages: list[Passage]) -> tuple[Passage, ...]:
    """The passages with the cited one before those that do not overlap it."""
    if passage is None:
        return tuple(passages)
    others = [p for p in passages if p.end <= passage.start or passage.end <= p.start]
    return (passage, *others)[:MAX_PASSAGES]


def _find_cited(session: Session, asked: ProvisionQuery, as_of: date) -> CitedProvision | None:
    """The provision in the documents of the title; those in force, where there are some."""
    titled = texts_by_title(session, title_key(asked.title), MAX_TITLED)
    summaries = load_summaries(session, [each.document for each in titled], as_of)
    valid = [each for each in titled if summaries[each.document].in_force]
    found: dict[str, tuple[CitedUnit, str]] = {}
    for each in valid or titled:
        located = _locate(session, each, asked.address)
        if located is not None:
            found.setdefault(each.document, located)
    if not found:
        return None
    units, addresses = zip(*found.values(), strict=True)
    return CitedProvision(units, f"《{asked.title}》{addresses[0]}")


def _locate(session: Session, titled: TitledText, address: str) -> tuple[CitedUnit, str] | None:
    """The provision in one document, and its address within that document or its part."""
    current = load_text(session, titled.document)
    if current is None:
        return None
    parts = load_part_spans(session, titled.document)
    lookup = ProvisionLookup(current.text, current.outline, parts, scheme_of_region(current.region))
    above = f"{titled.part}/" if titled.part else ""
    target = lookup.locate(above + address)
    if target is None:
        return None
    units = split_units(current.text, outline_json(current.outline))
    position = next(n for n, unit in enumerate(units) if target.start < unit.end)
    cited = CitedUnit(titled.document, position, current.revision_id, target.start, target.end)
    return cited, target.address.removeprefix(above)
