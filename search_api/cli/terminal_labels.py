"""What people call on a terminal the things that the API has names for."""

from __future__ import annotations

FACT_LABELS = {
    "title": "标题",
    "number": "文号",
    "registration_number": "统一编号",
    "index_number": "索引号",
    "issuer": "发文机关",
    "signed": "成文日期",
    "promulgated": "公布日期",
    "published": "网页日期",
    "printed": "印发日期",
    "effective": "施行日期",
    "ends": "届满日期",
    "term": "有效期",
    "plan_period": "规划期",
    "open_end": "终止条件",
    "scope": "清理范围",
    "level": "效力级别",
    "kind": "文种",
    "form": "体例",
    "region": "地区",
    "normative": "规范性文件",
    "addressee": "主送机关",
    "subject": "主题",
    "note": "附注",
    "marked": "标注",
    "source_kind": "来源",
}
#: why a document is to be verified, by the reason of its end
VERIFY_REASONS = {
    "plan_period": "规划期已届满，未见失效决定",
    "declared": "附条件的失效日已过，条件是否成就待核",
}
#: what a person should look at
FLAG_PHRASES = {
    "same_number": "另有文号相同、正文不同的文件，请核对",
    "spun_copy": "另有文号相同、文字被替换过的文件，其中一份可能是改写的副本，请核对",
    "extended_after_end": "期满之后才有延长有效期的文件，是否接续需要核对",
    "confirmed_after_end": "期满之后才列入继续有效目录，是否接续需要核对",
    "conditional_end": "有文件规定逾期未办即失效，是否已经办理需要核对",
    "listed_differs": "目录所记与正文不一致，请核对",
}
RELATION_LABELS = {
    "cites": "引用",
    "based_on": "依据",
    "repeals": "废止",
    "declares_void": "宣布失效",
    "amends": "修改",
    "replaces": "取代",
    "extends": "延长有效期",
    "confirms": "列入继续有效目录",
    "issues": "印发",
    "forwards": "转发",
    "interprets": "解释",
}
TARGET_STATE_LABELS = {"resolved": "", "open": "库里没有", "ambiguous": "不止一份"}
NUMBER_STATE_LABELS = {
    "found": "找到",
    "ambiguous": "不止一份",
    "title_differs": "标题不符",
    "not_found": "没有找到",
    "not_a_number": "不是文号",
}
STATUS_STYLES = {
    "现行有效": "green",
    "部分失效": "yellow",
    "期满待核": "yellow",
    "尚未生效": "cyan",
    "未知": "dim",
    "失效": "red",
    "已废止": "red",
}
