"""What a reading puts into the tables: each type fills its table, and comes back as it was."""

import pickle
from dataclasses import fields
from datetime import date
from types import NoneType
from typing import get_args, get_type_hints

import pytest
from sqlalchemy import JSON, select

from corpus.documents.prepare_reading import prepare_reading
from corpus.documents.row_columns import COLUMN_CODECS, RowValues, read_values
from corpus.documents.row_values import (
    AttachmentValues,
    DocumentValues,
    EndsValues,
    LocationValues,
    NumberValues,
    PartValues,
    PositiveListValues,
    RelationValues,
    RevisionValues,
    TitleValues,
)
from corpus.model.domain_types import (
    Attachment,
    Cell,
    Cut,
    Ends,
    Evidence,
    Fact,
    Part,
    PositiveList,
    Provision,
    RecognisedSpan,
    Status,
)
from corpus.model.validity_assessment import ValidityPeriod
from corpus.store.database import read_session
from corpus.store.document_tables import (
    AttachmentRow,
    DocumentNumberRow,
    DocumentRow,
    DocumentTitleRow,
    FactRow,
    LocationRow,
    PartRow,
    PositiveListRow,
    RelationRow,
    RevisionRow,
    StatusPeriodRow,
)
from corpus.store.table_base import table_of
from tests.corpus.stocked import act, put, reading

#: the table that each type fills, and the columns of which it knows nothing: whose row it is, when
#: it was written, what is computed later
FILLED = {
    DocumentValues: (
        DocumentRow,
        {
            *("id", "revision_id", "registration_sha256", "index_sha256"),
            *("flags", "created", "updated", "version", "withdrawn"),
            *("work", "text_from", "text_until", "previous_text", "next_text"),
            *("ended_by", "replaced_by", "unapplied"),
            *("ends", "ends_certainty", "ends_latest", "ends_reason", "ends_evidence"),
        },
    ),
    EndsValues: (
        DocumentRow,
        {
            *(field.name for field in fields(DocumentValues)),
            *("work", "text_from", "text_until", "previous_text", "next_text"),
            *("ended_by", "replaced_by", "unapplied"),
            *("id", "revision_id", "registration_sha256", "index_sha256"),
            *("flags", "created", "updated", "version", "withdrawn"),
        },
    ),
    RevisionValues: (RevisionRow, {"id", "document_id", "number", "source_sha256", "created"}),
    NumberValues: (DocumentNumberRow, {"document_id", "code_order", "serial_order"}),
    TitleValues: (DocumentTitleRow, {"document_id"}),
    PartValues: (PartRow, {"id", "document_id", "last_day", "last_day_evidence"}),
    Fact: (FactRow, {"id", "document_id", "revision_id", "by", "at"}),
    RelationValues: (RelationRow, {"id", "document_id", "state", "target_id", "target_part"}),
    PositiveListValues: (PositiveListRow, {"id", "document_id"}),
    LocationValues: (LocationRow, {"id", "location_sha256", "url_sha256"}),
    AttachmentValues: (AttachmentRow, {"id", "page_sha256", "location_sha256"}),
    ValidityPeriod: (StatusPeriodRow, {"id", "document_id"}),
}

