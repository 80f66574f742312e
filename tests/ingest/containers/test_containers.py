"""Archives and record files: an object for each, and one for each member, in order."""

import stat
import tracemalloc
import zipfile
from datetime import date

import pytest

from corpus.documents.load_document import load_document, load_text
from corpus.store.database import open_database, read_session
from ingest.containers.member_names import member_name
from ingest.records.record_fields import parse_field_declaration
from ingest.run.pipeline import ingest_paths
from tests.ingest.packed import archive, in_gbk, records
from tests.ingest.stocked import found, notice, state
from tests.stores import home_at

MANY = 1 << 20


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


def ingest(home, *paths, max_bytes=MANY, **more):
    outcomes = []
    summary = ingest_paths(
        home,
        [str(path) for path in paths],
        max_bytes=max_bytes,
        processes=2,
        report=outcomes.append,
        **more,
    )
    return outcomes, summary


def told(outcomes, base):
    return [(one.path.removeprefix(f"{base}/"), one.outcome) for one in outcomes]


def test_an_archive_and_its_members(home, tmp_path):
    path = tmp_path / "公文.zip"
    path.write_bytes(archive(("1.txt", notice(1)), ("子/2.txt", notice(2)), ("空.txt", "")))
    outcomes, summary = ingest(home, path)
    assert told(outcomes, tmp_path) == [
        ("公文.zip", "taken"),
        ("公文.zip!1.txt", "taken"),
        ("公文.zip!子/2.txt", "taken"),
        ("公文.zip!空.txt", "set_aside"),
    ]
    assert outcomes[0].id == outcomes[1].id
    assert (summary.taken, summary.set_aside) == (2, 1)
    assert len(found(home.path, "书亭修缮")) == 2


def test_again_and_changed(home, tmp_path):
    path = tmp_path / "公文.zip"
    path.write_bytes(archive(("1.txt", notice(1)), ("2.txt", notice(2))))
    first, _ = ingest(home, path)
    before = state(home.path)
    again, _ = ingest(home, path)
    assert [(one.path, one.id) for one in again] == [(one.path, one.id) for one in first]
    assert {one.outcome for one in again} == {"unchanged"}
    assert state(home.path) == before
    path.write_bytes(archive(("0.txt", notice(3)), ("2.txt", notice(2, body="铺设盲道"))))
    changed, _ = ingest(home, path)
    assert told(changed, tmp_path) == [
        ("公文.zip", "revised"),
        ("公文.zip!0.txt", "taken"),
        ("公文.zip!2.txt", "revised"),
    ]
    once_more, _ = ingest(home, path)
    assert [one.path for one in once_more] == [one.path for one in changed]
    assert {one.outcome for one in once_more} == {"unchanged"}


def test_archives_in_archives_down_to_a_depth(home, tmp_path):
    inner = archive(("通知.txt", notice(1)))
    for _ in range(4):
        inner = archive(("里.zip", inner))
    path = tmp_path / "a.zip"
    path.write_bytes(inner)
    outcomes, _ = ingest(home, path)
    assert told(outcomes, tmp_path) == [
        (f"a.zip{'!里.zip' * depth}", "set_aside") for depth in range(5)
    ]
    assert "超过 4 层" in outcomes[-1].reason
    shallow = tmp_path / "b.zip"
    shallow.write_bytes(archive(("里.zip", archive(("通知.txt", notice(1))))))
    outcomes, _ = ingest(home, shallow)
    assert [one.outcome for one in outcomes] == ["taken"] * 3
    again, _ = ingest(home, shallow)
    assert [one.path for one in again] == [one.path for one in outcomes]


