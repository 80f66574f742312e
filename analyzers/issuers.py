"""What stands before the brackets of a document number: its code, and what is none of it.

Lead-ins (按照财库〔2022〕3号), the end of the sentence or title before it (…的通知国发〔2009〕12号), the
issuer's full name (广州市人民政府穗府〔2015〕26号) are taken off. All on folded text.
"""

from __future__ import annotations

import re

_HAN = r"\u3400-\u9fff"
_RUN = re.compile(rf"[{_HAN}]*\Z")

#: words that no code holds: it begins behind the last of them
LEAD_INS = (
    ("verb", "按照 根据 依据 依照 参照 遵照 对照 比照 执行 贯彻 落实 印发 转发 下发 制发 发布 公布"),
    ("verb", "颁布 制定 废止 修改 修订 替代 取代 代替 撤销 暂停 停止 引用 结合 收到 通过 参见 详见"),
    ("verb", "符合 违反 适用 关于 依 按 以 见 凭 将"),
    ("noun", "通知 决定 意见 办法 规定 条例 方案 批复 复函 文件 通告 通报 来函 来文 全文 原文 附件"),
    ("noun", "文号 字号 编号 以下 此前 其中 同时 现行 联合 即为 分别 的 了 号 第"),
    ("noun", "我院 我部 我局 我厅 我委 我办 我市 我省 我区 我县 你院 你局 你厅 你市 你省 本院 本局"),
    ("date", "[〇○零一二三四五六七八九十]+[年月日]"),
)  # fmt: skip

#: names with such words in them, which stay whole
WHOLE = (
    "中华人民共和国 发展和改革 人力资源和社会保障 住房和城乡建设 工业和信息化 文化和旅游 规划和自然资源 "
    "卫生和计划生育 国土资源和房屋 经济和信息化 教育和体育 农业和农村 交通和城乡 和信息化 和社会保障 "
    "和改革 和旅游 和城乡 落实办 执行局 执行办 文件办 以工代赈"
)

#: characters that lead in (和国发〔2009〕12号, 原穗府〔2010〕2号) and begin codes of places and
#: trades, too (和政发, 原政发, 经信): lead-ins before what begins codes of the state or a province
DOUBTFUL = "和及与或自原在是至从由对等经同并又到即附为据像如被报"

#: how codes of the state and of provinces begin
STRONG = re.compile(
    "国[发办函令税土家资卫食科环农质知海能经法管市]|中[发办组宣央华共国]|财|税总|工信|人社|劳社|"
    "法[释发]|高检|公[通安]|建[办房城]|环[发办]|教[基高职]|银[发保]|证监|交[通办]|民发|商[务办]|卫[医办]|主席|"
    "[京津冀晋辽沪皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕甘穗深]"
)

#: how the names of organs end that may stand in full before their codes
ORGAN_ENDS = (
    "人民政府办公[厅室]",
    "人民政府",
    "人民代表大会常务委员会",
    "人大常委会",
    "委员会办公[厅室]",
    "委员会",
    "办公厅",
    "总局",
    "国务院",
    "最高人民法院",
    "最高人民检察院",
    "中国人民银行",
    "总统",
    "(?:行政|立法|司法|考试|监察)院",
    "[省市县区州旗][^省市县区州旗]{2,12}[局厅]",
    "(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|内政|司法|法务|财政|经济|人力资源和社会保障|自然资源|国土资源|生态环境"
    "|环境保护|住房和城乡建设|建设|卫生福利|劳动|交通运输|交通|铁道|水利|农业农村|农业|商务|文化和旅游|文化|应急管理|卫生|监察|人事)部",
)
_ORGAN = re.compile(rf"[{_HAN}]*(?:{'|'.join(ORGAN_ENDS)})")
#: codes of one character that may follow a name: 最高人民法院法〔2016〕3号
_SHORT = frozenset("法")

