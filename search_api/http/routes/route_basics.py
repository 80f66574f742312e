"""What routes share: the library, dates, filters, JSON."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from corpus.index.query_tree import FACET_NAMES
from search_api.library import Library
from search_api.query.parse.search_filters import read_filters
from search_api.schemas.encode_json import encode_json

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


async def _get_library(request: Request) -> Library:
    library: Library = request.app.state.library
    return library


#: async, or FastAPI would run it in a thread of its own
LibraryDependency = Annotated[Library, Depends(_get_library)]


def read_day(value: object) -> date | None:
    """A day as the API writes it; None for nothing at all. Raises ValueError.

    >>> read_day("2020-10-01"), read_day("")
    (datetime.date(2020, 10, 1), None)
    """
    if value is None or value == "":
        return None
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"日历上没有“{value}”这一天") from None
    raise ValueError(f"“{value}”不是日期，应写成 2026-01-31 的样子")


AsOfParameter = Annotated[
    date | None,
    BeforeValidator(read_day),
    WithJsonSchema({"type": "string", "format": "date"}),
    Field(description="以哪一天为准；默认今天（北京时间）", examples=["2026-01-31"]),
]


class FilterParameters(BaseModel):
    """What narrows a list of documents; a subclass adds fields named as in FACET_NAMES."""

    level: list[str] = Field(default=[], description="效力级别，含其下级，可重复")
    kind: list[str] = Field(default=[], description="文种，可重复")
    form: list[str] = Field(default=[], description="体例，可重复")
    region: list[str] = Field(default=[], description="地区，含其下辖，可重复")
    issuer: list[str] = Field(default=[], description="发文机关，可重复")

    def filters(self) -> dict[str, tuple[str, ...]]:
        return read_filters({name: getattr(self, name, ()) for name in FACET_NAMES})


def json_response(content: object, status: int = 200) -> Response:
    """JSON as it is: nothing is validated on the way out."""
    return Response(encode_json(content), status, media_type="application/json")
