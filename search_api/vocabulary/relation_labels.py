"""Labels for the relations between documents, seen from either end."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.model.domain_types import RelationKind, ResolutionState

#: what a document does to another, in the order in which the page lists relations
RELATION_LABELS: Mapping[RelationKind, str] = {
    "based_on": "依据",
    "cites": "引用",
    "issues": "印发",
    "forwards": "转发",
    "repeals": "废止",
    "declares_void": "宣布失效",
    "replaces": "取代",
    "amends": "修改",
    "extends": "延长有效期",
    "confirms": "确认继续有效",
    "interprets": "解释",
}
#: what was done to a document by another
INCOMING_RELATION_LABELS: Mapping[RelationKind, str] = {
    "based_on": "被作为依据",
    "cites": "被引用",
    "issues": "由其印发",
    "forwards": "被转发",
    "repeals": "被废止",
    "declares_void": "被宣布失效",
    "replaces": "被取代",
    "amends": "被修改",
    "extends": "被延长有效期",
    "confirms": "被确认继续有效",
    "interprets": "被解释",
}
#: whether the library holds the target of a relation; empty where it does
RESOLUTION_LABELS: Mapping[ResolutionState, str] = {
    "resolved": "",
    "open": "库里没有收录",
    "ambiguous": "不能确定是哪一份",
}
RESOLUTION_MEANINGS: Mapping[ResolutionState, str] = {
    "resolved": "",
    "open": "收录以后自动连上",
    "ambiguous": "有几份可能，或文号与标题不符",
}
