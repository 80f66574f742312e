"""How a status looks, whose name is its label, and phrases for what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.model.domain_types import Certainty, EndsReason, Status, StatusBasis

#: families of colours
StatusTone = Literal["good", "partly", "coming", "doubt", "over", "void", "unknown"]


@dataclass(frozen=True, slots=True)
class StatusLook:
    """The colour and the sign of a status: colour alone says nothing to those who cannot see it."""

    tone: StatusTone
    sign: str


#: in the order in which the first page counts them
STATUS_LOOKS: Mapping[Status, StatusLook] = {
    Status.IN_FORCE: StatusLook("good", "●"),
    Status.PARTLY_VOID: StatusLook("partly", "◐"),
    Status.NOT_YET: StatusLook("coming", "○"),
    Status.TO_VERIFY: StatusLook("doubt", "◇"),
    Status.EXPIRED: StatusLook("over", "■"),
    Status.REPEALED: StatusLook("void", "✕"),
    Status.SUPERSEDED: StatusLook("over", "↻"),
    Status.DRAFT: StatusLook("coming", "✎"),
    Status.UNKNOWN: StatusLook("unknown", "?"),
}

STATUS_BASIS_LABELS: Mapping[StatusBasis, str] = {
    "term_running": "有效期未满",
    "no_adverse_evidence": "未见废止、失效的依据",
    "listed": "列入继续有效目录",
    "register": "网页或法规数据库标明",
    "entered": "人工填写",
    "expired": "有效期已满",
    "repealed": "已有废止决定",
    "declared_void": "已宣布失效",
    "presumed": "推定的有效期已满，未见失效决定",
    "not_yet": "未到施行日期",
    "superseded": "已有后来的文本施行",
    "draft": "尚未通过，不产生效力",
}


@dataclass(frozen=True, slots=True)
class BasisPhrase:
    """A phrase for what a status rests on, where its end has this reason and certainty.

    None in `reason` or `certainty` matches any; None in `basis` is a status that rests on nothing.
    """

    basis: StatusBasis | None
    reason: EndsReason | None
    certainty: Certainty | None
    words: str


#: the first row that matches is used
BASIS_PHRASES = (
    # （2015—2020年）: a plan's period is not a term, and its end alone ends nothing
    BasisPhrase("term_running", "plan_period", None, "规划期未满"),
    BasisPhrase("expired", "plan_period", None, "规划期已届满，未见失效决定"),
    BasisPhrase("presumed", "plan_period", None, "规划期已届满，未见失效决定"),
    # 逾期未公布的，自2022年12月31日起失效: the text alone cannot say whether it came about
    BasisPhrase("presumed", "declared", "presumed", "附条件的失效日已过，条件是否成就待核"),
    *(BasisPhrase(basis, None, None, words) for basis, words in STATUS_BASIS_LABELS.items()),
    BasisPhrase(None, None, None, "没有足以判断的依据"),
)


def basis_phrase(
    basis: StatusBasis | None, reason: EndsReason | None, certainty: Certainty | None
) -> str:
    """The words for what a status rests on; `reason` and `certainty` are those of its end.

    >>> basis_phrase("term_running", "term", "derived")
    '有效期未满'
    >>> basis_phrase("term_running", "plan_period", "derived")
    '规划期未满'
    """
    return next(
        row.words
        for row in BASIS_PHRASES
        if row.basis == basis
        and row.reason in (None, reason)
        and row.certainty in (None, certainty)
    )
