"""Labels for the outcome of taking in an input, and for what keeps a document from being found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from corpus.documents.outdated_inputs import ReadingChange
from corpus.inputs.input_store import IntakeOutcome

INTAKE_OUTCOME_LABELS: Mapping[IntakeOutcome, str] = {
    "taken": "新收录",
    "unchanged": "未变",
    "revised": "修订",
    "copy": "副本",
    "set_aside": "搁置",
}

#: what newer rules read differently in an input
READING_CHANGE_LABELS: Mapping[ReadingChange, str] = {
    "admitted": "可以收录",
    "unreadable": "读不出来",
    "listing": "目录所记",
    "text": "正文",
    "outline": "条款",
    "facts": "事实",
    "relations": "关系",
}

#: what keeps a document out of a search, apart from the query and the filters
ObstacleTopic = Literal["intake", "copy", "index"]
OBSTACLE_LABELS: Mapping[ObstacleTopic, str] = {
    "intake": "收录",
    "copy": INTAKE_OUTCOME_LABELS["copy"],
    "index": "索引",
}
