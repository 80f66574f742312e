"""Rules that read a relation kind (repeal, amendment, …) from the words around a document's name.

Each rule matches the words before and after the name in its sentence; other names in the sentence
are reduced to 《》, and numbers in brackets are left out.
"""

from __future__ import annotations

import re

from corpus.model.domain_types import RelationKind
from ingest.facts.relations.extension_rules import EXTENSION_RULES, TITLE_EXTENSION_RULES
from ingest.facts.relations.repeal_rules import REPEAL_HINT, REPEAL_RULES, TITLE_REPEAL_RULES
from ingest.facts.relations.rule_patterns import (
    MORE,
    ONE_OF,
    RelationRule,
    RuleScope,
    relation_rule,
)

SENTENCE_RULES: tuple[RelationRule, ...] = (
    *REPEAL_RULES,
    *EXTENSION_RULES,
    relation_rule(
        "confirms",
        "",
        rf"{MORE}[，,]?(?:仍然?|均)?"
        r"(?:继续(?:有效|执行|施行|适用|实施)|现行有效|予以保留)(?!的)",
        "《某某办法》继续有效。",
        spared=("《某某办法》继续有效的条款如下。",),
    ),
    relation_rule(
        "confirms",
        "",
        rf"{MORE}的?[^。；《不证照]{{0,16}}(?:期满|届满|到期)(?:之?后)?[，,]?(?:仍然?|均|将)?"
        r"继续(?:有效|执行|施行|适用|实施)(?!的)",
        "《某某办法》试行期满后继续执行。",
        "document",
        spared=("《某某办法》期满后继续执行的项目如下。",),
    ),
    relation_rule("replaces", rf"(?:代替|取代|替代){ONE_OF}", "", "本办法代替《某某办法》。"),
    relation_rule(
        "amends",
        rf"(?:对|将|就){ONE_OF}",
        r"(?:等\S{0,20})?(?:中?的?(?:部分|有关|相关|个别|若干)?(?:条款|内容|规定)?)?"
        r"(?:进行|作|做|予以)?(?:出|了|如下|以下|部分|相应|第.次)*修[改订正]",
        "现对《某某办法》（穗府办规〔2021〕7号）进行修改：",
        "amending",
    ),
    relation_rule(
        "amends",
        rf"(?:^|[，,、：:一二三四五六七八九十]|决定|现)修[改订]{ONE_OF}",
        "",
        "一、修改《某某条例》",
        "amending",
    ),
    relation_rule("amends", r"删[去除]$", "", "删去《某某办法》第三条。"),
    relation_rule("amends", "", r"[作做]出?(?:如下|以下)修[改订正]", "《某某办法》作如下修改："),
    relation_rule(
        "forwards",
        rf"(?:转发|批转)(?:[\u4e00-\u9fff、]{{0,30}})?{ONE_OF}",
        "",
        "市政府决定批转《某某意见》。",
        "notice",
    ),
    relation_rule(
        "forwards",
        "",
        rf"{MORE}(?:[^。；]{{0,60}}(?:同意|批准)[，,])?[^。；]{{0,10}}(?:转发|批转)给?",
        "《某某意见》已经市政府同意，现转发给你们。",
        "notice",
    ),
    relation_rule(
        "issues",
        rf"(?:[印下颁]发|[公发颁]布)(?:了|实施|施行|执行)?{ONE_OF}",
        "",
        "现印发《某某办法》。",
        "notice",
    ),
    relation_rule(
        "issues",
        "",
        rf"{MORE}(?:[^。；《]{{0,90}}[，,])?(?:现|予以|予|特此|一并|给予)?"
        r"(?:[^。；，,《]{0,8})?(?:[印下颁]发|[公发颁]布)",
        "《某某办法》已经市政府同意，现印发给你们。",
        "notice",
    ),
    relation_rule(
        "based_on",
        r"(?:根据|依据|依照|按照|遵照|遵循)[^。；]*$",
        r"[^。；]*(?:制[定订]|现[将就予对]|结合|决定|如下|拟[定订]|编制|修订|出台|特[作提])",
        "根据《某某条例》，制定本办法。",
        "opening",
    ),
    relation_rule(
        "based_on",
        r"依[^。；]*$",
        r"[^。；，]*(?:订定|(?:制定|订)之)",
        "本规则依《某某法》第三条规定订定之。",
        "opening",
    ),
)

_UNHINTED_RULES = tuple(rule for rule in SENTENCE_RULES if rule.scope == "opening")
#: prefilter: without one of these words only rules of based_on can match; most sentences have none
_HINT = re.compile(
    rf"{REPEAL_HINT}|延|续|展期|[整更改定][为至到]|删|现行|保留|修[改订正]|[印下颁转]发|[公发颁]布|批转"
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
    for rule in SENTENCE_RULES if hinted else _UNHINTED_RULES:
        if rule.scope in scopes and rule.fits(before, after):
            return rule.kind
    return "cites"


#: rules for the documents named in a notice's own title
TITLE_RULES: tuple[RelationRule, ...] = (
    *TITLE_REPEAL_RULES,
    *TITLE_EXTENSION_RULES,
    relation_rule("amends", rf"(?:修[改订正]|调整){ONE_OF}", "", "关于修改《某某办法》的通知"),
    relation_rule(
        "forwards",
        r"(?:转发|批转)(?:(?!关于|贯彻|落实).)*$",
        "",
        "转发《某某意见》的通知",
        spared=("转发省某厅关于贯彻《某某办法》的通知的通知",),
    ),
    relation_rule(
        "issues", rf"(?:[印下颁]发|[公发颁]布){ONE_OF}", "", "关于印发《某某办法》的通知"
    ),
    relation_rule(
        "interprets",
        "",
        r"(?:第[^》]{1,16}条(?:第.{1,4}[款项])?)?.{0,12}(?:解释|[适应]用|理解|问题|含义)",
        "关于《某某规定》第三条适用问题的函",
    ),
    relation_rule(
        "interprets", rf"(?:适用|理解|解释|执行){ONE_OF}", "", "关于适用《某某法》若干问题的解释"
    ),
)


def relation_kind_in_title(before: str, after: str) -> RelationKind | None:
    """The relation kind of a document's own title to the one named between `before` and `after`.

    None where no rule matches.

    >>> relation_kind_in_title("某某市人民政府关于修改", "的决定")
    'amends'
    """
    return next((rule.kind for rule in TITLE_RULES if rule.fits(before, after)), None)
