"""`fagui why-not`: why a document is not found by a query."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from search_api.cli.command_basics import (
    AsOfOption,
    CommandFailedError,
    ExitCode,
    JsonOption,
    chosen_day,
    print_json,
)
from search_api.cli.configured_library import configured_library

RepeatedValues = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("why-not", help="一份文件为什么没有被检索到。")(why_not)


def why_not(
    which: Annotated[
        str, typer.Argument(metavar="文件", help="文件的标识、文号，或收录它的路径、网址")
    ],
    query: Annotated[list[str], typer.Argument(metavar="检索词", help="与检索时相同")],
    *,
    mode: Annotated[Literal["all", "any", "number"], typer.Option(help="与检索时相同")] = "all",
    unit: Annotated[
        Literal["document", "provision"], typer.Option(help="与检索时相同")
    ] = "document",
    status: Annotated[RepeatedValues, typer.Option(metavar="时效", help="与检索时相同")] = None,
    level: Annotated[RepeatedValues, typer.Option(metavar="级别", help="与检索时相同")] = None,
    kind: Annotated[RepeatedValues, typer.Option(metavar="文种", help="与检索时相同")] = None,
    form: Annotated[RepeatedValues, typer.Option(metavar="体例", help="与检索时相同")] = None,
    region: Annotated[RepeatedValues, typer.Option(metavar="地区", help="与检索时相同")] = None,
    issuer: Annotated[RepeatedValues, typer.Option(metavar="机关", help="与检索时相同")] = None,
    year: Annotated[RepeatedValues, typer.Option(metavar="年份", help="与检索时相同")] = None,
    subject: Annotated[RepeatedValues, typer.Option(metavar="主题", help="与检索时相同")] = None,
    applies_to: Annotated[RepeatedValues, typer.Option(metavar="地区", help="与检索时相同")] = None,
    within: Annotated[RepeatedValues, typer.Option(metavar="地区", help="与检索时相同")] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> ExitCode:
    from corpus.index.query_tree import SearchRequest
    from corpus.store.database import read_session
    from search_api.cli.show_documents import show_why_not
    from search_api.number_lookup import look_up_number
    from search_api.query.annotation_filter import resolve_note_filters
    from search_api.query.hints.why_not import (
        Obstacle,
        WhyNotInquiry,
        WhyNotReport,
        resolve_document,
    )
    from search_api.query.parse.query_parser import parse_query
    from search_api.query.parse.search_filters import (
        PlaceFilter,
        UnknownPlaceError,
        add_predecessors,
        read_filters,
        read_places,
    )
    from search_api.schemas.encode_json import to_json_object

    named = {
        "status": status,
        "level": level,
        "kind": kind,
        "form": form,
        "region": region,
        "issuer": issuer,
        "year": year,
        "subject": subject,
    }
    filters = read_filters({name: values or [] for name, values in named.items()})
    try:
        places = PlaceFilter(read_places(applies_to or []), read_places(within or []))
    except UnknownPlaceError as error:
        raise CommandFailedError(str(error), ExitCode.USAGE) from error
    parsed = parse_query(" ".join(query), mode)
    with configured_library() as opened, read_session(opened.database) as session:
        numbered = look_up_number(session, which, chosen_day(as_of))
        found = resolve_document(session, which)
        if isinstance(found, Obstacle) and numbered.state == "found":
            found = numbered.documents[0].id
        if isinstance(found, Obstacle):
            told = WhyNotReport(
                None, None, parsed.read_as, hit=False, place=None, obstacles=(found,)
            )
        else:
            request = SearchRequest(
                resolve_note_filters(session, parsed.node),
                chosen_day(as_of),
                unit=unit,
                filters=add_predecessors(filters),
            )
            snapshot = opened.engine.snapshot()
            inquiry = WhyNotInquiry(session, snapshot, request, places, parsed.read_as)
            told = inquiry.report(found)
    if as_json:
        print_json(to_json_object(told))
    else:
        show_why_not(told)
    return ExitCode.INCOMPLETE if told.id is None else ExitCode.DONE
