"""Records in JSON that is not one object a line: arrays, lists within an object, one object."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.containers import json_records
from ingest.containers.json_records import array_records, object_records, record_layout
from ingest.run.pipeline import ingest_paths
from tests.ingest.packed import archive, records
from tests.ingest.stocked import found
from tests.stores import home_at

RECORDS = [json.loads(line) for line in records(3)]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=9,
)


@pytest.mark.parametrize(
    ("name", "text", "layout"),
    [
        ("a.jsonl", '{"a": 1}\n{"a": 2}', "lines"),
        ("a.jsonl", '[{"a": 1}]', "array"),
        ("a.json", '\ufeff [\n{"a": 1}]', "array"),
        ("a.json", '{"a": 1}\n{"a": 2}\n', "lines"),
        ("a.json", '{\n"a": 1}', "object"),
        ("a.json", '{"a": 1}', "object"),
        ("a.json", "各区：\n照办。", None),
        ("a.txt", '[{"a": 1}]', None),
    ],
)
def test_layouts(name, text, layout):
    assert record_layout(name, io.BytesIO(text.encode())) == layout


@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 1]), st.integers(1, 9))
def test_the_elements_of_any_array(values, indent, piece):
    text = json.dumps(values, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_records, "_PIECE", piece)
        elements = list(array_records(io.BytesIO(text), 1 << 20))
    try:
        assert [json.loads(each) for each in elements] == values
    except UnicodeDecodeError:  # a lone surrogate, which no text holds
        assert "\\ud" in json.dumps(values)


@given(st.binary(max_size=300))
def test_any_bytes_end(data):
    assert len(list(array_records(io.BytesIO(data), 100))) <= len(data)
    assert len(list(object_records(io.BytesIO(data), 100))) <= len(data)


def test_an_element_that_is_too_large():
    data = json.dumps([{"a": "x" * 50}, {"a": "y"}, {"a": "z" * 50}]).encode()
    assert list(array_records(io.BytesIO(data), 20)) == [None, b'{"a": "y"}', None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "wrap",
    [
        list,
        lambda rows: {"code": 0, "data": {"total": 3, "rows": rows}},
        lambda rows: rows[0],
    ],
    ids=["array", "within an object", "one object"],
)
def test_each_is_a_document(tmp_path, wrap, encoding):
    home, path = home_at(tmp_path / "home"), tmp_path / "法规.json"
    path.write_bytes(json.dumps(wrap(RECORDS), ensure_ascii=False).encode(encoding))
    outcomes = []
    summary = ingest_paths(
        home, [str(path)], max_bytes=1 << 20, processes=1, report=outcomes.append
    )
    count = 3 if wrap(RECORDS) != RECORDS[0] else 1
    assert summary.taken == count  # the documents, without the file that holds them
    assert [one.path.removeprefix(str(path)) for one in outcomes] == [
        "",
        *(f"!{number}" for number in range(1, count + 1)),
    ]
    assert len(found(home.path, "书亭修缮")) == count


def test_an_array_in_an_archive_and_one_that_is_no_record(tmp_path):
    home, path = home_at(tmp_path / "home"), tmp_path / "a.zip"
    path.write_bytes(
        archive(
            ("1.json", json.dumps(RECORDS)),
            ("2.json", json.dumps([{"colour": "red", "weight": 3}])),
        )
    )
    outcomes = []
    summary = ingest_paths(
        home, [str(path)], max_bytes=1 << 20, processes=1, report=outcomes.append
    )
    assert (summary.taken, summary.set_aside) == (3, 1)
    assert "（字段：colour、weight）" in outcomes[-1].reason
