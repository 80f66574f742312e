"""How a status looks, whose name is its label, and phrases for what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from corpus.model.domain_types import Certainty, EndsReason, Status, StatusBasis, TextBasis

if TYPE_CHECKING:  # labels are imported by commands that open no library
    from corpus.documents.works.load_work import WorkEventKind

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
    "no_adverse_evidence": "未见废止、失效依据，数据截至{}",
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

#: whence the day is known from which a text of a law binds
TEXT_BASIS_LABELS: Mapping[TextBasis, str] = {
    "original": "公布或成文的日期",
    "amended": "题下的修正",
    "revised": "题下的修订",
    "register": "法规数据库标明",
    "name": "文件名里的日期",
    "entered": "人工填写",
}
#: what happened to a law
WORK_EVENT_LABELS: Mapping[WorkEventKind, str] = {
    "adopted": "通过或成文",
    "promulgated": "公布",
    "effective": "开始施行",
    "amended": "修改",
    "revised": "修订",
    "extended": "延长有效期",
    "confirmed": "确认继续有效",
    "repealed": "废止",
    "declared_void": "宣布失效",
    "expired": "期满",
}
#: said of a text that does not hold an amendment by the document of this title
UNAPPLIED_PHRASE = "已被《{}》修改，本文未并入"


@dataclass(frozen=True, slots=True)
class BasisPhrase:
    """A phrase for what a status rests on, where its end has this reason and certainty.

    `{}` in the words is the day up to which anything is known.

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
    basis: StatusBasis | None,
    reason: EndsReason | None,
    certainty: Certainty | None,
    data_until: date,
) -> str:
    """The words for what a status rests on; `reason` and `certainty` are those of its end.

    >>> basis_phrase("term_running", "plan_period", "derived", date(2026, 1, 31))
    '规划期未满'
    >>> basis_phrase("no_adverse_evidence", None, None, date(2026, 1, 31))
    '未见废止、失效依据，数据截至2026-01-31'
    """
    return next(
        row.words.format(data_until)
        for row in BASIS_PHRASES
        if row.basis == basis
        and row.reason in (None, reason)
        and row.certainty in (None, certainty)
    )


def status_words(status: Status, basis: StatusBasis | None, data_until: date) -> str:
    """The status as it stands in a list: one that nothing is known against says up to when.

    >>> status_words(Status.IN_FORCE, "no_adverse_evidence", date(2026, 1, 31))
    '现行有效（未见废止、失效依据，数据截至2026-01-31）'
    >>> status_words(Status.IN_FORCE, "listed", date(2026, 1, 31))
    '现行有效'
    """
    if basis != "no_adverse_evidence":
        return status.value
    return f"{status}（{basis_phrase(basis, None, None, data_until)}）"
