"""What routes share: the library, dates, filters, and answers in JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, Response
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema, create_model

from corpus.index.search_options import FACET_NAMES, FacetName
from corpus.store.database import Session, write_session
from search_api.http.turn_queue import WRITE_PATIENCE, TurnQueue
from search_api.library import Library
from search_api.query.parse.search_filters import read_filters
from search_api.schemas.encode_json import encode_json
from search_api.schemas.read_day import read_day
from search_api.vocabulary.field_labels import filter_description
from search_api.vocabulary.search_labels import PARAMETER_LABELS

Written = TypeVar("Written")


async def _get_library(request: Request) -> Library:
    library: Library = request.app.state.library
    return library


#: async, or FastAPI would run it in a thread of its own
LibraryDependency = Annotated[Library, Depends(_get_library)]


async def write_in_turn(
    request: Request, library: Library, write: Callable[[Session], Written]
) -> Written:
    """The result of a change, in a transaction of its own, once those before it are done.

    It takes none of the threads that answer readers. Raises ProblemError (503) and one of
    BUSY_ERRORS after a few seconds."""

    def work() -> Written:
        with write_session(library.database, WRITE_PATIENCE) as session:
            return write(session)

    queue: TurnQueue = request.app.state.writes
    return await queue.run(work)


AsOfParameter = Annotated[
    date | None,
    BeforeValidator(read_day),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}
    ),
    Field(
        description=f"{PARAMETER_LABELS['as_of']}；默认今天（北京时间），空着也是",
        examples=["2026-01-31"],
    ),
]


class FilterParameters(BaseModel):
    """Parameters that narrow a list of documents; their fields come from `with_filters`."""

    def filters(self) -> dict[str, tuple[str, ...]]:
        """The values of each filter that the request gives, by its name."""
        return read_filters({name: getattr(self, name, ()) for name in FACET_NAMES})


M = TypeVar("M", bound=FilterParameters)


def with_filters(names: Sequence[FacetName]) -> Callable[[type[M]], type[M]]:
    """A decorator that gives a class of parameters a field for each of these filters.

    A field that the class describes itself stays as it is."""

    def widen(parameters: type[M]) -> type[M]:
        fields: dict[str, Any] = {  # Any: pydantic's definitions of fields
            name: (list[str], Field(default=[], description=filter_description(name)))
            for name in names
            if name not in parameters.model_fields
        }
        return create_model(parameters.__name__, __base__=parameters, **fields)

    return widen


def json_response(content: object, status: int = 200) -> Response:
    """The answer with a value as JSON, which is not validated on the way out."""
    return Response(encode_json(content), status, media_type="application/json")
