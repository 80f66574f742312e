"""Phrases for what a query asks for (`read_as`), and for why a document is a hit (`explain`)."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.index.query_tree import (
    DateField,
    NameField,
    NumberRole,
    ReasonKind,
    TextField,
    TextScope,
)
from search_api.vocabulary.field_labels import FACT_LABELS

#: the field of a keyword; empty where any field will do
TEXT_FIELD_LABELS: Mapping[TextField, str] = {
    "any": "",
    "title": FACT_LABELS["title"],
    "text": "正文",
    "attached": "附件",
}
NAME_FIELD_LABELS: Mapping[NameField, str] = {
    "issuer": FACT_LABELS["issuer"],
    "addressee": FACT_LABELS["addressee"],
    "cited": "引用的文件",
    "level": FACT_LABELS["level"],
    "region": FACT_LABELS["region"],
}
DATE_FIELD_LABELS: Mapping[DateField, str] = {
    "effective": FACT_LABELS["effective"],
    "signed": FACT_LABELS["signed"],
    "promulgated": FACT_LABELS["promulgated"],
    "published": FACT_LABELS["published"],
    "ends": FACT_LABELS["ends"],
}
SCOPE_LABELS: Mapping[TextScope, str] = {
    "sentence": "同一句里",
    "paragraph": "同一段里",
    "provision": "同一条里",
    "document": "同一篇里",
}
#: phrases for a number in any spelling, and for one with `*`
NUMBER_PHRASES: Mapping[NumberRole, tuple[str, str]] = {
    "any": ("文号 {}（不论写法，含引用它的文件）", "文号符合 {}（含引用这些文号的文件）"),
    "own": ("文号是 {}（不论写法）", "文号{}"),
    "cited": ("引用了 {}（不论写法）", "引用的文号{}"),
}
REGISTER_NUMBER_PHRASE = (
    f"{FACT_LABELS['index_number']}或{FACT_LABELS['registration_number']}是 {{}}（不论写法）"
)

#: phrases for a reason, each with an example of its result
REASON_PHRASES: Mapping[ReasonKind, tuple[str, str]] = {
    "phrase_text": ("正文里连续出现{}", "正文里连续出现“有效期”"),
    "phrase_title": ("标题里连续出现{}", "标题里连续出现“有效期”"),
    "word_text": ("正文里有词{}", "正文里有词“有效”"),
    "word_title": ("标题里有词{}", "标题里有词“有效”"),
    "whole_word": ("{}自成一词", "“有效期”自成一词"),
    "pairs": ("有问题里相邻的两个字", "有问题里相邻的两个字"),
    "legal_term": ("有法律上的说法{}", "有法律上的说法“劳动报酬”"),
    "short": ("篇幅 {} 字，短的靠前", "篇幅 26 字，短的靠前"),
    "level": ("效力级别高的靠前", "效力级别高的靠前"),
    "size": ("所在文件共 {} 条，条文多的靠前", "所在文件共 26 条，条文多的靠前"),
    "whole_title": ("标题就是{}", "标题就是“有效期管理办法”"),
    "own_number": ("自身的文号是 {}", "自身的文号是 穗府〔2015〕26号"),
    "cited_number": ("文中有文号 {}", "文中有文号 穗府〔2015〕26号"),
    "cited_provision": ("就是所引的 {}", "就是所引的 《种子法》第三条"),
}
