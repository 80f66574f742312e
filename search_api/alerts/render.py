"""A digest as a mail: HTML and plain text of the same content, and its headers."""

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

from corpus.documents.summaries import Summary
from corpus.people.deliveries import SHANGHAI
from search_api.alerts.plan import Digest, Item
from search_api.alerts.words import countdown, say, urgency

#: so many are told in full; the others in two lines each, none left out
DETAILED = 50
MIRROR = "来源为转载网页，并非发布机关原件，引用前请以官方文本核对。"
SCANNED = "文本由扫描件识别，可能有误，引用前请核对原件。"


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name a mail goes out, and where its links lead (no slash at the end)."""

    address: str
    public_url: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class _Shown:
    """An item in the words of the mail. `latest`: the end as portals count that add a day."""

    place: int
    title: str
    facts: tuple[str, ...]
    status: str
    ends: date
    latest: date | None
    days_left: int
    countdown: str
    event: str
    ground: str
    quote: str
    cautions: tuple[str, ...]
    link: str
    detailed: bool


@dataclass(frozen=True, slots=True)
class _Ending:
    words: str
    link: str


def subject(digest: Digest) -> str:
    """No word of a document stands in it: titles come from the web."""
    ahead = [item for item in digest.items if item.days_left >= 0]
    nearest = f"，最近一件{countdown(ahead[0].days_left)}" if ahead else ""
    return f"法规到期提醒：{_headline(digest.items)}{nearest}（{_week(digest.as_of)}）"


def render(digest: Digest, sender: Sender, message_id: str, now: datetime) -> bytes:
    """The mail as it goes over the wire: ASCII, lines end in CRLF. Equal input, equal bytes."""
    text, html = bodies(digest, sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("法规到期提醒", addr_spec=sender.address)
    message["To"] = Address(addr_spec=digest.address)
    message["Subject"] = subject(digest)
    message["Date"] = format_datetime(now.astimezone(SHANGHAI))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")
    message["Content-Language"] = "zh-CN"  # set before, it would move into the first part
    message.set_boundary("fagui-" + hashlib.sha256(message_id.encode()).hexdigest()[:32])
    return _ways_out(digest, sender) + message.as_bytes()


def bodies(digest: Digest, sender: Sender) -> tuple[str, str]:
    """The plain text and the HTML of a digest."""
    shown = [_show(place, item, digest, sender) for place, item in enumerate(digest.items, 1)]
    ahead = [item for item in digest.items if item.days_left >= 0]
    nearest = f"最近一件{countdown(ahead[0].days_left)}" if ahead else ""
    headline = _headline(digest.items)
    brief = len(shown) - DETAILED
    content = {
        "subject": subject(digest),
        "week": _week(digest.as_of),
        "as_of": digest.as_of,
        "headline": headline,
        "nearest": nearest,
        "lead_line": f"{headline}{nearest and '，'}{nearest}。",
        "groups": [
            (group.heading, group.tone, list(items))
            for group, items in groupby(shown, key=lambda one: urgency(one.days_left))
        ],
        "brief_line": (
            f"共 {len(shown)} 件：前 {DETAILED} 件详列，其余 {brief} 件只列名称与日期，一件不少。"
            if brief > 0
            else ""
        ),
        "earlier": digest.earlier,
        "earlier_line": f"另有 {digest.earlier} 件将届满的文件此前已经提醒过，这里不再重复。",
        "all_link": f"{sender.public_url}/expiring?{urlencode(_reach(digest))}",
        "why": f"您收到这封邮件，是因为 {digest.address} 订阅了法规到期提醒（每周至多一封）：",
        "address": digest.address,
        "subscriptions": [
            _Ending(one.wish.words, _ending(sender, one.token)) for one in digest.subscriptions
        ],
    }
    return (
        TEMPLATES.get_template("digest.txt").render(content),
        TEMPLATES.get_template("digest.html").render(content),
    )


def _cautions(summary: Summary) -> Iterator[str]:
    if summary.source_kind == "mirror":
        yield MIRROR
    if summary.ocr_confidence is not None:
        yield SCANNED


def _show(place: int, item: Item, digest: Digest, sender: Sender) -> _Shown:
    summary = item.summary
    saying = say(summary.ends_reason, summary.ends_certainty)
    evidence = item.evidence.evidence if item.evidence else None
    facts = (*summary.numbers, "、".join(summary.issuers))
    return _Shown(
        place=place,
        title=one_line(summary.title),
        facts=tuple(one_line(fact) for fact in facts if fact),
        status=summary.status.value,
        ends=item.ends,
        latest=summary.ends_latest,
        days_left=item.days_left,
        countdown=countdown(item.days_left),
        event=saying.event,
        ground=saying.ground,
        quote=one_line(evidence.quote) if evidence else "",
        cautions=tuple(_cautions(summary)),
        link=document_link(sender, summary.id, digest.as_of),
        detailed=place <= DETAILED,
    )


def document_link(sender: Sender, id_: str, as_of: date) -> str:
    """The page then shows the day of the mail, and not that of the click."""
    return f"{sender.public_url}/documents/{quote(id_, safe='')}?{urlencode({'as_of': as_of})}"


def _reach(digest: Digest) -> dict[str, object]:
    longest = max(
        (one.wish.lead for one in digest.subscriptions), key=lambda lead: lead.until(digest.as_of)
    )
    return {"within": longest, "as_of": digest.as_of}


def _headline(items: Sequence[Item]) -> str:
    ahead = sum(item.days_left >= 0 for item in items)
    past = len(items) - ahead
    parts = [f"{ahead} 件文件将届满"] * bool(ahead) + [f"{past} 件已届满"] * bool(past)
    return "、".join(parts) or "没有文件届满"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}年第{week}周"


def one_line(text: str) -> str:
    r"""What the web printed, on one line and without control characters: a title must not end a
    paragraph, nor speak to a terminal. Rare characters stay.

    >>> one_line("关于印发\n办法的\x1b[31m通知")
    '关于印发 办法的[31m通知'
    """
    return "".join(sign for sign in " ".join(text.split()) if category(sign) != "Cc")


def _ending(sender: Sender, token: str) -> str:
    return f"{sender.public_url}/unsubscribe/{token}"


def _ways_out(digest: Digest, sender: Sender) -> bytes:
    """The List-Unsubscribe headers (RFC 2369, RFC 8058), written by hand: the email package would
    hide a long address in an encoded word, where no mail program looks for it."""
    token = digest.subscriptions[0].token
    page = f"{_ending(sender, token)}?all=true"  # the mail is one for all subscriptions
    lines = [
        f"List-Unsubscribe: <{quote(page, safe=_URL_SIGNS)}>,",
        f" <mailto:{sender.address}?subject=unsubscribe%20{token}>",
    ]
    if page.startswith("https://"):
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


_URL_SIGNS = ":/?#[]@!$&'()*+,;=%"
TEMPLATES = Environment(
    loader=PackageLoader("search_api.alerts"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
