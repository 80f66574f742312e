"""Pydantic models of the look-up of many documents: what is asked, and what is answered."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from search_api.schemas.read_day import read_day
from search_api.schemas.search_models import ApiModel, NumberAnswerModel
from search_api.vocabulary.field_labels import FACT_LABELS
from search_api.vocabulary.search_labels import PARAMETER_LABELS

#: items of one look-up; above, 413
MAX_ITEMS = 1_000

#: a day in a body of JSON; absent, null and empty are the same
BodyDay = Annotated[
    dt.date | None,
    BeforeValidator(read_day),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "maxLength": 0},
                {"type": "null"},
            ]
        }
    ),
]
Words = Annotated[str | None, Field(max_length=2_000)]


class LookupItemModel(ApiModel):
    """要查的一份文件：文号或标题，或者都写；机关和日期用来在几份里选。"""

    number: Words = Field(default=None, description="任何写法的文号；可以带上《标题》或（年份）")
    title: Words = Field(default=None, description=FACT_LABELS["title"])
    issuer: Words = Field(default=None, description=FACT_LABELS["issuer"])
    date: BodyDay = Field(default=None, description="签署、公布、印发或网页的日期")
    as_of: BodyDay = Field(
        default=None, description=f"{PARAMETER_LABELS['as_of']}；没有时用整个请求的"
    )


class LookupModel(ApiModel):
    """一次查许多份文件。"""

    items: list[LookupItemModel] = Field(
        description=f"至多 {MAX_ITEMS} 份，多了答 413",
        examples=[[{"number": "穗府[2015]26号"}, {"title": "广州市公园条例"}]],
    )
    as_of: BodyDay = Field(
        default=None, description=f"{PARAMETER_LABELS['as_of']}；默认今天（北京时间）"
    )


class LookupAnswerModel(ApiModel):
    """每一份的答复，次序与所问的相同。"""

    items: list[NumberAnswerModel]
