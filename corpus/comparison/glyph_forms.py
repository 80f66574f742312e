"""The form in which two texts are compared: what differs only in glyphs or white space is alike.

Portals print one text with other glyphs: 臺 and 台, 巿 and 市, full and half width, other quotation
marks. None of these is an amendment (docs/contract.md, "Comparison")."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from analyzers.chinese_script import fold, to_simplified

#: signs that are one: the first stands for all. Those that `fold` or Unicode's compatibility forms
#: make alike (widths, traditional characters, radicals, ⑴, ⒈) are not repeated.
GLYPH_VARIANTS = (
    # punctuation
    *(":︰∶﹕꞉", ",﹐︐", "、﹑､︑", "。｡︒", ";﹔︔\u037e", "?﹖︖", "!﹗︕", "%﹪", "·・•‧∙⋅･᛫"),
    *("(﹙︵", ")﹚︶", "[〔﹝〚【︹︻", "]〕﹞〛】︺︼", "〈《<«‹﹤⟨⟪︿︽", "〉》>»›﹥⟩⟫﹀︾"),
    *("\"“”„‟〝〞〟「」『』﹁﹂﹃﹄‘’‚‛'`´", "-‐‑‒–—―─━﹘﹣−", "~〜∼˜"),
    # numerals: the zeros, and what portals print for them
    *("0〇○◯零",),
    # characters of the list of variants of 1955, and glyphs of older fonts and other regions
    *("市巿", "并竝幷", "仿倣", "敕勅勑", "效効傚", "厂厰", "告吿", "回囘囬", "场塲", "增増"),
    *(
        "宝寳",
        "纸帋",
        "厅廰",
        "强彊",
        "戏戯戱",
        "户戸",
        "捍扞",
        "插揷挿",
        "昂昻",
        "映暎",
        "暨曁",
    ),
    *(
        "柏栢",
        "棕椶",
        "污汚",
        "清淸",
        "渴渇",
        "阔濶",
        "暖煖",
        "焰燄",
        "犁犂",
        "猿猨",
        "略畧",
    ),
    *(
        "皋皐",
        "碗盌",
        "研硏",
        "棋碁",
        "算祘笇",
        "糯稬",
        "绪緖",
        "总縂総",
        "翻繙飜",
        "膻羴",
        "肯肎",
        "胸胷",
    ),
    *("脆脃", "吻脗", "腊臈", "花芲", "果菓", "麻蔴", "裙裠", "羁覊", "睹覩", "察詧", "喧諠"),
    *("狸貍", "质貭", "恤賉", "赃賍", "职軄", "软輭", "迥逈", "遁遯", "酬酧醻", "炼錬", "锁鎻鏁"),
    *("闲閒", "闹閙", "关闗", "址阯", "邻隣", "青靑", "颖頴", "喂餧", "验騐", "斗鬦鬪", "默黙"),
    *("准凖", "凡凢", "劫刼", "创剏剙", "剩剰", "札劄", "勋勲", "卒卆", "吴呉", "咒呪", "和咊"),
    *("启唘", "岩喦", "国囯囶圀", "圈圏", "野埜", "阶堦", "填塡", "寿夀", "奖奨", "妒妬", "妊姙"),
    *("懒嬾", "冗宂", "置寘", "专専", "尚尙", "屏屛", "卷巻", "帮幇", "厩廏", "往徃", "德徳"),
    *("吝恡", "恶悪", "慎愼", "惭慙", "憩憇", "欢懽", "拿拏", "携擕", "叙敍", "学斈", "敷旉"),
    *("春旾", "叠曡", "朵朶", "柳栁", "杯桮", "款欵", "步歩", "岁歳", "每毎", "冰氷", "净浄"),
    *("涉渉", "涅湼", "澄澂", "涩澁", "照炤", "灾烖", "熙熈", "窗牎窻窓", "奔犇", "亩畆畒", "留畱"),
    *("疏疎", "痹痺", "愈瘉", "鼓皷", "钵盋", "瞰矙", "炮砲礮", "碱硷", "涧磵", "年秊", "秋秌"),
    *("稿稾", "糠穅", "窑窰", "筒筩", "棰箠", "藤籐", "秕粃", "扎紥紮", "绵緜", "瓶缾", "锄耡"),
    *("胁脇", "肠膓", "船舩", "橹艣", "答荅", "盖葢", "蒂蔕", "蕊蘂", "蛇虵", "卫衞", "只衹祇"),
    *("核覈", "斤觔", "歌謌", "讹譌", "宴讌", "赞賛", "跺跥", "碰踫", "蹄蹏", "躬躳", "迤迆"),
    *("逃迯", "边邉", "乡鄕郷", "铁鉄銕鐡", "矿鑛", "阴隂", "隶隷", "灵霛", "鞍鞌", "韭韮", "俯頫"),
    *("膳饍", "髯髥", "剃鬀", "雁鴈", "鹅鵞", "燕鷰", "粗麤", "黑黒", "着著", "复覆"),
    *(
        "兔兎",
        "淫婬",
        "戛戞",
        "仇讎讐雠",
        "妆粧",
        "收収",
        "说説",
        "内內",
        "黄黃",
        "产産",
        "录録",
        "绿緑",
    ),
    *(
        "值値",
        "真眞",
        "教敎",
        "既旣",
        "即卽",
        "脱脫",
        "税稅",
        "锐鋭",
        "阅閲",
        "悦悅",
        "静靜",
        "温溫",
    ),
)
#: ——, …… and the leaders of a table of contents: a run of such signs says no more than one
_RUN = re.compile(r"-{2,}|\.{3,}")
#: a Latin, Greek or Cyrillic O among the digits of a year: 二OO六年
_ROUND_LETTER = re.compile("(?<=[一二三四五六七八九0])[oοо]+(?=[一二三四五六七八九0年])")
#: the year of a document number, whatever brackets enclose it: 国办发(1985)49号
_NUMBER_YEAR = re.compile(r"[(\[〈\"]([12]\d{3})[)\]〉\"](?=第?\d{1,5}号)")
#: ⑴ and ⒈ to ⒛, ㈠, radicals, compatibility characters: Unicode says what they stand for
_COMPATIBLE = re.compile(
    "[\u2474-\u249b\u2e80-\u2fdf\u3220-\u3229\uf900-\ufaff\U0002f800-\U0002fa1f]"
)
#: characters that nobody sees: joiners, variation selectors
_UNSEEN = re.compile(
    "[\u00ad\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)


class _GlyphTable(dict[int, str]):
    """A table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign.isspace() or _UNSEEN.match(sign):
            plain = ""
        elif sign == "…":
            plain = "..."
        elif _COMPATIBLE.match(sign):
            plain = fold(to_simplified(unicodedata.normalize("NFKC", sign)))
        else:
            plain = fold(sign)
        self[code] = "".join(_SIGN_OF.get(each, each) for each in plain)
        return self[code]


