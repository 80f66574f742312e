"""The first page of official paper (GB/T 9704): what it prints above the title, beside the number.

Patterns match squeezed lines (simplified, folded, without white space), except for the words beside
a number, which white space separates."""

from __future__ import annotations

import re

from analyzers.chinese_script import fold, squeeze
from analyzers.pattern_rules import WholeTextRule, any_of, first_match
from analyzers.span import Span
from ingest import line_shapes

_HAN = "\u3400-\u9fff"
_NAME = rf"[{_HAN}某×]{{1,4}}"
_NAMES = rf"{_NAME}(?:[ 、,]{_NAME}){{0,9}}"
_SIGNERS = r"(?:签发人?|会签人?|签批人?|审签人?|签批盖章|核稿人?)"

#: lines that only official paper prints, whatever is around them
PAPER_LINES: tuple[WholeTextRule[str], ...] = (
    WholeTextRule(
        "发文机关标志",
        re.compile(r"(?!.*(?:关于|[〔\[《]))[^,。;:]{2,60}文件(?:\([^()]{1,6}\))?"),
        "某市水务局文件",
        spared=("关于清理某市文件", "文件"),
        more_examples=("某市人民政府文件(任免)",),
    ),
    WholeTextRule(
        "密级和紧急程度",
        re.compile(
            r"(?:密级:)?(?:绝密|机密|秘密|内部资料)?(?:[★☆*](?:长期|启封前|\d{1,2}[年月个天]*)?)?"
            r"(?:(?:紧急程度|缓急)[:]?)?[【\[(]?(?<![资料])(?:特急|特提|加急|平急|急件|紧急)[】\])]?"
            r"|(?:密级:)?[【\[(]?(?:绝密|机密|秘密)[】\])]?(?:[★☆*](?:长期|启封前|\d{1,2}[年月个天]*)?)?"
        ),
        "机密★1年",
        spared=("急件处理办法", "秘密级"),
        more_examples=("特急", "机密★1年特急", "紧急程度:加急", "秘密★长期", "(急件)"),
    ),
    WholeTextRule(
        "签发人",
        re.compile(rf"(?:{_SIGNERS}:[{_HAN}某×、,]{{2,60}}){{1,4}}"),
        "签发人:梁某某",
        spared=("签发人:应当是主要负责人。", "签发人"),
        more_examples=("签发人:梁某某会签人:周某某、李某某", "签批盖章:王某某"),
    ),
    WholeTextRule(
        "电报",
        re.compile(
            rf"(?:发电|发电(?:单位|机关):?[^,。;:]{{2,40}}?|等级:?(?:特提|特急|加急|平急)[·.]?(?:明电|密电)?|[{_HAN}]{{0,12}}"
            rf"(?:传真电报|内部明电|机要传真|明传电报|密码电报|发电纸))(?:{_SIGNERS}:?{_NAME})?"
        ),
        "等级特急·明电",
        spared=("传真电报管理办法", "等级考试"),
        more_examples=("发电单位某市人民政府办公室签批盖章王某某", "某市政府传真电报", "内部明电"),
    ),
)
#: the red head of minutes, whose title is below the number
MINUTES_HEAD = WholeTextRule(
    "纪要",
    re.compile(r"(?!.*关于)[^,。;:]{0,40}会议?纪要"),
    "专题会议纪要",
    spared=("关于节水的会议纪要",),
)
#: lines that belong to official paper only among PAPER_LINES or directly above a number
BESIDE_PAPER_LINES: tuple[WholeTextRule[str], ...] = (
    WholeTextRule(
        "份号",
        re.compile(r"(?:份号:?|[№]|no\.?)?\d{6,7}"),
        "000018",
        spared=("2031年", "00018"),
        more_examples=("份号:000018",),
    ),
    MINUTES_HEAD,
    WholeTextRule("文件", re.compile(r"文件"), "文件", spared=("文件一",)),
    WholeTextRule(
        "特别行政区",
        re.compile(r"(?:中华人民共和国)?(?:香港|澳门)特别行政区"),
        "澳门特别行政区",
        spared=("澳门特别行政区政府关于节水的通知",),
    ),
    WholeTextRule("横线", re.compile(r"[★☆*\-—–_─━=]{1,80}"), "———★———", spared=("—一—",)),
)
#: words beside the number in its line, white space between them
BESIDE_NUMBER: tuple[WholeTextRule[str], ...] = (
    WholeTextRule(
        "签发人",
        re.compile(rf"{_SIGNERS} ?: ?{_NAMES}"),
        "签发人: 梁某某",
        spared=("签发人: 2031年",),
        more_examples=("签发人:张 三", "会签人: 周某某、李某某", "签批盖章: 王某某"),
    ),
    WholeTextRule("份号", re.compile(r"№?\d{6,7}"), "000018", spared=("2031",)),
    WholeTextRule(
        "密级和紧急程度",
        re.compile(
            r"[(\[【]?(?:等级 ?:? ?)?(?:(?:绝密|机密|秘密)(?: ?[★☆*] ?(?:长期|\d{1,2} ?[年月]?)?)?"
            r"|特急|特提|加急|平急|急件)(?: ?[·.] ?(?:明电|密电))?[)\]】]?"
        ),
        "特急",
        spared=("急",),
        more_examples=("机密★1年", "等级 特急·明电", "(加急)"),
    ),
    WholeTextRule(
        "发往",
        re.compile(r"发[往至] ?: ?[^:。]{2,40}"),
        "发往:各县(区)防指",
        spared=("发往各县",),
    ),
    WholeTextRule(
        "机发号",
        re.compile(rf"[{_HAN}]{{0,4}}(?:机发|机收|密收) ?(?:第 ?)?\d{{0,8}} ?号?"),
        "临机发12345号",
        spared=("机发〔2031〕1号",),
    ),
    WholeTextRule(
        "办理类别",
        re.compile(r"(?:办理(?:结果|类别) ?: ?)?[(\[【]?[abcd][1-4]?类?[)\]】]?"),
        "(a类)",
        spared=("e",),
        more_examples=("办理结果:a", "b"),
    ),
)
_BESIDE_NUMBER = re.compile(rf"(?:{any_of(BESIDE_NUMBER)})(?: (?:{any_of(BESIDE_NUMBER)})){{0,5}}")
_SIGNER_NAMES = re.compile(_NAMES)
_SIGNED = re.compile(rf"{_SIGNERS}:")
#: words between white space; 签发人 and the like begin one wherever they stand
_WORD = re.compile(rf"{_SIGNERS}?(?:(?!{_SIGNERS}[ \u3000]*[:：])\S)+")
_LONGEST = 160
#: prefilter: every number line has one of these
_NUMBERED = re.compile("[号號期]")


