"""What people call the things that the API has names for, on a terminal and in tables alike."""

from __future__ import annotations

CERTAINTY_LABELS = {"stated": "写明", "derived": "推算", "presumed": "推定", "entered": "人工登记"}
STATUS_BASIS_LABELS = {
    "term_running": "在有效期内",
    "no_adverse_evidence": "没有见到失效或废止的依据",
    "listed": "列入继续有效目录",
    "register": "登记为现行",
    "entered": "人工登记",
    "expired": "期限已满",
    "repealed": "已被废止",
    "declared_void": "已宣布失效",
    "presumed": "推定的期限已满，未见决定",
    "not_yet": "施行日期未到",
}
SOURCE_KIND_LABELS = {
    "gazette": "公报",
    "issuer": "发文机关网站",
    "portal": "政府门户网站",
    "register": "法规数据库",
    "other": "其他",
    "mirror": "转载网页，并非发文机关原件",
}
