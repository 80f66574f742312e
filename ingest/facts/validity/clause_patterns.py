"""Patterns for the words in which a document states its own validity: 本办法自…起施行.

They match simplified text; white space inside dates is allowed (2020 年 1 月 1 日).
"""

from __future__ import annotations

import re

from analyzers.numerals import ZEROS

_DIGITS = rf"[\d０-９一二三四五六七八九十{ZEROS}]"
DATE = (
    rf"(?:{_DIGITS}[{_DIGITS[1:-1]}\s]{{1,9}}年\s*[{_DIGITS[1:-1]}\s]{{1,5}}月\s*"
    rf"[{_DIGITS[1:-1]}廿卅\s]{{1,5}}日|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})"
)
#: a day whose year was printed before: 2022年5月1日至10月31日
DAY = rf"[{_DIGITS[1:-1]}\s]{{1,5}}月\s*[{_DIGITS[1:-1]}廿卅\s]{{1,5}}日"
#: 月 for 日, or nothing at all: 2023年6月1月
MISPRINTED_DAY = (
    rf"{_DIGITS}[{_DIGITS[1:-1]}\s]{{1,9}}年\s*[{_DIGITS[1:-1]}\s]{{1,5}}月"
    rf"\s*[{_DIGITS[1:-1]}\s]{{1,5}}月"
)
#: 零时, 24时, 00:00, （含） after a date
CLOCK = (
    r"(?:\s*(?:凌晨|上午|中午|下午)?(?:[零〇]|二十四|[\d０]{1,2})\s*(?:[时点]整?|[:：]\d{2}))?"
    r"(?:[（(]含[^（()）]{0,4}[）)])?"
)
_COUNT = r"[零一二三四五六七八九十两半壹贰叁肆伍陆柒捌玖拾\d０-９]{1,3}"
#: 五年, 伍年, 6个月, 一年半, 一年零六个月, 两（2）年
TERM = (
    rf"(?:{_COUNT}\s*(?:[（(][^（()）]{{1,3}}[）)])?\s*(?:周?年|个月|日|天)半?)"
    rf"(?:[零又]?{_COUNT}\s*个月)?(?![度份级内])"
)
#: the words by which a document names itself. 所, 的 and the like cannot be inside such a name: 本
#: in 本办法所称批准文件 belongs to 办法, not to 文件.
SELF = (
    r"(?:[本此](?:(?![所的之称据])[\u4e00-\u9fff]){0,6}?(?:法律|法规|批示|法|条例|办法|规定|细则|规则|规例|附例|规程|通知|通告|公告|决定|决议|(?<!征求)意见|方案|规划|计划|"
    r"规范|标准|准则|解释|批复|函|令|制度|章程|指引|指南|目录|清单|措施|纲要|预案|文件|安排|规章|政策|公约|要点|解答|答复|议定书|修正案)"
    r"|本《》|(?:以上|上述)(?:[\u4e00-\u9fff]{2})?(?:规定|政策|措施|意见|标准|通知))"
)
#: the number of an article or item at the start of a sentence
_NUMBERED = (
    r"(?:第\s*[一二三四五六七八九十百千零〇○\d]+\s*条(?:之[一二三四五六七八九十]+)?"
    r"|[一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十\d]+[）)]|\d+\s*[.．、]|附\s*则)"
)
_HEAD = re.compile(
    rf"^\s*(?:#+\s*)?(?:{_NUMBERED}\s*)?(?:【[^】]*】|[（(](?:施行|生效|有效期|附则)[^）)]*[）)])?\s*"
)
_SENTENCE_ENDS = "。；;！\n"
_SENTENCE = re.compile(f"[{_SENTENCE_ENDS}]")
_TITLED = re.compile(
    r"《[^《》]*(?:〈[^〉]*〉[^《》]*|《[^》]*》[^《》]*)*》(?:\s*[（(][^（()）]*[）)])?"
)


def sentence_start(text: str, offset: int, back: int = 400) -> int:
    """The offset at which the sentence around `offset` begins, at most `back` code points before.

    >>> sentence_start("第一条 甲。本法自今日起施行。", 9)
    6
    """
    start = max(0, offset - back)
    return max(start, *[text.rfind(mark, start, offset) + 1 for mark in _SENTENCE_ENDS])


def sentence_end(text: str, offset: int, ahead: int = 200) -> int:
    """The offset at which the sentence around `offset` ends, before its punctuation mark.

    It is at most `ahead` code points after `offset`.

    >>> sentence_end("本法自今日起施行。第二条", 3)
    8
    """
    found = _SENTENCE.search(text, offset, min(len(text), offset + ahead))
    return found.start() if found else min(len(text), offset + ahead)


def lead_in(text: str, offset: int) -> str:
    """The words before `offset` in its sentence, without numbering, and with 《》 for each title.

    >>> lead_in("第六条　本办法自2022年1月1日起施行，有效期5年。", 21)
    '本办法自2022年1月1日起施行，'
    """
    words = text[sentence_start(text, offset) : offset]
    return _HEAD.sub("", _TITLED.sub("《》", words), count=1).strip()


def is_quoted(text: str, offset: int) -> bool:
    """Whether `offset` is inside quotation marks, in which an amendment prints new wording.

    >>> is_quoted("第九条改为：“本办法自今日起施行。”", 9), is_quoted("“试行”的本办法", 6)
    (True, False)
    """
    window = text[max(0, offset - 200) : offset]
    last = max(window.rfind("“"), window.rfind("「"))
    return last > max(window.rfind("”"), window.rfind("」"))
