"""What the pages of an OFD file print, as they read."""

import io
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.page_types import Page, UnreadableError
from ingest.read import parse_page
from tests.ingest.read.office import FIXTURES

ORDER = (FIXTURES / "notices/order.ofd").read_bytes()
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
LONG = "各级机关应当按照职责分工负责本行政区域内的工作并接受公众的监督每年向社会"


def text(said, x=20.0, y=30.0, *, size=5.0, more="", code=""):
    return (
        f'<ofd:TextObject Boundary="{x} {y} 170 6" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="4" {code}>{said}</ofd:TextCode></ofd:TextObject>'
    )


def page(*objects, template=""):
    return (
        f"<ofd:Page {SPACE}>{template}<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer>"
        "</ofd:Content></ofd:Page>"
    )


def zipped(parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def ofd(*documents, common="", **parts) -> bytes:
    """A file of documents, each a list of pages."""
    roots = "".join(
        f"<ofd:DocBody><ofd:DocRoot>/Doc_{i}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        for i in range(len(documents))
    )
    files = {"OFD.xml": f"<ofd:OFD {SPACE}>{roots}</ofd:OFD>"}
    for i, pages in enumerate(documents):
        said = "".join(f'<ofd:Page ID="{n}" BaseLoc="P{n}.xml"/>' for n in range(len(pages)))
        files[f"Doc_{i}/Document.xml"] = (
            f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{said}"
            "</ofd:Pages></ofd:Document>"
        )
        files |= {f"Doc_{i}/P{n}.xml": each for n, each in enumerate(pages)}
    files |= {f"Doc_0/{name.replace('_', '.')}": data for name, data in parts.items()}
    return zipped(files)


def lines(*objects):
    return [block.text for block in parse_page(ofd([page(*objects)]), "a.ofd").blocks]


def test_headers_and_page_numbers_are_cut_and_told():
    assert [(cut.rule, cut.text) for cut in parse_page(ORDER, "a.ofd").cuts] == [
        ("页眉页脚", "行政规范性文件汇编"),
        ("页码", "— 1 —"),
    ]


def test_lines_are_joined_into_paragraphs_over_pages():
    assert [
        block.text
        for block in parse_page(
            ofd([page(text(LONG[:34])), page(text(LONG[34:] + "。"), text("第二条 略", y=40))]), "a"
        ).blocks
    ] == [LONG + "。", "第二条 略"]


@pytest.mark.parametrize(
    ("objects", "printed"),
    [
        # a line in several objects, one drawn twice for bold
        ([text("第一条"), text("第一条"), text("略", x=35)], ["第一条略"]),
        # a row of cells
        ([text("名称"), text("文号", x=60)], ["名称 文号"]),
        # one after the other in the file, from top to bottom on the page
        (
            [text("第二条 照此办理", y=50), text("第一条 略", y=30)],
            ["第一条 略", "第二条 照此办理"],
        ),
        ([text("看不见", more='Visible="false"'), text("看得见", y=50)], ["看得见"]),
        ([text("页外", x=500), text("页内", y=50)], ["页内"]),
        ([text("缩小", more='CTM="0.5 0 0 0.5 0 0"')], ["缩小"]),
        ([text("甲乙", code='DeltaX="30"')], ["甲 乙"]),
        ([text("甲乙丙", code='DeltaX="g 2 5"')], ["甲乙丙"]),
        ([f"<ofd:PageBlock>{text('块中')}</ofd:PageBlock>"], ["块中"]),
        ([text("")], []),
    ],
)
def test_what_a_page_shows(objects, printed):
    if printed:
        assert lines(*objects) == printed
    else:
        with pytest.raises(UnreadableError, match="没有文字"):
            lines(*objects)


def test_templates_and_composite_units_are_drawn():
    unit = f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{text("红头")}</ofd:Content>'
    data = ofd(
        [
            page(
                text("正文在此", y=60),
                template='<ofd:Template TemplateID="3"/>',
            )
        ],
        common='<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:TemplatePage ID="3" BaseLoc="T.xml"/>',
        T_xml=page('<ofd:CompositeObject ResourceID="7" Boundary="0 0 9 9"/>'),
        Res_xml=f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>",
    )
    assert [block.text for block in parse_page(data, "a").blocks] == ["红头", "正文在此"]


def test_several_documents_follow_one_another():
    data = ofd([page(text("通知"))], [page(text("附件"))])
    assert [block.text for block in parse_page(data, "a").blocks] == ["通知", "附件"]


def bomb():
    """Units that draw one another ten times each, thirty deep."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{i}"><ofd:Content>'
        + f'<ofd:CompositeObject ResourceID="{i + 1}"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for i in range(30)
    )
    return ofd(
        [page('<ofd:CompositeObject ResourceID="0"/>')],
        common="<ofd:PublicRes>Res.xml</ofd:PublicRes>",
        Res_xml=f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>"
        "</ofd:Res>",
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ofd([page('<ofd:ImageObject Boundary="0 0 9 9"/>')]), "扫描件"),
        (ofd([]), "没有文字"),
        (zipped({"OFD.xml": "通知"}), "XML 无法解析"),
        (ofd([page(text("x") * 3)] * 5, P9_xml="")[:-40], "压缩包"),
        (bomb(), "图元"),
        (ofd([" " * (65 << 20)]), "压缩炸弹"),
    ],
)
def test_what_cannot_be_read_is_told(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        parse_page(data, "a.ofd")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_broken_files_give_a_page_or_a_reason(data):
    whole = ofd([page(text("第一条"), text("略", y=40, code='DeltaX="g 1 5"'))])
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stored, "w") as new:
        for info in old.infolist():
            part = old.read(info).decode()
            place = data.draw(st.integers(0, len(part)))
            some = data.draw(st.text(alphabet='<>"/ 09eg-.', max_size=4))
            new.writestr(info.filename, part[:place] + some + part[place + len(some) :])
    broken = stored.getvalue()
    cut = data.draw(st.integers(4, len(broken)))
    for each in (broken, broken[:cut] + broken[cut + 1 :]):
        try:
            found = parse_page(each, "a.ofd")
        except UnreadableError:
            continue
        assert isinstance(found, Page)


def path(data, more="", x=0, y=0):
    return (
        f'<ofd:PathObject Boundary="{x} {y} 210 297" {more}><ofd:AbbreviatedData>{data}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


ROWS, COLUMNS = (50, 60, 80), (20, 60, 140)
SIDES = [(20, y, 140, y) for y in ROWS] + [(x, 50, x, 80) for x in COLUMNS]
SURFACE = 'Fill="true" Stroke="false"'


@pytest.mark.parametrize(
    "drawn",
    [
        # a path for each line, from its own corner; one for all; the boxes of cells; thin surfaces
        [path(f"M 0 0 L {c - a} {d - b}", x=a, y=b) for a, b, c, d in SIDES],
        [path(" ".join(f"M {a} {b} L {c} {d}" for a, b, c, d in SIDES))],
        [
            path(f"M {a} {b} L {c} {b} L {c} {d} L {a} {d} C")
            for a, c in pairwise(COLUMNS)
            for b, d in pairwise(ROWS)
        ],
        [
            path(f"M {a} {b} L {c + 0.3} {b} L {c + 0.3} {d + 0.3} L {a} {d + 0.3} C", SURFACE)
            for a, b, c, d in SIDES
        ],
    ],
)
def test_ruled_tables_are_read_cell_by_cell(drawn):
    objects = [
        text("下列文件废止：", y=40),
        *(text(said, x, 52) for said, x in (("序号", 22.0), ("文件名称", 62.0))),
        text(LONG[:15], 62.0, 62),
        text(LONG[15:20], 62.0, 70),
        text("1", 22.0, 66),
        text("特此决定。", y=90),
    ]
    blocks = parse_page(ofd([page(*objects, *drawn)]), "a.ofd").blocks
    assert [(block.text, block.table) for block in blocks] == [
        ("下列文件废止：", None),
        ("序号", (0, 0, 0)),
        ("文件名称", (0, 0, 1)),
        ("1", (0, 1, 0)),
        (LONG[:20], (0, 1, 1)),
        ("特此决定。", None),
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        path("M 20 50 L 140 50 L 140 80 L 20 80 C"),
        path("M 20 50 B 20 80 140 80 140 50 Q 1 2 20 50 A 5 5 0 1 0 9 9"),
        path("M 20 L"),
        path("X 1 2"),
        path(""),
        path("M 20 50 L 140 50 L 140 80 L 20 80 C", SURFACE),
    ],
)
def test_other_paths_make_no_table(drawn):
    blocks = parse_page(ofd([page(text("下列文件废止：", y=55), drawn)]), "a.ofd").blocks
    assert [(block.text, block.table) for block in blocks] == [("下列文件废止：", None)]


NOTICE = [
    "甲市水务局文件",
    "甲水〔2031〕7号",
    "各区县水务局：",
    "请做好防汛工作。",
    "2031年5月20日",
]


@pytest.mark.parametrize(
    ("matrix", "place"),
    [
        ("1 0 0 1", lambda x, y: (x, y)),
        ("0 1 -1 0", lambda x, y: (200 - y, x)),
        ("0 -1 1 0", lambda x, y: (y, 290 - x)),
        ("-1 0 0 -1", lambda x, y: (200 - x, 290 - y)),
    ],
    ids=["upright", "clockwise", "anticlockwise", "upside down"],
)
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (3, 4, 0, 2, 1)])
def test_pages_that_are_turned_and_drawn_in_any_order(matrix, place, order):
    def turned(row):
        x, y = place(20 + 3 * row, 30 + 12 * row)
        return (
            f'<ofd:TextObject Boundary="{x} {y} 9 9" Size="5" CTM="{matrix} 0 0">'
            f'<ofd:TextCode X="0" Y="0">{NOTICE[row]}</ofd:TextCode></ofd:TextObject>'
        )

    assert lines(*map(turned, order)) == NOTICE


def test_columns_that_are_drawn_across():
    left = ["第一条　为规范本市夜间集市经营秩", "序，保障经营者的权益，制定本办法"]
    right = ["第二条　市商务部门负责集市的统筹", "协调工作，并且会同有关部门划定集"]
    left += ["，在全市的行政区域以内统一施行。"]
    right += ["市经营的地点和时间，并予以公布。"]
    drawn = [
        text(words, x, 40 + 8 * row)
        for row, pair in enumerate(zip(left, right, strict=True))
        for x, words in zip((15, 110), pair, strict=True)
    ]
    assert lines(*drawn) == ["".join(left), "".join(right)]


def test_a_page_that_comes_twice_counts_once():
    notice = page(*(text(line, y=30 + 12 * row) for row, line in enumerate(NOTICE)))
    found = parse_page(ofd([notice, notice]), "a.ofd")
    assert "".join(block.text for block in found.blocks) == "".join(NOTICE)
    assert [(cut.rule, cut.text) for cut in found.cuts] == [("重复的页", "第2页")]


RED = '<ofd:FillColor Value="230 0 0"/>'
SIGNED = (
    text("请做好防汛工作，落实值班制度。"),
    text("甲市水务局", 120, 60),
    text("2031年5月12日", 118, 72),
)


def red(said, x, y, turned=""):
    whole = text(said, x, y, more=turned)
    return whole.replace("<ofd:TextCode", f"{RED}<ofd:TextCode")


@pytest.mark.parametrize(
    "seal",
    [
        [red("甲市水务局", 121, 61)],
        [red("行政公章", 124, 70)],
        [red("甲市水务局", 121, 61), red("4401000000", 122, 66)],
    ],
    ids=["on the signature", "on the date", "with its number"],
)
def test_the_words_of_a_seal_are_cut_and_told(seal):
    page_ = parse_page(ofd([page(*SIGNED, *seal)]), "a.ofd")
    assert [block.text for block in page_.blocks] == lines(*SIGNED)
    assert {cut.rule for cut in page_.cuts} == {"印章或水印的文字"}


def test_a_watermark_aslant_is_cut():
    mark = text("内部资料", 60, 120, more='CTM="0.7071 -0.7071 0.7071 0.7071 0 0"')
    assert lines(*SIGNED, mark) == lines(*SIGNED)


def test_a_red_head_and_red_words_stay():
    head = red("甲市水务局文件", 60, 20)
    assert lines(head, *SIGNED)[0] == "甲市水务局文件"
