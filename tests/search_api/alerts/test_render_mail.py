from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import pytest

from corpus.documents.document_summaries import DocumentSummary
from corpus.model.domain_types import Evidence, Fact, Status
from corpus.people.subscriptions import StoredSubscription, parse_request
from search_api.alerts.plan_digests import Digest, DigestItem
from search_api.alerts.render_mail import (
    MAX_DETAILED,
    MailSender,
    mail_subject,
    render_bodies,
    render_mail,
)
from search_api.vocabulary.ending_phrases import ENDING_PHRASES, ending_phrase
from tests.search_api.alerts.conftest import AS_OF, SENDER

NOW = datetime(2020, 10, 1, 0, 30, tzinfo=UTC)
MESSAGE_ID = "<fagui.2020-W40.0123@example.org>"


def item(
    days=91, title="青石市湿地保护规划（2016—2020年）", quote="实施至2020年12月31日止。", **more
):
    ends = AS_OF + timedelta(days=days)
    summary = DocumentSummary(
        id="d3k9",
        title=title,
        numbers=("青石府〔2016〕9号",),
        issuers=("青石市人民政府",),
        level=None,
        kind=None,
        form=None,
        region=None,
        status=Status.IN_FORCE,
        in_force=True,
        status_basis="term_running",
        effective=None,
        effective_certainty=None,
        ends=ends,
        ends_certainty="derived",
        ends_latest=None,
        ends_reason="term",
        published=None,
        source_kind="portal",
        ocr_confidence=None,
        work="d3k9",
        text_from=None,
        text_until=None,
        text_basis=None,
        as_of=AS_OF,
        status_since=None,
        ended_by=None,
        replaced_by=None,
        unapplied=(),
        doubts=(),
        data_until=AS_OF,
    )
    evidence = Fact(
        "ends", ends.isoformat(), "derived", "rule", Evidence("text", quote, 0, len(quote))
    )
    return DigestItem(replace(summary, **more), ends, days, evidence)


def digest(*items, earlier=0):
    request = parse_request("legal@example.org", {"region": ["湖东省"]}, "6m")
    return Digest(
        "legal@example.org", AS_OF, (StoredSubscription(request, "ab" * 16, NOW),), items, earlier
    )


def parsed(*items, sender=SENDER, **more):
    return message_from_bytes(
        render_mail(digest(*items, **more), sender, MESSAGE_ID, NOW), policy=default
    )


class Page(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.words = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.words += data


def test_the_headers_say_who_what_when_and_how_to_end_it():
    mail = parsed(item())
    assert mail["From"] == "法规到期提醒 <fagui@example.org>"
    assert mail["To"] == "legal@example.org"
    assert mail["Subject"] == "法规到期提醒：1 份文件将届满，最近一份还剩 91 天（2020年第40周）"
    assert mail["Date"] == "Thu, 01 Oct 2020 08:30:00 +0800"
    assert mail["Message-ID"] == MESSAGE_ID
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "zh-CN"
    page = f"https://fagui.example.org/unsubscribe/{'ab' * 16}?all=true"
    assert f"<{page}>" in mail["List-Unsubscribe"]
    assert (
        f"<mailto:fagui@example.org?subject=unsubscribe%20{'ab' * 16}>" in mail["List-Unsubscribe"]
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not mail.defects


def test_one_click_is_offered_over_https_only():
    mail = parsed(item(), sender=MailSender("fagui@localhost", "http://127.0.0.1:8000"))
    assert "List-Unsubscribe-Post" not in mail


def test_a_long_address_of_the_house_is_not_hidden_in_an_encoded_word():
    raw = render_mail(
        digest(item()), MailSender("a@x.org", "https://" + "long." * 20 + "org"), MESSAGE_ID, NOW
    )
    assert b"=?" not in raw.split(b"From:")[0]


def test_it_is_text_and_html_of_the_same_in_ascii_lines_that_any_server_takes():
    raw = render_mail(digest(item()), SENDER, MESSAGE_ID, NOW)
    assert raw.isascii()
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    mail = parsed(item())
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert {part.get_content_charset() for part in mail.iter_parts()} == {"utf-8"}


def test_equal_digests_are_equal_to_the_byte():
    first = render_mail(digest(item()), SENDER, MESSAGE_ID, NOW)
    assert render_mail(digest(item()), SENDER, MESSAGE_ID, NOW) == first


def test_both_bodies_say_all_of_a_document():
    text, html = render_bodies(digest(item(), earlier=2), SENDER)
    link = "https://fagui.example.org/documents/d3k9?as_of=2020-10-01"
    page = Page(html)
    for words in (text, page.words):
        assert "青石市湿地保护规划（2016—2020年）" in words
        assert "青石府〔2016〕9号" in words
        assert "青石市人民政府" in words
        assert "现行有效" in words
        assert "2020-12-31 届满" in words
        assert "还剩 91 天" in words
        assert "实施至2020年12月31日止。" in words
        assert "另有 2 份" in words
        assert "您收到这封邮件，是因为 legal@example.org 订阅了" in words
        assert "地区：湖东省；提前 6 个月" in words
    assert link in text
    assert link in page.links
    assert f"https://fagui.example.org/unsubscribe/{'ab' * 16}" in page.links


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"ends_reason": "plan_period"}, "规划期届满不等于失效"),
        ({"ends_certainty": "presumed"}, "推定"),
        ({"source_kind": "mirror"}, "转载"),
        ({"ocr_confidence": 0.93}, "扫描件识别"),
        ({"ends_latest": date(2021, 1, 1)}, "有的网站多算一天，作 2021-01-01"),
        ({"ends_reason": "repealed", "ends_certainty": "stated"}, "2020-12-31 废止"),
    ],
)
def test_what_must_be_said_is_said_and_only_then(more, said):
    for words in render_bodies(digest(item(**more)), SENDER):
        assert said in words
    for words in render_bodies(digest(item()), SENDER):
        assert said not in words


