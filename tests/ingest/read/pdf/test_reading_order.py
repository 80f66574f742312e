"""A PDF is read as it stands on the page, in whatever order and direction it was drawn."""

import itertools
import random

import pytest

from ingest.read import parse_page
from tests.ingest.read.pdf.drawn_pdf import HEIGHT, TURNED, Word, drawn_pdf

NOTICE = [
    Word("甲市水务局文件", 180, 740, 30, red=True),
    Word("甲水〔2031〕7号", 240, 680),
    Word("甲市水务局关于做好防汛工作的通知", 130, 630, 20),
    Word("各区县水务局：", 80, 580),
    Word("请做好防汛工作，落实值班制度。", 112, 552),
    Word("甲市水务局", 380, 480),
    Word("2031年5月20日", 380, 452),
]
LINES = [word.text for word in NOTICE]


def texts(data):
    return [block.text for block in parse_page(data, "a.pdf").blocks]


def cuts(data):
    return [(cut.rule, cut.text) for cut in parse_page(data, "a.pdf").cuts]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_drawing_does_not_matter(seed):
    shuffled = random.Random(seed).sample(NOTICE, len(NOTICE))
    assert texts(drawn_pdf(shuffled)) == LINES


LEFT = [
    "第一条　为规范本市夜间集市经营秩",
    "序，保障经营者和消费者的合法的权",
    "益，制定本办法。",
    "第二条　本办法适用于本市行政区域",
    "内夜间集市的管理。",
]
RIGHT = [
    "第三条　市商务部门负责集市的统筹",
    "协调工作，并且会同有关部门划定夜",
    "间集市经营的地点和时间。",
    "第四条　本办法自2031年7月1",
    "日起施行，有效期5年。",
]
READ = [
    "甲市夜间集市管理办法",
    "第一条　为规范本市夜间集市经营秩序，保障经营者和消费者的合法的权益，制定本办法。",
    "第二条　本办法适用于本市行政区域内夜间集市的管理。",
    "第三条　市商务部门负责集市的统筹协调工作，并且会同有关部门划定夜间集市经营的地点和时间。",
    "第四条　本办法自2031年7月1日起施行，有效期5年。",
]


def column(lines, x):
    return [Word(line, x, 700 - 20 * row, 14) for row, line in enumerate(lines)]


@pytest.mark.parametrize("drawing", ["one after the other", "across", "right first", "shuffled"])
def test_two_columns(drawing):
    left, right = column(LEFT, 60), column(RIGHT, 310)
    words = {
        "one after the other": [*left, *right],
        "across": list(itertools.chain.from_iterable(zip(left, right, strict=True))),
        "right first": [*right, *left],
        "shuffled": random.Random(3).sample([*left, *right], 10),
    }[drawing]
    assert texts(drawn_pdf([Word(READ[0], 180, 760, 22), *words])) == READ


def test_columns_of_a_table_without_rules_are_read_row_by_row():
    rows = [
        ("1", "甲市犬只管理办法", "甲府规〔2029〕3号"),
        ("2", "甲市夜市办法", "甲府规〔2030〕7号"),
    ]
    rows += [("3", "甲市集市规定", "甲府规〔2030〕8号"), ("4", "甲市书市规定", "甲府规〔2030〕9号")]
    words = [
        Word(cell, x, 700 - 24 * row, 12)
        for row, cells in enumerate(rows)
        for x, cell in zip((60, 100, 340), cells, strict=True)
    ]
    assert "".join(texts(drawn_pdf(words))).replace(" ", "") == "".join(map("".join, rows))


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_page_that_is_turned(rotate):
    turned = [Word(word.text, HEIGHT - word.y, word.x, word.size, matrix=TURNED) for word in NOTICE]
    assert texts(drawn_pdf(random.Random(1).sample(turned, 7), rotate=rotate)) == LINES


def test_a_page_upside_down():
    turned = [
        Word(word.text, 595 - word.x, HEIGHT - word.y, word.size, matrix=(-1, 0, 0, -1))
        for word in NOTICE
    ]
    assert texts(drawn_pdf(turned)) == LINES


@pytest.mark.parametrize(
    "seal",
    [
        [Word("甲市水务局", 410, 470, 12, red=True)],
        [
            Word(sign, 395 + 14 * at, 476 - 3 * at, 11, red=True)
            for at, sign in enumerate("甲市水务局")
        ],
        [Word("甲市水务局", 400, 480, 16, red=True), Word("行政公章", 410, 455, 10, red=True)],
    ],
    ids=["straight", "curved", "on the signature"],
)
def test_the_words_of_a_seal_are_cut_and_told(seal):
    data = drawn_pdf([*NOTICE, *seal])
    assert texts(data) == LINES
    assert {rule for rule, _ in cuts(data)} == {"印章或水印的文字"}


def test_red_words_of_the_text_stay():
    words = [*NOTICE[:4], Word("请做好", 112, 552), Word("防汛", 160, 552, red=True)]
    words += [Word("工作，落实值班制度。", 192, 552), *NOTICE[5:]]
    assert texts(drawn_pdf(words)) == LINES
    assert cuts(drawn_pdf(words)) == []


def test_a_watermark_aslant_is_cut():
    mark = Word("内部资料", 150, 300, 60, matrix=(0.7071, 0.7071, -0.7071, 0.7071))
    assert texts(drawn_pdf([mark, *NOTICE])) == LINES


def test_slanted_letters_stay():
    slanted = [*NOTICE, Word("目录", 260, 400, matrix=(1, 0, 0.25, 1))]
    assert texts(drawn_pdf(slanted)) == [*LINES, "目录"]
    assert cuts(drawn_pdf(slanted)) == []


def test_a_page_that_comes_twice_counts_once():
    data = drawn_pdf(NOTICE, NOTICE)
    assert texts(data) == LINES
    assert cuts(data) == [("重复的页", "第2页")]


@pytest.mark.parametrize(
    "before", [b"\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"\xef\xbb\xbf", b"x" * 1000]
)
def test_bytes_before_the_file(before):
    assert texts(before + drawn_pdf(NOTICE)) == LINES
