"""`fagui why-not`: explains why a query does not find a document."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.index.search_options import FACET_NAMES, HitUnit
from search_api.cli.command_basics import (
    AsOfOption,
    CommandFailedError,
    ExitCode,
    JsonOption,
    chosen_day,
    print_json,
)
from search_api.cli.configured_library import configured_library
from search_api.cli.filter_options import GivenFilters, RepeatedOption, with_filter_options
from search_api.vocabulary.field_labels import FILTER_LABELS
from search_api.vocabulary.search_labels import SearchMode

_AS_IN_SEARCH = "与检索时相同"
PlaceOption = Annotated[
    RepeatedOption, typer.Option(metavar=FILTER_LABELS["region"], help=_AS_IN_SEARCH)
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("why-not", help="一份文件为什么没有被检索到。")(why_not)


@with_filter_options(FACET_NAMES, _AS_IN_SEARCH)
def why_not(
    which: Annotated[
        str, typer.Argument(metavar="文件", help="文件的标识、文号，或收录它的路径、网址")
    ],
    query: Annotated[list[str], typer.Argument(metavar="检索词", help=_AS_IN_SEARCH)],
    *,
    mode: Annotated[SearchMode, typer.Option(help=_AS_IN_SEARCH)] = "all",
    unit: Annotated[HitUnit, typer.Option(help=_AS_IN_SEARCH)] = "document",
    filters: GivenFilters,
    applies_to: PlaceOption = None,
    within: PlaceOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> ExitCode:
    from corpus.index.query_tree import SearchRequest
    from corpus.store.database import read_session
    from search_api.cli.show_documents import show_why_not
    from search_api.lookup.document_lookup import look_up_number
    from search_api.query.annotation_filter import resolve_note_filters
    from search_api.query.cited_provision import read_search_query
    from search_api.query.hints.why_not import (
        Obstacle,
        WhyNotInquiry,
        WhyNotReport,
        resolve_document,
    )
    from search_api.query.parse.search_filters import (
        PlaceFilter,
        UnknownPlaceError,
        add_predecessors,
        read_filters,
        read_places,
    )
    from search_api.schemas.encode_json import to_json_object

    try:
        places = PlaceFilter(read_places(applies_to or []), read_places(within or []))
    except UnknownPlaceError as error:
        raise CommandFailedError(str(error), ExitCode.USAGE) from error
    with configured_library() as opened, read_session(opened.database) as session:
        parsed = read_search_query(session, " ".join(query), mode, chosen_day(as_of))
        numbered = look_up_number(session, which, chosen_day(as_of))
        resolved = resolve_document(session, which)
        if isinstance(resolved, Obstacle) and numbered.state == "found":
            resolved = numbered.documents[0].id
        if isinstance(resolved, Obstacle):
            report = WhyNotReport(
                None, None, parsed.read_as, hit=False, place=None, obstacles=(resolved,)
            )
        else:
            request = SearchRequest(
                resolve_note_filters(session, parsed.node),
                chosen_day(as_of),
                unit=unit,
                filters=add_predecessors(read_filters(filters)),
            )
            snapshot = opened.engine.snapshot()
            inquiry = WhyNotInquiry(session, snapshot, request, places, parsed.read_as)
            report = inquiry.report(resolved)
    if as_json:
        print_json(to_json_object(report))
    else:
        show_why_not(report)
    return ExitCode.INCOMPLETE if report.id is None else ExitCode.DONE
