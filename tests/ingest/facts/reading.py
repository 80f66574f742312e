"""Invented notices for the tests of facts."""

from corpus.model.domain_types import ParsedDocument
from ingest.read_document import read_document

HEAD = "穗样规〔2022〕3号\n\n广州市样例局关于节水工作的通知\n\n各区样例局：\n\n"
FOOT = "\n\n广州市样例局\n\n2022年3月1日\n"


def read(text: str, name: str = "notice.txt") -> ParsedDocument:
    reading = read_document(text.encode(), name)
    for fact in (*reading.facts, *reading.relations):
        evidence = fact.evidence
        if evidence is not None and evidence.start is not None:
            assert reading.text[evidence.start : evidence.end] == evidence.quote
    return reading


def notice(*body: str, head: str = HEAD, foot: str = FOOT) -> ParsedDocument:
    """A notice of 2022-03-01 with these paragraphs."""
    return read(head + "\n\n".join(("为做好节水工作，现通知如下：", *body)) + foot)


def targets(reading: ParsedDocument, kind: str) -> list[str | None]:
    return [
        relation.target.number or relation.target.title
        for relation in reading.relations
        if relation.kind == kind
    ]


def ties(text: str) -> set[tuple[str, str | None, str | None]]:
    """Kind, number or else title, provision."""
    return {
        (r.kind, r.target.number or r.target.title, r.target.provision)
        for r in read(text).relations
    }


def rules(reading: ParsedDocument, name: str) -> list[str]:
    return [fact.rule for fact in reading.facts if fact.name == name]


def day(value):
    """A date as facts tell it."""
    return value and value.isoformat()
