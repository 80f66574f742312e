"""All facts of one notice, in the order in which they rest on each other."""

from __future__ import annotations

from functools import partial

from corpus.model.domain_types import Fact, ParsedDocument
from ingest.facts.identity.addressees_subjects_notes import (
    find_addressees,
    find_notes,
    find_subjects,
)
from ingest.facts.identity.authority_level import ClassificationInput
from ingest.facts.identity.document_dates import find_document_dates
from ingest.facts.identity.document_issuers import find_issuers, issuer_of_number
from ingest.facts.identity.document_title import TitleFinding, find_title
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
from ingest.facts.validity.open_ends import find_open_ends
from ingest.facts.validity.presumed_term import presumed_end
from ingest.page_types import CleanedText


def gather_facts(notice: Notice, cleaned: CleanedText) -> ParsedDocument:
    """The reading of a notice: each field of it rests on facts, each fact on evidence."""
    title = find_title(notice)
    promulgation = read_promulgation(notice)
    numbers = find_own_numbers(notice, promulgation)
    issuers, issuer_facts = find_issuers(notice, title, promulgation)
    if not issuers:
        issuer_facts = issuer_of_number(numbers.codes, numbers.facts)
        issuers = tuple(each.value for each in issuer_facts)
    dates = find_document_dates(notice, title, promulgation)
    names = {
        compact_simplified(title.value),
        *(compact_simplified(part.title) for part in notice.layout.parts),
    }
    endings = list(find_end_clauses(notice.simplified, names))
    effective = find_effective_date(notice, names, endings, promulgation, dates)
    # a term without a start of its own begins when the document was made, as its status does
    start = effective.value or dates.dates.signed or dates.dates.published
    found_ends = find_end_date(notice, title.value, start, endings)
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
    standing = find_classification(known, facts)
    facts += [*effective.facts, *found_ends.facts, *find_open_ends(notice)]
    if ends is None and not found_ends.facts:
        presumed = presumed_end(known, standing, start, facts)
        if presumed is not None:
            ends = presumed[0]
            facts.append(presumed[1])
    published = promulgation.first("published") is not None
    day_of = partial(
        day_of_event,
        dates=dates.dates,
        promulgated=dates.first_promulgated,
        published=published,
    )
    relations = find_relations(notice, title, numbers.canonical, found_ends.parts)
    positive_lists, scope_facts = find_positive_lists(notice, issuers, day_of)
    addressees, addressee_facts = find_addressees(notice)
    subjects, subject_facts = find_subjects(notice)
    source_kind, source_facts = find_source_kind(notice, cleaned, issuers, standing.region)
    facts += [
        *kind_facts,
        *standing.facts,
        *scope_facts,
        *addressee_facts,
        *subject_facts,
        *find_notes(notice),
        *source_facts,
    ]
    return ParsedDocument(
        title=title.value,
        text=notice.text,
        simplified=notice.simplified,
        printed_numbers=numbers.printed,
        numbers=numbers.canonical,
        registration_number=numbers.registration,
        index_number=numbers.index,
        issuers=issuers,
        level=standing.level,
        kind=kind,
        form=form,
        region=standing.region,
        addressees=addressees,
        subjects=subjects,
        normative=standing.normative,
        dates=dates.dates,
        effective=effective.value,
        effective_certainty=effective.certainty,
        ends=ends,
        marked=title.marked,
        facts=tuple(facts),
        relations=with_effects(notice, relations, day_of),
        positive_lists=positive_lists,
        outline=notice.layout.outline,
        parts=found_ends.parts,
        attachments=notice.page.attachments,
        cuts=cleaned.cuts,
        cells=cleaned.cells,
        url=notice.page.source_url,
        source_kind=source_kind,
    )


def _kind_and_form(
    notice: Notice, title: TitleFinding, numbers: NumberFindings
) -> tuple[str | None, str | None, tuple[Fact, ...]]:
    """An order is a 令 whatever it orders; what a notice issues gives the form."""
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
