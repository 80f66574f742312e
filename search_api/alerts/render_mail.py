"""A digest as a mail message: its headers, and one content both as HTML and as plain text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import groupby
from unicodedata import category
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from corpus.documents.document_summaries import DocumentSummary
from corpus.model.shanghai_time import SHANGHAI
from search_api.alerts.plan_digests import Digest, DigestItem
from search_api.vocabulary.alert_phrases import describe_subscription
from search_api.vocabulary.ending_phrases import (
    LATEST_PHRASE,
    countdown,
    ending_phrase,
    part_of,
    urgency_of,
)
from search_api.vocabulary.evidence_labels import MIRROR, SCAN
from search_api.vocabulary.status_labels import UNAPPLIED_PHRASE, status_words

#: items that are shown in full; the others take two lines each, and none is left out
MAX_DETAILED = 50


@dataclass(frozen=True, slots=True)
class MailSender:
    """The e-mail address that mails come from, and the URL of their links (no slash at the end)."""

    email: str
    public_url: str

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class _MailItem:
    """An item of the mail, worded for the templates.

    `latest` is the phrase for portals that count one day more, or empty."""

    place: int
    title: str
    facts: tuple[str, ...]
    status: str
    ends: date
    latest: str
    days_left: int
    countdown: str
    event: str
    ground: str
    quote: str
    cautions: tuple[str, ...]
    link: str
    detailed: bool


@dataclass(frozen=True, slots=True)
class _UnsubscribeLink:
    words: str
    link: str


def mail_subject(digest: Digest) -> str:
    """The subject line of a digest's mail.

    It holds no word of a document, because titles come from the web."""
    ahead = [item for item in digest.items if item.days_left >= 0]
    nearest = f"，最近一份{countdown(ahead[0].days_left)}" if ahead else ""
    return f"法规到期提醒：{_headline(digest.items)}{nearest}（{_week_words(digest.as_of)}）"


def render_mail(digest: Digest, sender: MailSender, message_id: str, now: datetime) -> bytes:
    """The mail as the bytes that SMTP carries: ASCII, lines end in CRLF.

    Equal arguments give equal bytes."""
    text, html = render_bodies(digest, sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("法规到期提醒", addr_spec=sender.email)
    message["To"] = Address(addr_spec=digest.email)
    message["Subject"] = mail_subject(digest)
    message["Date"] = format_datetime(now.astimezone(SHANGHAI))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")
    message["Content-Language"] = "zh-CN"  # set earlier, it would move into the first part
    message.set_boundary("fagui-" + hashlib.sha256(message_id.encode()).hexdigest()[:32])
    return _unsubscribe_headers(digest, sender) + message.as_bytes()


def render_bodies(digest: Digest, sender: MailSender) -> tuple[str, str]:
    """The plain text and the HTML of a digest, in this order."""
    mail_items = [
        _mail_item(number, item, digest, sender) for number, item in enumerate(digest.items, 1)
    ]
    ahead = [item for item in digest.items if item.days_left >= 0]
    nearest = f"最近一份{countdown(ahead[0].days_left)}" if ahead else ""
    headline = _headline(digest.items)
    brief = len(mail_items) - MAX_DETAILED
    content = {
        "subject": mail_subject(digest),
        "week": _week_words(digest.as_of),
        "as_of": digest.as_of,
        "headline": headline,
        "nearest": nearest,
        "lead_line": f"{headline}{nearest and '，'}{nearest}。",
        "groups": [
            (group.heading, group.tone, list(items))
            for group, items in groupby(mail_items, key=lambda one: urgency_of(one.days_left))
        ],
        "brief_line": (
            f"共 {len(mail_items)} 份：前 {MAX_DETAILED} 份详列，"
            f"其余 {brief} 份只列名称与日期，一份不少。"
            if brief > 0
            else ""
        ),
        "earlier": digest.earlier,
        "earlier_line": f"另有 {digest.earlier} 份将届满的文件此前已经提醒过，这里不再重复。",
        "all_link": f"{sender.public_url}/expiring?{urlencode(_expiring_parameters(digest))}",
        "why": f"您收到这封邮件，是因为 {digest.email} 订阅了法规到期提醒（每周至多一封）：",
        "address": digest.email,
        "subscriptions": [
            _UnsubscribeLink(
                describe_subscription(one.request), _unsubscribe_url(sender, one.token)
            )
            for one in digest.subscriptions
        ],
    }
    return (
        MAIL_TEMPLATES.get_template("digest.txt").render(content),
        MAIL_TEMPLATES.get_template("digest.html").render(content),
    )


def _cautions(summary: DocumentSummary) -> Iterator[str]:
    if summary.source_kind == "mirror":
        yield f"{MIRROR.label}：{MIRROR.caution}"
    for act in summary.unapplied:
        yield one_line(UNAPPLIED_PHRASE.format(act.title))
    if summary.ocr_confidence is not None:
        yield f"{SCAN.label}：{SCAN.caution}"


def _mail_item(number: int, item: DigestItem, digest: Digest, sender: MailSender) -> _MailItem:
    summary = item.summary
    fact = item.evidence
    saying = (
        ending_phrase(None, fact.certainty if fact else None)
        if item.part
        else ending_phrase(summary.ends_reason, summary.ends_certainty)
    )
    evidence = item.evidence.evidence if item.evidence else None
    facts = (*summary.numbers, "、".join(summary.issuers))
    return _MailItem(
        place=number,
        title=one_line(part_of(item.part, item.part_title, summary.title)),
        facts=tuple(one_line(fact) for fact in facts if fact),
        status=status_words(summary.status, summary.status_basis, summary.data_until),
        ends=item.ends,
        latest=(
            LATEST_PHRASE.format(summary.ends_latest)
            if summary.ends_latest and not item.part
            else ""
        ),
        days_left=item.days_left,
        countdown=countdown(item.days_left),
        event=saying.alone,
        ground=saying.ground,
        quote=one_line(evidence.quote) if evidence else "",
        cautions=tuple(_cautions(summary)),
        link=document_link(sender, summary.id, digest.as_of),
        detailed=number <= MAX_DETAILED,
    )


def document_link(sender: MailSender, id_: str, as_of: date) -> str:
    """The URL of a document's page as of the day of the mail, whenever it is opened."""
    return f"{sender.public_url}/documents/{quote(id_, safe='')}?{urlencode({'as_of': as_of})}"


