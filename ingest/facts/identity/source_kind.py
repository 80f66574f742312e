"""The kind of source of a text: a gazette, its issuer's site, a portal, a register, a mirror."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from analyzers.pattern_rules import LineStartRule, first_name
from corpus.authorities.organs import classify_organ
from corpus.inputs.locations import web_location
from corpus.model.domain_types import Evidence, Fact, SourceKind
from ingest.facts.notice import Notice, compact_simplified, fact
from ingest.page_types import CleanedText

_GOVERNMENT = r"(?:[^/]+\.)?gov\.cn/"
#: kinds of source by host and path of the URL, as `gov.cn/gongbao/1.htm`; the first row that
#: matches wins. Each begins at the host's first label: a name within another host or a path says
#: nothing (www.gov.cn.example.com, evilgov.cn, example.com/gov.cn/)
URL_KINDS: tuple[LineStartRule[SourceKind], ...] = (
    LineStartRule(
        "register",
        re.compile(r"(?:flk\.npc|(?:gz|fg|xzfg|wenjian)k(?:\.[^./]+)*)\.gov\.cn/"),
        "flk.npc.gov.cn/detail",
        spared=("flk.npc.gov.cn.example.com/detail", "gzk.gov.cn.example.com/1"),
    ),
    LineStartRule(
        "register",
        re.compile(r"law\.moj\.gov\.tw/"),
        "law.moj.gov.tw/LawClass/LawAll.aspx",
        spared=("law.moj.gov.tw.example.com/1",),
    ),
    LineStartRule(
        "register",
        re.compile(_GOVERNMENT + r"(?:.*/)?[^/]*(?:gfxwjk|gzk|flfgk|wjk)/"),
        "www.example.gov.cn/gfxwjk/1.html",
        spared=("www.example.com/gov.cn/gzk/1.html",),
    ),
    LineStartRule(
        "gazette",
        re.compile(_GOVERNMENT + r"(?:.*/)?(?:gongbao|zfgb|gb)/|gongbao\.(?:[^/]+\.)?gov\.cn/"),
        "www.gov.cn/gongbao/1.htm",
        spared=("www.example.com/www.gov.cn/gongbao/1.html",),
    ),
    LineStartRule(
        "portal",
        re.compile(_GOVERNMENT),
        "www.gz.gov.cn/zwgk/1.html",
        spared=("www.example.cn/www.gz.gov.cn/1.html", "www.evilgov.cn/1.html"),
    ),
)
#: the State Council's own site
_STATE_HOST = re.compile(r"(?:www\.)?gov\.cn")
#: the name in `ingest.clean.furniture_rules` of the rule that cuts lines of a hijacked page
SPAM_RULE = "垃圾词行"
#: a text with a greater share of traditional characters counts as traditional
_TRADITIONAL = 0.03
#: in code points: the start of a text in which the share is measured
_SAMPLE = 3000
_OVERSEAS = ("台湾省", "香港特别行政区", "澳门特别行政区")


def find_source_kind(
    notice: Notice, cleaned: CleanedText, issuers: Sequence[str], region: str | None
) -> tuple[SourceKind, tuple[Fact, ...]]:
    """The kind of source with its fact, or `other` without a fact where nothing shows the kind."""
    mainland = any(classify_organ(compact_simplified(name)).tier is not None for name in issuers)
    if (
        mainland
        and region not in _OVERSEAS
        and (changed := _find_converted_line(notice)) is not None
    ):
        return "mirror", (
            fact("source_kind", "mirror", "内地机关的文件转成了繁体", changed, "derived"),
        )
    # after the converted script, as people read the evidence, and spam is no pleasure to read
    spam = next((cut for cut in cleaned.cuts if cut.rule == SPAM_RULE), None)
    if spam is not None:
        evidence = Evidence("page", spam.text[:200])
        return "mirror", (fact("source_kind", "mirror", "页面带有垃圾文字", evidence, "derived"),)
    if notice.page.fetched_url:
        return _source_kind_of_url(notice.page.fetched_url, "网址", issuers)
    if notice.page.stated_url:
        return _source_kind_of_url(notice.page.stated_url, "页面自述的网址", issuers)
    return "other", ()


def _find_converted_line(notice: Notice) -> Evidence | None:
    """The evidence that quotes the first line with traditional characters, or None.

    None where they are at most 3 % of the first 3000 characters.
    """
    if notice.text[:_SAMPLE] == notice.simplified[:_SAMPLE]:
        return None
    pairs = zip(notice.text[:_SAMPLE], notice.simplified[:_SAMPLE], strict=True)
    changed = [index for index, (one, other) in enumerate(pairs) if one != other]
    if len(changed) <= min(len(notice.text), _SAMPLE) * _TRADITIONAL:
        return None
    start = notice.text.rfind("\n", 0, changed[0]) + 1
    end = notice.text.find("\n", changed[0])
    return notice.quote(start, len(notice.text) if end < 0 else end)


def _source_kind_of_url(
    url: str, rule: str, issuers: Sequence[str]
) -> tuple[SourceKind, tuple[Fact, ...]]:
    """The kind of source by its URL with its fact, or `other` without a fact.

    The State Council's own site is the issuer's where 国务院 is among the issuers, else a
    portal."""
    try:
        parts = urlsplit(web_location(url))
    except ValueError:
        return "other", ()
    host = (parts.hostname or "").removesuffix(".")
    kind = first_name(URL_KINDS, f"{host}{parts.path}")
    if kind is None:
        return "other", ()
    if (
        kind == "portal"
        and _STATE_HOST.fullmatch(host)
        and any("国务院" in name for name in issuers)
    ):
        kind = "issuer"
    return kind, (fact("source_kind", kind, rule, Evidence("page", url), "derived"),)
