"""Rows of catalogues are documents without a text, until the text arrives."""

from datetime import date

import pytest

from corpus.documents.load_document import load_document, load_text
from corpus.model.domain_types import Status
from corpus.store.database import open_database, read_session
from ingest.run.pipeline import ingest_paths
from search_api.library import today
from tests.ingest.packed import archive
from tests.ingest.sheets import HEADER, delimited, row, workbook
from tests.ingest.stocked import found, notice, state
from tests.stores import home_at

DAY = date(2024, 6, 1)


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


def ingest(home, *paths):
    outcomes = []
    ingest_paths(
        home, [str(path) for path in paths], max_bytes=1 << 24, processes=1, report=outcomes.append
    )
    return outcomes


def document(home, id_, day=DAY):
    database = open_database(home)
    with read_session(database) as session:
        loaded, text = load_document(session, id_, day), load_text(session, id_)
    database.dispose()
    return loaded, text


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "目录.xlsx"
    path.write_bytes(workbook(现行=[["甲市人民政府继续有效文件目录"], HEADER, row(1), row(2)]))
    return path


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "1.txt"
    path.write_text(notice(1), "utf-8")
    return path


def test_each_row_is_a_document_without_text(home, sheet):
    outcomes = ingest(home, sheet)
    assert [(one.path.removeprefix(str(sheet)), one.outcome) for one in outcomes] == [
        ("", "taken"),
        ("!现行!3", "taken"),
        ("!现行!4", "taken"),
    ]
    loaded, text = document(home, outcomes[1].id)
    assert text is None
    assert loaded.revision is None
    assert loaded.title == "甲市人民政府关于第1号书亭修缮的通知"
    assert (loaded.numbers, loaded.issuers) == (("甲府〔2024〕1号",), ("甲市人民政府",))
    assert (loaded.effective, loaded.ends) == (date(2024, 5, 1), date(2031, 12, 31))
    assert (loaded.status, loaded.status_basis) == (Status.IN_FORCE, "register")
    (number,) = [fact for fact in loaded.facts if fact.name == "number"]
    assert number.evidence.where == "page"
    assert "文号：甲府〔2024〕1号；制定机关：甲市人民政府" in number.evidence.quote
    assert found(home.path, "第1号书亭") == [outcomes[1].id]


def test_again_nothing_changes(home, sheet):
    first = ingest(home, sheet)
    before = state(home.path)
    again = ingest(home, sheet)
    assert [(one.path, one.id) for one in again] == [(one.path, one.id) for one in first]
    assert {one.outcome for one in again} == {"unchanged"}
    assert state(home.path) == before


def test_rows_move_and_change(home, sheet):
    first = ingest(home, sheet)
    rows = [HEADER, row(3), row(1, ends="2030-01-31"), row(2)]
    sheet.write_bytes(workbook(现行=[["甲市人民政府继续有效文件目录"], *rows]))
    second = ingest(home, sheet)
    assert [one.outcome for one in second] == ["revised", "taken", "unchanged", "unchanged"]
    assert [one.id for one in second[2:]] == [one.id for one in first[1:]]
    assert document(home, first[1].id)[0].ends == date(2030, 1, 31)


def test_the_text_arrives(home, sheet, file):
    listed = ingest(home, sheet)
    arrived = ingest(home, file)
    assert [(one.outcome, one.id) for one in arrived] == [("taken", listed[1].id)]
    loaded, text = document(home, listed[1].id)
    assert text.number == 1
    assert [place.path for place in loaded.sources] == [str(file)]
    assert [place.path for place in loaded.copies] == [f"{sheet}!现行!3"]


def told(home, id_):
    """What both orders must agree on."""
    loaded, text = document(home, id_)
    facts = sorted((fact.name, fact.value, fact.rule) for fact in loaded.facts)
    return (
        text.text,
        facts,
        loaded.flags,
        loaded.effective,
        loaded.ends,
        loaded.ends_certainty,
        loaded.status,
        loaded.numbers,
    )


def test_in_either_order_the_same(tmp_path, sheet, file):
    (tmp_path / "台账.csv").write_bytes(delimited([HEADER, row(1, ends="2033-03-03")]))
    ends = []
    for number, order in enumerate(
        [
            (sheet, tmp_path / "台账.csv", file),
            (file, tmp_path / "台账.csv", sheet),
            (tmp_path / "台账.csv", file, sheet),
        ]
    ):
        home = home_at(tmp_path / str(number))
        for path in order:
            ingest(home, path)
        (id_,) = found(home.path, "第1号书亭")
        ends.append(told(home, id_))
    assert ends[0] == ends[1] == ends[2]
    assert ends[0][4] == date(2026, 4, 30)  # 有效期2年, as the text says
    assert ends[0][2] == ("listed_differs",)


def test_a_revised_text_keeps_what_the_catalogue_says(home, sheet, file):
    listed = ingest(home, sheet, file)
    file.write_text(notice(1, body="铺设盲道"), "utf-8")
    ingest(home, file)
    loaded, text = document(home, listed[1].id)
    assert "盲道" in text.text
    assert ("ends", "2031-12-31") in {(fact.name, fact.value) for fact in loaded.facts}
    assert loaded.flags == ("listed_differs",)