#: how the names of those begin who issue orders and announcements
ORDER_STARTS = re.compile(
    "中华人民共和国|中国|中共|中央军|国务院|国家|主席|最高人民|全国人|"
    "(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川"
    "|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾)|"
    "(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|国土资源|生态环境"
    "|环境保护|住房和城乡建设|交通运输|交通|铁道|水利|农业农村|农业|商务|文化和旅游|文化|应急管理|卫生)部"
)
#: several issuers of one order: 财政部 税务总局公告, 国家计划委员会、水利部令
_JOINT = re.compile(
    rf"(?:(?<![{_HAN}])[{_HAN}]{{2,30}}(?:部|局|委|署|院|会|厅|行|政府|办公室)(?:\s+|、))*[{_HAN}]*\Z"
)

_MASKED = re.compile("第[一二三四五六七八九十]+届|" + "|".join(sorted(WHOLE.split(), key=len, reverse=True)))
_LEAD_IN = re.compile(
    "|".join(
        f"(?P<{kind}{i}>{'|'.join(sorted(words.split(), key=len, reverse=True))})"
        for i, (kind, words) in enumerate(LEAD_INS)
    )
)
_MASK = "中"
_DATE_SIGNS = frozenset("年月日")


def run_before(text: str) -> str:
    """The Han characters at the end of a text; the 日 of a date before them is none of them.

    >>> run_before("（按照财库"), run_before("3月1日国发")
    ('按照财库', '国发')
    """
    found = _RUN.search(text)
    run = found.group() if found else ""
    ends_date = run[:1] in _DATE_SIGNS and text[: len(text) - len(run)].rstrip()[-1:].isdigit()
    return run[1:] if ends_date else run


def code_of(run: str, *, whole: bool = False) -> str | None:
    """The code at the end of a run of Han characters, "" where there is none. `whole`: nothing
    but an issuer's full name may stand before it, else None.

    >>> [code_of(run) for run in ("按照财库", "的通知国发", "和国发", "和政发", "广州市人民政府穗府")]
    ['财库', '国发', '国发', '和政发', '穗府']
    >>> code_of("广州市人民政府穗府", whole=True), code_of("按照财库", whole=True)
    ('穗府', None)
    """
    start = 0 if whole else _behind_lead_ins(run)
    name = _ORGAN.match(run, start)
    if name and (len(run) - name.end() > 1 or run[name.end() :] in _SHORT):
        start = name.end()
    if whole and _LEAD_IN.search(_masked(run), start):
        return None
    return run[start:]


def organ_start(text: str) -> int:
    """Where before 令 or 公告 the issuers' names begin, several allowed.

    >>> [text[organ_start(text):] for text in ("由国务院", "财政部 税务总局", "日原国家海洋局")]
    ['国务院', '财政部 税务总局', '国家海洋局']
    """
    found = _JOINT.search(text)
    joint = found.group() if found else ""
    base = len(text) - len(joint)
    if joint[:1] in _DATE_SIGNS and text[:base].rstrip()[-1:].isdigit():
        joint, base = joint[1:], base + 1
    start = _behind_lead_ins(joint)
    named = ORDER_STARTS.search(joint, start)
    if named and named.start() > start and joint[named.start() - 1] not in "省市县区州旗 、\n":
        start = named.start()
    while start < len(joint) and joint[start] in " \t\n\u3000、":
        start += 1
    return base + start


def is_organ(run: str) -> bool:
    """Whether a run is the full name of an organ, and no code.

    >>> is_organ("某省人民政府"), is_organ("穗府")
    (True, False)
    """
    return _ORGAN.fullmatch(run) is not None


def _behind_lead_ins(run: str) -> int:
    masked = _masked(run)
    start, kind = 0, "verb"
    for match in _LEAD_IN.finditer(masked):
        start, kind = match.end(), (match.lastgroup or "")[:4]
    for i in range(start, len(run) - 1):
        if masked[i] in DOUBTFUL and (
            STRONG.match(run, i + 1) or (i == start > 0 and kind == "noun")
        ):
            start = i + 1
    return start


def _masked(run: str) -> str:
    return _MASKED.sub(lambda match: _MASK * len(match.group()), run)
