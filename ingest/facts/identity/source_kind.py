"""What kind of place a text was taken from: a gazette, its issuer's site, a portal, a mirror."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from analyzers.pattern_rules import PatternRule, first_name
from corpus.authorities.organs import classify_organ
from corpus.model.domain_types import Evidence, Fact, SourceKind
from ingest.facts.notice import Notice, compact_simplified, fact
from ingest.page_types import CleanedText

#: addresses by host and path; the first row that matches holds
URL_KINDS: tuple[PatternRule[SourceKind], ...] = (
    PatternRule(
        "register",
        re.compile(r"^flk\.npc\.gov\.cn|^(?:gz|fg|xzfg|wenjian)k\.[^/]*gov\.cn"),
        "flk.npc.gov.cn/detail",
    ),
    PatternRule(
        "register", re.compile(r"^law\.moj\.gov\.tw"), "law.moj.gov.tw/LawClass/LawAll.aspx"
    ),
    PatternRule(
        "register",
        re.compile(r"gov\.cn/.*(?:gfxwjk|gzk|flfgk|wjk)/"),
        "www.example.gov.cn/gfxwjk/1.html",
    ),
    PatternRule(
        "gazette",
        re.compile(r"gov\.cn/(?:.*/)?(?:gongbao|zfgb|gb)/|^gongbao\.[^/]*gov\.cn"),
        "www.gov.cn/gongbao/1.htm",
    ),
    PatternRule(
        "portal",
        re.compile(r"^[^/]*gov\.cn(?:/|$)"),
        "www.gz.gov.cn/zwgk/1.html",
        spared=("www.example.cn/www.gz.gov.cn/1.html",),
    ),
)
#: the State Council's own site
_STATE_HOST = re.compile(r"^(?:www\.)?gov\.cn$")
#: cleaning's name of the rule that cuts lines of a hijacked page
SPAM_RULE = "垃圾词行"
#: the share of converted characters from which a text counts as traditional
_TRADITIONAL = 0.03
#: how much of a text is looked at for that
_SAMPLE = 3000
_OVERSEAS = ("台湾省", "香港特别行政区", "澳门特别行政区")


def find_source_kind(
    notice: Notice, cleaned: CleanedText, issuers: Sequence[str], region: str | None
) -> tuple[SourceKind, tuple[Fact, ...]]:
    """The kind of source with its fact; `other` where nothing tells, without a fact."""
    mainland = any(classify_organ(compact_simplified(name)).tier is not None for name in issuers)
    if (
        mainland
        and region not in _OVERSEAS
        and (changed := _find_converted_line(notice)) is not None
    ):
        return "mirror", (
            fact("source_kind", "mirror", "内地机关的文件转成了繁体", changed, "derived"),
        )
    # told last: people read the evidence, and spam is no pleasure to read
    spam = next((cut for cut in cleaned.cuts if cut.rule == SPAM_RULE), None)
    if spam is not None:
        evidence = Evidence("page", spam.text[:200])
        return "mirror", (fact("source_kind", "mirror", "页面带有垃圾文字", evidence, "derived"),)
    if notice.page.source_url:
        return _source_kind_of_url(notice.page.source_url, issuers)
    return "other", ()


def _find_converted_line(notice: Notice) -> Evidence | None:
    """The first line in traditional characters, where enough of the text is."""
    if notice.text[:_SAMPLE] == notice.simplified[:_SAMPLE]:
        return None
    pairs = zip(notice.text[:_SAMPLE], notice.simplified[:_SAMPLE], strict=True)
    changed = [index for index, (one, other) in enumerate(pairs) if one != other]
    if len(changed) <= min(len(notice.text), _SAMPLE) * _TRADITIONAL:
        return None
    start = notice.text.rfind("\n", 0, changed[0]) + 1
    end = notice.text.find("\n", changed[0])
    return notice.quote(start, len(notice.text) if end < 0 else end)


def _source_kind_of_url(url: str, issuers: Sequence[str]) -> tuple[SourceKind, tuple[Fact, ...]]:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "other", ()
    kind = first_name(URL_KINDS, host + parts.path)
    if kind is None:
        return "other", ()
    if kind == "portal" and _STATE_HOST.match(host) and any("国务院" in name for name in issuers):
        kind = "issuer"
    return kind, (fact("source_kind", kind, "网址", Evidence("page", url), "derived"),)
