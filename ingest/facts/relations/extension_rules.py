"""Rules for the words by which a document's validity is extended: 延长, 续期, 继续执行一年."""

from __future__ import annotations

from ingest.facts.relations.rule_patterns import MORE, ONE_OF, RelationRule, relation_rule
from ingest.facts.validity.clause_patterns import DATE, TERM

_DO = r"(?:有效|施行|试行|实施|执行|适用)"
#: what is extended: 有效期, 执行时间, 试行期限
LASTING = rf"(?:(?:政策)?{_DO}(?:期限?|时间|时限|期间))"
LONGER = r"(?:延长|延续|延至|延期|顺延|展期|展延|续期|续展)"
GOES_ON = r"(?:继续(?:有效|执行|施行|实施|适用|试行))"
#: an end that is named anew: 有效期调整为2027年3月31日
SET_ANEW = r"(?:(?:调整|变更|修改|更改|确定|延长|改)(?:为|至|到))"
_ALSO = r"(?:[，,]|决定|均|一律|统一|再|予以|同意|相应|准予|现|自行|继续)*"
_SINCE = rf"(?:[自从]\s*{DATE}\s*起(?:计算|算)?[，,]?)?"
_HOW_LONG = rf"(?:{LASTING}|期限)?(?:[至到为]|再)?\s*(?:{DATE}|{TERM}|新)"

EXTENSION_RULES: tuple[RelationRule, ...] = (
    relation_rule(
        "extends",
        "",
        rf"{MORE}的?(?:[，,]?[其现])?{LASTING}{_ALSO}{_SINCE}{LONGER}",
        "《某某办法》（穗府规〔2019〕1号）有效期延长至2027年6月30日。",
    ),
    relation_rule(
        "extends",
        "",
        rf"{MORE}的?(?:[，,]?[其现])?{LASTING}{_ALSO}(?:由[^，。；]{{1,16}})?{SET_ANEW}\s*"
        rf"(?:[自至到从]\s*)?(?:{DATE}|{TERM})",
        "《某某办法》的有效期调整为2027年3月31日。",
        spared=("《某某许可证》的有效期调整为五类。",),
    ),
    relation_rule(
        "extends",
        "",
        rf"{MORE}{_ALSO}{_SINCE}{LONGER}{_DO}?{_HOW_LONG}",
        "《某某办法》延期至2027年3月31日。",
        "document",
        spared=("《某某办法》延长了工作时间。",),
    ),
    relation_rule(
        "extends",
        "",
        rf"{MORE}{_ALSO}{_SINCE}{GOES_ON}(?:[至到为]|再)?\s*(?:{DATE}|{TERM})",
        "《某某办法》继续执行一年。",
        "document",
    ),
    relation_rule(
        "extends", rf"{LONGER}{ONE_OF}", rf"的?{LASTING}", "决定延长《某某办法》有效期。"
    ),
    relation_rule(
        "extends",
        rf"(?:决定|同意|现|予以|将)(?:续期|延期|展期|顺延){ONE_OF}",
        "",
        "市政府决定续期《某某办法》。",
    ),
    relation_rule(
        "extends",
        rf"(?:将|对|把){ONE_OF}",
        rf"{MORE}的?(?:{LASTING})?(?:予以|进行|作|统一|再|给予)?{LONGER}",
        "将《某某办法》的有效期延长2年。",
    ),
    relation_rule(
        "extends",
        "",
        rf"{MORE}的?[^。；《不证照]{{0,24}}(?:期满|届满|到期)(?:之?后|的)?[，,]?{_ALSO}{_SINCE}"
        rf"(?:{LONGER}|{GOES_ON}){_DO}?{_HOW_LONG}(?!的)",
        "《某某办法》执行期限届满后，延续执行至2027年3月31日。",
        "document",
        spared=("《某某办法》到期后，延续三项做法。", "《某某许可证》到期后延续5年的，应当申请。"),
    ),
    relation_rule(
        "extends",
        "",
        rf"{MORE}的?[^。；《不证照]{{0,30}}{LASTING}(?:原[^。；《]{{1,20}}[，,])?{_ALSO}{_SINCE}{LONGER}",
        "《某某办法》期满后继续施行，有效期延长五年。",
    ),
)
TITLE_EXTENSION_RULES: tuple[RelationRule, ...] = (
    relation_rule("extends", rf"{LONGER}{_DO}?{ONE_OF}", "", "关于延长《某某办法》有效期的通知"),
    relation_rule("extends", rf"{GOES_ON}{ONE_OF}", "", "关于继续执行《某某办法》的通知"),
    relation_rule(
        "extends",
        "",
        rf".*(?:{LONGER}|继续执行|继续实施|继续施行|继续有效|{LASTING}的?调整)",
        "关于《某某办法》有效期延长的通知",
    ),
    relation_rule(
        "extends", rf"调整{ONE_OF}", rf"的?{LASTING}", "关于调整《某某办法》有效期的通知"
    ),
)
