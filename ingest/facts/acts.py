"""What a sentence does to a document that it names: repeal, amend, extend, rest on, issue …

Each rule looks at the words before and after the name in its sentence; other names in it are
reduced to 《》, numbers in brackets left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.types import RelationKind
from ingest.facts.clauses import DATE, SELF

#: where a rule holds: everywhere, in the notice above what it attaches, in an opening, in a
#: document whose title says that it amends
Scope = Literal["any", "notice", "opening", "amending"]

_MORE = r"(?:[、，,和及与以]|以及|《》|等\S{0,12}|中?的?第[^，。]{1,20}[条款项]|原|同时)*"
_WHEN = rf"(?:[，,]?(?:也|均|一并|全部|相应)?(?:自|从|于)(?:{DATE}|[^，。；《]{{1,14}}日)(?:起|后)?|[，,]?自行|[，,]?届时)?"
_HOW = r"[，,]?(?:同时|即行|予以|一并|相应|均|全部|也|即|立即|一律|自行|现予|宣布)*"


@dataclass(frozen=True, slots=True)
class Act:
    """`before` must match at the end of the words before the name, `after` at the start of those
    after it."""

    kind: RelationKind
    before: str
    after: str
    example: str
    scope: Scope = "any"


ACTS: tuple[Act, ...] = (
    Act(
        "repeals", "", rf"{_MORE}{_WHEN}{_HOW}(?:废止|停止(?:执行|施行|实施)|不再(?:执行|施行|适用|实施))",
        "《某某办法》（穗府〔2001〕1号）同时废止。",
    ),
    Act("repeals", r"(?:^|[，,、：:]|决定|现|予以|同时)废止(?:下列|以下)?[：:]?(?:《》|[、和及,，])*$", "", "市政府决定废止《某某办法》。"),
    Act(
        "declares_void", "", rf"{_MORE}{_WHEN}{_HOW}(?:宣布)?(?:自动|自行|自然)?失效(?!后|的|前|日|期)",
        "《某某方案》宣布失效。",
    ),
    Act("declares_void", r"宣布(?:《》|[、和及,，])*$", rf"{_MORE}失效", "宣布《某某方案》失效。"),
    Act(
        "extends", "", rf"{_MORE}(?:的)?(?:[，,]?(?:其|现))?(?:有效|施行|试行|实施|执行|适用)期限?(?:均|一律|统一|再|予以)?"
        r"(?:延长|延续|延至|顺延|展期)",
        "《某某办法》（穗府规〔2019〕1号）有效期延长至2027年6月30日。",
    ),
    Act("extends", r"(?:延长|延续)(?:《》|[、和及,，])*$", r"(?:的)?(?:有效|施行|试行|实施|执行)期", "决定延长《某某办法》有效期。"),
    Act(
        "extends", r"将(?:《》|[、和及,，])*$", rf"{_MORE}(?:的)?(?:有效|施行|试行|实施|执行)?期?限?(?:延长|延续)",
        "将《某某办法》的有效期延长2年。",
    ),
    Act("extends", "", rf"{_MORE}(?:继续|延续|延长)(?:施行|执行|实施|有效)?(?:至|到)\s*{DATE}", "《某某办法》继续执行至2027年6月30日。"),
    Act("confirms", "", rf"{_MORE}[，,]?(?:仍然?|均)?(?:继续(?:有效|执行|施行|适用|实施)|现行有效|予以保留)(?!的)", "《某某办法》继续有效。"),
    Act("replaces", r"(?:代替|取代|替代)(?:《》|[、和及,，])*$", "", "本办法代替《某某办法》。"),
    Act("replaces", "", rf"{_MORE}(?:由|被){SELF}(?:所)?(?:代替|取代|替代)", "《某某办法》由本办法代替。"),
    Act(
        "amends", r"(?:对|将|就|决定对|现对)(?:《》|[、和及,，])*$",
        r"(?:等\S{0,20})?(?:中?的?(?:部分|有关|相关|个别|若干)?(?:条款|内容|规定)?)?(?:进行|作|做|予以)?(?:出|了|如下|以下|部分|相应|第.次)*修[改订正]",
        "现对《某某办法》（穗府办规〔2021〕7号）进行修改：", "amending",
    ),
    Act("amends", r"(?:^|[，,、：:一二三四五六七八九十]|决定|现)(?:修改|修订)(?:《》|[、和及,，])*$", "", "一、修改《某某条例》", "amending"),
    Act("amends", "", r"(?:作|做)(?:出)?(?:如下|以下)修[改订正]", "《某某办法》作如下修改："),
    Act("forwards", r"(?:转发|批转)(?:[\u4e00-\u9fff、]{0,30})?(?:《》|[、和及,，])*$", "", "现将《某某意见》转发给你们。", "notice"),
    Act("forwards", "", rf"{_MORE}(?:[^。；]{{0,60}}(?:同意|批准)[，,])?(?:[^。；]{{0,10}})?(?:转发|批转)给?", "《某某意见》已经市政府同意，现转发给你们。", "notice"),
    Act("issues", r"(?:印发|下发|颁发|公布|发布|颁布)(?:[\u4e00-\u9fff]{0,4})(?:《》|[、和及,，])*$", "", "现印发《某某办法》。", "notice"),
    Act(
        "issues", "",
        rf"{_MORE}(?:[^。；《]{{0,90}}[，,])?(?:现|予以|予|特此|一并|给予)?(?:[^。；，,《]{{0,8}})?(?:印发|下发|颁发|公布|发布|颁布)",
        "《某某办法》已经市政府同意，现印发给你们。", "notice",
    ),
    Act(
        "based_on", r"(?:根据|依据|依照|按照|遵照|遵循)[^。；]*$",
        r"[^。；]*(?:制[定订]|现[将就予对]|结合|决定|如下|拟[定订]|编制|修订|出台|特作|特提)",
        "根据《某某条例》，制定本办法。", "opening",
    ),
)  # fmt: skip

_COMPILED = tuple(
    (act, re.compile(act.before) if act.before else None, re.compile(act.after) if act.after else None)
    for act in ACTS
)
#: words without which no rule but based_on can match: most sentences have none
_HINT = re.compile(r"废止|停止|不再|失效|延|继续|现行|保留|[代取替]代|代替|修[改订正]|[印下颁转]发|[公发颁]布|批转")


def act_on(before: str, after: str, scopes: frozenset[Scope]) -> RelationKind:
    """What a sentence does to the document named between `before` and `after`; `scopes`: where
    it stands.

    >>> act_on("", "同时废止", frozenset({"any"})), act_on("贯彻", "要求", frozenset({"any"}))
    ('repeals', 'cites')
    """
    hinted = _HINT.search(before) is not None or _HINT.search(after) is not None
    for act, first, second in _COMPILED:
        if act.scope not in scopes:
            continue
        if act.scope != "opening" and not hinted:
            continue
        if (first is None or first.search(before)) and (second is None or second.match(after)):
            return act.kind
    return "cites"


#: what a notice's own title does to the documents in it; `before` 《》 and behind. With a title.
TITLES: tuple[tuple[RelationKind, str, str, str], ...] = (
    ("repeals", r"废止(?:和.{0,6})?(?:《》|[、和及])*$", "", "关于废止《某某办法》的决定"),
    ("declares_void", r"(?:宣布)(?:《》|[、和及])*$", r".*失效", "关于宣布《某某办法》失效的通知"),
    ("extends", r"(?:延长|延续)(?:《》|[、和及])*$", "", "关于延长《某某办法》有效期的通知"),
    ("extends", r"(?:《》|[、和及])*$", r".*(?:延长|延续|继续执行|继续实施)", "关于《某某办法》有效期延长的通知"),
    ("amends", r"(?:修改|修订|修正|调整)(?:《》|[、和及])*$", "", "关于修改《某某办法》的通知"),
    ("forwards", r"(?:转发|批转).*$", "", "转发《某某意见》的通知"),
    ("issues", r"(?:印发|公布|发布|下发|颁发|颁布)(?:《》|[、和及])*$", "", "关于印发《某某办法》的通知"),
    ("interprets", "", r"(?:第[^》]{1,16}条(?:第.{1,4}[款项])?)?(?:等?.{0,12})?(?:的?解释|适用|应用|理解|有关问题|若干问题|具体问题|含义)", "关于《某某规定》第三条适用问题的函"),
    ("interprets", r"(?:适用|理解|解释|执行)(?:《》|[、和及])*$", "", "关于适用《某某法》若干问题的解释"),
)  # fmt: skip
_TITLES = tuple(
    (kind, re.compile(before) if before else None, re.compile(after) if after else None)
    for kind, before, after, _ in TITLES
)


def act_of_title(before: str, after: str) -> RelationKind | None:
    """What a document's own title does to the document that it names between the two.

    >>> act_of_title("某某市人民政府关于修改", "的决定")
    'amends'
    """
    for kind, first, second in _TITLES:
        if (first is None or first.search(before)) and (second is None or second.match(after)):
            return kind
    return None
