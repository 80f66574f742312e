"""The names that pages print for the labels of their metadata block, by label kind."""

from __future__ import annotations

#: label kind → the names that pages print for it, separated by white space
LABEL_NAMES: dict[str, str] = {
    "index": """索引号 信息索引号 索引编号 信息索取号 索取号
        信息索引 信息编号""",
    "number": """发文字号 文号 公文字号 文件编号 文件字号 发布文号 发文文号 文件号
        发文号 文件文号 公文号 公文文号""",
    "registration": "统一编号 统一登记号 登记号 登记编号 规范性文件编号 备案登记号",
    "issuer": """发文机关 发布机构 发布机关 制定机关 发文单位 发文机构 制发机关 颁布单位 颁布机关
        颁布机构 公开责任部门 公开主体 公开机构 制作单位 起草单位 实施单位 发布单位 责任部门
        发布部门 发文部门 制发单位 制定单位 印发单位 公开机关 生成机构 发文机关名称
        发文机关署名 发文署名 署名单位 落款单位 公布机关 公布单位 公布部门 颁布部门 颁发部门
        颁发单位 颁发机关 印发机关 印发部门 制定部门 制发部门 签发单位 签发机关""",
    "joint": "联合发文单位 联合发文机关 联合发布单位 联合发布机构",
    "title": """标题 名称 文件名称 信息名称 文件标题 公文标题
        信息标题 题名 文件题名 法规名称 规章名称""",
    "subject": """主题分类 信息分类 信息类别 组配分类 分类 体裁分类 服务对象分类 公文种类 体裁 文种
        主题 类别 所属主题 效力级别 效力层级""",
    "keywords": "主题词 关键词 关键字",
    "summary": "内容概述 内容概要 内容摘要 信息概况 概述 摘要",
    "signed": """成文日期 成文时间 发文日期 发文时间 签发日期 生成日期 生成时间 制发日期 制定日期
        产生日期 产生时间 形成日期
        签署日期 签署时间 落款日期""",
    "published": """发布日期 发布时间 公开日期 公开时间 公布日期 公布时间 更新时间 更新日期
        公发布日 公发布日期 公布日 发布日 日期 时间 颁布日期 颁布时间 刊登日期
        上网日期 上网时间 发表时间 发表日期 信息发布日期 挂网日期""",
    "amended": """修正日期 修订日期 修正日 修订时间 最近修正日期 最新修正日期 最后修正日期
        最新异动日期""",
    "printed": "印发日期 印发时间",
    "effective": """实施日期 实施时间 施行日期 施行时间 生效日期 生效时间 执行日期 开始实施日期""",
    "ends": """失效日期 失效时间 废止日期 废止时间 截止日期 终止日期 有效期至 有效期截止日期
        终止实施日期 有效截止日期 有效期终止日期 文件失效日期 失效废止日期 废止失效日期""",
    "term": "有效期 有效期限 文件有效期 有效时间 有效期间 时效期",
    "status": """有效性 时效性 公文时效 文件状态 效力状态 时效状态 是否有效 文件时效 时效
        文件有效性 状态
        效力状况 有效状态 文件效力 时效状况 是否失效 有效与否 有效性状态""",
    "source": "来源 信息来源 文章来源 稿件来源 出处 稿源 文稿来源",
    "openness": """公开方式 公开范围 公开形式 公开时限 公开类型 公开属性 信息公开方式
        公开类别""",
    "visits": """浏览次数 浏览量 阅读次数 阅读量 点击数 点击率 点击次数 访问次数
        浏览 阅读 点击 人气
        访问量 浏览人数 阅读数 点击量""",
    "people": """作者 责任编辑 编辑 审核 发布人 发布者 供稿 签发人
        责编 初审 复审 终审""",
    "view": "字体 字号 浏览字号 字体大小 文字大小 分享",
    "place": """载体类型 语种 地区 行政区划 适用范围
        文件类型 文件类别 信息类型 法规体系 法规类别 法规位阶 法规分类
        公报编号 公报期号 公报期数 版数 版次 刊登版数""",
}
LABEL_KINDS = {name: kind for kind, names in LABEL_NAMES.items() for name in names.split()}
#: a pattern for any name, the longest first, with blanks between its characters: 索 引 号
ANY_NAME = "|".join(r"\s*".join(name) for name in sorted(LABEL_KINDS, key=len, reverse=True))


def label_kind(name: str) -> str | None:
    """The label kind of a name (a key of LABEL_NAMES), or None where the name is not known.

    >>> label_kind("文号"), label_kind("天气")
    ('number', None)
    """
    return LABEL_KINDS.get(name)