#: a variant stands for itself, and for the rare character that it is in simplified script: 礮, 𪿫
_SIGN_OF = {
    form: row[0]
    for row in GLYPH_VARIANTS
    for variant in row[1:]
    for form in (fold(to_simplified(variant)), variant)
}
_GLYPHS = _GlyphTable()


@dataclass(frozen=True, slots=True)
class GlyphText:
    """The compared form of a text, whose character i stands at `offsets[i]` of the text.

    Several characters may stand at one offset: ⒈ is compared as `1.`"""

    text: str
    offsets: tuple[int, ...]


def compared_form(simplified: str) -> str:
    """The form of a text in which neither glyphs nor white space make a difference.

    `simplified`: the text in simplified script.

    >>> compared_form("台北巿：“ 甲 ”——国办发（１９８５）⒛号，二OO六年")
    '台北市:"甲"-国办发(1985)20.号,二00六年'
    """
    return _normalise_runs(simplified.translate(_GLYPHS))


def compared_form_with_offsets(simplified: str) -> GlyphText:
    """The compared form of a text, and the offset (code points) of each of its characters.

    >>> compared_form_with_offsets("甲 ……乙")
    GlyphText(text='甲.乙', offsets=(0, 2, 4))
    """
    signs = [_GLYPHS[ord(character)] for character in simplified]
    offsets = [at for at, plain in enumerate(signs) for _ in plain]
    text = "".join(signs)
    kept: list[int] = []
    last = 0
    for run in _RUN.finditer(text):
        kept += offsets[last : run.start() + 1]
        last = run.end()
    kept += offsets[last:]
    return GlyphText(_normalise_runs(text), tuple(kept))


def _normalise_runs(text: str) -> str:
    text = _RUN.sub(lambda run: run[0][0], text)
    text = _ROUND_LETTER.sub(lambda letters: "0" * len(letters[0]), text)
    return _NUMBER_YEAR.sub(r"[\1]", text)
