"""Lines of a signature: persons who sign with their post, and organs' names broken over two lines.

All functions take squeezed text (simplified, without white space)."""

from __future__ import annotations

import re

from analyzers.pattern_rules import PatternRule, first_match
from corpus.authorities.administrative_divisions import division_of
from corpus.authorities.organs import has_organ_ending

POSTS = (
    r"(?:主席|总理|委员长|省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|部长|局长|署长|行长|厅长|司长|院长|检察长"
    r"|会长|理事长|关长|校长|秘书长|书记|专员|主任)"
)
_NO_POST = r"(?!会议|办公|热线|信箱|接待|联席|团|[会员室])"
#: an order or law is signed by a person; `organ`: the organ that the signature names with the post
SIGNED_BY_PERSONS: tuple[PatternRule[str], ...] = (
    PatternRule(
        "职务和姓名",
        re.compile(
            r"^(?P<organ>)(?:代理?)?(?:国家|国务院|中华人民共和国|自治区)?(?:代理?|常务)?副?"
            rf"(?:{POSTS}|法定代表人|负责人){_NO_POST}"
        ),
        "市长王某某",
        spared=("主任会议", "主席团", "某市水务局", "市长热线办公室"),
        more_examples=("副省长李某", "代市长:王某某", "国务院总理王某", "自治区主席某某", "市长"),
    ),
    PatternRule(
        "机关、职务和姓名",
        re.compile(
            r"^(?P<organ>[\u3400-\u9fff]{1,30}?[部局委厅署院行会府办市县区省州])(?:代理?|常务)?副?"
            rf"{POSTS}{_NO_POST}[:：]?(?:[(（]?(?:签名|签字|签章)[)）]?)?[\u3400-\u9fff·×]{{1,12}}$"
        ),
        "样例部部长王某某",
        spared=("某市市长热线办公室", "全国人大常委会委员长会议", "某市局长办公会", "某县水务局"),
        more_examples=("某总署署长王某某", "某某银行行长：王某", "某市人民政府副市长王某某"),
    ),
)
_POST_ALONE = re.compile(rf"(?:代理?|常务)?副?{POSTS}$")
_REGION_FIRST = re.compile(r".{1,5}[省市县区州旗]")
_DATED = re.compile(r"\d{4}[年./-]|[年月]")
_LONGEST_PERSON = 4


def is_persons_name(line: str, above: str) -> bool:
    """Whether a line is the name of a person whose post is on the line above: 县长 ⏎ 王某某.

    >>> is_persons_name("王某某", "县长"), is_persons_name("水务局", "县长")
    (True, False)
    """
    return (
        len(line) <= _LONGEST_PERSON
        and not has_organ_ending(line)
        and _POST_ALONE.match(above) is not None
    )


def is_post(line: str) -> bool:
    """Whether a line is a post and nothing else, with the person's name on the next line."""
    return _POST_ALONE.match(line) is not None


def name_goes_on(above: str, below: str) -> bool:
    """Whether the name of an organ begins on one line and ends on the next.

    >>> name_goes_on("某市人民政府推进职能转变和", "简政放权协调小组办公室")
    True
    >>> name_goes_on("某市样例样", "某市水务局")
    False
    """
    return (
        len(above) > _LONGEST_PERSON
        and not has_organ_ending(above)
        and first_match(SIGNED_BY_PERSONS, above) is None
        and _DATED.search(above + below) is None
        and above[:2] != below[:2]
        and division_of(below) is None
        and _REGION_FIRST.match(below) is None
        and has_organ_ending(above + below)
    )
