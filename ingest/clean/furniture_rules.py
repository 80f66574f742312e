"""Rules for furniture: lines that belong to the page and not to the notice.

Each rule is a row with lines that it must match and, in `spared`, lines that it must not match.
Patterns match a line's squeezed form: simplified, folded (full-width signs as ASCII, small
letters), white space removed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from analyzers.pattern_rules import LineStartRule, first_match


class RuleStrength(IntEnum):
    """How certain a rule is that a line belongs to the page and not to the notice.

    HINT: notices print such lines too (时间：…); it only counts above the text and at its end.
    FURNITURE: the lines around such a line are less likely to be the notice. BARRIER: no line of
    the notice follows below. NEVER: no notice prints such a line; it is cut even between lines of
    the notice.
    """

    HINT = 0
    FURNITURE = 1
    BARRIER = 2
    NEVER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRule(LineStartRule[str]):
    """A rule for lines of the page; it never matches a line of more than `longest` characters.

    `ends_text`: what is below such a line and above the end of the page is another text, however
    long it is, as an interpretation is.
    """

    strength: RuleStrength
    longest: int = 120
    ends_text: bool = False

    def find(self, text: str) -> re.Match[str] | None:
        """The match at the start of a squeezed line, or None."""
        return self.pattern.match(text) if len(text) <= self.longest else None


_SITE = r"(?:网站?|信息公开|客户端|公众号)"
_TOOL = (
    r"(?:(?:一键|我要)?分享[到至]?|我要打印|保存本页|(?:网页|网站|信息|内容)纠错|回到顶部|top|手机(?:查看|阅读)|播放|暂停|文章二维码"
    r"|下载(?:文字|图片|word|pdf|纯净)版?|纯净版打印|文字版|图片版|打印(?:本页|本文|此页|页面|文章)?|收藏(?:本页)?|关闭(?:本页|窗口|页面)?|复制链接"
    r"|字[号体](?:大小|显示|选择)?|文字大小|返回(?:顶部|上一?页|首页|列表)?|我要(?:纠错|咨询|收藏|留言)|纠错|微信|新浪微博|腾讯微博|微博"
    r"|列印本[页文]|友善列印|预览列印|回上一?页|回页首|回顶端|转存\w{2,8}|转寄友人|检视相关|qq空间|qq好友|人人网|语音播报|朗读|保护视力色|听全文|无障碍(?:浏览|阅读)?|点赞)"
)
#: tools that are named after the page, so that no notice prints them
_PAGE_TOOL = (
    r"(?:列印本[页文]|友善列印|回页首|回上一页|打印(?:本页|此页|本文|页面|文章)|关闭(?:本页|窗口|页面)|收藏本页|复制链接|返回(?:顶部|上一?页|列表页?)|我要纠错"
    r"|分享到[:]?(?:微信|微博|新浪微博|qq空间)?)"
)
_TOOL_SIZE = (
    r"(?:放大|缩小|默认|正常|更多|超大|较大|大|中|小|标准|推荐|转发|下载|举报|留言|繁体|简体)"
)
_OBSCENE = (
    r"(?:无码|一区二区|二区三区|三区四区|成人(?:免费|影片|视频|短片)|寡妇|人妻|麻豆|色情|情色"
    r"|百家乐|时时彩|六合彩|老虎机|私服|刷钻|看片|国产高清|国产精品|欧美高清|久久精品|影院试看)"
)
_SPAM = (
    rf"(?:{_OBSCENE}|影院|在线观看|在线播放|免费观看|国产|精品|亚洲|欧美|日韩|久久|激情|真人|投注"
    r"|开奖|短片|视频网站|av)"
)
_SIZES_ALONE = r"(?:t[大中小][\W_]*){2,3}$|默认[\W_]*大[\W_]*超大$|简体?[\W_]*繁体?$"
_DAY = r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\d{1,2}:\d\d(?::\d\d)?)?"

FURNITURE_RULES: tuple[FurnitureRule, ...] = (
    FurnitureRule(
        "垃圾词行",
        re.compile(rf"(?!.*[。;:第])(?=.*{_OBSCENE})(?:.*?{_SPAM}){{3}}"),
        "免费短片在线观看,国产高清一区二区,久久精品网站",
        spared=("亚洲、欧美、日韩市场", "电影院、歌舞厅、成人用品店"),
        more_examples=("某某影院,亚洲精品无码在线播放", "百家乐真人娱乐城开奖投注平台"),
        strength=RuleStrength.NEVER,
        longest=600,
    ),
    FurnitureRule(
        "扫码",
        re.compile(
            r"[\W_]*(?:用?微信|用?手机)?(?:扫一扫|扫描?二维码|扫码)[,,]?(?:在|用)?手机"
            r"(?:上)?(?:打开|查看|浏览|访问|阅读|继续阅读|继续浏览)?(?:当前|本|此)?(?:网页|页面|文章|页)?[\W_]*$"
        ),
        "掃一掃在手機打開當前頁",
        spared=("请扫描二维码填写回执。",),
        more_examples=("扫一扫在手机打开当前页面", "扫一扫，用手机浏览"),
        strength=RuleStrength.NEVER,
    ),
    FurnitureRule(
        "分享打印",
        re.compile(rf"[\W_]*{_PAGE_TOOL}(?:[\W_]*{_PAGE_TOOL})*[\W_]*$"),
        "【打印本页】【关闭窗口】",
        spared=("打印", "关闭", "返回首页办理"),
        more_examples=("[打印本页]", "关闭窗口", "返回顶部", "友善列印"),
        strength=RuleStrength.NEVER,
    ),
    FurnitureRule(
        "脚本",
        re.compile(
            r"[^\u3400-\u9fff]*(?:\$\(|\bfunction\w*\(|document\.|window\.|jquery|\.(?:share|push|ready)\()"
            r"|(?:var|let|const)[a-z_$][\w$]*=|[})\];]+$|\{$|</?script|<!--|-->$|//<!\[cdata\["
        ),
        '$("#share-1").share({sites:["wechat","weibo"]});',
        spared=("(一)", "function的值"),
        more_examples=(
            "var_hmt=_hmt||[];",
            "$(function(){",
            "});",
            "window._bd_share_config={",
            "document.write('<script>')",
        ),
        strength=RuleStrength.NEVER,
        longest=2000,
    ),
    FurnitureRule(
        "样式表",
        re.compile(
            r"[^\u3400-\u9fff{}]*[.#]?[a-z][\w.#:>,*\[\]=-]*\{(?:[^\u3400-\u9fff]*\}?)$"
            r"|[a-z]{3,}(?:-[a-z]+)*:[^\u3400-\u9fff。]{1,60};\}?$|@(?:media|import|charset|font-face|page)\b"
        ),
        ".xxgk_xgxxa{color:blue;}",
        spared=("https://www.example.com/a.html", "email:a@b.cn"),
        more_examples=("img#imgconac{", "height:55px;", "p{margin:0}"),
        strength=RuleStrength.NEVER,
        longest=2000,
    ),
    FurnitureRule(
        "问号乱码",
        re.compile(r"[^\w\u3400-\u9fff]*\?{4}[\W_]*$"),
        "????????????",
        spared=("原因是???", "????号"),
        strength=RuleStrength.NEVER,
    ),
    FurnitureRule(
        "页码",
        re.compile(r"[-—－─–]+\d{1,4}[-—－─–]+$|第\d{1,4}页[,/]?共\d{1,4}页$"),
        "— 3 —",
        spared=("3-5",),
        more_examples=("－12－", "第 1 页 共 8 页"),
        strength=RuleStrength.NEVER,
    ),
    FurnitureRule(
        "面包屑",
        re.compile(
            r"[>»›:|-]*(?:您?现?在?的?|您?当前|您?所在|您?目前)*(?:位置|栏目|频道)(?:是|为)?:"
            r"|(?:网站)?首页(?:[>»›/→]+\S{1,30})+$"
            r"|[>»›]\S{1,20}$"
        ),
        "當前位置:首頁 > 政務公開 > 法規公文",
        spared=("位置及面积：东至某路",),
        more_examples=(
            "您现在的位置： 首页 > 信息公开目录 > 规范性文件",
            "首页 » 政策 » 文件",
            "> 要闻",
        ),
        strength=RuleStrength.FURNITURE,
    ),
    FurnitureRule(
        "扫码",
        re.compile(r".{0,12}(?:扫一扫|扫描?二维码|扫码|手机扫码)[^。;]{0,20}$|二维码$"),
        "二维码",
        spared=("请扫描二维码填写回执，并于本月底前反馈至联系人。",),
        more_examples=("扫码关注某市发布",),
        strength=RuleStrength.FURNITURE,
    ),
    FurnitureRule(
        "分享打印",
        re.compile(
            rf"[\W_]*(?:{_TOOL_SIZE}[\W_]*)*{_TOOL}(?:[\W_\d丨]*(?:{_TOOL}|{_TOOL_SIZE}))*[\W_\d]*$"
            rf"|[\W_]*{_SIZES_ALONE}"
        ),
        "• 分享",
        spared=("大", "标准", "打印机", "关闭后的场地"),
        more_examples=(
            "分享到：微信 微博",
            "【打印】【关闭】",
            "打印字体：放大正常缩小分享",
            "字号：大 中 小",
            "[关闭]",
            "点赞 3 收藏 分享",
            "网页纠错",
            "T大 T中 T小",
            "简 | 繁",
            "下载文字版 下载图片版",
            "字体显示：【大】【中】【小】",
            "字号：默认 大 超大 | 打印 | 收藏 | 留言 | 分享到",
        ),
        strength=RuleStrength.FURNITURE,
    ),
    FurnitureRule(
        "相关新闻",
        re.compile(
            r"[\W_]*(?:相关|关联|推荐|延伸|扩展|热点|热门|最新)(?:新闻|链接|阅读|报道|解读|信息|政策|文章"
            r"|专题|稿件|内容|资讯|文档|推荐|文件)(?:解读|报道|链接)?[\W_]*$"
            r"|[\W_]*[上下]一[篇条页](?:[\W_].*)?$|[\W_]*(?:猜你(?:想看|喜欢)|大家都在看|精彩推荐|往期回顾)[\W_]*$"
        ),
        "相關新聞",
        spared=("相关文件规定",),
        more_examples=(
            "相关链接：",
            "【相关解读】",
            "关联文件：",
            "上一篇：关于做好防汛工作的通知",
            "下一条",
            "猜你想看",
        ),
        strength=RuleStrength.BARRIER,
    ),
    FurnitureRule(
        "政策解读",
        re.compile(
            r"[\W_]*(?:相关|关联|政策|文件|部门|图文|图片|专家|媒体|视频|动漫|负责人|一图)*(?:解读|图解|读懂)"
            r"(?:材料|文件|信息|链接|入口|文章)?[\W_]*$"
            r"|[\W_]*(?:(?:政策|简明)问答|新闻发布会)[\W_]*$"
            r"|[\W_]*[\[【(](?:政策|部门|图文|图片|专家|媒体|视频|文字)?(?:解读|图解)[\])】]"
        ),
        "政策解读：",
        spared=("解读工作由起草部门负责。", "政策解读工作制度"),
        more_examples=("解读", "【部门解读】《某市节水办法》政策解读", "图文解读"),
        strength=RuleStrength.FURNITURE,
        ends_text=True,
    ),
    FurnitureRule(
        "互动",
        re.compile(
            r"(?:您觉得|您认为|您对).{0,20}(?:信息|内容|文章|页面|网站).{0,20}$|.{0,16}(?:有帮助|有用)吗[?]?$"
            r"|有用(?:\(?\d*\)?)?没用(?:\(?\d*\)?)?$|(?:打开|下载).{0,12}(?:app|客户端).{0,8}$"
            r"|(?:点击)?(?:加载|查看|阅读)(?:更多|全文)$|展开(?:全文|更多)?$|(?:网友|我要)?(?:评论|留言|评价)(?:\W|$)"
            r"|(?:友情链接|网站导航|网站声明|在线咨询|意见反馈|满意度评价|评分|验证码|(?:文章|发表)评论)[\W_]*$"
            r"|非常满意[\W_]*满意.*不满意$|提交[\W_]*重置$|继续访问[\W_]*放弃$|您访问的链接即将离开.*$"
            r"|您是第\d+位|今天是:?(?:19|20)\d\d年.{0,16}$|本站已?支持ipv6(?:网络|访问)?$"
            r"|[\W_]*(?:我要|我来|点击|在线)?(?:提(?:交|出)?|发表|填写|反馈|查看|参与)(?:意见(?:建议)?|建议|评论|征集|调查|讨论)[\W_]*$"
            r"|[\W_]*(?:征集结果|结果反馈|意见选登|网民意见|公众意见)(?:反馈|公布|汇总|采纳情况)?[\W_]*$"
            r"|[\W_]*(?:政策原文|原文链接|(?:点击)?(?:查看|阅读)原文)[\W_]*$|本文链接:.{4,200}$"
        ),
        "您觉得该信息对您有帮助吗？",
        spared=(
            "您对本办法的意见请于本月底前反馈至市水务局。",
            "评论员",
            "有关单位和个人提出意见的方式",
            "反馈意见表",
        ),
        more_examples=(
            "有用 没用",
            "打开APP阅读更多",
            "点击加载更多",
            "网站导航：",
            "我要提意见",
            "【提交意见】",
            "征集结果反馈",
            "我要评论",
            "阅读原文",
        ),
        strength=RuleStrength.FURNITURE,
    ),
    FurnitureRule(
        "附件下载",
        re.compile(
            r"[\W_]*(?:(?:相关|点击|文件|附件|资料|表格)*(?:下载|列表)|(?:相关|关联)附件|政策咨询)[\W_]*$"
        ),
        "附件下载：",
        spared=("附件：下载点名单", "附件"),
        more_examples=("相关附件：", "文件下载：", "【附件列表】", "政策咨询"),
        strength=RuleStrength.FURNITURE,
    ),
    FurnitureRule(
        "附件下载",
        re.compile(
            r"(?!附[件表]|\d{1,2}[.、])[^。;]{1,100}\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|rtf|zip|rar|7z)\)?$"
        ),
        "某市节水办法.pdf",
        spared=("附件1：名单.docx", "2.报名表.xls"),
        strength=RuleStrength.HINT,
    ),
    FurnitureRule(
        "页脚",
        re.compile(
            r"(?!.*。)(?:.*(?:版权所有|copyright|©|icp[备证]\d|公网安备\D?\d|网站标识码|备案序号:))"
        ),
        "版权所有：某市人民政府",
        spared=("关于开展ICP备案核查的通知", "作品的版权所有者应当提供证明。"),
        more_examples=("粤ICP备00000000号", "© 某市政府网", "网站标识码：0000000000"),
        strength=RuleStrength.BARRIER,
    ),
    FurnitureRule(
        "页脚",
        re.compile(
            r"(?:关于我们|联系我们|网站声明|隐私(?:声明|政策)|使用帮助|站点地图|网站地图)(?:\W|$)"
            r"|.*网站地图[\W_]*联系我们|.*网站地图$"
            r"|.*(?:建议使用|最佳(?:浏览|分辨率)|推荐使用).{0,40}(?:浏览|分辨率|浏览器)"
            r"|.*邮政?编码?:?\d{6}.*(?:电话|邮箱|地址)|地址:.{4,40}邮政?编码?:?\d{6}"
            r"|.*(?:访问量|访问人数|总访问|在线人数):?\d"
            r"|[\W_]*主办(?:单位|方)?:.{2,30}(?:承办|协办|维护|技术支持)"
            r"|(?:版权|免责)声明(?:[\W_]*$|:.*$)|资料来源:.{2,40}(?:列印|回页首|隐私|最后更新|版权).*$"
        ),
        "关于我们 | 网站地图 | 联系我们",
        spared=("主办单位：某市文化局",),
        more_examples=(
            "主办单位：某市人民政府办公室 承办单位：某市信息中心",
            "地址：某路1号 邮编：510000 电话：020-00000000",
            "建议使用1024*768分辨率浏览",
            "資料來源：某縣政府　列印本頁",
        ),
        strength=RuleStrength.FURNITURE,
    ),
    FurnitureRule(
        "页脚",
        re.compile(r"[\W_]*(?:主办|承办|协办|运行维护|技术支持|维护|建设)(?:单位|方)?:"),
        "主办单位：某市人民政府办公室",
        more_examples=("技术支持：某公司",),
        strength=RuleStrength.HINT,
    ),
    FurnitureRule(
        "日期来源",
        re.compile(
            r"(?!发文日期:中华民国)[\W_]*(?:发布|发文|更新|公开|录入|发表|刊发|成文|添加)?(?:日期|时间)[:|].{0,60}$"
            r"|[\W_]*(?:信息|文章|稿件|内容|文件)?(?:来源|出处|作者|发布者|发布人|发布单位|供稿"
            r"|责任编辑|编辑|审核|撰稿|浏览次数|浏览量|阅读次数|阅读量|点击(?:数|率|次数)?|访问次数|人气)"
            r"[:|].{0,80}$"
            rf"|[•·\-|]+{_DAY}$"
            r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}:\d\d(?::\d\d)?)?"
            r"(?:[\W_]*(?:来源|浏览|阅读|作者|编辑|点击|访问|字[体号]|评论|人气|分享).{0,60})?$"
            r"|(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:\d{1,2}:\d\d(?::\d\d)?)?[^\d,。;:]{2,16}"
            r"(?:政府|委|厅|局|办公?室|网|报|发布|政务)$"
        ),
        "• 2015-11-17",
        spared=("2015年11月17日", "發文日期：中華民國120年4月15日"),
        more_examples=(
            "来源: | 发布时间: 2018-05-17 | 浏览次数: 20",
            "发布日期：2021-04-02 来源：市政府办公厅",
            "时间：2019-09-18 06:23 来源：某日报",
            "2019-08-12",
            "2031-06-10　阅读 233",
            "2031-06-20　某市人民政府",
        ),
        strength=RuleStrength.HINT,
    ),
    FurnitureRule(
        "站名",
        re.compile(rf"[\W_]*(?:关注[\W_]*|欢迎(?:访问|光临))?[^,。;:]{{2,24}}{_SITE}$"),
        "關注 · 某市政府網",
        more_examples=("某市人民政府门户网站", "欢迎访问某市政府网站"),
        strength=RuleStrength.HINT,
    ),
    FurnitureRule(
        "导航",
        re.compile(
            r"(?:网站)?首页(?:$|[|\-·].*)"
            r"|(?:设为首页|加入收藏|添加收藏夹?|站内搜索|高级搜索|热门搜索|热门词|搜索|检索|登录|注册"
            r"|用户中心|个人中心|智能问答|网站支持ipv6|长者(?:模式|专区|助手)|适老化.{0,4}|切换到?|移动版|手机版)"
            r"(?:$|\W.*)"
            r"|[\W_]*(?:[^\W_]{2,8}[|>»]){3,}[^\W_]{2,8}[\W_]*$"
        ),
        "首页",
        more_examples=(
            "设为首页 | 加入收藏",
            "网站首页 | 信息公开目录 | 政策文件",
            "热门搜索：就业",
        ),
        strength=RuleStrength.HINT,
    ),
    FurnitureRule(
        "空项",
        re.compile(r"[\W_]{1,6}$"),
        "• -",
        more_examples=("-", "|", "……"),
        strength=RuleStrength.HINT,
    ),
)


#: the rules that apply anywhere on a page, in the cells of tables too
CERTAIN_RULES = tuple(rule for rule in FURNITURE_RULES if rule.strength is RuleStrength.NEVER)
_USUAL = min(rule.longest for rule in FURNITURE_RULES)
_ANY = re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in FURNITURE_RULES))


def matching_rule(
    squeezed: str, rules: Sequence[FurnitureRule] = FURNITURE_RULES
) -> FurnitureRule | None:
    """The first rule that matches a line in its squeezed form, or None.

    >>> matching_rule("相关新闻").name, matching_rule("各区人民政府:")
    ('相关新闻', None)
    """
    if rules is FURNITURE_RULES and len(squeezed) <= _USUAL and _ANY.match(squeezed) is None:
        return None  # nearly always: one search is faster than one for each rule
    return first_match(rules, squeezed)
