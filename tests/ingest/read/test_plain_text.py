"""Plain text and Markdown."""

from ingest.read import parse_page


def test_blank_lines_and_outer_blanks_go():
    page = parse_page("　通知　\r\n\r\n\u3000\u3000各单位：\r\n".encode(), "a.txt")
    assert [block.text for block in page.blocks] == ["通知", "各单位："]


def test_markdown_marks_are_no_text():
    page = parse_page(
        "# 条例 #\n\n## 第一章\n\n<!-- 注 -->\n| 甲 | 乙 |\n|---|:-:|\n| 丙 | |\n".encode(), "a.md"
    )
    assert [(block.block_kind, block.level, block.text, block.table) for block in page.blocks] == [
        ("heading", 1, "条例", None),
        ("heading", 2, "第一章", None),
        ("cell", 0, "甲", (0, 0, 0)),
        ("cell", 0, "乙", (0, 0, 1)),
        ("cell", 0, "丙", (0, 1, 0)),
    ]


def test_a_comment_that_never_closes_is_text():
    page = parse_page("# 甲\n<!-- 乙\n丙".encode(), "a.md")
    assert [block.text for block in page.blocks] == ["甲", "<!-- 乙", "丙"]


def test_a_number_sign_without_a_blank_is_no_heading():
    page = parse_page("#1 机组\n".encode(), "a.md")
    assert [(block.block_kind, block.text) for block in page.blocks] == [("paragraph", "#1 机组")]


def test_the_lines_above_the_mark_are_counted():
    page = parse_page("# 甲\n\n2001年公布\n\n<!-- INFO END -->\n\n第一条 乙\n".encode(), "a.md")
    assert page.meta == {"info": "2"}
    assert len(page.blocks) == 3
