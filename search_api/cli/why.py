"""`fagui why-not`: why a document is not found by a query."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from search_api.cli.opened import library
from search_api.cli.terminal import AsJson, AsOf, Code, Failure, day, print_json

Many = list[str] | None


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
    status: Annotated[Many, typer.Option(metavar="时效", help="与检索时相同")] = None,
    level: Annotated[Many, typer.Option(metavar="级别", help="与检索时相同")] = None,
    kind: Annotated[Many, typer.Option(metavar="文种", help="与检索时相同")] = None,
    form: Annotated[Many, typer.Option(metavar="体例", help="与检索时相同")] = None,
    region: Annotated[Many, typer.Option(metavar="地区", help="与检索时相同")] = None,
    issuer: Annotated[Many, typer.Option(metavar="机关", help="与检索时相同")] = None,
    year: Annotated[Many, typer.Option(metavar="年份", help="与检索时相同")] = None,
    subject: Annotated[Many, typer.Option(metavar="主题", help="与检索时相同")] = None,
    applies_to: Annotated[Many, typer.Option(metavar="地区", help="与检索时相同")] = None,
    within: Annotated[Many, typer.Option(metavar="地区", help="与检索时相同")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> Code:
    from corpus.index.query import Request
    from corpus.store.database import session
    from search_api.cli.shown import show_why_not
    from search_api.number_lookup import look_up
    from search_api.query.annotation_filter import with_notes
    from search_api.query.hints.why_not import Inquiry, Obstacle, WhyNot, find
    from search_api.query.parse.filters import (
        Places,
        UnknownPlace,
        read_filters,
        read_places,
        with_predecessors,
    )
    from search_api.query.parse.parser import parse
    from search_api.schemas.encode import plain_object

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
        places = Places(read_places(applies_to or []), read_places(within or []))
    except UnknownPlace as error:
        raise Failure(str(error), Code.USAGE) from error
    parsed = parse(" ".join(query), mode)
    with library() as opened, session(opened.database) as reading:
        numbered = look_up(reading, which, day(as_of))
        found = find(reading, which)
        if isinstance(found, Obstacle) and numbered.state == "found":
            found = numbered.documents[0].id
        if isinstance(found, Obstacle):
            told = WhyNot(None, None, parsed.read_as, hit=False, place=None, obstacles=(found,))
        else:
            request = Request(
                with_notes(reading, parsed.node),
                day(as_of),
                unit=unit,
                filters=with_predecessors(filters),
            )
            snapshot = opened.engine.snapshot()
            inquiry = Inquiry(reading, snapshot, request, places, parsed.read_as)
            told = inquiry.ask(found)
    if as_json:
        print_json(plain_object(told))
    else:
        show_why_not(told)
    return Code.INCOMPLETE if told.id is None else Code.DONE
