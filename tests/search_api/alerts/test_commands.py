import json

import pytest

from search_api.cli.main import run
from tests.search_api.alerts.conftest import SENDER
from tests.search_api.alerts.mailserver import HANG_UP, free_port
from tests.stores import use

SEND = ["alerts", "send", "--as-of", "2020-10-01"]


@pytest.fixture
def fagui(house, monkeypatch, capsys):
    """Run a command on the house's data in this process: exit code, output, errors."""
    use(monkeypatch, house.home.path)
    monkeypatch.setenv("FAGUI_MAIL_FROM", SENDER.email)
    monkeypatch.setenv("FAGUI_PUBLIC_URL", SENDER.public_url)

    def run_it(*arguments, port=None):
        if port is not None:
            monkeypatch.setenv("FAGUI_SMTP_HOST", "127.0.0.1")
            monkeypatch.setenv("FAGUI_SMTP_PORT", str(port))
        capsys.readouterr()
        code = run([*arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_it


def test_a_subscription_is_said_as_it_was_kept(fagui):
    code, output, errors = fagui(
        "subscribe", "Legal@example.org", "--region", "廣東省", "--region", "北京市", "--lead", "6m"
    )
    assert (code, errors) == (0, "")
    assert "已登记：legal@example.org" in output
    assert "地区：北京市、广东省；提前 6 个月" in output
    _, output, _ = fagui(
        "subscribe", "legal@example.org", "--region", "北京市", "--region", "广东省", "--lead", "6m"
    )
    assert "早已登记" in output
    _, output, _ = fagui("subscriptions", "--json")
    (one,) = json.loads(output)["subscriptions"]
    assert one["filters"] == {"region": ["北京市", "广东省"]}
    assert one["lead"] == "6m"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "邮箱地址"),
        (["a@example.org", "--lead", "soon"], "提前量“soon”"),
        (["a@example.org", "--level", "圣旨"], "--level 的值“圣旨”不是其中一级"),
        (["a@example.org", "--issuer", ""], "--issuer 的值“”为空"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_and_nothing_kept(fagui, arguments, said):
    code, output, errors = fagui("subscribe", *arguments)
    assert (code, output) == (2, "")
    assert said in errors
    assert json.loads(fagui("subscriptions", "--json")[1]) == {"subscriptions": []}


def test_unsubscribing_by_address_or_token(fagui):
    _, output, _ = fagui("subscribe", "a@example.org", "--json")
    kept = json.loads(output)
    assert kept["new"]
    fagui("subscribe", "a@example.org", "--lead", "1m")
    code, output, _ = fagui("unsubscribe", kept["token"])
    assert (code, output.count("已退订")) == (0, 1)
    code, output, _ = fagui("unsubscribe", "A@example.org", "--json")
    assert (code, len(json.loads(output)["ended"])) == (0, 1)
    code, output, errors = fagui("unsubscribe", "a@example.org")
    assert (code, output) == (1, "")
    assert "没有“a@example.org”的订阅" in errors


def test_a_preview_sends_and_records_nothing(watched, fagui):
    code, output, _ = fagui("alerts", "preview", "--as-of", "2020-10-01")
    assert code == 0
    for words in ("legal@example.org", "还剩 91 天", "2020-12-31", "规划期届满", "不等于失效"):
        assert words in output
    assert list(watched.home.outbox.iterdir()) == []
    _, output, _ = fagui("alerts", "preview", "--as-of", "2020-10-01", "--json")
    told = json.loads(output)
    assert (told["as_of"], told["week"]) == ("2020-10-01", "2020-W40")
    (digest,) = told["digests"]
    assert digest["state"] is None
    (item,) = digest["items"]
    assert (item["days_left"], item["ends"]) == (91, "2020-12-31")
    assert item["evidence"]["quote"].startswith("青石市湿地保护规划")
    assert item["link"] == f"{SENDER.public_url}/documents/{item['id']}?as_of=2020-10-01"


def test_without_a_server_a_file_and_its_place_are_told(watched, fagui):
    code, output, _ = fagui(*SEND)
    (file,) = watched.home.outbox.iterdir()
    assert code == 0
    assert "没有设置邮件服务器" in output
    assert str(file) in output
    code, output, _ = fagui(*SEND)
    assert code == 0
    assert "本周的一封已写成文件" in output
    assert fagui("alerts", "preview", "--as-of", "2020-10-02")[1].count("本周的一封已写成文件") == 1


@pytest.mark.usefixtures("watched")
def test_a_send_is_told_to_programs(fagui, mail):
    code, output, _ = fagui(*SEND, "--json", port=mail.port)
    told = json.loads(output)
    assert (code, told["week"], told["doubtful"]) == (0, "2020-W40", 0)
    (delivery,) = told["deliveries"]
    assert (delivery["state"], delivery["items"], delivery["tried"]) == ("sent", 1, True)
    (delivery,) = json.loads(fagui(*SEND, "--json", port=mail.port)[1])["deliveries"]
    assert (delivery["state"], delivery["tried"]) == ("sent", False)


@pytest.mark.usefixtures("watched")
def test_what_was_refused_makes_the_exit_code_one_and_gives_the_servers_words(fagui, mail):
    mail.answers["RCPT"] = "550 5.1.1 no such \x1b[31mmailbox"
    code, output, _ = fagui(*SEND, port=mail.port)
    assert code == 1
    assert "550 5.1.1 no such [31mmailbox" in output


@pytest.mark.usefixtures("watched")
def test_what_is_in_doubt_is_shown_and_sent_again_by_hand(fagui, mail):
    assert fagui("alerts", "doubtful")[:2] == (0, "没有存疑的投递。\n")
    mail.answers["END"] = HANG_UP
    code, output, _ = fagui(*SEND, port=mail.port)
    assert code == 1
    assert "有 1 次投递存疑" in output
    mail.answers.clear()
    (doubt,) = json.loads(fagui("alerts", "doubtful", "--json")[1])["doubtful"]
    output = fagui("alerts", "doubtful")[1]
    assert "legal@example.org" in output
    assert "resend" in output
    assert fagui("alerts", "resend", str(doubt["id"]))[0] == 0
    code, output, errors = fagui("alerts", "resend", str(doubt["id"]))
    assert (code, output) == (1, "")
    assert "不再发送" in errors


@pytest.mark.usefixtures("watched")
def test_a_server_that_is_not_there_is_said_and_nothing_lost(fagui, mail):
    code, _, errors = fagui(*SEND, port=free_port())
    assert code == 3
    assert "邮件服务器用不了" in errors
    assert fagui(*SEND, port=mail.port)[0] == 0
    assert len(mail.messages) == 1


def test_nobody_subscribed_is_said(fagui):
    assert "还没有人订阅" in fagui(*SEND)[1]
    assert "还没有人订阅" in fagui("alerts", "preview")[1]
    assert "还没有订阅" in fagui("subscriptions")[1]


def test_a_day_that_is_none_is_wrong_usage(fagui):
    assert fagui("alerts", "send", "--as-of", "2020-13-01")[0] == 2


def test_a_sender_that_is_no_address_is_said(fagui, monkeypatch):
    monkeypatch.setenv("FAGUI_MAIL_FROM", "Fagui")
    code, _, errors = fagui(*SEND)
    assert code == 3
    assert "FAGUI_MAIL_FROM" in errors
