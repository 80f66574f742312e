"""Names of documents: laws cited without 《》, short names, and words in 《》 that name none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analyzers.pattern_rules import PatternRule, first_match
from analyzers.provision_citations import ARTICLE

#: things in 《》 that are no documents, by the ends of their names
NOT_DOCUMENTS: tuple[PatternRule[str], ...] = (
    PatternRule(
        "证件",
        re.compile(r"证(?:书|明)?$"),
        "道路运输经营许可证",
        spared=("道路运输经营许可证管理办法",),
    ),
    PatternRule("执照", re.compile(r"(?:执照|护照)$"), "营业执照"),
    PatternRule(
        "带括号的证表", re.compile(r"(?:证|书|表|单)[（(].{1,12}[）)]$"), "食品经营许可证（副本）"
    ),
    PatternRule("表格", re.compile(r"表$"), "资助申请表"),
    PatternRule(
        "文书",
        re.compile(r"(?<!白皮)(?<!蓝皮)书$"),
        "行政处罚决定书",
        spared=("样例白皮书", "样例蓝皮书"),
    ),
    PatternRule("合同", re.compile(r"合同(?:文本|范本)?$"), "劳动合同"),
    PatternRule(
        "章程",
        re.compile(r"^(?!中国)(?:.{0,12}(?:公司|社|会|学校|企业))?章程(?:范本)?$"),
        "公司章程",
        spared=("中国样例协会章程",),
    ),
    PatternRule(
        "协议",
        re.compile(r"^(?:协议|.{0,12}(?:服务|转让|租赁|出让|聘用|委托|补偿)协议)$"),
        "供水服务协议",
        spared=("关税协议",),
    ),
    PatternRule(
        "报刊", re.compile(r"(?:日报|晚报|时报|周报|早报|杂志|学刊|电报|公报|通讯)$"), "样例日报"
    ),
    PatternRule(
        "簿册", re.compile(r"(?:回执|名片|簿|账|卡|发票|收据|存根|回单|凭证|册)$"), "样例登记簿"
    ),
    PatternRule(
        "单据",
        re.compile(r"(?:注册|准运|许可|通知|任务|介绍|验收|检验|领料|转移|联|登记|申报)单$"),
        "放行通知单",
        spared=("样例名单", "样例清单"),
    ),
    PatternRule(
        "文内部分",
        re.compile(r"^(?:前言|序言|序|注|说明|附件.{0,3}|附录.{0,3}|附表.{0,3})$"),
        "附件一",
    ),
)
#: documents although their titles may end so: 《关于调整某某证书的说明》
_DOCUMENT = re.compile(r"^关于|.关于.*的")

#: national laws as texts name them without 《》: 依照刑法第三百条, 海关法的规定
_LAWS = """
    宪法 立法法 监督法 组织法 代表法 国籍法 戒严法 监察法 法官法 检察官法 人民警察法 公务员法
    国家赔偿法 刑法 刑事诉讼法 民事诉讼法 行政诉讼法 仲裁法 人民调解法 引渡法 海事诉讼特别程序法
    农村土地承包经营纠纷调解仲裁法 民法典 民法通则 民法总则 合同法 经济合同法 物权法 担保法
    侵权责任法 婚姻法 继承法 收养法 著作权法 专利法 商标法 公司法 合伙企业法 个人独资企业法
    企业破产法 商业银行法 证券法 证券投资基金法 保险法 信托法 票据法 海商法 拍卖法 招标投标法
    电子商务法 电子签名法 农民专业合作社法 外商投资法 中外合资经营企业法 中外合作经营企业法
    外资企业法 行政处罚法 行政许可法 行政复议法 行政强制法 治安管理处罚法 道路交通安全法 消防法
    出境入境管理法 居民身份证法 枪支管理法 禁毒法 反恐怖主义法 反间谍法 国家安全法 网络安全法
    数据安全法 个人信息保护法 密码法 保守国家秘密法 国防法 兵役法 突发事件应对法 海关法
    进出口商品检验法 进出境动植物检疫法 国境卫生检疫法 对外贸易法 出口管制法 反洗钱法 反垄断法
    反不正当竞争法 消费者权益保护法 产品质量法 价格法 广告法 计量法 标准化法 食品安全法 药品管理法
    疫苗管理法 传染病防治法 职业病防治法 执业医师法 医师法 献血法 母婴保健法 精神卫生法 中医药法
    人口与计划生育法 教育法 义务教育法 高等教育法 职业教育法 教师法 民办教育促进法 科学技术进步法
    促进科技成果转化法 劳动法 劳动合同法 劳动争议调解仲裁法 就业促进法 社会保险法 安全生产法
    矿山安全法 特种设备安全法 工会法 未成年人保护法 预防未成年人犯罪法 妇女权益保障法
    老年人权益保障法 残疾人保障法 反家庭暴力法 慈善法 红十字会法 公益事业捐赠法 土地管理法
    城市房地产管理法 城乡规划法 建筑法 农村土地承包法 森林法 草原法 渔业法 矿产资源法 水法 水利法
    水土保持法 防洪法 防沙治沙法 野生动物保护法 种子法 农业法 畜牧法 动物防疫法 农产品质量安全法
    环境保护法 海洋环境保护法 水污染防治法 大气污染防治法 土壤污染防治法 固体废物污染环境防治法
    环境噪声污染防治法 噪声污染防治法 放射性污染防治法 环境影响评价法 清洁生产促进法
    循环经济促进法 节约能源法 可再生能源法 电力法 煤炭法 海域使用管理法 海岛保护法 港口法
    海上交通安全法 铁路法 公路法 民用航空法 邮政法 文物保护法 非物质文化遗产法 旅游法 会计法
    审计法 统计法 预算法 政府采购法 企业国有资产法 税收征收管理法 企业所得税法 个人所得税法
    增值税法 车船税法 契税法 印花税法 资源税法 环境保护税法 耕地占用税法 车辆购置税法
    城市维护建设税法 烟叶税法 船舶吨税法 关税法 中国人民银行法 银行业监督管理法 外汇管理条例
    档案法 测绘法 气象法 防震减灾法 城市居民委员会组织法 村民委员会组织法 全国人民代表大会组织法
    国务院组织法 人民法院组织法 人民检察院组织法 选举法 民族区域自治法 香港特别行政区基本法
    澳门特别行政区基本法 律师法 公证法 社区矫正法 监狱法 法律援助法 体育法 烟草专卖法
    台湾同胞投资保护法 归侨侨眷权益保护法
