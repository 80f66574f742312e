"""Attached documents: found, titled, with addresses of their own."""

from analyzers.chinese_script import to_simplified
from ingest.page_types import Layout
from ingest.structure import lay_out
from ingest.structure.title_forms import form_at_end

HEAD = ("某府〔2020〕3号", "某市人民政府关于印发河涌办法的通知", "各区人民政府：", "照办。")
SIGNED = ("某市人民政府", "2020年3月5日")


def laid(*lines: str, kind: str = "text") -> tuple[str, Layout]:
    text = "\n".join(lines)
    return text, lay_out(text, to_simplified(text), kind)


def parts(*lines: str, kind: str = "text") -> list[tuple[str, str, str | None]]:
    return [(part.address, part.title, part.form) for part in laid(*lines, kind=kind)[1].parts]


def test_what_follows_the_signature_is_a_part():
    text, layout = laid(*HEAD, *SIGNED, "某市河涌办法", "第一条 甲。", "第二条 乙。")
    [part] = layout.parts
    assert (part.address, part.title, part.form) == ("附件1", "某市河涌办法", "办法")
    assert text[part.start : part.end] == "某市河涌办法\n第一条 甲。\n第二条 乙。"
    assert [node.address for node in layout.outline] == ["附件1/第一条", "附件1/第二条"]


def test_a_title_on_several_lines_with_its_period():
    assert parts(
        *HEAD, *SIGNED, "某市河涌治理", "和保洁规划", "（2020—2025年）", "为治理河涌。"
    ) == [
        ("附件1", "某市河涌治理和保洁规划（2020—2025年）", "规划"),
    ]


def test_the_print_line_is_not_of_the_part():
    text, layout = laid(*HEAD, *SIGNED, "某市河涌办法", "甲。", "某市政府办公厅2020年3月6日印发")
    assert text[layout.parts[0].end :] == "\n某市政府办公厅2020年3月6日印发"


def test_labelled_attachments():
    assert parts(
        *(*HEAD, "附件：1.河涌名录", "2.申请表", *SIGNED),
        *("附件1", "河涌名录", "序号", "名称", "附件2：申请表", "姓名"),
    ) == [("附件1", "河涌名录", "名录"), ("附件2", "申请表", None)]


def test_labels_in_han_numerals_and_tables():
    assert parts(
        "某市步道条例", "第一条 甲。", "附件一：线路表", "一号线", "附表2", "里程标准"
    ) == [
        *(("附件1", "线路表", None), ("附表2", "里程标准", "标准")),
    ]


def test_an_issued_document_keeps_its_own_attachments_apart():
    found = parts(*HEAD, *SIGNED, "某市河涌办法", "第一条 甲。", "附件1", "河涌名录", "一、甲涌。")
    assert found == [("附件", "某市河涌办法", "办法"), ("附件1", "河涌名录", "名录")]


def test_two_documents_issued_by_one_notice():
    assert parts(
        *(*HEAD, *SIGNED, "河涌保洁规定", "为保洁。", "一、甲。", "二、乙。", "以上自即日起执行。"),
        *("河涌养护规定", "为养护。", "一、丙。", "二、丁。"),
    ) == [("附件1", "河涌保洁规定", "规定"), ("附件2", "河涌养护规定", "规定")]


def test_two_documents_issued_by_name_the_first_without_numbers():
    head = (HEAD[0], "某市水务局关于印发《河涌指引》和《河涌办法》的通知", *HEAD[2:])
    found = parts(*head, *SIGNED, "河涌指引", "为保洁。", "随手捡拾。", "河涌办法", "第一条 甲。")
    assert found == [("附件1", "河涌指引", "指引"), ("附件2", "河涌办法", "办法")]


def test_a_title_that_a_table_names_begins_no_part():
    head = (HEAD[0], "某市水务局关于废止《河涌办法》的通知", *HEAD[2:])
    table = ("废止文件目录", "序号", "名称", "1", "河涌办法", "2", "湖泊办法")
    assert parts(*head, *SIGNED, *table) == [("附件1", "废止文件目录", "目录")]


def test_attachments_numbered_below_attachments():
    lines = (*HEAD, "附件：1.名录", "2.标准", *SIGNED, "附件1-1", "河涌名录", "甲涌")
    found = parts(*lines, "附件1-2", "湖泊名录", "乙湖", "附件2", "保洁标准", "一、丙。")
    assert [address for address, _, _ in found] == ["附件1-1", "附件1-2", "附件2"]


def test_a_list_below_the_signature_is_no_attachment():
    assert parts(*HEAD, *SIGNED, "附件：1.名录", "2.申请表") == []
    assert parts(*HEAD, *SIGNED, "附件：名录.doc") == []


def test_sentences_that_begin_with_the_word_are_no_labels():
    lines = (
        "某市步道条例",
        "第一条 甲。",
        "附件三所列线路由市政府公布。",
        "附近的居民",
        "第二条 乙。",
    )
    assert parts(*lines) == []


def test_an_attached_report_keeps_its_own_addressee_and_signature():
    text, layout = laid(
        *(*HEAD, *SIGNED, "关于河涌治理的报告", "市政府：", "现报告如下。"),
        *("某市水务局", "2020年1月2日"),
    )
    assert [text[span.start : span.end] for span in layout.spans_of("signature")] == [
        "某市人民政府"
    ]
    assert text[layout.parts[0].end - 9 :] == "2020年1月2日"


def test_text_below_a_signature_without_a_title_stays_of_the_notice():
    _, layout = laid(*HEAD, *SIGNED, "1995年1月1日 执行", "第一条 甲。", kind="markdown")
    assert layout.parts == ()
    assert [node.address for node in layout.outline] == ["第一条"]


def test_forms():
    titles = ("节水条例", "节水办法（试行）", "节水规划（2021—2025年）", "分工", "实施细则")
    assert [form_at_end(title) for title in titles] == ["条例", "办法", "规划", None, "细则"]