def _expiring_parameters(digest: Digest) -> dict[str, object]:
    longest = max(
        (one.request.lead for one in digest.subscriptions),
        key=lambda lead: lead.until(digest.as_of),
    )
    return {"within": longest, "as_of": digest.as_of}


def _headline(items: Sequence[DigestItem]) -> str:
    ahead = sum(item.days_left >= 0 for item in items)
    past = len(items) - ahead
    parts = [f"{ahead} 份文件将届满"] * bool(ahead) + [f"{past} 份已届满"] * bool(past)
    return "、".join(parts) or "没有文件届满"


def _week_words(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}年第{week}周"


def one_line(text: str) -> str:
    r"""The text on one line and without control characters; rare characters stay.

    Titles come from the web: none may end a paragraph, or send commands to a terminal.

    >>> one_line("关于印发\n办法的\x1b[31m通知")
    '关于印发 办法的[31m通知'
    """
    return "".join(sign for sign in " ".join(text.split()) if category(sign) != "Cc")


def _unsubscribe_url(sender: MailSender, token: str) -> str:
    return f"{sender.public_url}/unsubscribe/{token}"


def _unsubscribe_headers(digest: Digest, sender: MailSender) -> bytes:
    """The List-Unsubscribe headers (RFC 2369, RFC 8058) as bytes.

    They are written by hand: the email package would hide a long URL in an encoded word, where no
    mail program looks for it."""
    token = digest.subscriptions[0].token
    page = f"{_unsubscribe_url(sender, token)}?all=true"  # one mail covers all subscriptions
    lines = [
        f"List-Unsubscribe: <{quote(page, safe=_URL_SIGNS)}>,",
        f" <mailto:{sender.email}?subject=unsubscribe%20{token}>",
    ]
    if page.startswith("https://"):
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


_URL_SIGNS = ":/?#[]@!$&'()*+,;=%"
MAIL_TEMPLATES = Environment(
    loader=PackageLoader("search_api.alerts"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