#: a reading in which nothing is left out that a row can hold
WHOLE = reading(
    "甲市书亭管理办法",
    "第一条 书亭由各区设置。\n第二条 有效期至2029年3月31日。\n附件 甲市书亭清单",
    number="甲府〔2024〕12号",
    signed=date(2024, 3, 5),
    registration_number="JA0120240012",
    effective=date(2024, 4, 1),
    effective_certainty="stated",
    normative=True,
    addressees=("各区人民政府",),
    subjects=("书亭",),
    ends=Ends(date(2029, 3, 31), "stated", "date", date(2029, 4, 1)),
    marked=Status.IN_FORCE,
    facts=(
        Fact("ends", "2029-03-31", "stated", "有效期至", Evidence("text", "有效期至", 20, 24, 0.9)),
        Fact("marked", "现行有效", "stated", "页面标注", None),
    ),
    relations=(
        act(
            "repeals", number="甲府〔2019〕12号", title="甲市书亭管理办法", effect=date(2024, 4, 1)
        ),
        act("extends", title="甲市书摊管理办法", years=2, months=6, provision="第三条"),
    ),
    positive_lists=(
        PositiveList(
            "repeals", ("甲市人民政府",), date(2020, 1, 1), None, Evidence("text", "一律废止")
        ),
    ),
    outline=(Provision("第一章", "总则", 0, 30, (Provision("第一条", "", 9, 22),)),),
    parts=(Part("甲市书亭清单", None, "附件", 41, 51, Ends(date(2026, 1, 1), "derived", "term")),),
    cuts=(Cut("页脚", "网站地图"),),
    recognised=(RecognisedSpan(1, 0, 20, 0.93),),
    cells=(Cell(0, 0, 1, 44, 51),),
    attachments=(Attachment("清单.doc", "https://a.gov.cn/1.doc", "./1.doc"),),
    stated_url="https://a.gov.cn/1.html",
    source_kind="issuer",
)


def test_every_type_has_its_table():
    assert set(FILLED) == set(get_args(RowValues))


@pytest.mark.parametrize("values_type", FILLED)
def test_the_fields_are_exactly_the_columns_that_they_fill(values_type):
    model, others = FILLED[values_type]
    names = [field.name for field in fields(values_type)]
    assert {*names, *others} == set(table_of(model).columns.keys())
    assert not others.intersection(names)


@pytest.mark.parametrize("values_type", FILLED)
def test_a_field_is_none_where_its_column_may_be_null(values_type):
    columns = table_of(FILLED[values_type][0]).columns
    hints = get_type_hints(values_type)
    for name, hint in hints.items():
        assert (NoneType in get_args(hint)) == columns[name].nullable, name


@pytest.mark.parametrize("values_type", FILLED)
def test_what_goes_into_a_column_of_json_is_told_how(values_type):
    columns = table_of(FILLED[values_type][0]).columns
    json = {f.name for f in fields(values_type) if isinstance(columns[f.name].type, JSON)}
    assert json == {name for name in COLUMN_CODECS.get(values_type, ()) if name != "status"}


def test_a_reading_comes_back_out_of_the_tables_as_it_was(database):
    put(database, WHOLE, "/in/1.html")
    prepared = prepare_reading(WHOLE)

    def stored(values_type):
        table = table_of(FILLED[values_type][0])
        with read_session(database) as session:
            rows = session.execute(select(table).order_by(*table.primary_key)).mappings()
            return tuple(read_values(values_type, row) for row in rows)

    assert stored(DocumentValues) == (prepared.document,)
    assert stored(RevisionValues) == (prepared.revision,)
    assert stored(NumberValues) == prepared.numbers
    assert set(stored(TitleValues)) == set(prepared.titles)
    assert stored(PartValues) == prepared.parts
    assert stored(Fact) == prepared.facts
    assert stored(RelationValues) == prepared.relations
    assert stored(PositiveListValues) == prepared.positive_lists
    assert [one.name for one in stored(AttachmentValues)] == ["清单.doc"]
    assert [one.source_kind for one in stored(LocationValues)] == ["issuer"]
    assert stored(EndsValues) == (
        EndsValues(date(2029, 3, 31), "stated", date(2029, 4, 1), "date", WHOLE.facts[0]),
    )
    assert [one.status for one in stored(ValidityPeriod)] == [
        Status.NOT_YET,
        Status.IN_FORCE,
        Status.EXPIRED,
    ]


def test_a_reading_passes_between_processes_as_it_is():
    prepared = prepare_reading(WHOLE)
    assert pickle.loads(pickle.dumps(prepared)) == prepared
