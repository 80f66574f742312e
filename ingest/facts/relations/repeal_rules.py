"""Rules that read from the words around a document's name that the document is ended.

The verbs of licences, posts, contracts and tolls (作废, 取消, 撤销, 停用) end a document only where
the name is a document's, and where nothing of it is their object: 取消《甲办法》规定的收费.
"""

from __future__ import annotations

from ingest.facts.relations.rule_patterns import (
    HOW,
    MORE,
    ONE_OF,
    WHEN,
    RelationRule,
    relation_rule,
)
from ingest.facts.validity.clause_patterns import SELF

#: the end of the clause, where a verb has no object
_CLAUSE_END = r"(?=$|[，,）)、：:]|[并但而])"
#: 废止后, 停止执行的, 废止或者修改: the words of a case, of a time or of a procedure
_NO_CASE = (
    r"(?!后|前|的|之[日前后]|以[前后]|时|情况|情形|工作|程序|理由|手续|登记|条件|期间|或者?|了|与否"
    r"|建议|意见|草案|案|《)"
)
_DO = r"(?:执行|施行|实施|使用|适用|试行)"
#: verbs that end documents alone
_ENDS = (
    rf"(?:废止{_NO_CASE}|(?:(?:停止|终止){_DO}|停止生效|停止|效力(?:即行|同时|自行)?终止"
    r"|不再(?:执行|施行|实施|试行|保留|有效|生效|沿用|适用|使用|发生效力|具有(?:法律)?效力"
    rf"|作为[^，。；《]{{1,18}}依据)|终止(?:其)?效力|停止其?效力){_CLAUSE_END})"
)
#: verbs that also end licences, posts, systems and the like
_ENDS_OTHERS = rf"(?:作废|取消|撤销|撤回|停用|废除|终止|停止|收回|注销){_CLAUSE_END}"
_BEGINS = (
    r"(?:^|[，,、：:]|决定|现|现将|予以|同时|一并|即行|相应|全面|正式|[起日后]|并|研究|同意[，,])"
    r"(?:全文)?"
)
#: between the verb and the name: 原, 市政府2015年印发的, 我局
_WHOSE = (
    r"(?:了|下列|以下|上述)?(?:原|我)?(?:[^，。；：:《》依据按照根]{0,36}?"
    r"(?:印发|发布|公布|颁布|颁发|下发|制定|出台|实施|施行|执行|通过|批准|转发|批转)的"
    r"|[^，。；：:《》依据按照根的]{0,20}?(?:局|厅|部|委|办|办公室|政府|委员会|院|署|总队|中心|公司"
    r"|学会|协会|处|号|令|站|年))?"
    r"(?:原|的)?[：:]?"
)
#: a part of the document that is the verb's object: 停止执行《甲办法》中关于收费的规定
_NO_PART = (
    r"(?!(?:中|里|内)?的?[^，。；、《》]{0,24}(?:规定|内容|条款|部分|条文|资格|收费|项目|事项|标准"
    r"|附件|附表|证书|许可|等级|称号))"
    r"(?!所|项下|设[定立]|确[定立]|规定|中|内|里|附[件表录])"
)

REPEAL_RULES: tuple[RelationRule, ...] = (
    relation_rule(
        "replaces",
        "",
        rf"{MORE}(?:已|现|将)?(?:经)?[由被]{SELF}所?(?:代替|取代|替代|替换|废止)",
        "《某某办法》已被本通知替代。",
        spared=("《某某办法》已被《某某条例》替代。",),
    ),
    relation_rule(
        "repeals",
        "",
        rf"{MORE}{WHEN}{HOW}{_ENDS}",
        "《某某办法》（穗府〔2001〕1号）同时废止。",
        spared=(
            "《某某办法》不再适用于电动自行车。",
            "《某某办法》废止后，按照新规定执行。",
            "《某某办法》停止执行的，应当公告。",
            "《某某办法》已于2019年废止。",
            "《某某办法》修订或者废止时，从其规定。",
            "《某某办法》应当废止。",
            "《某某办法》拟废止。",
        ),
    ),
    relation_rule(
        "repeals",
        "",
        rf"{MORE}{WHEN}{HOW}{_ENDS_OTHERS}",
        "原《某某办法》同时作废。",
        "document",
        spared=(
            "《某某办法》取消了三项收费。",
            "《某某办法》撤销登记的规定。",
            "《某某办法》停用期间按旧规定办理。",
        ),
    ),
    relation_rule(
        "repeals",
        rf"{_BEGINS}(?:废止|(?:停止|不再|终止){_DO}){_WHOSE}{ONE_OF}",
        _NO_PART,
        "市政府决定废止《某某办法》。",
        spared=(
            "企业不再执行《某某办法》中关于补贴的规定。",
            "市政府拟废止《某某办法》。",
            "市政府应当废止《某某办法》。",
            "停止执行《某某办法》规定的收费。",
        ),
    ),
    relation_rule(
        "repeals",
        rf"{_BEGINS}(?:作废|取消|撤销|撤回|停用|废除|终止){_WHOSE}{ONE_OF}",
        _NO_PART,
        "经研究，决定撤销《某某办法》。",
        "document",
        spared=(
            "取消《某某目录》中的审批事项。",
            "市政府可以撤销《某某办法》。",
            "取消依照《某某办法》设立的机构。",
            "撤销《某某办法》规定的许可。",
        ),
    ),
    relation_rule(
        "declares_void",
        "",
        rf"{MORE}{WHEN}{HOW}(?:宣布)?(?:自动|自行|自然)?(?:失效|无效(?=$|[，,])|丧失效力)(?!后|的|前|日|期)",
        "《某某方案》宣布失效。",
        spared=("《某某证》失效后应当交回。",),
    ),
    relation_rule(
        "declares_void",
        "",
        rf"{MORE}[，,]?(?:逾期|届时)?(?:未|不)[^，。；《]{{1,24}}的[，,]{WHEN}"
        r"(?:自动|自行|即行)?(?:失效|废止)",
        "《某某办法》逾期未重新公布的，自2021年1月1日起失效。",
    ),
    relation_rule("declares_void", rf"宣布{ONE_OF}", rf"{MORE}失效", "宣布《某某方案》失效。"),
)

_TITLE_VERBS = rf"(?:废止|(?:停止|终止|不再){_DO}|撤销|取消|作废|废除|停用|撤回)"
#: the rules for the document named in a notice's own title
TITLE_REPEAL_RULES: tuple[RelationRule, ...] = (
    relation_rule(
        "repeals",
        rf"(?<!拟){_TITLE_VERBS}(?:和.{{0,6}})?{_WHOSE}{ONE_OF}",
        _NO_PART,
        "关于废止《某某办法》的决定",
        spared=("关于取消《某某办法》规定的收费项目的通知",),
    ),
    relation_rule(
        "repeals",
        "",
        rf"{MORE}(?:有关文件|文件)?{HOW}(?:废止|(?:停止|终止){_DO}|作废)的",
        "关于将《某某办法》废止的通知",
    ),
    relation_rule(
        "declares_void", rf"宣布{ONE_OF}", r".*失效", "关于宣布《某某办法》失效的通知"
    ),
)  # fmt: skip
#: prefilter: one of these words is in each sentence that ends a document
REPEAL_HINT = (
    r"废止|停止|终止|不再|失效|无效|作废|取消|撤销|撤回|停用|废除|收回|注销|效力"
    r"|[代取替]代|代替|替换"
)
