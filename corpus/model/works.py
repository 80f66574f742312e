"""Which texts are texts of one law, and the days of each: a pure function of what they state.

A work is a law or notice through time. Its texts bear one title, leaving out the remark of an
edition (2018年修正), and are of one level, region and issuer. That is enough for legislation, which
keeps its title when it is amended; a notice must name the earlier text among its amendments,
because offices issue notices of the same title every year. A text that repeals an earlier one
(《…》同时废止) begins another work. A text that fits two others which do not fit each other (two
cities' 城市供水条例, and one of an unknown city) belongs to no work: that is never guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from corpus.model.validity_inputs import ONE_DAY

#: the levels of legislation, whose title is made once
LEGISLATION = frozenset(
    (
        *("宪法", "法律", "法律解释", "行政法规", "监察法规", "司法解释", "地方性法规"),
        *("经济特区法规", "自治条例和单行条例", "部门规章", "地方政府规章"),
    )
)
#: levels at which only one organ of the state legislates
_NATIONAL = frozenset(("宪法", "法律", "法律解释", "行政法规", "监察法规"))
#: the forms of legislation; decisions and replies of one title are made again and again
_FORMS = frozenset(
    ("法", "法典", "宪法", "条例", "规定", "办法", "细则", "规则", "解释", "规程", "守则")
)
#: an order is filed under the title of what it orders
_KINDS = (None, "令")
_STANDING = "常务委员会"


@dataclass(frozen=True, slots=True)
class LawText:
    """A text with what it states: `day` on which its wording was made, `effective`, and `history`,
    the days of the acts that made it or amended it. `replaces`: ids of texts that it repeals."""

    id: str
    level: str | None = None
    region: str | None = None
    issuer_key: str = ""
    kind: str | None = None
    form: str | None = None
    day: date | None = None
    effective: date | None = None
    history: tuple[date, ...] = ()
    replaces: frozenset[str] = frozenset()

    @property
    def text_from(self) -> date:
        """The first day of the wording; `date.max` where the text states no day at all."""
        return first_day_of_text(self.day, self.effective) or date.max


@dataclass(frozen=True, slots=True)
class TextDays:
    """The place of a text in its work.

    `work`: the id of the earliest text. `text_until` is inclusive, None while nothing follows.
    `previous_text`, `next_text`: the ids of the texts before and after it."""

    work: str
    text_from: date
    text_until: date | None = None
    previous_text: str | None = None
    next_text: str | None = None


def first_day_of_text(day: date | None, effective: date | None) -> date | None:
    """The first day of a wording that was made on `day`, or None where nothing is known.

    An amended law prints the first day of its first text: a day before that of the wording.

    >>> first_day_of_text(date(2018, 3, 1), date(1995, 1, 1))
    datetime.date(2018, 3, 1)
    """
    if day is None or effective is None:
        return effective or day
    return max(day, effective)


def is_successor(later_key: str | None, earlier_key: str | None) -> bool:
    """Whether the document that ends another takes its place: it bears the same name.

    The keys are those of corpus.model.match_keys.work_key. What was on trial is followed by what is
    final.

    >>> is_successor("甲市书亭办法", "甲市书亭暂行办法")
    True
    >>> is_successor("关于废止书亭办法的决定", "书亭办法")
    False
    """
    if not later_key or not earlier_key:
        return False
    return _final_name(later_key) == _final_name(earlier_key)


def _final_name(key: str) -> str:
    return key.removesuffix("试行").replace("暂行", "")


def assemble_texts(texts: Iterable[LawText]) -> dict[str, TextDays]:
    """The days of all texts that have others of their work, by id; the order does not matter.

    `texts` share one key (corpus.model.match_keys.work_key). A text alone in its work has no entry.

    >>> first = LawText("a", "法律", form="法", day=date(2000, 5, 1), effective=date(2001, 1, 1))
    >>> second = LawText("b", "法律", form="法", day=date(2009, 8, 27), effective=date(2001, 1, 1))
    >>> days = assemble_texts([second, first])
    >>> days["a"].work, str(days["a"].text_until), str(days["b"].text_from)
    ('a', '2009-08-26', '2009-08-27')
    """
    days: dict[str, TextDays] = {}
    known = sorted((text for text in texts if text.text_from < date.max), key=_order)
    for same in _group_by_law(known):
        for work in _cut_at_repeals(_without_undatable(same)):
            if len(work) > 1:
                days |= _days_of_work(work)
    return days


def _order(text: LawText) -> tuple[date, date, str]:
    return text.text_from, text.day or date.min, text.id


def _group_by_law(texts: Sequence[LawText]) -> list[list[LawText]]:
    """The texts by the law that they are texts of, each in order; without doubtful ones."""
    amended = any(len(text.history) > 1 for text in texts)
    texts = [text for text in texts if amended or _is_legislation(text)]
    fitting: dict[str, set[str]] = {text.id: set() for text in texts}
    for one, other in combinations(texts, 2):
        if _is_same_law(one, other):
            fitting[one.id].add(other.id)
            fitting[other.id].add(one.id)
    doubtful = {
        id_
        for id_, others in fitting.items()
        if any(not (others - {other}) <= fitting[other] for other in others)
    }
    groups: list[list[LawText]] = []
    for text in texts:
        if text.id in doubtful:
            continue
        group = next((each for each in groups if each[0].id in fitting[text.id]), None)
        if group is None:
            groups.append(group := [])
        group.append(text)
    return groups


def _is_same_law(one: LawText, other: LawText) -> bool:
    """Whether two texts of one title are texts of one law."""
    if one.region and other.region and one.region != other.region:
        return False
    if one.level and other.level and one.level != other.level:
        return False
    linked = _names_other(one, other)
    organs = _organs(one), _organs(other)
    if one.level in _NATIONAL and other.level in _NATIONAL:
        placed = True
    elif organs[0] and organs[1]:
        placed = bool(organs[0] & organs[1])
    else:
        placed = one.region is not None and one.region == other.region
    if not placed:
        return linked and not (organs[0] and organs[1])
    return linked or (_is_legislation(one) and _is_legislation(other) and _levelled(one, other))


def _levelled(one: LawText, other: LawText) -> bool:
    return one.level in LEGISLATION or other.level in LEGISLATION


def _is_legislation(text: LawText) -> bool:
    level = text.level is None or text.level in LEGISLATION
    return level and text.form in _FORMS and text.kind in _KINDS


def _organs(text: LawText) -> set[str]:
    """The keys of the issuers; a congress and its standing committee amend each other's texts."""
    return {key.removesuffix(_STANDING) for key in text.issuer_key.split("/") if key}


