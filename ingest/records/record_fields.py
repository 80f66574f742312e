"""Which keys of a record hold what, by a table of the names that data sets use, or as declared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, BinaryIO, TypeAlias

#: pairs (use, key): which key of a record holds what
RecordFields: TypeAlias = tuple[tuple[str, str], ...]

#: use of a key → names of such keys, the surest first, in the form of `_normalised_key`
FIELD_NAMES: dict[str, str] = {
    "title": "title 标题 標題 题名 文件名称 法规名称 法規名稱 法律名称 名称 名稱 name doctitle",
    "text": """text content 正文 全文 内容 內容 法规内容 法規內容 条文内容 條文內容 法规正文
        body fulltext articles 条文 條文""",
    "number": "number docno documentnumber 发文字号 發文字號 文号 文號 公文字号 字號 wenhao",
    "issuers": """issuers issuer 发文机关 發文機關 制定机关 制定機關 发布机关 发布机构 发文单位
        颁布单位 organ department office""",
    "signed": "signed written 成文日期 发文日期 签发日期 通过日期",
    "promulgated": "promulgated publish publishdate 公布日期 颁布日期 公布時間",
    "published": "published 发布日期 发布时间 發布日期 pubdate",
    "effective": "effective validfrom 施行日期 实施日期 生效日期 施行時間 effectivedate",
    "ends": "ends 失效日期 废止日期 有效期至 expires expiry",
    "term": "term 有效期 有效期限",
    "status": "status 时效性 時效性 效力状态 有效性 时效 廢止註記 废止标记",
    "history": "history 沿革內容 沿革内容 沿革 修订历史",
    "preamble": "preamble 前言 序言",
    "article": "article 条号 條號 articleno",
    "division": "division 編章節 编章节",
    "registration": "registration 统一编号 登记号",
    "index": "index indexnumber 索引号",
    "subject": "subject 主题分类 主题",
    "url": "url link 网址 網址 法规网址 法規網址 链接 sourceurl",
    "attachments": "attachments 附件 附件列表",
}
_FIELD_OF_NAME = {name: kind for kind, names in FIELD_NAMES.items() for name in names.split()}
_RANKS = {name: rank for names in FIELD_NAMES.values() for rank, name in enumerate(names.split())}
#: lines of a file from which its keys are learnt
_SAMPLE = 50
_LONGEST_SAMPLED = 2 << 20
_MOST_SHOWN = 12


class BadFieldsError(ValueError):
    """Raised for a declaration of fields that is not valid; its text is the reason in Chinese."""


def parse_field_declaration(declaration: str) -> RecordFields:
    """The fields that the option `--fields` declares. Raises `BadFieldsError`.

    >>> parse_field_declaration("title=法規名稱, text=法規內容")
    (('title', '法規名稱'), ('text', '法規內容'))
    """
    fields: dict[str, str] = {}
    for pair in filter(None, (each.strip() for each in declaration.split(","))):
        kind, equals, key = (each.strip() for each in pair.partition("="))
        if not equals or not key:
            raise BadFieldsError(f"“{pair}”应写成 用途=字段名，例如 title=法規名稱")
        if kind not in FIELD_NAMES:
            raise BadFieldsError(f"不认识用途“{kind}”；可用的有：{'、'.join(FIELD_NAMES)}")
        if kind in fields:
            raise BadFieldsError(f"用途“{kind}”写了两次")
        fields[kind] = key
    if "title" not in fields:
        raise BadFieldsError("至少要写明 title（题名）在哪个字段")
    return tuple(fields.items())


def infer_fields(keys: Iterable[str]) -> RecordFields | None:
    """The fields that the names of keys show; None if no key holds the title, or none the text.

    >>> infer_fields(["id", "name", "content", "law"])
    (('title', 'name'), ('text', 'content'))
    >>> infer_fields(["query_id", "question"]) is None
    True
    """
    key_of_use: dict[str, str] = {}
    for key in keys:
        kind = _FIELD_OF_NAME.get(_normalised_key(key))
        if kind and (
            kind not in key_of_use
            or _RANKS[_normalised_key(key)] < _RANKS[_normalised_key(key_of_use[kind])]
        ):
            key_of_use[kind] = key
    if "title" not in key_of_use or "text" not in key_of_use:
        return None
    return tuple((kind, key_of_use[kind]) for kind in FIELD_NAMES if kind in key_of_use)


def infer_article_fields(keys: Iterable[str]) -> Mapping[str, str]:
    """Use → key for the articles in a list: their number, heading, text or division.

    >>> infer_article_fields(["條號", "條文內容"])
    {'article': '條號', 'text': '條文內容'}
    """
    kinds = {_FIELD_OF_NAME.get(_normalised_key(key)): key for key in keys}
    return {kind: kinds[kind] for kind in ("article", "title", "text", "division") if kind in kinds}


def recognise_fields(file: BinaryIO) -> RecordFields | None:
    """The fields of a record file, by the keys of its first records; None as for `infer_fields`."""
    file.seek(0)
    return infer_fields(_keys(file))


def explain_unrecognised(file: BinaryIO) -> str:
    """The Chinese reason why no document can be read from a record file."""
    file.seek(0)
    keys = list(islice(_keys(file), _MOST_SHOWN + 1))
    if not keys:
        return "没有一行是 JSON 对象，读不了（每行应是一个以 { 开头的对象）"
    shown = "、".join(keys[:_MOST_SHOWN]) + ("……" if len(keys) > _MOST_SHOWN else "")
    return (
        f"认不出哪个字段是题名、哪个是正文（字段：{shown}）；"
        "可用 --fields 写明，例如 --fields title=法規名稱,text=法規內容"
    )


def _keys(file: BinaryIO) -> Counter[str]:
    """The keys of the first records, in order of appearance, each with its count."""
    counts: Counter[str] = Counter()
    for line in islice(iter(lambda: file.readline(_LONGEST_SAMPLED), b""), _SAMPLE):
        try:
            record: Any = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            counts.update(str(key) for key, value in record.items() if value not in (None, "", []))
    return counts


def _normalised_key(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")
