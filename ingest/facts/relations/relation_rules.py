"""Rules that read a relation kind (repeal, amendment, …) from the words around a document's name.

Each rule matches the words before and after the name in its sentence; other names in the sentence
are reduced to 《》, and numbers in brackets are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.model.domain_types import RelationKind
from ingest.facts.validity.clause_patterns import CLOCK, DATE, SELF

#: where a rule applies: everywhere; in the notice before what it attaches; in an opening (the first
#: article or paragraphs); in a document whose title says that it amends
RuleScope = Literal["any", "notice", "opening", "amending"]

_GIVEN = (
    r"(?:公布|发布|通过|印发|颁布|颁发|批准|批转|转发|修[正订改]|制定|实施|施行"
    r"|日|年|号|府|部|厅|委|局|院|会|第.{1,8}次)"
)
#: the next names of a list, with their issuers and dates: 和1983年5月3日发布的《》
_NEXT = rf"(?:[、，,和及与]|以及)*(?:[^。；《》]{{0,90}}?{_GIVEN}的?)?《》"
_MORE = (
    rf"(?:{_NEXT})*(?:[、，,和及与以]|以及|等\S{{0,12}}|中?的?第[^，。]{{1,20}}[条款项]"
    r"|原|同时)*"
)
#: the previous names of a list: 废止《》、《》和
_ONE_OF = r"(?:《》|[、和及与,，])*$"
_WHEN = (
    rf"(?:[，,]?(?:也|均|一并|全部|相应)?[自从于](?:{DATE}{CLOCK}|[^，。；《]{{1,14}}日)(?:起|后)?"
    r"|[，,]?(?:自行|届时))?"
)
_HOW = r"[，,]?(?:同时|即行|予以|一并|相应|均|全部|也|即|立即|一律|自行|现予|宣布)*"
_LASTS = r"(?:有效|施行|试行|实施|执行|适用)期限?"
_LONGER = r"(?:延长|延续|延至|顺延|展期)"


@dataclass(frozen=True, slots=True)
class RelationRule:
    """A rule from the words around a document's name in a sentence to a relation kind.

    `before` must match at the end of the words before the name, `after` at the start of the words
    after it; None matches any words. `spared`: sentences that are only similar to the example.
    """

    kind: RelationKind
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    example: str
    scope: RuleScope = "any"
    spared: tuple[str, ...] = ()

    def fits(self, before: str, after: str) -> bool:
        """Whether the words before and after a name match the rule."""
        return (self.before is None or self.before.search(before) is not None) and (
            self.after is None or self.after.match(after) is not None
        )


def _rule(
    kind: RelationKind,
    before: str,
    after: str,
    example: str,
    scope: RuleScope = "any",
    *,
    spared: tuple[str, ...] = (),
) -> RelationRule:
    return RelationRule(
        kind,
        re.compile(before) if before else None,
        re.compile(after) if after else None,
        example,
        scope,
        spared,
    )


SENTENCE_RULES: tuple[RelationRule, ...] = (
    _rule(
        "repeals",
        "",
        rf"{_MORE}{_WHEN}{_HOW}(?:废止|停止(?:执行|施行|实施)|不再(?:执行|施行|适用|实施))",
        "《某某办法》（穗府〔2001〕1号）同时废止。",
    ),
    _rule(
        "repeals",
        rf"(?:^|[，,、：:]|决定|现|予以|同时)废止(?:下列|以下)?[：:]?{_ONE_OF}",
        "",
        "市政府决定废止《某某办法》。",
    ),
    _rule(
        "declares_void",
        "",
        rf"{_MORE}{_WHEN}{_HOW}(?:宣布)?(?:自动|自行|自然)?失效(?!后|的|前|日|期)",
        "《某某方案》宣布失效。",
        spared=("《某某证》失效后应当交回。",),
    ),
    _rule(
        "repeals",
        rf"(?:^|[，,、：:]|决定|现|予以|同时)(?:停止|不再)(?:执行|施行|实施){_ONE_OF}",
        "",
        "自即日起停止执行，停止执行《某某办法》。",
    ),
    _rule(
        "declares_void",
        "",
        rf"{_MORE}[，,]?(?:逾期|届时)?(?:未|不)[^，。；《]{{1,24}}的[，,]{_WHEN}"
        r"(?:自动|自行|即行)?(?:失效|废止)",
        "《某某办法》逾期未重新公布的，自2021年1月1日起失效。",
    ),
    _rule("declares_void", rf"宣布{_ONE_OF}", rf"{_MORE}失效", "宣布《某某方案》失效。"),
    _rule(
        "extends",
        "",
        rf"{_MORE}的?(?:[，,]?[其现])?{_LASTS}(?:均|一律|统一|再|予以)?{_LONGER}",
        "《某某办法》（穗府规〔2019〕1号）有效期延长至2027年6月30日。",
    ),
    _rule("extends", rf"{_LONGER}{_ONE_OF}", rf"的?{_LASTS}", "决定延长《某某办法》有效期。"),
    _rule(
        "extends",
        rf"将{_ONE_OF}",
        rf"{_MORE}的?(?:{_LASTS})?{_LONGER}",
        "将《某某办法》的有效期延长2年。",
    ),
    _rule(
        "extends",
        "",
        rf"{_MORE}(?:继续|延续|延长)(?:施行|执行|实施|有效)?[至到]\s*{DATE}",
        "《某某办法》继续执行至2027年6月30日。",
    ),
    _rule(
        "extends",
        "",
        rf"{_MORE}的?[^。；《不]{{0,30}}{_LASTS}(?:均|一律|统一|再|予以)?{_LONGER}",
        "《某某办法》期满后继续施行，有效期延长五年。",
    ),
    _rule(
        "confirms",
        "",
        rf"{_MORE}[，,]?(?:仍然?|均)?"
        r"(?:继续(?:有效|执行|施行|适用|实施)|现行有效|予以保留)(?!的)",
        "《某某办法》继续有效。",
        spared=("《某某办法》继续有效的条款如下。",),
    ),
    _rule("replaces", rf"(?:代替|取代|替代){_ONE_OF}", "", "本办法代替《某某办法》。"),
    _rule(
        "replaces", "", rf"{_MORE}[由被]{SELF}所?(?:代替|取代|替代)", "《某某办法》由本办法代替。"
    ),
    _rule(
        "amends",
        rf"(?:对|将|就){_ONE_OF}",
        r"(?:等\S{0,20})?(?:中?的?(?:部分|有关|相关|个别|若干)?(?:条款|内容|规定)?)?"
        r"(?:进行|作|做|予以)?(?:出|了|如下|以下|部分|相应|第.次)*修[改订正]",
        "现对《某某办法》（穗府办规〔2021〕7号）进行修改：",
        "amending",
    ),
    _rule(
        "amends",
        rf"(?:^|[，,、：:一二三四五六七八九十]|决定|现)修[改订]{_ONE_OF}",
        "",
        "一、修改《某某条例》",
        "amending",
    ),
    _rule("amends", r"删[去除]$", "", "删去《某某办法》第三条。"),
    _rule("amends", "", r"[作做]出?(?:如下|以下)修[改订正]", "《某某办法》作如下修改："),
    _rule(
        "forwards",
        rf"(?:转发|批转)(?:[\u4e00-\u9fff、]{{0,30}})?{_ONE_OF}",
        "",
        "市政府决定批转《某某意见》。",
        "notice",
    ),
    _rule(
        "forwards",
        "",
        rf"{_MORE}(?:[^。；]{{0,60}}(?:同意|批准)[，,])?[^。；]{{0,10}}(?:转发|批转)给?",
        "《某某意见》已经市政府同意，现转发给你们。",
        "notice",
    ),
    _rule(
        "issues",
        rf"(?:[印下颁]发|[公发颁]布)(?:了|实施|施行|执行)?{_ONE_OF}",
        "",
        "现印发《某某办法》。",
        "notice",
    ),
    _rule(
        "issues",
        "",
        rf"{_MORE}(?:[^。；《]{{0,90}}[，,])?(?:现|予以|予|特此|一并|给予)?"
        r"(?:[^。；，,《]{0,8})?(?:[印下颁]发|[公发颁]布)",
        "《某某办法》已经市政府同意，现印发给你们。",
        "notice",
    ),
    _rule(
        "based_on",
        r"(?:根据|依据|依照|按照|遵照|遵循)[^。；]*$",
        r"[^。；]*(?:制[定订]|现[将就予对]|结合|决定|如下|拟[定订]|编制|修订|出台|特[作提])",
        "根据《某某条例》，制定本办法。",
        "opening",
    ),
    _rule(
        "based_on",
        r"依[^。；]*$",
        r"[^。；，]*(?:订定|(?:制定|订)之)",
        "本规则依《某某法》第三条规定订定之。",
        "opening",
    ),
)

#: prefilter: without one of these words only rules of based_on can match; most sentences have none
_HINT = re.compile(
    r"废止|停止|不再|失效|延|删|继续|现行|保留|[代取替]代|代替|修[改订正]|[印下颁转]发|[公发颁]布|批转"
)


def relation_kind_in_sentence(
    before: str, after: str, scopes: frozenset[RuleScope]
) -> RelationKind:
    """The relation kind of a sentence to the document named between `before` and `after`.

    It is `cites` where no rule matches. `scopes`: those of the rules that apply to the mention.

    >>> relation_kind_in_sentence("", "同时废止", frozenset({"any"}))
    'repeals'
    >>> relation_kind_in_sentence("贯彻", "要求", frozenset({"any"}))
    'cites'
    """
    hinted = _HINT.search(before) is not None or _HINT.search(after) is not None
    for rule in SENTENCE_RULES:
        if rule.scope not in scopes:
            continue
        if rule.scope != "opening" and not hinted:
            continue
        if rule.fits(before, after):
            return rule.kind
    return "cites"


#: rules for the documents named in a notice's own title
TITLE_RULES: tuple[RelationRule, ...] = (
    _rule("repeals", rf"废止(?:和.{{0,6}})?{_ONE_OF}", "", "关于废止《某某办法》的决定"),
    _rule("declares_void", rf"宣布{_ONE_OF}", r".*失效", "关于宣布《某某办法》失效的通知"),
    _rule("extends", rf"{_LONGER}{_ONE_OF}", "", "关于延长《某某办法》有效期的通知"),
    _rule("extends", "", rf".*(?:{_LONGER}|继续执行|继续实施)", "关于《某某办法》有效期延长的通知"),
    _rule("amends", rf"(?:修[改订正]|调整){_ONE_OF}", "", "关于修改《某某办法》的通知"),
    _rule(
        "forwards",
        r"(?:转发|批转)(?:(?!关于|贯彻|落实).)*$",
        "",
        "转发《某某意见》的通知",
        spared=("转发省某厅关于贯彻《某某办法》的通知的通知",),
    ),
    _rule("issues", rf"(?:[印下颁]发|[公发颁]布){_ONE_OF}", "", "关于印发《某某办法》的通知"),
    _rule(
        "interprets",
        "",
        r"(?:第[^》]{1,16}条(?:第.{1,4}[款项])?)?.{0,12}(?:解释|[适应]用|理解|问题|含义)",
        "关于《某某规定》第三条适用问题的函",
    ),
    _rule(
        "interprets", rf"(?:适用|理解|解释|执行){_ONE_OF}", "", "关于适用《某某法》若干问题的解释"
    ),
)


def relation_kind_in_title(before: str, after: str) -> RelationKind | None:
    """The relation kind of a document's own title to the one named between `before` and `after`.

    None where no rule matches.

    >>> relation_kind_in_title("某某市人民政府关于修改", "的决定")
    'amends'
    """
    return next((rule.kind for rule in TITLE_RULES if rule.fits(before, after)), None)