def test_names_in_gbk(home, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(in_gbk(("通知.txt", notice(1)), ("镇/决定.txt", notice(2))))
    outcomes, _ = ingest(home, path)
    assert [one.path for one in outcomes[1:]] == [f"{path}!通知.txt", f"{path}!镇/决定.txt"]


def odd_members():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return [
        ("../../etc/passwd", notice(1), "指向压缩包之外"),
        (link, "/etc/hostname", "是链接"),
        ("大.txt", "大" * 2000, "超过大小上限 5000 字节"),
        ("旧.rar", b"Rar!\x1a\x07\x00" + bytes(40), "RAR 压缩包"),
    ]


@pytest.mark.parametrize(("name", "data", "reason"), odd_members())
def test_a_member_that_cannot_be_taken_takes_no_other_with_it(home, tmp_path, name, data, reason):
    path = tmp_path / "a.zip"
    path.write_bytes(archive((name, data), ("1.txt", notice(1))))
    outcomes, _ = ingest(home, path, max_bytes=5000)
    assert [one.outcome for one in outcomes] == ["taken", "set_aside", "taken"]
    assert reason in outcomes[1].reason


def test_of_two_members_of_one_name_the_last_counts(home, tmp_path):
    path = tmp_path / "a.zip"
    with pytest.warns(UserWarning, match="Duplicate name"):
        path.write_bytes(archive(("1.txt", notice(1)), ("1.txt", notice(2))))
    for outcome in ("taken", "unchanged"):
        outcomes, _ = ingest(home, path)
        assert [one.outcome for one in outcomes] == [outcome, "set_aside", outcome]
        assert "同名" in outcomes[1].reason
    assert found(home.path, "第2号书亭") == [outcomes[2].id]


def test_members_with_a_password_and_broken_ones(home, tmp_path):
    data = bytearray(archive(("1.txt", notice(1)), ("2.txt", notice(2))))
    data[6] |= 1  # the first one's own flags, and those in the list
    data[data.find(b"PK\x01\x02") + 8] |= 1
    second = data.find(b"PK\x03\x04", 4) + 60
    data[second : second + 8] = bytes(8)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    outcomes, _ = ingest(home, path)
    assert [one.outcome for one in outcomes] == ["set_aside"] * 3
    assert "密码" in outcomes[1].reason
    assert "损坏" in outcomes[2].reason


def test_a_bomb_is_not_unpacked(home, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(archive(*((f"{serial}.txt", bytes(40 << 20)) for serial in range(10))))
    outcomes, _ = ingest(home, path, max_bytes=64 << 20)
    assert "炸弹" in outcomes[-1].reason


def test_a_truncated_archive_is_set_aside_as_a_file(home, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(archive(("1.txt", notice(1)))[:-40])
    outcomes, _ = ingest(home, path)
    assert [one.outcome for one in outcomes] == ["set_aside"]
    assert "损坏" in outcomes[0].reason


def test_a_record_file(home, tmp_path):
    lines = records(3)
    lines[1:1] = ["", "{broken", "[]", '{"标题": "甲办法", "正文": 3}', '{"正文": "无题"}']
    path = tmp_path / "a.jsonl"
    path.write_text("\ufeff" + "\n".join(lines), "utf-8")
    outcomes, _ = ingest(home, path)
    assert told(outcomes, tmp_path) == [
        ("a.jsonl", "taken"),
        ("a.jsonl!1", "taken"),
        ("a.jsonl!3", "set_aside"),
        ("a.jsonl!4", "set_aside"),
        ("a.jsonl!5", "set_aside"),
        ("a.jsonl!6", "set_aside"),
        ("a.jsonl!7", "taken"),
        ("a.jsonl!8", "taken"),
    ]
    assert [one.reason for one in outcomes[2:6]] == [
        "这一行不是完整的 JSON（第 2 个字符处出错）",
        "这一行不是 JSON 对象（应以 { 开头）",
        "字段“正文”里不是文字，也不是条文的列表",
        "这一行没有题名（字段“标题”）",
    ]
    database = open_database(home)
    with read_session(database) as session:
        text = load_text(session, outcomes[1].id)
        document = load_document(session, outcomes[1].id, date(2024, 6, 1))
    database.dispose()
    assert text.text.startswith("丙市人民政府关于第1号书亭修缮的通知\n各区人民政府")
    assert document.numbers == ("丙府〔2024〕1号",)


def test_a_line_put_in_moves_the_others_and_changes_none(home, tmp_path):
    path = tmp_path / "a.jsonl"
    lines = records(6)
    path.write_text("\n".join(lines[1:]), "utf-8")
    first, _ = ingest(home, path)
    path.write_text("\n".join(lines), "utf-8")
    second, _ = ingest(home, path)
    assert [one.outcome for one in second] == ["revised", "taken", *["unchanged"] * 5]
    assert [one.id for one in second[2:]] == [one.id for one in first[1:]]
    path.write_text("\n".join(lines[2:]), "utf-8")
    third, _ = ingest(home, path)
    assert [one.outcome for one in third] == ["revised", *["unchanged"] * 4]


def test_a_line_twice_is_a_copy(home, tmp_path):
    path = tmp_path / "a.jsonl"
    lines = records(60)
    path.write_text("\n".join([*lines, lines[2]]), "utf-8")
    outcomes, _ = ingest(home, path)
    assert (outcomes[-1].outcome, outcomes[-1].id) == ("copy", outcomes[3].id)
    path.write_text("\n".join([*lines, lines[2], lines[2]]), "utf-8")
    outcomes, _ = ingest(home, path)
    assert [one.outcome for one in outcomes] == ["revised", *["unchanged"] * 61, "copy"]


def test_a_changed_line_is_a_revision(home, tmp_path):
    path = tmp_path / "a.jsonl"
    lines = records(3)
    path.write_text("\n".join(lines), "utf-8")
    first, _ = ingest(home, path)
    lines[1] = lines[1].replace("警示灯", "盲道")
    path.write_text("\n".join(lines), "utf-8")
    second, _ = ingest(home, path)
    assert [one.outcome for one in second] == ["revised", "unchanged", "revised", "unchanged"]
    assert second[2].id == first[2].id


def test_records_whose_keys_nobody_knows_need_them_declared(home, tmp_path):
    path = tmp_path / "a.ndjson"
    path.write_text('{"甲": "某市节水办法", "乙": "第一条 节约用水。", "丙": "x"}\n', "utf-8")
    outcomes, _ = ingest(home, path)
    assert [one.outcome for one in outcomes] == ["set_aside"]
    assert outcomes[0].reason == (
        "认不出哪个字段是题名、哪个是正文（字段：甲、乙、丙）；"
        "可用 --fields 写明，例如 --fields title=法規名稱,text=法規內容"
    )
    again, _ = ingest(home, path)
    assert again == outcomes
    declared, _ = ingest(home, path, fields=parse_field_declaration("title=甲,text=乙"))
    assert [one.outcome for one in declared] == ["taken", "taken"]
    same, _ = ingest(home, path, fields=parse_field_declaration("title=甲,text=乙"))
    assert [one.outcome for one in same] == ["unchanged", "unchanged"]


def test_a_line_that_is_too_long_is_told_without_being_held(home, tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.write(records(2)[0] + "\n")
        file.write('{"标题": "甲", "正文": "' + "长" * 20_000_000 + '"}\n')
        file.write(records(2)[1] + "\n")
    tracemalloc.start()
    outcomes, _ = ingest(home, path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [one.outcome for one in outcomes] == ["taken", "taken", "set_aside", "taken"]
    assert "这一行超过大小上限" in outcomes[2].reason
    assert peak < 30 << 20


def test_the_same_however_many_processes_work(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "a.zip").write_bytes(
        archive(*((f"{n}.txt", notice(n)) for n in range(20)), ("b.jsonl", "\n".join(records(30))))
    )
    (path / "c.jsonl").write_text("\n".join(records(25, "丁")), "utf-8")
    homes = [home_at(tmp_path / str(processes)) for processes in (1, 3)]
    outcomes = []
    for home, processes in zip(homes, (1, 3), strict=True):
        mine = []
        ingest_paths(home, [str(path)], max_bytes=MANY, processes=processes, report=mine.append)
        outcomes.append(mine)
    assert outcomes[0] == outcomes[1]
    assert len(outcomes[0]) == 1 + 20 + 1 + 30 + 1 + 25
    assert state(homes[0].path) == state(homes[1].path)


def test_resumed_it_does_not_look_at_what_is_finished(home, tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "1.txt").write_text(notice(1), "utf-8")
    (path / "a.zip").write_bytes(archive(("2.txt", notice(2))))
    (path / "c.jsonl").write_text("\n".join(records(3)), "utf-8")
    first, _ = ingest(home, path)
    resumed, _ = ingest(home, path, resume=True)
    assert [(one.path, one.id) for one in resumed] == [(one.path, one.id) for one in first]
    assert {one.outcome for one in resumed} == {"unchanged"}
    (path / "1.txt").write_text(notice(1, body="铺设盲道"), "utf-8")
    (path / "c.jsonl").write_text("\n".join(records(4)), "utf-8")
    changed, _ = ingest(home, path, resume=True)
    assert told(changed, path) == [
        ("1.txt", "revised"),
        ("a.zip", "unchanged"),
        ("a.zip!2.txt", "unchanged"),
        ("c.jsonl", "revised"),
        ("c.jsonl!1", "unchanged"),
        ("c.jsonl!2", "unchanged"),
        ("c.jsonl!3", "unchanged"),
        ("c.jsonl!4", "taken"),
    ]


def test_a_record_file_in_an_archive(home, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(archive(("法规.jsonl", "\n".join(records(2)))))
    outcomes, _ = ingest(home, path)
    assert [one.path.removeprefix(str(path)) for one in outcomes] == [
        "",
        "!法规.jsonl",
        "!法规.jsonl!1",
        "!法规.jsonl!2",
    ]


NAMES = {
    "cp950": "通知 關於許可證辦理 功能許可育成 臺北市政府公告 函 憲法",
    "gb18030": "通知 关于许可证办理 国函〔2006〕38号 令 濮阳市公告 镕基",
}


@pytest.mark.parametrize(
    ("name", "codec"), [(name, codec) for codec, names in NAMES.items() for name in names.split()]
)
def test_names_in_the_encoding_of_a_country(name, codec):
    assert member_name(zipfile.ZipInfo(name.encode(codec).decode("cp437"))) == name