def is_paper_line(squeezed: str) -> bool:
    """Whether only official paper prints such a line: 某市水务局文件, 特急, 签发人：….

    >>> is_paper_line("某市水务局文件"), is_paper_line("某市水务局")
    (True, False)
    """
    return first_match(PAPER_LINES, squeezed) is not None


def is_beside_paper_lines(squeezed: str) -> bool:
    """Whether official paper prints such a line among others: a number of copies, a rule."""
    return first_match(BESIDE_PAPER_LINES, squeezed) is not None


def begins_signers(squeezed: str) -> bool:
    """Whether a line names the signers, of whom the next line may name more."""
    return _SIGNED.match(squeezed) is not None


def number_span(line: str, above: str = "") -> Span | None:
    """The span of the number in a simplified line that holds nothing but what may stand beside it.

    None where the line is no number line. `above`: the squeezed line above it, as a list of signers
    may extend over several lines, of which the last one has the number.

    >>> line = "某水〔2031〕15号    签发人：梁某某"
    >>> line[slice(*number_span(line))]
    '某水〔2031〕15号'
    """
    if len(line) > _LONGEST or not _NUMBERED.search(line):
        return None
    words = [match.span() for match in _WORD.finditer(line)]
    signers = begins_signers(above)
    for first in reversed(range(len(words))):
        for last in range(first, len(words)):
            start, stop = words[first][0], words[last][1]
            if (
                _is_beside(line[:start], signers=signers)
                and _is_beside(line[stop:], signers=signers)
                and not (first > 0 and line[start] in "〔[［【(（")
                and line_shapes.is_number_line(squeeze(line[start:stop]))
            ):
                return Span(start, stop)
    return None


def _is_beside(words: str, *, signers: bool) -> bool:
    """Whether words, or no words, may stand beside a number; `signers`: names of persons too."""
    plain = " ".join(fold(words).split())
    return (
        not plain
        or _BESIDE_NUMBER.fullmatch(plain) is not None
        or (signers and _SIGNER_NAMES.fullmatch(plain) is not None)
    )
