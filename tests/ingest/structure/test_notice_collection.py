"""Many notices in one text become documents of their own where their boundaries are sure."""

import re
from pathlib import Path

import pytest

from ingest.page_types import UnreadableError
from ingest.read import parse_page
from ingest.run.pipeline import ingest_paths
from ingest.structure.notice_collection import split_notices
from tests.ingest.stocked import found
from tests.stores import home_at

SUBJECTS = ("水库巡查", "河道清淤", "取水口整治", "堤岸加固")


def notice(serial, body="请认真落实，及时报送情况。", *, number_first=False, dated=True):
    title, number = f"甲市水务局关于{SUBJECTS[serial]}的通知", f"甲水〔2031〕{serial + 1}号"
    head = (number, title) if number_first else (title, number)
    end = ("甲市水务局", f"2031年5月{serial + 1}日") if dated else ()
    return "\n".join((*head, "各区县水务局：", body, *end))


ALL = [notice(serial) for serial in range(4)]


def split(text, name="a.txt"):
    return split_notices(parse_page(text.encode(), name))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("\n\n".join(ALL), 4),
        ("\n".join(notice(serial, number_first=True) for serial in range(3)), 3),
        ("\n".join(f"甲市水务局文件\n{each}" for each in ALL), 4),
        ("\n==========\n".join(ALL[:2]), 2),
        ("\n".join(f"【第{at}篇】\n{each}" for at, each in enumerate(ALL)), 4),
        ("\n".join(f"{each}\n（此件公开发布）" for each in ALL), 4),
        ("\n".join(re.sub("甲水.*\n", "", each) for each in ALL), 4),
    ],
    ids=[
        "one below the other",
        "number first",
        "red heads",
        "ruled",
        "numbered",
        "with notes",
        "no number",
    ],
)
def test_boundaries_that_are_sure(text, count):
    parts = split(text)
    assert len(parts) == count
    for serial, part in enumerate(parts):
        assert SUBJECTS[serial] in part
        assert part.count("关于") == 1
        assert part.endswith((f"2031年5月{serial + 1}日", "（此件公开发布）"))


@pytest.mark.parametrize(
    "text",
    [
        ALL[0],
        "\n".join(ALL[:2]),  # the second may be what the first one sends along
        notice(0, "附件：关于河道清淤的通知等三件") + "\n" + "\n".join(ALL[1:]),
        notice(0, "现将市水务局的通知转发给你们。") + "\n" + "\n".join(ALL[1:]),
        "\n".join(
            [
                ALL[0],
                "下列文件废止：",
                *(f"关于{each}的通知（甲水〔2030〕9号）" for each in SUBJECTS),
            ]
        ),
    ],
    ids=["one", "two", "annexes", "forwarded", "a list"],
)
def test_one_notice_stays_one(text):
    assert split(text) == ()


def test_boundaries_that_are_not_sure():
    text = "\n".join(notice(serial, dated=serial == 3) for serial in range(4))
    with pytest.raises(UnreadableError, match="有 4 份公文"):
        split(text)


def test_each_is_taken_in_and_again_unchanged(tmp_path: Path):
    home, path = home_at(tmp_path / "home"), tmp_path / "汇集.txt"
    path.write_text("\n\n".join(ALL), "utf-8")
    for outcome in ("taken", "unchanged"):
        outcomes = []
        ingest_paths(home, [str(path)], max_bytes=1 << 20, processes=1, report=outcomes.append)
        assert [(one.path.removeprefix(str(path)), one.outcome) for one in outcomes] == [
            ("", outcome),
            *((f"!{number}", outcome) for number in range(1, 5)),
        ]
    assert len(found(home.path, "河道清淤")) == 1
