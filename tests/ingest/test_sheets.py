"""Sheets as offices lay them out: where the header is, what a cell says."""

import io
from contextlib import suppress
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.column_names import COLUMNS, use_of_column
from ingest.fields.value_labels import day_of_cell
from ingest.page_types import UnreadableError
from ingest.sheets.catalogue_columns import find_header
from ingest.sheets.read_catalogue import (
    catalogue_status,
    find_catalogue_records,
    read_catalogue_record,
)
from ingest.sheets.worksheets import is_workbook, read_sheets
from tests.ingest.sheets import HEADER, delimited, row, workbook


def readings(data):
    return [
        read_catalogue_record(each.data, each.name) for each in find_catalogue_records(data).rows
    ]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.example)
def test_white_space_in_a_header_changes_nothing(column):
    assert use_of_column(" ".join(column.example)) == column.name


@pytest.mark.parametrize("header", ["金额", "姓名", "联系电话", "文件内容摘要及其主要条款", ""])
def test_headers_of_other_tables(header):
    assert use_of_column(header) is None


def test_no_meaning_where_a_title_says_several():
    assert catalogue_status("继续有效、废止和失效的规范性文件目录") is None


def merged():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("台账")
    day = book.add_format({"num_format": "yyyy/m/d"})
    sheet.merge_range(0, 0, 0, 6, "甲市人民政府规范性文件清理结果目录")
    for column, header in enumerate(["序号", "文件名称", "文号"]):
        sheet.merge_range(2, column, 3, column, header)
    sheet.merge_range(2, 3, 2, 4, "有关日期")
    sheet.write_row(3, 3, ["施行日期", "有效期至"])
    sheet.merge_range(2, 5, 3, 5, "起草\n单位")
    sheet.merge_range(2, 6, 3, 6, "备注")
    sheet.merge_range(4, 0, 4, 6, "一、继续有效的文件（1件）")
    sheet.write_row(5, 0, [1, "甲市人民政府关于印发\n甲市书亭办法的通知", "甲府规\n〔2021〕3号"])
    sheet.write_datetime(5, 3, date(2021, 3, 5), day)
    sheet.write_row(5, 4, [46085, "市文化局"])
    sheet.merge_range(6, 0, 6, 6, "二、废止的文件（1件）")
    sheet.write_row(
        7, 0, [2, "《甲市书摊规定》（甲府办规〔2022〕14号）", "", "2022年5月1日", "长期"]
    )
    book.close()
    return file.getvalue()


def test_merged_cells_two_rows_of_header_and_sections():
    first, second = readings(merged())
    assert first.title == "甲市人民政府关于印发甲市书亭办法的通知"
    assert first.numbers == ("甲府规〔2021〕3号",)
    assert (first.effective, first.ends.value) == (date(2021, 3, 5), date(2026, 3, 4))
    assert str(first.marked) == "现行有效"
    assert second.title == "甲市书摊规定"
    assert second.numbers == ("甲府办规〔2022〕14号",)
    assert (second.effective, second.ends) == (date(2022, 5, 1), None)
    assert str(second.marked) == "已废止"
    assert first.issuers == second.issuers == ("甲市人民政府",)


def test_several_sheets_and_a_header_printed_again():
    data = workbook(
        市政府=[["目录"], HEADER, row(1), HEADER, row(2)],
        说明=[["填表说明"]],
        部门=[HEADER, row(3)],
    )
    assert [each.name for each in find_catalogue_records(data).rows] == [
        "市政府!3",
        "市政府!5",
        "部门!2",
    ]
    assert find_catalogue_records(data).unread_reason == "没有读的工作表（没有认出表头）：说明"


def test_a_term_in_years():
    data = delimited([["标题", "施行日期", "有效期（年）"], ["甲市书亭办法", "2021-3-5", "5"]])
    (reading,) = readings(data)
    assert (reading.ends.value, reading.ends.certainty) == (date(2026, 3, 4), "derived")
    assert reading.ends.latest == date(2026, 3, 5)


