"""The commands as people and programs run them, in this process; `serve` in one of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from python_calamine import CalamineWorkbook

from search_api.schemas import document_models, search_models
from search_api.schemas.coverage_models import CoverageModel
from tests.stores import ON_POSTGRESQL, environment, use

pytestmark = pytest.mark.usefixtures("stocked_home")
FAGUI = Path(sys.executable).parent / "fagui"


def test_search(fagui, told):
    code, out, _ = fagui("search", "规范性文件")
    assert (code, "廣州市河涌巡護規劃" in out, "規范性文件" in out) == (0, True, True)
    code, (result,) = told("search", "巡护", "记录", "--unit", "provision")
    search_models.SearchResultModel.model_validate_json(json.dumps(result), strict=True)
    assert (code, result["total"]) == (0, 1)


def test_search_without_a_query_lists_all_and_filters_narrow(told):
    assert told("search", "--limit", "2")[1][0]["total"] == 5
    assert told("search", "--form", "规划", "--year", "2015")[1][0]["total"] == 1


def test_search_that_finds_nothing_says_what_it_looked_through(fagui):
    code, out, _ = fagui("search", "没有这些字的文件")
    assert code == 1
    assert "查过 5 份文件" in out


def test_search_in_a_place_and_why(fagui, told):
    assert told("search", "--applies-to", "广州")[1][0]["total"] == 5
    assert told("search", "--within", "广州市")[1][0]["total"] == 3
    code, _, err = fagui("search", "--within", "东海市")
    assert (code, "没有叫“东海市”的省、市、县" in err) == (2, True)
    code, out, _ = fagui("search", "巡护记录", "--explain")
    assert (code, "正文里连续出现“巡护记录”" in out) == (0, True)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "jsonl", "txt"])
def test_a_list_is_saved_as_the_service_gives_it(fagui, client, tmp_path, ending):
    path = tmp_path / f"清单.{ending}"
    code, out, _ = fagui("search", "管理办法", "--limit", "1", "--export", str(path))
    assert (code, "含有“管理办法”：3 条存入" in out) == (0, True)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    if ending == "xlsx":
        table = CalamineWorkbook.from_path(path).get_sheet_by_name("检索结果").to_python()
        assert len(table) == 4
        return
    form = "list" if ending == "txt" else ending
    answer = client.get("/v1/search/export", params={"q": "管理办法", "format": form})
    assert path.read_bytes() == answer.content


def test_a_file_is_not_overwritten_unless_that_is_asked_for(fagui, told, tmp_path):
    path = tmp_path / "清单.txt"
    path.write_text("mine")
    code, _, err = fagui("search", "--export", str(path))
    assert (code, "--force" in err, path.read_text()) == (2, True, "mine")
    code, (answer,) = told("search", "--form", "规划", "--export", str(path), "--force")
    assert (code, answer) == (0, {"path": str(path), "total": 1, "written": 1})
    assert "河涌巡護規劃" in path.read_text("utf-8")


def test_what_cannot_be_exported_is_said_and_nothing_is_written(fagui, tmp_path):
    code, _, err = fagui("search", "--export", str(tmp_path / "清单.pdf"))
    assert (code, ".xlsx、.csv、.jsonl、.txt" in err) == (2, True)
    code, _, err = fagui("search", "--export", str(tmp_path / "没有/清单.csv"))
    assert (code, "写不了" in err) == (3, True)
    (tmp_path / "folder.csv").mkdir()
    code, _, err = fagui("search", "--export", str(tmp_path / "folder.csv"), "--force")
    assert (code, "是文件夹" in err) == (2, True)
    code, _, _ = fagui("search", "没有这些字的文件", "--export", str(tmp_path / "空.jsonl"))
    assert (code, (tmp_path / "空.jsonl").read_bytes()) == (1, b"")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder.csv", "空.jsonl"]


def test_why_a_document_is_not_found(fagui, told):
    code, out, _ = fagui("why-not", "穗府〔2015〕926号", "巡护", "记录表")
    assert (code, "最接近的是“記錄”" in out) == (0, True)
    code, out, _ = fagui("why-not", "穗府〔2015〕926号", "巡护")
    assert (code, "它在结果里，排在第 1 位" in out) == (0, True)
    code, (answer,) = told("why-not", "穗府〔2015〕926号", "巡护", "--year", "2016")
    assert (code, answer["hit"]) == (0, False)
    assert answer["obstacles"] == [{"what": "条件 年份=2016", "why": "它的年份是“2015”"}]
    code, (answer,) = told("why-not", "没有的", "巡护")
    assert (code, answer["id"]) == (1, None)


def test_coverage(fagui, told):
    code, (told_coverage,) = told("coverage")
    CoverageModel.model_validate_json(json.dumps(told_coverage), strict=True)
    assert code == 0
    code, out, _ = fagui("coverage")
    assert code == 0
    for words in ("广东省人民政府", "2019-03-20", "4 个机关，数据截至"):
        assert words in out


def test_expiring(fagui, told):
    code, (ending,) = told("expiring", "--as-of", "2020-10-01", "--within", "120d")
    search_models.ExpiringModel.model_validate_json(json.dumps(ending), strict=True)
    assert (code, [item["days_left"] for item in ending["items"]]) == (0, [91])
    code, out, _ = fagui("expiring", "--as-of", "2020-10-01", "--within", "120d")
    assert (code, "91 天" in out, "2020-12-31" in out) == (0, True, True)
    code, out, _ = fagui("expiring", "--as-of", "1990-01-01")
    assert (code, "没有文件届满" in out) == (0, True)


def test_show(fagui, told):
    code, out, _ = fagui("show", "穗府办规〔2022〕907号")
    assert code == 0
    for words in ("广州市河堤照明管理办法", "施行日期", "2022-04-01", "附件1/第三条"):
        assert words in out
    code, (document,) = told("show", "穗府办规〔2022〕907号")
    document_models.DocumentModel.model_validate_json(json.dumps(document), strict=True)
    assert told("show", document["id"])[1] == [document]


def test_show_the_text_alone(fagui, told):
    code, out, _ = fagui("show", "穗府〔2015〕926号", "--text")
    assert (code, "堅持公開巡護記錄" in out) == (0, True)
    assert "坚持公开巡护记录" in fagui("show", "穗府〔2015〕926号", "--text", "--simplified")[1]
    _, (text,) = told("show", "穗府〔2015〕926号", "--text")
    assert set(text) == {"id", "revision", "script", "text"}


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("nobody", "没有标识为“nobody”的文件"),
        ("穗府〔2015〕927号", "库里没有"),
        ("广东省人民政府令第917号", "2 份文件"),
    ],
)
def test_show_what_is_not_there(fagui, which, words):
    code, _, err = fagui("show", which)
    assert (code, words in err) == (1, True)


def test_rejected(fagui, told):
    assert fagui("rejected") == (0, "没有被搁置的文件。\n", "")
    assert told("rejected") == (0, [{"rejected": []}])


def test_rejected_names_its_files_whatever_their_bytes(fagui, told, tmp_path, monkeypatch):
    use(monkeypatch, tmp_path / "home")
    folder = tmp_path / "notices"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff[b].html")).write_bytes(b"")
    assert fagui("ingest", str(folder))[0] == 1
    code, out, _ = fagui("rejected")
    assert (code, "\ufffd[b].html" in out.replace("\n", ""), "空文件" in out) == (0, True, True)
    (found,) = told("rejected")[1][0]["rejected"]
    assert found["path"].endswith("\udcff[b].html")


def test_reindex(told, home, monkeypatch):
    use(monkeypatch, home)
    code, (done,) = told("reindex")
    assert (code, done["documents"]) == (0, 5)
    assert told("search", "巡护规划")[1][0]["total"] == 1


def test_settings(fagui, told, monkeypatch):
    monkeypatch.setenv("FAGUI_SMTP_PASSWORD", "geheim")
    monkeypatch.setenv("FAGUI_MAXBYTES", "1")
    code, out, _ = fagui("settings")
    assert (code, "FAGUI_MAX_BYTES" in out, "geheim" in out) == (0, True, False)
    assert "FAGUI_MAXBYTES 不是 Fagui 的设置" in out
    _, (listed,) = told("settings")
    assert {"variable", "value", "origin", "meaning"} == set(listed["settings"][0])


def test_doctor(fagui, told):
    code, (found,) = told("doctor")
    assert code == 0, found
    states = {check["name"]: check["state"] for check in found["checks"]}
    assert states["数据库"] == states["检索索引"] == states["包名"] == "ok"
    assert "5 份文件都能检索到" in fagui("doctor")[1]


def test_doctor_looks_deeper(told):
    code, (found,) = told("doctor", "--deep")
    assert code == 0, found
    states = {check["name"]: check["state"] for check in found["checks"]}
    assert states["原始文件"] == states["引文"] == states["检索抽查"] == "ok"


@pytest.mark.skipif(ON_POSTGRESQL, reason="of SQLite")
def test_a_backup_is_a_data_folder(fagui, told, tmp_path, monkeypatch):
    folder = tmp_path / "backup"
    assert told("backup", str(folder))[0] == 0
    code, _, err = fagui("backup", str(folder))
    assert (code, "已有内容" in err) == (2, True)
    use(monkeypatch, folder)
    assert told("search", "规范性文件")[1][0]["total"] == 1
    assert told("doctor")[0] == 0


def test_doctor_on_a_folder_that_is_none(told, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    use(monkeypatch, tmp_path / "file")
    code, (found,) = told("doctor")
    assert code == 1
    assert {"数据": "bad"}.items() <= {c["name"]: c["state"] for c in found["checks"]}.items()


def test_a_data_folder_that_is_none(fagui, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    use(monkeypatch, tmp_path / "file")
    code, _, err = fagui("search", "x")
    assert (code, str(tmp_path / "file") in err) == (3, True)


@pytest.mark.skipif(ON_POSTGRESQL, reason="of SQLite; another server: tests/postgresql")
def test_a_database_that_is_none(fagui, tmp_path, monkeypatch):
    (tmp_path / "fagui.sqlite").write_text("this is no database, whatever its name says" * 30)
    use(monkeypatch, tmp_path)
    code, _, err = fagui("search", "x")
    assert (code, "数据库读写失败" in err) == (3, True)


def test_a_bad_setting(fagui, monkeypatch):
    monkeypatch.setenv("FAGUI_MAX_BYTES", "many")
    code, out, err = fagui("search", "x")
    assert (code, out, "FAGUI_MAX_BYTES=many" in err) == (3, "", True)


USAGE = [
    (["serch"], "没有命令 serch，是不是 search"),
    (["nothing"], "没有命令 nothing"),
    (["number"], "缺少参数"),
    (["show"], "缺少参数"),
    (["search", "--lmit", "3"], "没有选项 --lmit，是不是 --limit"),
    (["search", "--limit", "x"], "--limit 的值应为整数"),
    (["search", "--limit", "0"], "--limit 的值不能小于 1"),
    (["search", "--mode", "fuzzy"], "没有“fuzzy”这个值，可用的有 all, any, number"),
    (["search", "--as-of", "soon"], "“soon”不是日期"),
    (["search", "--as-of"], "后面要写上值"),
    (["expiring", "--within", "soon"], "读不懂"),
    (["expiring", "x"], "多余的参数：x"),
    (["search", "--json=x"], "选项 --json 后面不能写值"),
    (["serve", "--host", "0.0.0.0"], "还没有登录功能"),
    (["serve", "--host", "law.example.org"], "不是地址"),
    (["serve", "--port", "70000"], "--port 的值不能大于 65535"),
]


@pytest.mark.parametrize(("arguments", "words"), USAGE, ids=lambda value: str(value)[:40])
def test_wrong_usage_is_told_in_chinese(fagui, arguments, words):
    code, out, err = fagui(*arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_help_in_chinese(fagui):
    code, out, _ = fagui("--help")
    assert code == 0
    for words in ("命令", "选项", "search", "alerts", "doctor", "显示这段说明"):
        assert words in out
    assert "Show this message" not in out
    code, out, _ = fagui("alerts", "send", "--help")
    assert (code, "显示这段说明" in out, "Options" in out) == (0, True, False)


def test_without_a_command_the_help_is_shown(fagui):
    code, out, err = fagui()
    assert (code, "检索" in out + err) == (2, True)


def test_help_loads_nothing_heavy():
    heavy = "sqlalchemy pydantic fastapi tantivy jieba lxml alembic"
    program = (
        "import sys; from search_api.cli.main import run; run(['--help']);"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.splitlines()[-1] == b"[]"


@pytest.fixture
def server(home):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [FAGUI, "serve", "--port", str(port)],
        env={**os.environ, **environment(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process, port
        process.kill()


def test_serve_tells_its_address_answers_and_stops_in_order(server, fagui):
    process, port = server
    assert f"http://127.0.0.1:{port} " in process.stdout.readline()
    answer = httpx2.get(f"http://127.0.0.1:{port}/v1/search?q=巡护规划")
    assert answer.json()["total"] == 1
    code, _, err = fagui("serve", "--port", str(port))
    assert (code, f"端口 {port} 已被占用" in err) == (3, True)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def test_compare(fagui, told, tmp_path):
    hits = told("search", "--limit", "2")[1][0]["hits"]
    old, new = (hit["id"] for hit in hits)
    code, out, _ = fagui("compare", old, new)
    assert (code, "新增" in out) == (0, True)
    code, (comparison,) = told("compare", old, new)
    assert (code, comparison["from"], comparison["to"]) == (0, old, new)
    file = tmp_path / "对照.docx"
    assert fagui("compare", old, new, "--docx", str(file))[0] == 0
    assert file.read_bytes().startswith(b"PK")
    assert fagui("compare", old, new, "--docx", str(file))[0] == 2
    assert fagui("compare", old, "nowhere")[0] == 1