@pytest.mark.parametrize(
    ("reason", "certainty", "event", "ground"),
    [
        ("plan_period", "derived", "规划期届满", "不等于失效"),
        ("plan_period", "presumed", "规划期届满", "不等于失效"),
        ("term", "presumed", "推定届满", "推定"),
        ("term", "entered", "届满", "由人填写"),
        ("date", "stated", "届满", "原文写明的截止日"),
        ("term", "derived", "届满", "有效期推算"),
        ("declared", "stated", "宣布失效", "宣布失效的决定"),
        ("declared", "presumed", "附条件失效", "是否已经办理"),
        ("repealed", "derived", "废止", "废止决定"),
        ("date", "derived", "届满", "推算"),
        (None, None, "届满", "依据"),
    ],
)
def test_how_sure_an_end_is_in_words(reason, certainty, event, ground):
    saying = ending_phrase(reason, certainty)
    assert saying.alone == event
    assert ground in saying.ground


def test_every_row_of_the_table_is_reached():
    reasons = ("date", "term", "plan_period", "declared", "repealed", None)
    certainties = ("stated", "derived", "presumed", "entered", None)
    assert {
        ending_phrase(reason, certainty) for reason in reasons for certainty in certainties
    } == set(ENDING_PHRASES)


def test_the_urgent_comes_first_under_its_heading():
    items = (item(-2, title="甲"), item(0, title="乙"), item(7, title="丙"), item(91, title="丁"))
    text, html = render_bodies(digest(*items), SENDER)
    for words in (text, Page(html).words):
        places = [
            words.index(sign)
            for sign in ("上期提醒之后已届满", "甲", "七天以内", "乙", "丙", "九十天以后", "丁")
        ]
        assert places == sorted(places)
        assert "今日是最后一天" in words
        assert "已过 2 天" in words
    assert mail_subject(digest(*items)).startswith(
        "法规到期提醒：3 份文件将届满、1 份已届满，最近一份今日"
    )


def test_of_many_none_is_dropped():
    items = [item(n, title=f"第{n}号办法") for n in range(MAX_DETAILED + 30)]
    text, html = render_bodies(digest(*items), SENDER)
    for words in (text, Page(html).words):
        assert all(f"第{n}号办法" in words for n in range(MAX_DETAILED + 30))
        assert f"共 {MAX_DETAILED + 30} 份" in words
        assert "其余 30 份只列名称与日期" in words


HOSTILE = "办法</a><script>alert(1)</script><img src=x onerror=alert(1)>\r\nBcc: evil@example.org"


def test_a_hostile_title_does_nothing():
    hostile = item(title=HOSTILE, quote=HOSTILE, numbers=(HOSTILE,), issuers=(HOSTILE,), id='"><b>')
    mail = parsed(hostile)
    assert mail["Bcc"] is None
    assert set(mail.keys()) == set(parsed(item()).keys())
    text, html = render_bodies(digest(hostile), SENDER)
    page = Page(html)
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert "b" not in page.tags
    assert all(link.startswith("https://fagui.example.org/") for link in page.links)
    assert "\nBcc:" not in text


def test_what_has_no_number_issuer_or_evidence_is_told_all_the_same():
    bare = replace(item(numbers=(), issuers=()), evidence=None)
    text, html = render_bodies(digest(bare), SENDER)
    for words in (text, Page(html).words):
        assert "依据：" not in words
        assert "现行有效" in words
        assert "None" not in words