def test_two_numbers_in_a_cell():
    data = delimited([["标题", "文号"], ["甲市书亭办法", "甲府〔2021〕3号\n甲府〔2021〕4号"]])
    assert readings(data)[0].numbers == ("甲府〔2021〕3号", "甲府〔2021〕4号")


@pytest.mark.parametrize(
    ("cell", "day"),
    [("44260", "2021-03-05"), ("20210305", "2021-03-05"), ("12", "12"), ("2021年3月", "2021年3月")],
)
def test_days_in_cells(cell, day):
    assert day_of_cell(cell) == day


def test_a_catalogue_of_one_column_is_none():
    assert find_header([["文件名称"], ["甲市书亭办法"]]) is None


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(40), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_broken_workbooks(data):
    with pytest.raises(UnreadableError, match="损坏"):
        read_sheets(data)


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.tsv"]))
def test_any_bytes_give_rows_or_a_reason(data, name):
    assert is_workbook(data, name) or data
    with suppress(UnreadableError):
        assert [
            read_catalogue_record(each.data, each.name)
            for each in find_catalogue_records(data).rows
        ]


@given(st.lists(st.lists(st.text(max_size=8), min_size=6, max_size=6), max_size=4))
def test_any_cells_below_a_header(cells):
    for each in find_catalogue_records(
        delimited([HEADER, row(1), *cells], encoding="utf-8-sig")
    ).rows:
        with suppress(UnreadableError):
            assert read_catalogue_record(each.data, each.name).text == ""


TITLE = "甲市水务局关于取水口整治的通知"
TEXT = "各区县水务局：\n　　请做好取水口整治，自2031年6月1日起施行。\n甲市水务局\n2031年5月20日"


def tabbed(rows):
    return delimited(rows, "\t")


@pytest.mark.parametrize(
    "header",
    [
        ["标题", "文号", "发布日期", "正文"],
        ["文件名", "发文标题", "发文字号", "发文日期", "提取文本"],
        ["title", "doc_number", "publish_date", "content"],
        ["序号", "Document Title", "Doc No.", "original_text"],
        ["名称", "内容", "字号"],
    ],
    ids=lambda header: header[-1],
)
@pytest.mark.parametrize("keep", [workbook, delimited, tabbed], ids=["xlsx", "csv", "tsv"])
def test_the_text_in_a_column_is_read(header, keep):
    cells = {
        "发布日期": "2031-05-21",
        "publish_date": "2031-05-21 08:30:00",
        "文件名": "甲水7号.docx",
        "序号": "1",
    }
    cells |= dict.fromkeys(("标题", "发文标题", "title", "Document Title", "名称"), TITLE)
    cells |= dict.fromkeys(("文号", "发文字号", "doc_number", "Doc No.", "字号"), "甲水〔2031〕7号")
    cells |= dict.fromkeys(("正文", "提取文本", "content", "original_text", "内容"), TEXT)
    rows = [header, [cells.get(name, "") for name in header]]
    (reading,) = readings(keep(a=rows) if keep is workbook else keep(rows))
    assert reading.title == TITLE
    assert reading.numbers == ("甲水〔2031〕7号",)
    assert reading.text.split("\n")[1:] == [line.strip() for line in TEXT.split("\n")]
    assert reading.dates.signed == date(2031, 5, 20)
    if {"发布日期", "publish_date"} & set(header):
        assert reading.dates.published == date(2031, 5, 21)


def test_a_note_instead_of_a_text_is_none():
    data = delimited([["标题", "文号", "内容"], [TITLE, "甲水〔2031〕7号", "见附件"]])
    assert readings(data)[0].text == ""


def test_codes_in_a_catalogue_are_no_organs():
    data = delimited([["标题", "发布部门", "时效性"], ["节水办法", "81202;812;8", "01"]])
    (reading,) = readings(data)
    assert (reading.issuers, reading.level, reading.marked) == ((), None, None)
