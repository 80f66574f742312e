"""The ways in which a document states its end: 有效期五年, 有效期至2025年10月25日."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzers.numerals import NUMERAL
from analyzers.pattern_rules import PatternRule
from ingest.facts.validity.clause_patterns import CLOCK, DATE, DAY, SELF, TERM
from ingest.facts.validity.start_clauses import EVENT_DAY

_DO = r"(?:施行|执行|实施|有效|试行|实行|适用|暂行)"
_PERIOD = (
    r"(?:有效期限?|有效时间|(?:(?<!以上|上述)(?<![本此惠持励补])政策)?"
    rf"(?:{_DO}|政策)(?:有效)?(?:期[限间]?|时间|时限))"
)
_TO = r"(?:至|到|—|－|-|~|～)+"
_IS = r"\s*(?:为|是|：|:|暂定|暂|截止|延续|持续|统一)*\s*"
_OVER = (
    r"(?:自动|自行|即行|同时|随之|自然)*"
    r"(?:失效|废止|终止|截止|到期|届满|期满|停止(?:执行|施行|实施))"
)
#: a month or year means its last day: 有效期至2025年12月, 至2025年底
YEAR = rf"[{NUMERAL}]{{4}}\s*年"
_MONTH = rf"(?:{YEAR}\s*[{NUMERAL}]{{1,2}}\s*月(?:底|末|份)?|{YEAR}年?[底末])(?!\s*[{NUMERAL}])"
_SINCE = rf"(?P<since>{DATE}|[^，。；《》]{{0,8}}?{EVENT_DAY}|即日){CLOCK}"
_UNTIL = rf"(?P<until>{DATE}|{DAY}|{_MONTH}){CLOCK}"
#: months or years without days: 2021年6月至2026年5月, 2021年至2025年
_MONTHS = (
    rf"{YEAR}(?:\s*[{NUMERAL}]{{1,2}}\s*月)?\s*{_TO}\s*"
    rf"(?P<last>{YEAR}(?:\s*[{NUMERAL}]{{1,2}}\s*月)?(?:底|末|份)?)(?!\s*[{NUMERAL}月])"
)
#: a first and a last day, in the groups `since` and `until`, or `last` for months and years
FROM_TO = rf"(?:{_SINCE}\s*(?:起|开始)?\s*[，,]?\s*{_TO}\s*{_UNTIL}|{_MONTHS})"
_COUNTED = (
    rf"[，,（(]\s*[自从](?P<counted>{DATE}|[^，。；《》]{{0,8}}?{EVENT_DAY})\s*起?(?:计算|起?算|计)"
)
_SET_OFF = rf"[自从](?P<since>{DATE}|[^，。；]{{2,16}}日)(?:起|开始)?(?:计算|算)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPattern(PatternRule[str]):
    """A way to state an end; the example is a whole sentence.

    `signs`: a sentence without any of them cannot match, and to search for them costs less.
    """

    signs: tuple[str, ...]


#: ways to state an end, by group: `until` is the last day, `void` the first day that is no longer
#: in force, `term` a length of time
END_PATTERNS: tuple[EndPattern, ...] = (
    EndPattern(
        "有效期自至",
        re.compile(rf"{_PERIOD}{_IS}(?:{TERM})?\s*[（(，,]?\s*(?:为|是|即|从|自)*\s*{FROM_TO}"),
        "本公告执行期限为2021年1月1日至2023年12月31日。",
        signs=("期", "时"),
    ),
    EndPattern(
        "有效期至",
        re.compile(rf"{_PERIOD}{_IS}(?:{TERM}\s*[（(，,]\s*即?)?(?:至|到)\s*{_UNTIL}"),
        "本通告有效期至2027年2月28日。",
        signs=("期", "时"),
    ),
    EndPattern(
        "有效期截至",
        re.compile(rf"(?:{_PERIOD}\s*)?截[至止](?:日期|时间|日)?{_IS}(?:至|到)?\s*{_UNTIL}"),
        "本通告自印发之日起施行，截至2027年2月28日。",
        signs=("截",),
    ),
    EndPattern(
        "自至执行",
        re.compile(rf"[自从]\s*{FROM_TO}\s*(?:止|期间)?\s*内?\s*[，,]?\s*(?:《》|{SELF})?{_DO}"),
        "本通知自2021年1月1日起至2023年12月31日止执行。",
        signs=("自", "从"),
    ),
    EndPattern(
        "执行至",
        re.compile(rf"{_DO}\s*[，,]?\s*(?:期限)?(?:至|到)\s*{_UNTIL}"),
        "本通知自2025年1月1日起执行，执行至2027年12月31日。",
        signs=("至", "到"),
    ),
    EndPattern(
        "某日起失效",
        re.compile(rf"(?:[自从于]\s*)?(?P<void>{DATE}){CLOCK}\s*(?:起|开始)[，,]?{_OVER}"),
        "本通知自2024年1月1日起失效。",
        more_examples=("本通知自2022年1月1日起施行，2024年1月1日起失效。",),
        signs=("失效", "止"),
    ),
    EndPattern(
        "到期失效",
        re.compile(rf"(?:至|到|于|在|自)?\s*{_UNTIL}\s*(?:后|之?日?止?)?[，,]?\s*{_OVER}"),
        "本通知于2023年12月31日自动失效。",
        signs=("失效", "止", "到期", "满"),
    ),
    EndPattern(
        "有效期",
        re.compile(
            rf"{_PERIOD}{_IS}(?:{_SET_OFF}[，,]?(?:为期|为|共)?)?\s*(?P<term>{TERM})(?:{_COUNTED})?"
        ),
        "本办法自2022年1月1日起施行，有效期5年。",
        spared=("在许可证有效期5年内，",),
        signs=("期", "时"),
    ),
    EndPattern(
        "试行若干年",
        re.compile(rf"{_DO}\s*(?:期限?|时间)?{_IS}(?P<term>{TERM})"),
        "本办法自2022年1月1日起试行两年。",
        signs=("年", "月", "日", "天"),
    ),
    EndPattern(
        "期限",
        re.compile(rf"(?:期限|时限|为期){_IS}(?P<term>{TERM})"),
        "本办法自2022年1月1日起试行，期限2年。",
        signs=("期限", "时限", "为期"),
    ),
)
