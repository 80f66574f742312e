"""Catalogues in sheets, as offices keep them."""

import csv
import io

import xlsxwriter


def workbook(**sheets):
    """The bytes of an .xlsx; each sheet a list of rows."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def delimited(rows, delimiter=",", encoding="gb18030"):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


HEADER = ["序号", "文件名称", "文号", "制定机关", "施行日期", "有效期至"]


def row(serial, town="甲", ends="2031-12-31"):
    """What a catalogue says of `stocked.notice(serial)`."""
    return [
        serial,
        f"{town}市人民政府关于第{serial}号书亭修缮的通知",
        f"{town}府〔2024〕{serial}号",
        f"{town}市人民政府",
        "2024年5月1日",
        ends,
    ]
