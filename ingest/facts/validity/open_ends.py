"""Ends that name no day: 至另行通知为止. They are reported as facts, without a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzers.pattern_rules import PatternRule
from corpus.model.domain_types import Fact
from ingest.facts.notice import Notice, fact
from ingest.facts.validity.clause_patterns import (
    DATE,
    MISPRINTED_DAY,
    SELF,
    sentence_end,
    sentence_start,
)
from ingest.facts.validity.start_clauses import has_start_clause

_NEWER = r"(?:新的?(?:规定|办法|政策|标准|文件)|国家[^，。；]{0,16}规定|上级[^，。；]{0,8}规定)"
_GIVEN = r"(?:出台|公布|发布|实施|施行|颁布)"
_OVER = r"(?:废止|失效|停止执行)"
_ABOVE = r"(?:国家|省|市|上级|法律|法规)"
_YIELDS = r"(?:从其规定|按[^，。；]{0,10}执行|以新规定为准)"


#: the end of such a trial or term ends nothing
CONTINUES = "期满后继续执行"
#: a day that is printed wrong, 自2023年6月1月起施行, is not guessed: a term from it has no end
MISPRINTED = "施行日期印错"
#: the open ends after which a term is a fact but no end
WITHOUT_END = frozenset({CONTINUES, MISPRINTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEnd(PatternRule[str]):
    """A way to state an end without a day; the example is a whole sentence.

    `beside_start`: such words are frequent, and are about the document itself only in the sentence
    of its start clause or in the next one.
    """

    beside_start: bool = False


OPEN_ENDS: tuple[OpenEnd, ...] = (
    OpenEnd(
        "至另行通知为止",
        re.compile(r"另行通知(?:之日|时)?(?:为止|时止|止)|有效期(?:至|到)[^，。；]{0,8}另行通知"),
        "本通知自2022年1月1日起施行，至另行通知为止。",
    ),
    OpenEnd(
        "新规定出台后废止",
        re.compile(
            rf"{_NEWER}{_GIVEN}[^，。；]{{0,4}}(?:后|之?日起?|时)[，,]?[^。；]{{0,12}}{_OVER}"
        ),
        "国家新规定出台后，本通知自行废止。",
    ),
    OpenEnd(
        "另有规定的从其规定",
        re.compile(
            rf"{_ABOVE}[^，。；]{{0,24}}(?:另有|有新的?|作出新的?|新的?)规定[^，。；]{{0,7}}[，,]{_YIELDS}"
        ),
        "本通知自2022年1月1日起施行，国家另有规定的，从其规定。",
        beside_start=True,
    ),
    OpenEnd(
        CONTINUES,
        re.compile(
            r"(?:期满|届满|到期)[^。；]{0,40}?(?<!需要)(?<!可以)(?<!是否)(?<![需拟可应须])"
            r"继续(?:有效|执行|施行|实施|试行|适用)(?!的)"
        ),
        "本办法自2022年1月1日起试行，试行期满后，没有新规定的，继续执行。",
        beside_start=True,
        spared=("本办法自2022年1月1日起施行，有效期届满后需要继续执行的，应当重新发布。",),
    ),
    OpenEnd(
        MISPRINTED,
        re.compile(rf"[自从]\s*{MISPRINTED_DAY}\s*起"),
        "本办法自2023年6月1月起施行，有效期三年。",
        spared=("本办法自2023年6月1日起施行，有效期三年。",),
    ),
    OpenEnd(
        "逾期未办即失效",
        re.compile(rf"逾期未[^，。；]{{1,16}}的[，,]自{DATE}起[^，。；]{{0,8}}{_OVER}"),
        "需修改后重新发布的文件，逾期未公布的，自2021年1月1日起宣布失效。",
    ),
)
#: prefilter; each branch begins with a character of its own, so that `re` can skip other text
_ANCHOR = re.compile(
    r"另行通知|从其规定|新规定为准|新的?规定|逾期未|废止|失效|停止执行|继续|月\s*起"
)
_OWN = re.compile(rf"{SELF}|文件")


def find_open_ends(notice: Notice) -> list[Fact]:
    """The open ends of a notice as facts, one for each way to state it."""
    found: dict[str, Fact] = {}
    for phrase, start, end in open_end_clauses(notice.simplified):
        if phrase not in found:
            found[phrase] = fact("open_end", phrase, "没有日期的终止", notice.quote(start, end))
    return list(found.values())


def open_end_clauses(text: str) -> Iterator[tuple[str, int, int]]:
    """The names of the open ends that a simplified text states for itself.

    Each comes with the start and end offset of its sentence.

    >>> [name for name, _, _ in open_end_clauses("本通知自今日起执行，至另行通知为止。")]
    ['至另行通知为止']
    >>> list(open_end_clauses("第五条　法律另有规定的，从其规定。"))
    []
    """
    read_to = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < read_to:
            continue
        start, read_to = sentence_start(text, anchor.start()), sentence_end(text, anchor.end())
        sentence = text[start:read_to]
        for rule in OPEN_ENDS:
            if rule.find(sentence) and _is_own(text, start, sentence, rule):
                yield rule.name, start, read_to


def _is_own(text: str, start: int, sentence: str, rule: OpenEnd) -> bool:
    """Whether the sentence from `start` on is about the document itself."""
    if not rule.beside_start:
        return _OWN.search(sentence) is not None or has_start_clause(sentence)
    before = text[sentence_start(text, start - 1) : start] if start else ""
    return any(has_start_clause(each) and _OWN.search(each) for each in (sentence, before))
