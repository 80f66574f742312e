"""The closed sets of the program: which have labels, in which tables, and which nobody sees."""

import ast
from importlib import import_module
from pathlib import Path
from typing import get_args

from search_api.vocabulary import (
    alert_phrases,
    comparison_labels,
    coverage_labels,
    evidence_labels,
    field_labels,
    intake_labels,
    query_phrases,
    relation_labels,
    search_labels,
    status_labels,
)

ROOT = Path(__file__).parents[3]
PACKAGES = ("analyzers", "corpus", "ingest", "search_api")

#: closed set → the tables that must have a word for each of its members
LABELLED = {
    "corpus.comparison.compare_texts.ProvisionChange": (comparison_labels.CHANGE_LABELS,),
    "corpus.model.domain_types.Certainty": (
        evidence_labels.CERTAINTY_LABELS,
        evidence_labels.CERTAINTY_MEANINGS,
    ),
    "corpus.model.domain_types.DocumentFlag": (evidence_labels.FLAG_PHRASES,),
    "corpus.model.domain_types.EvidenceSource": (evidence_labels.EVIDENCE_SOURCE_LABELS,),
    "corpus.model.domain_types.FactName": (field_labels.FACT_LABELS,),
    "corpus.model.domain_types.RelationKind": (
        relation_labels.RELATION_LABELS,
        relation_labels.INCOMING_RELATION_LABELS,
    ),
    "corpus.model.domain_types.ResolutionState": (
        relation_labels.RESOLUTION_LABELS,
        relation_labels.RESOLUTION_MEANINGS,
    ),
    "corpus.model.domain_types.SourceKind": (evidence_labels.SOURCE_KIND_LABELS,),
    "corpus.model.domain_types.UrlBasis": (evidence_labels.URL_BASIS_LABELS,),
    "corpus.model.domain_types.Status": (status_labels.STATUS_LOOKS,),
    "corpus.model.domain_types.StatusBasis": (status_labels.STATUS_BASIS_LABELS,),
    "corpus.model.domain_types.TextBasis": (status_labels.TEXT_BASIS_LABELS,),
    "corpus.documents.outdated_inputs.ReadingChange": (intake_labels.READING_CHANGE_LABELS,),
    "corpus.documents.works.load_work.WorkEventKind": (status_labels.WORK_EVENT_LABELS,),
    "corpus.index.query_tree.DateField": (query_phrases.DATE_FIELD_LABELS,),
    "corpus.index.query_tree.NameField": (query_phrases.NAME_FIELD_LABELS,),
    "corpus.index.query_tree.NumberRole": (query_phrases.NUMBER_PHRASES,),
    "corpus.index.query_tree.ReasonKind": (query_phrases.REASON_PHRASES,),
    "corpus.index.query_tree.TextField": (query_phrases.TEXT_FIELD_LABELS,),
    "corpus.index.query_tree.TextScope": (query_phrases.SCOPE_LABELS,),
    "corpus.index.search_options.HitUnit": (
        search_labels.HIT_UNIT_LABELS,
        search_labels.HIT_COUNTERS,
    ),
    "corpus.index.search_options.SortOrder": (search_labels.SORT_LABELS,),
    "corpus.inputs.input_store.IntakeOutcome": (intake_labels.INTAKE_OUTCOME_LABELS,),
    "corpus.people.delivery_ledger.DeliveryState": (
        alert_phrases.DELIVERY_STATE_LABELS,
        alert_phrases.TRIED_PHRASES,
        alert_phrases.UNTRIED_PHRASES,
        alert_phrases.NO_RESEND_PHRASES,
    ),
    "search_api.vocabulary.field_labels.DocumentSection": (field_labels.SECTION_LABELS,),
    "search_api.vocabulary.field_labels.FilterName": (field_labels.FILTER_LABELS,),
    "search_api.vocabulary.intake_labels.ObstacleTopic": (intake_labels.OBSTACLE_LABELS,),
    "search_api.vocabulary.search_labels.ExportFormatName": (search_labels.EXPORT_FORMAT_LABELS,),
    "search_api.vocabulary.search_labels.NumberState": (search_labels.NUMBER_STATE_LABELS,),
    "search_api.vocabulary.search_labels.ParameterName": (search_labels.PARAMETER_LABELS,),
    "search_api.vocabulary.coverage_labels.CoverageFigure": (coverage_labels.COVERAGE_LABELS,),
    "search_api.vocabulary.search_labels.SearchMode": (search_labels.SEARCH_MODE_LABELS,),
    "search_api.vocabulary.search_labels.SuggestionKind": (search_labels.SUGGESTION_LABELS,),
    "search_api.vocabulary.search_labels.TextScript": (search_labels.SCRIPT_LABELS,),
}

