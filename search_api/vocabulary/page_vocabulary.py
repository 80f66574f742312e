"""The vocabulary for the web page: the content of frontend/src/api/vocabulary.json.

`make page-vocabulary` writes the file, and a test compares it with this module."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict

from search_api.vocabulary.coverage_labels import COVERAGE_LABELS
from search_api.vocabulary.ending_phrases import ENDING_PHRASES, LATEST_PHRASE
from search_api.vocabulary.evidence_labels import (
    CERTAINTY_LABELS,
    CERTAINTY_MEANINGS,
    DOUBT,
    EVIDENCE_SOURCE_LABELS,
    FLAG_PHRASES,
    MIRROR,
    SCAN,
    SOURCE_KIND_LABELS,
    URL_BASIS_LABELS,
)
from search_api.vocabulary.field_labels import (
    FACT_FORMS,
    FACT_LABELS,
    FILTER_LABELS,
    SECTION_LABELS,
    TRUTH_LABELS,
    UNDOING,
    UNDONE,
    WITHDRAWAL,
    enterable_labels,
)
from search_api.vocabulary.relation_labels import (
    INCOMING_RELATION_LABELS,
    RELATION_LABELS,
    RESOLUTION_LABELS,
    RESOLUTION_MEANINGS,
)
from search_api.vocabulary.search_labels import (
    EXPORT_FORMAT_LABELS,
    HIT_COUNTERS,
    HIT_UNIT_LABELS,
    PARAMETER_LABELS,
    SCRIPT_LABELS,
    SEARCH_MODE_LABELS,
    SORT_LABELS,
    SUGGESTION_LABELS,
)
from search_api.vocabulary.status_labels import BASIS_PHRASES, STATUS_LOOKS, UNAPPLIED_PHRASE


def page_vocabulary() -> Mapping[str, object]:
    """Every table that the page shows, by its JSON name, in the order of the table.

    In a list of phrases the page uses the first row that matches."""
    return {
        "statuses": {status.value: asdict(look) for status, look in STATUS_LOOKS.items()},
        "basis_phrases": list(map(asdict, BASIS_PHRASES)),
        "unapplied_phrase": UNAPPLIED_PHRASE,
        "ending_phrases": list(map(asdict, ENDING_PHRASES)),
        "latest_phrase": LATEST_PHRASE,
        "certainties": {
            name: {"label": label, "meaning": CERTAINTY_MEANINGS[name]}
            for name, label in CERTAINTY_LABELS.items()
        },
        "evidence_sources": EVIDENCE_SOURCE_LABELS,
        "source_kinds": SOURCE_KIND_LABELS,
        "url_bases": URL_BASIS_LABELS,
        "mirror": asdict(MIRROR),
        "scan": asdict(SCAN),
        "doubt": DOUBT,
        "flags": FLAG_PHRASES,
        "relations": RELATION_LABELS,
        "incoming_relations": INCOMING_RELATION_LABELS,
        "resolutions": {
            name: {"label": label, "meaning": RESOLUTION_MEANINGS[name]}
            for name, label in RESOLUTION_LABELS.items()
        },
        "facts": {
            name: {"label": label, "form": FACT_FORMS.get(name, "text")}
            for name, label in FACT_LABELS.items()
        },
        "truth": TRUTH_LABELS,
        "enterable": enterable_labels(),
        "undoing": UNDOING,
        "undone": UNDONE,
        "withdrawal": WITHDRAWAL,
        "sections": SECTION_LABELS,
        "filters": FILTER_LABELS,
        "search_modes": SEARCH_MODE_LABELS,
        "hit_units": {
            name: {"label": label, "counter": HIT_COUNTERS[name]}
            for name, label in HIT_UNIT_LABELS.items()
        },
        "sorts": SORT_LABELS,
        "scripts": SCRIPT_LABELS,
        "suggestions": SUGGESTION_LABELS,
        "export_formats": EXPORT_FORMAT_LABELS,
        "parameters": PARAMETER_LABELS,
        "coverage": COVERAGE_LABELS,
    }


def page_file() -> str:
    """The text of the JSON file."""
    return json.dumps(page_vocabulary(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page_file())