def _names_other(one: LawText, other: LawText) -> bool:
    """Whether the later of two texts names the day of the earlier one among those of its acts."""
    if one.day is None or other.day is None or one.day == other.day:
        return False
    earlier, later = sorted((one, other), key=lambda text: text.day or date.min)
    return later.day in later.history[1:] and earlier.day in later.history


def _without_undatable(texts: Sequence[LawText]) -> list[LawText]:
    """The texts in order, without those of which nobody can tell where they belong.

    A text that prints no day but that of the first one may be any of the later wordings."""

    def is_placed(text: LawText) -> bool:
        if text.day is not None:
            return True
        others = [other for other in texts if other is not text]
        first = text.text_from
        return any(
            other.text_from < first or (other.effective or first) > first for other in others
        )

    return [text for text in texts if is_placed(text)]


def _cut_at_repeals(texts: Sequence[LawText]) -> Iterator[list[LawText]]:
    """The texts of each work: one that repeals an earlier text begins another work."""
    work: list[LawText] = []
    for text in texts:
        if any(earlier.id in text.replaces for earlier in work):
            yield work
            work = []
        work.append(text)
    yield work


def _days_of_work(texts: Sequence[LawText]) -> dict[str, TextDays]:
    following = {text.id: _next_text(text, texts) for text in texts}
    previous = {after.id: text.id for text in texts if (after := following[text.id])}
    return {
        text.id: TextDays(
            work=texts[0].id,
            text_from=text.text_from,
            text_until=after.text_from - ONE_DAY if (after := following[text.id]) else None,
            previous_text=previous.get(text.id),
            next_text=after.id if after else None,
        )
        for text in texts
    }


def _next_text(text: LawText, texts: Collection[LawText]) -> LawText | None:
    """The text that follows, or None; two prints of one wording do not follow each other."""
    for other in texts:
        if other is text or other.text_from < text.text_from:
            continue
        if text.day is None:
            if (other.effective or date.min) > text.text_from:
                return other
        elif other.day is None:
            if other.text_from > text.text_from:
                return other
        elif other.day > text.day:
            return other
    return None
