"""The confidence of facts and relations whose evidence was recognised from a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.model.domain_types import Evidence, ParsedDocument, RecognisedSpan


def with_confidence(
    reading: ParsedDocument, recognised: Sequence[RecognisedSpan], *, whole: bool
) -> ParsedDocument:
    """The reading, with a confidence in the evidence that was recognised from pictures.

    `recognised`: the recognised spans of the text; the confidence (0 to 1) is the least of those
    that the evidence overlaps. `whole`: the whole input was recognised; evidence from what cleaning
    cut then has the least confidence of all. Source: docs/contract.md, "Fact".
    """
    if not recognised:
        return reading
    least = min(span.confidence for span in recognised)

    def with_evidence_confidence(evidence: Evidence) -> Evidence:
        if evidence.where == "page":
            return replace(evidence, confidence=least) if whole else evidence
        if evidence.start is None or evidence.end is None:
            return evidence
        overlapping = [
            span.confidence
            for span in recognised
            if span.start < evidence.end and evidence.start < span.end
        ]
        return replace(evidence, confidence=min(overlapping, default=None))

    return replace(
        reading,
        recognised=tuple(recognised),
        facts=tuple(
            replace(fact, evidence=fact.evidence and with_evidence_confidence(fact.evidence))
            for fact in reading.facts
        ),
        relations=tuple(
            replace(relation, evidence=with_evidence_confidence(relation.evidence))
            for relation in reading.relations
        ),
    )
