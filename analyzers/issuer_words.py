"""Tables of the words around issuers' codes, each row with an example; all words are simplified."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from analyzers.pattern_rules import NameT, PatternRule

LeadInKind = Literal["verb", "noun", "paper", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutRule(PatternRule[NameT]):
    """A row for words before a code or an issuer; `remainder` is what follows them in the
    example."""

    remainder: str


def _lead_in(kind: LeadInKind, words: str, example: str, remainder: str) -> CutRule[LeadInKind]:
    """A row for several words, written with blanks between them; longer words are tried first."""
    pattern = "|".join(sorted(words.split(), key=len, reverse=True))
    return CutRule(kind, re.compile(pattern), example, remainder=remainder)


#: words that lead in: a code begins behind the last of them. Behind a noun, 和 or 及 joins two
#: numbers; behind a verb, it begins a code (根据和政发〔2020〕5号). Papers (文种) end titles, and
#: short codes contain them too (临交办法, 建办法函; issuer_codes tells them apart); no code
#: contains the others.
LEAD_INS: tuple[CutRule[LeadInKind], ...] = (
    _lead_in(
        "verb", "按照 根据 依据 依照 参照 遵照 对照 比照 符合 违反 适用 关于", "按照财库", "财库"
    ),
    _lead_in(
        "verb", "执行 贯彻 落实 引用 结合 收到 通过 暂停 停止 撤销", "停止执行粤财综", "粤财综"
    ),
    _lead_in("verb", "同意 批准 答复 下达 报送", "同意发改投资", "发改投资"),
    _lead_in("verb", "印发 转发 下发 制发 发布 公布 颁布 制定", "我局印发穗民规", "穗民规"),
    _lead_in("verb", "废止 修改 修订 替代 取代 代替", "废止国税发", "国税发"),
    _lead_in("verb", "参见 详见 按 以 见", "详见教基二", "教基二"),
    _lead_in(
        "paper", "通知 决定 意见 办法 规定 条例 方案 批复 复函 通告 通报", "工作的通知国发", "国发"
    ),
    _lead_in("noun", "文件 来函 来文 全文 原文 附件 文号 字号 编号", "发文字号穗府", "穗府"),
    _lead_in(
        "noun", "以下 此前 其中 同时 现行 联合 即为 分别 的 了 号 第", "现行的粤府函", "粤府函"
    ),
    _lead_in("noun", "我院 我部 我局 我厅 我委 我办 我市 我省 我区 我县", "我厅粤财综", "粤财综"),
    _lead_in("noun", "你院 你局 你厅 你市 你省 本院 本局", "你局穗民函", "穗民函"),
    _lead_in("date", "[〇○零一二三四五六七八九十]+[年月日]", "一九九八年三月一日国发", "国发"),
)

#: names that contain such words and are not cut at them
WHOLE_NAMES: tuple[PatternRule[str], ...] = (
    PatternRule("届次", re.compile("第[一二三四五六七八九十]+届"), "某市第三届人大常委会"),
    PatternRule("国名", re.compile("共和国|中和|以工代赈"), "中华人民共和国民政部"),
    PatternRule(
        "名称中的和",
        re.compile("[发改]展?和改革|和信息化|和社会保障|和旅游|和城乡"),
        "住房和城乡建设部",
    ),
    PatternRule(
        "地方机关名称中的和",
        re.compile("和自然资源|和计划生育|和房屋|和体育|和农村"),
        "规划和自然资源局",
    ),
    PatternRule(
        "代字中的法制、法规、法治、法援",
        re.compile("办法[制治援]|办法规(?=[字发函]?$)"),
        "临政办法制",
        spared=("管理办法国发",),
    ),
    PatternRule("名称中的动词", re.compile("落实办|执行[局办]|文件办"), "穗落实办"),
)

#: characters that lead in (和国发, 原穗府) but also begin codes of places and trades (和政发,
#: 经信): they are lead-ins only before what begins a code of the state or of a province
DOUBTFUL_LEAD_INS = "和及与或自原在是至从由对等经同并又到即附为据像如被报依凭将"
#: those of them that begin the code of no place: where a run begins with one, it leads in
SURE_LEAD_INS = frozenset("及与或在是至由对等又到为据像被附报")
#: those that join two numbers or two organs
JOINING_WORDS = frozenset("和及与或")
#: those that lead in unless one of PLACE_STARTS begins with them
SELDOM_PLACES = frozenset("依凭将")

#: beginnings of places' names and codes that look like a lead-in: 将乐县's 将政, 依安县's 依政
PLACE_STARTS: tuple[PatternRule[str], ...] = (
    PatternRule(
        "代字",
        re.compile("[将依凭][政府党委办人监纪法检公]"),
        "将政办",
        spared=("将临政", "凭国发"),
    ),
    PatternRule("县市", re.compile("将乐|依[安兰]|凭祥"), "凭祥政发", spared=("依照",)),
    PatternRule(
        "和字头的县市区",
        re.compile("和(?:平[区县]|县|政县|田|龙|顺|硕|静|布克|林格尔)"),
        "和平区人民政府",
        spared=("和海关总署", "和平凉市"),
    ),
)

#: beginnings of the codes of the state and of provinces
CODE_STARTS: tuple[PatternRule[str], ...] = (
    PatternRule("国字", re.compile("国[发办函令税土家资卫食科环农质知海能经法管市]"), "国发"),
    PatternRule("中央", re.compile("中[发办组宣央华共国]|主席"), "中办发"),
    PatternRule(
        "部门一",
        re.compile("财|税总|工信|人社|劳社|公[通安]|民发|商[务办]|卫[医办]"),
        "财库",
        spared=("和政发",),
    ),
    PatternRule(
        "部门二",
        re.compile("法[释发]|高检|证监|银保?监|保监|银发|交[通办]|教[基高职]|建[办房城]|环[发办]"),
        "法释",
    ),
    PatternRule(
        "省市简称",
        re.compile("[京津冀晋辽沪皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕甘穗深]"),
        "粤府",
        spared=("和政发",),
    ),
)

_MINISTRIES = (
    "外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|内政|司法|法务|财政|经济|人事|监察"
    "|人力资源和社会保障|劳动|自然资源|国土资源|生态环境|环境保护|住房和城乡建设|建设|交通运输|交通|铁道"
    "|水利|农业农村|农业|商务|文化和旅游|文化|卫生福利|卫生|应急管理"
)

#: endings of the full names of organs that stand before their codes
ORGAN_ENDS: tuple[CutRule[str], ...] = (
    CutRule(
        "办公厅",
        re.compile("(?:人民政府|委员会)办公[厅室]"),
        "广州市人民政府办公厅穗府办",
        remainder="穗府办",
    ),
    CutRule(
        "政府、委员会",
        re.compile("人民政府|委员会|办公厅|总局|国务院"),
        "国务院国发",
        remainder="国发",
    ),
    CutRule(
        "人大常委会",
        re.compile("人民代表大会常务委员会|人大常委会"),
        "某省人大常委会某常发",
        remainder="某常发",
    ),
    CutRule(
        "最高司法机关、人民银行",
        re.compile("最高人民法院|最高人民检察院|中国人民银行"),
        "最高人民法院法释",
        remainder="法释",
    ),
    CutRule(
        "地方局、厅",
        re.compile("[省市县区州旗][^省市县区州旗]{2,12}[局厅]"),
        "广州市民政局穗民规",
        remainder="穗民规",
    ),
    CutRule("部", re.compile(f"(?:{_MINISTRIES})部"), "财政部财库", remainder="财库"),
    CutRule(
        "院",
        re.compile("总统|(?:行政|立法|司法|考试|监察)院"),
        "行政院院台法",
        remainder="院台法",
    ),
)
#: full names of other organs, removed only where the code would be too long with them
LONG_NAMES: tuple[CutRule[str], ...] = (
    CutRule(
        "机关全称",
        re.compile("[^部局委署会厅行]{4,}[部局委署会厅行]"),
        "国家林业和草原局林生规发",
        remainder="林生规发",
    ),
)
#: codes of one character that follow a full name: 最高人民法院法〔2016〕3号
SHORT_CODES = frozenset("法")

#: beginnings of the names of organs that issue orders and announcements; text before one leads in
ORDER_STARTS: tuple[CutRule[str], ...] = (
    CutRule(
        "国家机关",
        re.compile("中华人民共和国|中国|中共|中央军|全国人|最高人民|国务院|国家|主席"),
        "适用国务院",
        remainder="国务院",
    ),
    CutRule(
        "省级地方",
        re.compile(
            "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北"
            "|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾"
        ),
        "已有广东省人民政府",
        remainder="广东省人民政府",
    ),
    CutRule(
        "部",
        re.compile(f"(?<=[{DOUBTFUL_LEAD_INS}])(?:{_MINISTRIES})部"),
        "原交通部",
        remainder="交通部",
    ),
)

#: what stands before a paper (文种) where it ends a title or names a document, and is no code:
#: 渡船管理办法〔2024〕5号, 该通知〔2024〕5号
TITLE_STEMS: tuple[PatternRule[str], ...] = (
    PatternRule(
        "指示",
        re.compile("^(?:[本该此这各原新旧现兹]|上述|前述|有关|相关|下列|特此|另行)"),
        "上述",
        spared=("临交", "甬交"),
    ),
    PatternRule(
        "题名",
        re.compile(
            "(?:管理|实施|暂行|试行|工作|若干|处理|监督|保护|建设|征收|补偿|使用|指导|补充|紧急|书面|会议"
            "|研究|处罚|审批|整改|奖励|考核|评价|评审|认定|登记|备案|收费|支付|安全|技术|服务|审查)$"
        ),
        "渡船管理",
        spared=("穗城管", "临市监", "国税管"),
    ),
    PatternRule(
        "所管的事",
        re.compile(
            "(?:[节排供用取污饮雨防治]水|[公道铁马]路|[住租购公危用]房|[造绿]林|[用供节]电|[招电]商|[执普守违]法"
            "|国土|[医社低]保|[消国人]防|办公|[禁休]渔|[退养]医|[中用]药|航运|货运|客运|(?<!^.)公交|流通|机关|居民|农民"
            "|[城集农]市|[广]告|用工|培[训教]|出行|信访|[公私]人)$"
        ),
        "节水",
        spared=("临水", "穗交", "京民", "霁公交"),
    ),
    PatternRule(
        "机关",
        re.compile("政府|委员会|法院|检察院|[部局厅署院处]$"),
        "县政府",
        spared=("穗府", "临公"),
    ),
)

#: ends of the issuers' codes that stand before a paper (临交办法, 粤府决定); what ends otherwise
#: before a paper is a title's word (渡船办法)
CODE_STEMS: tuple[PatternRule[str], ...] = (
    PatternRule("党政", re.compile("[政府党委办宣统纪监编会]$"), "粤府", spared=("渡船",)),
    PatternRule("政法", re.compile("[公安检法司院]$"), "穗公", spared=("停车",)),
    PatternRule(
        "公安交警、消防、人防",
        re.compile("公交$|交警$|(?<=[^取])消$|(?<=.)[消人]防$|[防疫]指$"),
        "霁公交",
        spared=("取消", "消防", "指", "民警"),
        more_examples=("穗交警", "临消", "市消防", "甲防指"),
    ),
    PatternRule(
        "财税人社",
        re.compile("[财税审民人社保侨台宗事]$|统计"),
        "京民社",
        spared=("古树",),
    ),
    PatternRule(
        "教科文卫",
        re.compile("[教科文旅体卫健医药计]$|教育|体育|卫生|文化|文物|档案|广电"),
        "临教",
        spared=("幼儿园",),
    ),
    PatternRule(
        "经济",
        re.compile("[工信商贸经发改价市质金银证关]$|能源|物价|烟草|应急|气象|地震"),
        "闽发改",
        spared=("公墓",),
    ),
    PatternRule(
        "建设交通",
        re.compile("[建住房规城管国土资环交通路港航运邮电]$|环保|园林|海洋"),
        "甬交",
        spared=("电梯",),
    ),
    PatternRule("农林水", re.compile("[农林牧渔水利粮]$|[农林渔]业"), "临水", spared=("养犬",)),
)

#: what may follow a paper or a class in brackets inside a code: 建办法函, 临公（治）字
CODE_TAILS: tuple[PatternRule[str], ...] = (
    PatternRule(
        "代字的末字", re.compile("[字发函规办通文令电传复]{1,3}"), "函", more_examples=("规字",)
    ),
)

#: what brackets between a code and the year enclose and is no class of the code
NOTES: tuple[PatternRule[str], ...] = (
    PatternRule(
        "题名后的附注",
        re.compile(
            "试行|暂行|修[订正]|草案|摘要|节选|节录|附件|全文|略|以下|下称|简称|原|新|旧|即|详见|见"
        ),
        "试行",
        spared=("治", "交", "一"),
    ),
)

#: what stands between the year and the serial and makes them a court's or a place's, no issuer's
NO_CLASSES: tuple[PatternRule[str], ...] = (
    PatternRule(
        "案号",
        re.compile(
            "[民刑行执赔商知破][初终再监申抗诉提复保特辖他异恢]|执$|破$|最高法|[法院]$|司[救惩]|协外|清[申算]"
            "|[民刑]$"
        ),
        "京民初",
        spared=("财农税", "综", "财行资"),
    ),
    PatternRule(
        "地点和物件",
        re.compile("[路街巷弄楼栋幢室房车船图表批类井台站线区村组项期章条款年月日第]$"),
        "人民路",
        spared=("财农", "文"),
    ),
)

#: papers and things that stand before a year in brackets and are no issuer's code
NO_CODES: tuple[PatternRule[str], ...] = (
    PatternRule(
        "附件和名录",
        re.compile("附[件表图录]$|[目名附实]录$|[名清]单$|表$"),
        "附件",
        spared=("附政", "发改规划"),
    ),
    PatternRule(
        "文书和证件",
        re.compile("合同书?$|协议书?$|[决定明议告证]书$|许可证$|执照$|发票$|收据$|凭证$|护照$"),
        "租赁合同",
        spared=("沪证", "国证"),
    ),
    PatternRule(
        "书刊",
        re.compile("公报$|年报$|年鉴$|期刊$|杂志$|日报$|汇编$|文献$|图集$"),
        "国务院公报",
        spared=("文报", "厅字"),
    ),
)
