"""`fagui search`, `number`, `expiring`, `show`: finding documents and reading them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from search_api.cli.opened import library
from search_api.cli.terminal import AsJson, AsOf, Code, Failure, day, print_json

if TYPE_CHECKING:
    from search_api.query.search import Search

Many = list[str] | None
Level = Annotated[Many, typer.Option(metavar="级别", help="只看此效力级别，含下级，可重复")]
Kind = Annotated[Many, typer.Option(metavar="文种", help="只看此文种，可重复")]
Form = Annotated[Many, typer.Option(metavar="体例", help="只看此体例，可重复")]
Region = Annotated[Many, typer.Option(metavar="地区", help="只看此地区，含下辖，可重复")]
Issuer = Annotated[Many, typer.Option(metavar="机关", help="只看此机关发布的，可重复")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("search", help="检索：标题和正文里逐字查找，简繁不论。")(search)
    app.command("number", help="按文号查找，任何写法都可以。")(number)
    app.command("expiring", help="列出将届满的文件，最近的在前。")(expiring)
    app.command("show", help="一份文件的事实、依据、目录和关系。")(show)


def search(
    query: Annotated[
        Many, typer.Argument(metavar="检索词", help="空格隔开的词都要出现；不写则列出全部文件")
    ] = None,
    *,
    mode: Annotated[
        Literal["all", "any", "number"],
        typer.Option(help="全部词都要出现；出现任一词即可；只按文号"),
    ] = "all",
    unit: Annotated[
        Literal["document", "provision"], typer.Option(help="按文件，或按条款列出")
    ] = "document",
    sort: Annotated[
        Literal["relevance", "date", "level"], typer.Option(help="按相关度、日期或效力级别排列")
    ] = "relevance",
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="条数", help="至多列几条")] = 20,
    status: Annotated[Many, typer.Option(metavar="时效", help="只看此时效性，可重复")] = None,
    level: Level = None,
    kind: Kind = None,
    form: Form = None,
    region: Region = None,
    issuer: Issuer = None,
    year: Annotated[Many, typer.Option(metavar="年份", help="只看此年份，可重复")] = None,
    subject: Annotated[Many, typer.Option(metavar="主题", help="只看此主题，可重复")] = None,
    applies_to: Annotated[
        Many, typer.Option(metavar="地区", help="只看在此地适用的：含上级和全国，可重复")
    ] = None,
    within: Annotated[
        Many, typer.Option(metavar="地区", help="只看此地的，含下辖各地，可重复")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="说明每条为什么命中")] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            metavar="文件名",
            help="全部结果存成 .xlsx、.csv、.jsonl 或 .txt（清单）文件，不论 --limit",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="与 --export 同用：覆盖已有的文件")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> Code:
    from dataclasses import replace

    from search_api.query.parse.filters import Places, UnknownPlace, read_filters, read_places
    from search_api.query.search import Search, Searches
    from search_api.schemas.encode import plain_object

    try:
        places = Places(read_places(applies_to or []), read_places(within or []))
    except UnknownPlace as error:
        raise Failure(str(error), Code.USAGE) from error
    filters = {
        "status": status or [],
        "level": level or [],
        "kind": kind or [],
        "form": form or [],
        "region": region or [],
        "issuer": issuer or [],
        "year": year or [],
        "subject": subject or [],
    }
    wanted = Search(
        as_of=day(as_of),
        q=" ".join(query or []),
        mode=mode,
        unit=unit,
        sort=sort,
        filters=read_filters(filters),
        places=places,
        limit=limit,
        explain=explain,
    )
    if export is not None:
        return _export(wanted, export, force=force, as_json=as_json)
    with library(found=True) as opened:
        result = Searches(opened.database, opened.engine).run(wanted)
    if as_json:
        # a cursor would end with this process
        print_json(plain_object(replace(result, next=None)))
    else:
        from search_api.cli.shown import show_hits

        show_hits(result)
    return Code.DONE if result.total else Code.INCOMPLETE


def _export(wanted: Search, path: Path, *, force: bool, as_json: bool) -> Code:
    from search_api.cli.console import console
    from search_api.cli.ingest import printable
    from search_api.cli.saved import kind_of, save
    from search_api.export.kinds import MOST
    from search_api.query.search import Searches

    kind = kind_of(path, force=force)
    with library(found=True) as opened:
        listed = Searches(opened.database, opened.engine).listed(wanted, MOST)
        written = save(kind, listed, wanted.q, path)
    if as_json:
        print_json({"path": str(path), "total": listed.total, "written": written})
    else:
        first = f"，共 {listed.total} 条，一份文件至多 {MOST} 条" if listed.cut else ""
        console().print(f"{listed.read_as}：{written} 条存入 {printable(str(path))}{first}")
    return Code.DONE if listed.total else Code.INCOMPLETE


def number(
    numbers: Annotated[
        list[str], typer.Argument(metavar="文号...", help="可以带上《标题》或（年份）")
    ],
    *,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> Code:
    from corpus.store.database import session
    from search_api.cli.shown import show_number
    from search_api.number_lookup import look_up
    from search_api.schemas.encode import plain_object

    with library() as opened, session(opened.database) as reading:
        answers = [look_up(reading, one, day(as_of)) for one in numbers]
    for answer in answers:
        if as_json:
            print_json(plain_object(answer))
        else:
            show_number(answer)
    complete = all(answer.state in ("found", "ambiguous") for answer in answers)
    return Code.DONE if complete else Code.INCOMPLETE


def expiring(
    *,
    within: Annotated[
        str, typer.Option(metavar="期限", help="往后看多久：天数（90d）或日历月数（6m）")
    ] = "90d",
    level: Level = None,
    kind: Kind = None,
    form: Form = None,
    region: Region = None,
    issuer: Issuer = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    from corpus.store.database import session
    from search_api.expiring import expiring_list, expiring_object, read_within
    from search_api.query.parse.filters import read_filters

    try:
        lead = read_within(within)
    except ValueError as error:
        raise Failure(f"--within 的值{error}", Code.USAGE) from error
    filters = {
        "level": level or [],
        "kind": kind or [],
        "form": form or [],
        "region": region or [],
        "issuer": issuer or [],
    }
    with library() as opened, session(opened.database) as reading:
        found = expiring_list(reading, day(as_of), lead, filters=read_filters(filters))
    if as_json:
        print_json(expiring_object(found))
    else:
        from search_api.cli.shown import show_expiring

        show_expiring(found)


def show(
    which: Annotated[str, typer.Argument(metavar="标识或文号", help="文件的标识，或它的文号")],
    *,
    text: Annotated[bool, typer.Option("--text", help="只输出原文")] = False,
    simplified: Annotated[
        bool, typer.Option("--simplified", help="与 --text 同用：逐字对应的简体")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    from corpus.documents.save import load, text_of
    from corpus.store.database import session
    from search_api.cli.shown import show_document, show_number
    from search_api.number_lookup import look_up
    from search_api.schemas.encode import document as document_object

    with library() as opened, session(opened.database) as reading:
        stored = load(reading, which, day(as_of))
        if stored is None:
            answer = look_up(reading, which, day(as_of))
            if answer.state != "found":
                if answer.documents and not as_json:
                    show_number(answer)
                words = answer.reason or ""
                if answer.state == "not_a_number":
                    words = f"没有标识为“{which}”的文件，它也不是文号"
                raise Failure(words, Code.INCOMPLETE)
            stored = load(reading, answer.documents[0].id, day(as_of))
            assert stored is not None
        found = text_of(reading, stored.id)
    if not text:
        if as_json:
            print_json(document_object(stored))
        else:
            show_document(stored)
        return
    if found is None:
        raise Failure(f"《{stored.title}》仅目录，无正文", Code.INCOMPLETE)
    chosen = found.simplified if simplified else found.text
    if as_json:
        script = "simplified" if simplified else "original"
        print_json({"id": found.id, "revision": found.number, "script": script, "text": chosen})
    else:
        typer.echo(chosen)
