"""What makes two titles, or two texts, the same."""

import hashlib
import re
import sys

import pytest

from analyzers.chinese_script import squeeze
from corpus.model.match_keys import citation_keys, fingerprint, inner_titles, issuer_key, title_key

TEXT = """甲府〔2019〕12号

甲市人民政府关于书亭的通知

各区人民政府：

书亭由各区设置，二〇一九年底前完成10座。

甲市人民政府
2019年12月2日

（此件公开发布）

抄送：市委办公室。
甲市人民政府办公室2019年12月3日印发
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲市書亭管理辦法", "甲市书亭管理办法"),
        ("《甲市书亭管理办法（试行）》", "甲市书亭管理办法(试行)"),
        ("中华人民共和国书亭法", "书亭法"),
        ("甲市“十四五”规划", "甲市十四五规划"),
    ],
)
def test_one_title(one, other):
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("title", "inner"),
    [
        ("甲市政府关于印发甲市书亭办法的通知", ["甲市书亭办法"]),
        ("甲市政府關於印發《甲市書亭辦法》的通知", ["甲市书亭办法"]),
        ("关于公布《甲办法》《乙办法》的公告", ["甲办法", "乙办法"]),
        ("关于印发甲市书亭办法的通知（试行）", ["甲市书亭办法"]),
        ("关于印发甲市贯彻《乙条例》实施办法的通知", ["甲市贯彻《乙条例》实施办法"]),
        ("关于修改《甲办法》的决定", []),
        ("转发省政府关于书亭的通知的通知", []),
    ],
)
def test_what_a_notice_issues(title, inner):
    assert inner_titles(title) == inner


def test_every_way_to_cite_a_notice():
    assert list(citation_keys("甲市政府关于印发《书亭办法》的通知")) == [
        ("甲市政府关于印发书亭办法的通知", "full"),
        ("书亭办法", "inner"),
        ("关于印发书亭办法的通知", "bare"),
    ]


def test_issuers_in_any_order():
    assert issuer_key(["甲市財政局", "甲市税务局"]) == issuer_key(["甲市税务局", "甲市财政局"])


@pytest.mark.parametrize(
    "printing",
    [
        TEXT.replace("\n\n", "\n"),
        TEXT.replace("，", ",").replace("：", ":"),
        TEXT.removeprefix("甲府〔2019〕12号\n"),
        TEXT.replace("（此件公开发布）\n", ""),
        TEXT[: TEXT.index("抄送")],
        TEXT.replace("二〇一九", "二○一九"),
        TEXT.replace("书亭由", "书亭 由\n"),
    ],
)
def test_printings_of_one_text(printing):
    assert fingerprint(printing) == fingerprint(TEXT)


@pytest.mark.parametrize(
    "other", [TEXT.replace("10座", "100座"), TEXT.replace("各区设置", "各区兴建"), TEXT + "第二页"]
)
def test_other_texts(other):
    assert fingerprint(other) != fingerprint(TEXT)


def test_a_fingerprint_is_of_the_squeezed_text_without_signs():
    # each character on a line of its own, far from the edges, so that none is an optional line's
    edge = "甲\n" * 12
    for low in range(0, sys.maxunicode + 1, 1 << 12):
        some = [chr(code) for code in range(low, low + (1 << 12)) if not 0xD800 <= code < 0xE000]
        text = edge + "".join(some) + "\n" + edge
        said = squeeze(text).translate(str.maketrans("○0o巿", "〇〇〇市"))
        said = re.sub(r"[\W_]+", "", said)
        assert fingerprint(text) == hashlib.sha256(said.encode()).hexdigest(), hex(low)
