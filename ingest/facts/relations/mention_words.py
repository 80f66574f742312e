"""The words before and after a document's name in its sentence, as the rules read them.

Other names are reduced to 《》, also those that are a number alone, or a title without 《》 and its
number: 废止某市节水办法（某府〔2010〕3号）、某府〔2010〕4号文件.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from analyzers.span import Span
from ingest import line_shapes
from ingest.facts.relations.document_mentions import DocumentMention
from ingest.facts.relations.repeal_rules import REPEAL_HINT
from ingest.facts.validity.clause_patterns import sentence_end, sentence_start

_NESTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:\s*[（(〔][^（()）]*[）)〕]){0,3}")
#: a bracket after a name that does not hold its number: （试行）
_REMARK = re.compile(r"^\s*[（(〔][^（()）]{0,40}[）)〕]")
#: 《甲办法》除第三条外废止, 《甲办法》（第三条除外）停止执行: the rest of it is ended
_EXCEPTION = re.compile(
    r"[，,（(]?(?P<rest>除[^，。；《》（()）]{1,30}[条款项章节](?:以?外|之外)"
    r"|[^，。；《》（()）]{1,20}[条款项章节]除外)[）)，,]?"
    r"(?:的)?(?:其余|其他|其它)?(?:各)?(?:条款|内容|部分|规定|条)?"
)
#: 《甲办法》中有关收费的规定停止执行: a part of it is ended
_PART = re.compile(
    r"(?P<rest>(?:中|里|内)?的?[^，。；《》（()）]{0,40}?(?:规定|内容|条款|部分|条文))"
    r"(?=(?:[自从于在][^，。；《》]{1,20}起)?(?:同时|予以|即行|一并|相应)*"
    r"(?:废止|停止执行|停止实施|不再执行))"
)
#: the exception in the bracket behind the name
_BRACKETED = re.compile(r"[（(](?P<rest>除[^（()）]{1,30}外|[^（()）]{1,20}[条款项章节]除外)[）)]")
_HINT = re.compile(REPEAL_HINT)
#: after a number without a title: 某府〔2010〕3号文件同时废止
_PAPER = re.compile(
    r"^(?:[）)]|等?(?:[两\d一二三四五六七八九十]{1,3}[个件份])?(?:号?文件?|通知|公告)(?![的第规中]))+"
)
_VERBS = (
    r"(?:废止|废除|(?:停止|终止|不再)(?:执行|施行|实施|适用|使用)|撤销|撤回|取消|作废|停用|[印颁]发的|[公发颁]布的"
    r"|制定的|下发的|转发的|批转的|同时)"
)
_LEAD = re.compile(rf"(?:.*{_VERBS})?(?:原|将|对|由|和|及|与|以及|另外|其中)?")
_CLAUSE = re.compile(r"[，,、：:；;。《》）)]")
#: in code points: how far behind a name its verb may stand, and where many names are listed
_AHEAD, _LIST_AHEAD = 200, 1600


@dataclass(frozen=True, slots=True)
class MentionWords:
    """The sentence of a mention, and the words before and after it without white space.

    `partial`: the words that spare a part of the document, or name the part that is meant, as
    除第三条外 or 有关收费的规定; None where the whole is meant.
    """

    sentence: Span
    before: str
    after: str
    partial: str | None = None


class MentionSentences:
    """The sentences of one simplified text around its mentions."""

    def __init__(self, text: str, mentions: Sequence[DocumentMention]) -> None:
        self._text = text
        self._numbers = [each for each in mentions if each.key is None]
        self._starts = [each.start for each in self._numbers]

    def words_around(self, mention: DocumentMention) -> MentionWords:
        """The words around a mention in its sentence."""
        text = self._text
        start, end = sentence_start(text, mention.start), sentence_end(text, mention.end, _AHEAD)
        if end - mention.end == _AHEAD and "《" in text[mention.end : end]:
            end = sentence_end(text, mention.end, _LIST_AHEAD)
        sentence = Span(start, end)
        if _HINT.search(text, start, end) is None:
            return MentionWords(
                sentence,
                _reduced(text[start : mention.start]),
                _reduced(_REMARK.sub("", text[mention.end : end])),
            )
        before = self._without_numbers(start, mention.start)
        after = self._without_numbers(mention.end, end)
        if mention.key is None:
            before, after = _without_title(before), _PAPER.sub("", after)
        partial = _EXCEPTION.match(after) or _PART.match(after)
        if partial is not None:
            return MentionWords(
                sentence, before, after[partial.end() :], partial["rest"].strip("中里内的")
            )
        kept = _BRACKETED.search(text, mention.start, mention.end)
        return MentionWords(sentence, before, _REMARK.sub("", after), kept and kept["rest"])

    def _without_numbers(self, start: int, end: int) -> str:
        """The words between two offsets, where each name is 《》."""
        pieces, at = [], start
        for index in range(bisect_left(self._starts, start), len(self._starts)):
            number = self._numbers[index]
            if number.end > end:
                break
            piece = self._text[at : number.start]
            if piece.endswith(("（", "(")):
                piece = _without_title(piece + " ")
            pieces.append(f"{piece}《》")
            at = number.end + len(_paper_after(self._text[number.end : end]))
        return _reduced("".join((*pieces, self._text[at:end])))


def _reduced(words: str) -> str:
    """The words without white space, where each title with its bracket is 《》."""
    return "".join(_NESTED.sub("《》", words).split())


def _paper_after(words: str) -> str:
    """What follows a number and belongs to its name: 文件, or the bracket around the number."""
    found = _PAPER.match(words)
    return found[0] if found else ""


def _without_title(before: str) -> str:
    """The words before a number, without the title without 《》 that directly precedes it.

    >>> _without_title("市政府决定废止某市节水管理办法（")
    '市政府决定废止'
    """
    words = before.rstrip().removesuffix("（").removesuffix("(")
    clause = max((sign.end() for sign in _CLAUSE.finditer(words)), default=0)
    segment = words[clause:]
    if line_shapes.TITLE_END.search(segment) is None:
        return before.rstrip() if words == before.rstrip() else words
    lead = _LEAD.match(segment)
    return words[: clause + (lead.end() if lead else 0)]
