"""Facts and relations that rest on words read from a picture say how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.model.domain_types import Evidence, ParsedDocument, RecognisedSpan


def with_confidence(
    reading: ParsedDocument, recognised: Sequence[RecognisedSpan], *, whole: bool
) -> ParsedDocument:
    """`recognised`: the stretches of the text; `whole`: nothing of the input was text, so that what
    cleaning cut was read from pictures too."""
    if not recognised:
        return reading
    least = min(each.confidence for each in recognised)

    def with_evidence_confidence(evidence: Evidence) -> Evidence:
        if evidence.where == "page":
            return replace(evidence, confidence=least) if whole else evidence
        if evidence.start is None or evidence.end is None:
            return evidence
        under = [
            each.confidence
            for each in recognised
            if each.start < evidence.end and evidence.start < each.end
        ]
        return replace(evidence, confidence=min(under, default=None))

    return replace(
        reading,
        recognised=tuple(recognised),
        facts=tuple(
            replace(fact, evidence=fact.evidence and with_evidence_confidence(fact.evidence))
            for fact in reading.facts
        ),
        relations=tuple(
            replace(each, evidence=with_evidence_confidence(each.evidence))
            for each in reading.relations
        ),
    )
