"""All facts of one notice, found in the order in which they depend on each other.

Title, promulgation, numbers, issuers and dates come first, then effective date and end, then kind,
form, region and level, then the presumed end, then the relations.
"""

from __future__ import annotations

from functools import partial

from corpus.model.domain_types import Fact, ParsedDocument, Status
from ingest.facts.identity.addressees_subjects_notes import (
    find_addressees,
    find_notes,
    find_subjects,
)
from ingest.facts.identity.authority_level import ClassificationInput
from ingest.facts.identity.document_dates import find_document_dates
from ingest.facts.identity.document_issuers import find_issuers, issuer_of_number
from ingest.facts.identity.document_title import TitleFinding, find_title
from ingest.facts.identity.draft_marks import find_drafts
from ingest.facts.identity.kind_and_form import form_of_title, kind_of_title
from ingest.facts.identity.level_region_normative import find_classification
from ingest.facts.identity.own_numbers import NumberFindings, find_own_numbers
from ingest.facts.identity.promulgation import read_promulgation
from ingest.facts.identity.source_kind import find_source_kind
from ingest.facts.notice import Notice, compact_simplified, fact
from ingest.facts.relations.effect_dates import with_effects
from ingest.facts.relations.find_relations import find_relations
from ingest.facts.relations.positive_list_clauses import find_positive_lists
from ingest.facts.validity.effective_date import EffectiveFinding, day_of_event, find_effective_date
from ingest.facts.validity.end_clauses import find_end_clauses
from ingest.facts.validity.end_date import find_end_date
from ingest.facts.validity.open_ends import WITHOUT_END, find_open_ends
from ingest.facts.validity.presumed_term import presumed_end
from ingest.facts.validity.text_day import find_text_day
from ingest.page_types import CleanedText


def gather_facts(notice: Notice, cleaned: CleanedText) -> ParsedDocument:
    """The reading of a notice: each field is based on facts, each fact on evidence.

    An effective date is never derived for a plan, whose end is that of its period
    (docs/contract.md, "Dates").
    """
    title = find_title(notice)
    promulgation = read_promulgation(notice)
    numbers = find_own_numbers(notice, promulgation)
    issuers, issuer_facts = find_issuers(notice, title, promulgation)
    if not issuers:
        issuer_facts = issuer_of_number(numbers.codes, numbers.facts)
        issuers = tuple(issuer.value for issuer in issuer_facts)
    dates = find_document_dates(notice, title, promulgation)
    names = {
        compact_simplified(title.value),
        *(compact_simplified(part.title) for part in notice.layout.parts),
    }
    endings = list(find_end_clauses(notice.simplified, names))
    effective = find_effective_date(notice, names, endings, promulgation, dates)
    # a term without a start of its own begins on the date of signature, as the status does, else
    # on the date of the page: docs/contract.md, "Ends"
    start = effective.value or dates.dates.signed or dates.dates.published
    published = promulgation.first("published") is not None
    day_of = partial(
        day_of_event,
        dates=dates.dates,
        promulgated=dates.first_promulgated,
        published=published,
    )
    open_ends = find_open_ends(notice)
    without_end = any(each.value in WITHOUT_END for each in open_ends)
    found_ends = find_end_date(notice, title.value, start, endings, day_of, without_end=without_end)
    ends = found_ends.ends
    if ends is not None and ends.reason == "plan_period" and effective.certainty == "derived":
        effective = EffectiveFinding(None, None, ())
    kind, form, kind_facts = _kind_and_form(notice, title, numbers)
    facts = [*title.facts, *numbers.facts, *issuer_facts, *dates.facts]
    head = "".join(
        notice.simplified[span.start : span.end] for span in notice.layout.spans_of("promulgation")
    )
    known = ClassificationInput(
        title=title.simplified,
        issuers=tuple(compact_simplified(name) for name in issuers),
        codes=numbers.codes,
        canonical=numbers.canonical,
        kind=kind,
        form=form,
        registration=numbers.registration,
        head="".join(head.split()),
    )
    classification = find_classification(known, facts)
    text_claims, text_facts = find_text_day(notice, promulgation, dates.dates)
    facts += [*effective.facts, *text_facts, *found_ends.facts, *open_ends]
    if ends is None and not found_ends.facts:
        presumed = presumed_end(known, classification, start, facts)
        if presumed is not None:
            ends = presumed[0]
            facts.append(presumed[1])
    drafts = find_drafts(notice, title)
    found_relations = find_relations(notice, title, numbers.canonical, found_ends.parts, day_of)
    positive_lists, scope_facts = find_positive_lists(notice, issuers, day_of)
    addressees, addressee_facts = find_addressees(notice)
    subjects, subject_facts = find_subjects(notice)
    source_kind, source_facts = find_source_kind(notice, cleaned, issuers, classification.region)
    facts += [
        *kind_facts,
        *classification.facts,
        *scope_facts,
        *addressee_facts,
        *subject_facts,
        *find_notes(notice),
        *source_facts,
        *drafts.facts,
        *found_relations.facts,
    ]
    marked = Status.DRAFT if drafts.facts else title.marked
    return ParsedDocument(
        title=title.value,
        text=notice.text,
        simplified=notice.simplified,
        printed_numbers=numbers.printed,
        numbers=numbers.canonical,
        registration_number=numbers.registration,
        index_number=numbers.index,
        issuers=issuers,
        level=classification.level,
        kind=kind,
        form=form,
        region=classification.region,
        addressees=addressees,
        subjects=subjects,
        normative=classification.normative,
        dates=dates.dates,
        effective=effective.value,
        effective_certainty=effective.certainty,
        ends=None if marked is Status.DRAFT else ends,
        marked=marked,
        marked_since=title.marked_since if marked is title.marked else None,
        text_claims=text_claims,
        facts=tuple(facts),
        relations=drafts.without_acts(with_effects(notice, found_relations.relations, day_of)),
        positive_lists=() if marked is Status.DRAFT else positive_lists,
        outline=notice.layout.outline,
        parts=drafts.without_ends(found_ends.parts),
        attachments=notice.page.attachments,
        cuts=cleaned.cuts,
        cells=cleaned.cells,
        stated_url=notice.page.stated_url,
        source_kind=source_kind,
    )


def _kind_and_form(
    notice: Notice, title: TitleFinding, numbers: NumberFindings
) -> tuple[str | None, str | None, tuple[Fact, ...]]:
    """The kind (文种) and the form (体例) of a document, and their facts.

    The kind of an order is 令 (or 公告) whatever it promulgates. The form of a notice is that of
    the document which it issues.
    """
    evidence = next((each.evidence for each in title.facts if each.name == "title"), None)
    kind = kind_of_title(title.simplified)
    if title.order or (kind is None and any(form == "order" for form in numbers.forms)):
        announced = any("公告" in number for number in numbers.canonical)
        kind = "公告" if announced else "令"
    form = form_of_title(title.simplified)
    if form is None and kind == "通知" and len(notice.layout.parts) == 1:
        issues = "印发" in title.simplified
        form = notice.layout.parts[0].form if issues else None
    facts = []
    if kind is not None:
        facts.append(fact("kind", kind, "标题的文种", evidence))
    if form is not None:
        facts.append(fact("form", form, "标题的体例", evidence))
    return kind, form, tuple(facts)