def test_a_catalogue_fills_what_the_text_leaves_open(home, tmp_path):
    text = notice(1).replace("，有效期2年", "")
    (tmp_path / "1.txt").write_text(text, "utf-8")
    sheet = tmp_path / "a.xlsx"
    sheet.write_bytes(
        workbook(a=[[*HEADER, "统一编号"], [*row(1), "JF0120240001"], [*row(2), "JF0120240002"]])
    )
    (outcome,) = ingest(home, tmp_path / "1.txt")
    ingest(home, sheet)
    loaded, _ = document(home, outcome.id)
    assert (loaded.ends, loaded.ends_certainty) == (date(2031, 12, 31), "stated")
    assert loaded.registration_number == "JF0120240001"
    assert loaded.flags == ()


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("甲市人民政府决定废止的规范性文件目录", Status.REPEALED),
        ("甲市人民政府宣布失效的规范性文件目录", Status.EXPIRED),
        ("甲市人民政府规范性文件目录", Status.IN_FORCE),
    ],
)
def test_what_the_catalogue_is_of(home, tmp_path, title, status):
    sheet = tmp_path / "a.xlsx"
    sheet.write_bytes(workbook(a=[[title], HEADER, row(1)]))
    outcomes = ingest(home, sheet)
    loaded, _ = document(home, outcomes[1].id, today())
    assert loaded.status == status
    before, _ = document(home, outcomes[1].id)  # a mark without a day holds from when it is read
    assert before.status == Status.IN_FORCE
    marked = [fact.evidence.quote for fact in loaded.facts if fact.name == "marked"]
    assert marked == ([] if status == Status.IN_FORCE else [f"{title} a"])


def test_two_candidates_stay_apart(home, tmp_path):
    for name, body in (("1.txt", "设置围挡"), ("2.txt", "铺设盲道")):
        (tmp_path / name).write_text(notice(1, body=body), "utf-8")
    sheet = tmp_path / "a.xlsx"
    sheet.write_bytes(workbook(a=[HEADER, row(1)]))
    texts = ingest(home, tmp_path / "1.txt", tmp_path / "2.txt")
    listed = ingest(home, sheet)
    assert listed[1].outcome == "taken"
    assert listed[1].id not in {one.id for one in texts}
    assert {one.outcome for one in ingest(home, sheet)} == {"unchanged"}


def test_the_same_number_of_another_issuer_is_another_document(home, tmp_path):
    (tmp_path / "1.txt").write_text(notice(1), "utf-8")
    other = row(1)
    other[1], other[3] = "关于书市的通知", "乙市文化局"
    sheet = tmp_path / "a.xlsx"
    sheet.write_bytes(workbook(a=[HEADER, other]))
    (text,) = ingest(home, tmp_path / "1.txt")
    listed = ingest(home, sheet)
    assert (listed[1].outcome, listed[1].id == text.id) == ("taken", False)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_delimited_text(home, tmp_path, delimiter, encoding):
    path = tmp_path / "台账.csv"
    path.write_bytes(delimited([HEADER, row(1), row(2)], delimiter, encoding))
    outcomes = ingest(home, path)
    assert [one.path.removeprefix(str(path)) for one in outcomes] == ["", "!2", "!3"]
    assert {one.outcome for one in outcomes} == {"taken"}


def test_a_sheet_without_a_catalogue_is_set_aside(home, tmp_path):
    path = tmp_path / "补助标准.xlsx"
    path.write_bytes(workbook(a=[["项目", "金额"], ["书亭", 300]]))
    (outcome,) = ingest(home, path)
    assert outcome.outcome == "set_aside"
    assert outcome.reason == (
        "没有认出目录的表头：应有一列是文件名称（或标题），"
        "另有文号、制定机关、施行日期等至少一列（首行：项目、金额）"
    )


def test_a_catalogue_in_an_archive(home, tmp_path):
    path = tmp_path / "a.zip"
    members = [("目录.xlsx", workbook(a=[HEADER, row(1), row(2)])), ("1.txt", notice(1))]
    path.write_bytes(archive(*members))
    outcomes = ingest(home, path)
    names = ["", "!目录.xlsx", "!目录.xlsx!a!2", "!目录.xlsx!a!3", "!1.txt"]
    assert [one.path.removeprefix(str(path)) for one in outcomes] == names
    assert {one.outcome for one in outcomes} == {"taken"}
    assert outcomes[4].id == outcomes[2].id
    again = ingest(home, path)
    assert [one.path.removeprefix(str(path)) for one in again] == names
    assert {one.outcome for one in again} == {"unchanged"}
    path.write_bytes(archive(*members, ("3.txt", notice(3))))
    for outcome in ("revised", "unchanged"):
        more = ingest(home, path)
        assert [one.path.removeprefix(str(path)) for one in more] == [*names, "!3.txt"]
        assert more[0].outcome == outcome
        assert {one.outcome for one in more[1:5]} == {"unchanged"}