#: closed sets without labels, with the reason
UNLABELLED = {
    "corpus.index.entry.document_folds.Extent": "of a stored text; nobody sees it",
    "analyzers.issuer_words.LeadInKind": "of a table of rules",
    "analyzers.number_forms.NumberRule": "how a number is read",
    "analyzers.number_rules.NumberFormName": "how a number is written",
    "corpus.authorities.organs.OrganBody": "Chinese itself, and never shown",
    "corpus.authorities.organs.OrganTier": "Chinese itself, and never shown",
    "corpus.comparison.character_edits.EditOperation": "of the interface: shown by colours",
    "corpus.index.entry.index_columns.ColumnKind": "of an index",
    "corpus.index.search_options.EndingFilter": "a part of FacetName",
    "corpus.index.search_options.FacetName": "a part of FilterName",
    "corpus.model.domain_types.EndsReason": "said together with its certainty: ending_phrases",
    "corpus.model.domain_types.PositiveKind": "a part of RelationKind",
    "corpus.model.match_keys.TitleForm": "of keys",
    "corpus.model.validity_inputs.EventKind": "a part of RelationKind",
    "corpus.model.validity_assessment.ValidityFlag": "a part of DocumentFlag",
    "corpus.store.locks.LockName": "of locks",
    "ingest.clean.furniture_rules.RuleStrength": "of rules",
    "ingest.containers.json_records.RecordLayout": "of files",
    "ingest.facts.promulgation_events.PromulgationAct": "of rules",
    "ingest.facts.relations.rule_patterns.RuleScope": "of rules",
    "ingest.fields.column_names.ColumnUse": "of columns",
    "ingest.page_types.BlockKind": "of pages",
    "ingest.page_types.FileFormat": "of readers",
    "ingest.page_types.Role": "of pages",
    "ingest.read.detect_format.BinaryFormat": "of readers",
    "ingest.read.detect_format.TextFormat": "of readers",
    "search_api.cli.command_basics.ExitCode": "numbers",
    "search_api.cli.upkeep.data_checks.FindingState": "signs",
    "search_api.query.parse.query_tokens.QueryTokenKind": "of the parser",
    "search_api.vocabulary.ending_phrases.UrgencyTone": "colours",
    "search_api.vocabulary.field_labels.FactForm": "how values are written",
    "search_api.vocabulary.field_labels.PlaceFilterName": "a part of FilterName",
    "search_api.vocabulary.status_labels.StatusTone": "colours",
}


def members(name):
    """The members of a closed set, by its dotted name."""
    module, _, alias = name.rpartition(".")
    closed_set = getattr(import_module(module), alias)
    return list(closed_set) if isinstance(closed_set, type) else list(get_args(closed_set))


def every_closed_set():
    """The dotted names of all aliases of a Literal and of all enums."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for node in ast.parse(path.read_text("utf-8")).body:
                match node:
                    case ast.Assign([ast.Name(name)], value=ast.Subscript(ast.Name("Literal"))):
                        yield f"{module}.{name}"
                    case ast.AnnAssign(ast.Name(name), value=ast.Subscript(ast.Name("Literal"))):
                        yield f"{module}.{name}"
                    case ast.ClassDef(name, bases=[ast.Name("StrEnum" | "Enum" | "IntEnum")]):
                        yield f"{module}.{name}"
