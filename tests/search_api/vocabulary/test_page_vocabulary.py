"""What the page has of the vocabulary."""

from search_api.vocabulary.page_vocabulary import page_file, page_vocabulary
from tests.search_api.vocabulary.closed_sets import ROOT, members

#: closed sets that the page shows → the table of its vocabulary
TABLES = {
    "corpus.model.domain_types.Status": "statuses",
    "corpus.model.domain_types.Certainty": "certainties",
    "corpus.model.domain_types.EvidenceSource": "evidence_sources",
    "corpus.model.domain_types.SourceKind": "source_kinds",
    "corpus.model.domain_types.DocumentFlag": "flags",
    "corpus.model.domain_types.RelationKind": "relations",
    "corpus.model.domain_types.ResolutionState": "resolutions",
    "corpus.model.domain_types.FactName": "facts",
    "corpus.index.search_options.HitUnit": "hit_units",
    "corpus.index.search_options.SortOrder": "sorts",
    "search_api.vocabulary.field_labels.DocumentSection": "sections",
    "search_api.vocabulary.field_labels.FilterName": "filters",
    "search_api.vocabulary.search_labels.ExportFormatName": "export_formats",
    "search_api.vocabulary.search_labels.ParameterName": "parameters",
    "search_api.vocabulary.search_labels.SearchMode": "search_modes",
    "search_api.vocabulary.search_labels.SuggestionKind": "suggestions",
    "search_api.vocabulary.search_labels.TextScript": "scripts",
}


def test_the_file_of_the_page_is_written_from_this_vocabulary():
    written = (ROOT / "frontend/src/api/vocabulary.json").read_text("utf-8")
    assert written == page_file(), "run make page-vocabulary"


def test_the_page_has_all_that_it_shows():
    told = page_vocabulary()
    for name, table in TABLES.items():
        assert set(told[table]) == set(members(name)), table
    bases = {row["basis"] for row in told["basis_phrases"]}
    assert bases == {*members("corpus.model.domain_types.StatusBasis"), None}
    assert told["ending_phrases"][-1]["reason"] is told["ending_phrases"][-1]["certainty"] is None