"""
LAWS: frozenset[str] = frozenset(_LAWS.split())
_LONGEST = max(len(name) for name in LAWS)
_STATE = "中华人民共和国"
#: what may precede a name without 《》; any other character belongs to a longer name
_BEFORE = frozenset(
    '，。；：、（(“"\n 　照据反用合守行犯和与及或对在的以由即是者因中于为将就有指按依施经'
)
_OWN = re.compile(r"本[\u4e00-\u9fff]{0,4}$")
#: a law that the table lacks, directly after the word that cites it: 依照海岛旅游法第三条,
#: in Taiwan 依预算法第四条
_UNKNOWN = re.compile(
    r"(?:[依按遵]照|[根依]据|违反|适用|依(?![据照法]))"
    r"(?!本|该|同|其|前|有关|上述|国家|现行)"
    r"((?:(?![的和及与或按依照据]|规定)[\u4e00-\u9fff]){2,24}法)$"
)
#: 同法第三条, 该办法第五条; not 合同法, 不同规定
_BACK_REFERENCE = re.compile(
    r"(?:(?<![合共不相雷])同|该)(法典|法|条例|办法|规定|细则|规则|决定|解释|通知|意见)$"
)
_NAMED_ARTICLE = re.compile(rf"第(?<=[法典例定则知见释]第){ARTICLE[1:]}")
#: 依照海关法、刑法和其他有关法律的规定
_BY_RULES = re.compile(
    r"[法典](?=(?:[、和及等][\u4e00-\u9fff、]{0,14}?)?(?:的|有关|相关){0,2}规定)"
)
_CITING_VERB = re.compile(
    r"(?:[依按遵]照|[根依]据|违反|适用|符合)(?!本|前|该|国家|第|法律|其)([\u4e00-\u9fff、]{2,50})$"
)
_SPLIT = re.compile(r"[、和及与或]")
#: in code points: how far back a name may begin
_REACH = 60


@dataclass(frozen=True, slots=True)
class UnquotedName:
    """A document's name without 《》.

    `name`: a short name or a law. `refers_back`: the words are 同法 or the like; `name` is then the
    ending of the title that they mean. `before_article`: 第N条 follows directly. `start`, `end`:
    the offsets of the words.
    """

    name: str
    start: int
    end: int
    refers_back: bool = False
    before_article: bool = True


def names_no_document(title: str) -> bool:
    """Whether the words in 《》 name a form, a certificate or a newspaper, and no document.

    >>> names_no_document("营业执照"), names_no_document("某市营业执照管理办法")
    (True, False)
    """
    return not _DOCUMENT.search(title) and first_match(NOT_DOCUMENTS, title) is not None


def find_unquoted_names(text: str, aliases: Mapping[str, object]) -> Iterator[UnquotedName]:
    """The names without 《》 that cite a document in a simplified text.

    Those directly before an article come first. `aliases`: the short names that the text gives to
    documents.

    >>> text = "依照刑法第三百条，违反本法第二条，依照海关法的规定"
    >>> [each.name for each in find_unquoted_names(text, {})]
    ['刑法', '海关法']
    """
    for match in _NAMED_ARTICLE.finditer(text):
        at = match.start()
        before = text[max(0, at - _REACH) : at]
        if (same := _BACK_REFERENCE.search(before)) is not None:
            yield UnquotedName(same[1], at - len(same[0]), at, refers_back=True)
        elif not _OWN.search(before) and (name := _name_at_end(before, aliases)) is not None:
            yield UnquotedName(name, at - len(name), at)
    for match in _BY_RULES.finditer(text):
        led = _CITING_VERB.search(text, max(0, match.end() - _REACH), match.end())
        name = _SPLIT.split(led[1])[-1].removeprefix(_STATE) if led else ""
        if name in LAWS:
            yield UnquotedName(name, match.end() - len(name), match.end(), before_article=False)


def _name_at_end(before: str, aliases: Mapping[str, object]) -> str | None:
    """The longest alias or law that a text ends in, or None.

    None also where it is the end of a longer name.
    """
    for alias in sorted(aliases, key=len, reverse=True):
        if before.endswith(alias) and _may_begin_name(before.removesuffix(alias)):
            return alias
    for length in range(min(len(before), _LONGEST), 1, -1):
        if before[-length:] in LAWS:
            return (
                before[-length:] if _may_begin_name(before[:-length].removesuffix(_STATE)) else None
            )
    unknown = _UNKNOWN.search(before)
    return unknown[1].removeprefix(_STATE) if unknown else None


def _may_begin_name(rest: str) -> bool:
    """Whether a name may begin after these words."""
    return not rest or rest[-1] in _BEFORE
