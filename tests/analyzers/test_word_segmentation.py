"""The words are jieba's, whatever stands in the text."""

import jieba
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzers import word_segmentation

HAN = "规范性文件管理办法国务院关于的和一二三四五人民政府計畫發號〇"
#: borders of what jieba counts as Han, and signs that it joins or splits
EDGES = "一龥鿕鿖鿿㐀䶿豈龎﨎𠀀𠮷𪛖𰻝〇○·“”〔〕—…①②é🀄�\u0085\u00a0\u2028\u3000\r\n\t "
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "ＡＺａ１．－＿％"
TEXTS = st.one_of(
    st.text(HAN + EDGES + LATIN, max_size=30),
    st.lists(st.sampled_from([*HAN, "PM2.5", "GB/T 9704-2012", "a.b_c-d%50", "3.5%", "C++"])).map(
        "".join
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text("寧四號發院民和管", max_size=12),  # ties between ways to join them
)


@pytest.fixture(scope="module", autouse=True)
def dictionary(tmp_path_factory):
    jieba.dt.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    jieba.initialize()  # here, and not in a timed example
    word_segmentation.cut_words("GB/T 9704-2012")


@given(text=TEXTS)
@example(text="环境空气PM2.5浓度限值")
@example(text="按GB/T 9704-2012第7.2.5条")
@example(text="2015—2020年，增长7.5%")
@example(text="𠮷林省㐂寿司")
@example(text="国號號號范")
@example(text="两人及两人")
@example(text="寧寧四寧四寧，管管號院院黨黨院號")
@example(text="")
def test_words_are_those_of_jieba(text):
    assert word_segmentation.cut_words(text) == jieba.lcut(text)
    assert word_segmentation.cut_for_search(text) == jieba.lcut_for_search(text)


def test_words_of_laws_are_those_of_jieba(shared):
    laws = sorted((shared / "corpora/laws").rglob("*.md"))
    for law in laws[:: len(laws) // 60]:
        text = law.read_text("utf-8")
        assert word_segmentation.cut_words(text) == jieba.lcut(text), law.name
        assert word_segmentation.cut_for_search(text) == jieba.lcut_for_search(text), law.name


def test_no_cache_is_written_and_nothing_is_printed(tmp_path, run_python):
    # jieba itself keeps its dictionary in the system's temporary folder, for anybody to replace
    printed = run_python(
        "import tempfile\n"
        f"tempfile.tempdir = {str(tmp_path)!r}\n"
        "from analyzers import word_segmentation\n"
        "word_segmentation.cut_words('3.5% of GB/T 9704-2012')\n"
    )
    assert printed == ""
    assert list(tmp_path.iterdir()) == []


def test_jieba_is_loaded_only_where_it_is_needed(run_python):
    assert run_python(
        "import sys\nfrom analyzers.word_segmentation import cut_words\ncut_words('规范性文件')\n"
        "print('jieba' in sys.modules)"
    ) == ("False\n")
