"""`fagui search`, `number`, `expiring`, `show`: find documents and show them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.index.search_options import ENDING_FILTERS, FACET_NAMES, HitUnit, SortOrder
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
from search_api.vocabulary.field_labels import FACT_LABELS, FILTER_LABELS
from search_api.vocabulary.search_labels import (
    EXPORT_FORMAT_LABELS,
    HIT_UNIT_LABELS,
    PARAMETER_LABELS,
    SEARCH_MODE_LABELS,
    SORT_LABELS,
    SearchMode,
)

if TYPE_CHECKING:
    from search_api.query.search_service import SearchCriteria


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("search", help="检索：标题和正文里逐字查找，简繁不论。")(search)
    app.command("number", help="按文号查找，任何写法都可以。")(number)
    app.command("expiring", help="列出将届满的文件，最近的在前。")(expiring)
    app.command("show", help="一份文件的事实、依据、目录和关系。")(show)


@with_filter_options(FACET_NAMES)
def search(
    query: Annotated[
        RepeatedOption,
        typer.Argument(metavar="检索词", help="空格隔开的词都要出现；不写则列出全部文件"),
    ] = None,
    *,
    mode: Annotated[SearchMode, typer.Option(help="；".join(SEARCH_MODE_LABELS.values()))] = "all",
    unit: Annotated[HitUnit, typer.Option(help="；".join(HIT_UNIT_LABELS.values()))] = "document",
    sort: Annotated[
        SortOrder,
        typer.Option(help=f"{PARAMETER_LABELS['sort']}：{'、'.join(SORT_LABELS.values())}"),
    ] = "relevance",
    limit: Annotated[
        int, typer.Option(min=1, max=100, metavar=PARAMETER_LABELS["limit"], help="至多列几条")
    ] = 20,
    filters: GivenFilters,
    applies_to: Annotated[
        RepeatedOption,
        typer.Option(
            metavar=FILTER_LABELS["region"], help="只看在此地适用的：含上级和全国，可重复"
        ),
    ] = None,
    within: Annotated[
        RepeatedOption,
        typer.Option(metavar=FILTER_LABELS["region"], help="只看此地的，含下辖各地，可重复"),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="说明每条为什么命中")] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            metavar="文件名",
            help="全部结果存成 .xlsx、.csv、.jsonl 或 "
            f".txt（{EXPORT_FORMAT_LABELS['list']}）文件，不论 --limit",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="与 --export 同用：覆盖已有的文件")
    ] = False,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> ExitCode:
    from dataclasses import replace

    from search_api.query.parse.search_filters import (
        PlaceFilter,
        UnknownPlaceError,
        read_filters,
        read_places,
    )
    from search_api.query.search_service import SearchCriteria, SearchService
    from search_api.schemas.encode_json import to_json_object

    try:
        places = PlaceFilter(read_places(applies_to or []), read_places(within or []))
    except UnknownPlaceError as error:
        raise CommandFailedError(str(error), ExitCode.USAGE) from error
    criteria = SearchCriteria(
        as_of=chosen_day(as_of),
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
        return _export(criteria, export, force=force, as_json=as_json)
    with configured_library(drain_queue=True) as opened:
        result = SearchService(opened.database, opened.engine).run(criteria)
    if as_json:
        # a cursor is valid in this process only
        print_json(to_json_object(replace(result, next=None)))
    else:
        from search_api.cli.show_documents import show_hits

        show_hits(result, unit)
    return ExitCode.DONE if result.total else ExitCode.INCOMPLETE


def _export(criteria: SearchCriteria, path: Path, *, force: bool, as_json: bool) -> ExitCode:
    from search_api.cli.console import console
    from search_api.cli.ingest import printable_path
    from search_api.cli.save_export import export_format_of, save_export
    from search_api.export.export_formats import MAX_EXPORTED
    from search_api.query.search_service import SearchService

    kind = export_format_of(path, force=force)
    with configured_library(drain_queue=True) as opened:
        listed = SearchService(opened.database, opened.engine).list_for_export(
            criteria, MAX_EXPORTED
        )
        written = save_export(kind, listed, criteria.q, path)
    if as_json:
        print_json({"path": str(path), "total": listed.total, "written": written})
    else:
        first = (
            f"，共 {listed.total} 条，一份文件至多 {MAX_EXPORTED} 条" if listed.is_truncated else ""
        )
        console().print(f"{listed.read_as}：{written} 条存入 {printable_path(str(path))}{first}")
    return ExitCode.DONE if listed.total else ExitCode.INCOMPLETE


def number(
    numbers: Annotated[
        list[str],
        typer.Argument(
            metavar=f"{FACT_LABELS['number']}|文件|-...",
            help="可以带上《标题》或（年份）；文件里一行一个，表格取文号一列；- 是标准输入",
        ),
    ],
    *,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> ExitCode:
    from corpus.store.database import read_session
    from search_api.cli.number_files import is_number_file, read_number_file, show_number_table
    from search_api.cli.show_documents import show_number
    from search_api.lookup.document_lookup import look_up_items
    from search_api.lookup.lookup_items import LookupItem
    from search_api.schemas.encode_json import to_json_object

    day = chosen_day(as_of)
    listed = [is_number_file(argument) for argument in numbers]
    asked = [
        LookupItem(day, number=one)
        for argument, is_file in zip(numbers, listed, strict=True)
        for one in (read_number_file(argument) if is_file else [argument])
    ]
    with configured_library() as opened, read_session(opened.database) as session:
        answers = look_up_items(session, asked)
    if as_json:
        for answer in answers:
            print_json(to_json_object(answer))
    elif any(listed):
        show_number_table(answers)
    else:
        for answer in answers:
            show_number(answer)
    complete = all(answer.state in ("found", "ambiguous") for answer in answers)
    return ExitCode.DONE if complete else ExitCode.INCOMPLETE


@with_filter_options(ENDING_FILTERS)
def expiring(
    *,
    within: Annotated[
        str,
        typer.Option(
            metavar=PARAMETER_LABELS["within"], help="往后看多久：天数（90d）或日历月数（6m）"
        ),
    ] = "90d",
    filters: GivenFilters,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    from corpus.store.database import read_session
    from search_api.expiring_documents import expiring_object, list_expiring, read_lead
    from search_api.query.parse.search_filters import read_filters

    try:
        lead = read_lead(within)
    except ValueError as error:
        raise CommandFailedError(f"--within 的值{error}", ExitCode.USAGE) from error
    with configured_library() as opened, read_session(opened.database) as session:
        page = list_expiring(session, chosen_day(as_of), lead, filters=read_filters(filters))
    if as_json:
        print_json(expiring_object(page))
    else:
        from search_api.cli.show_documents import show_expiring

        show_expiring(page)


def show(
    which: Annotated[str, typer.Argument(metavar="标识或文号", help="文件的标识，或它的文号")],
    *,
    text: Annotated[bool, typer.Option("--text", help="只输出原文")] = False,
    simplified: Annotated[
        bool, typer.Option("--simplified", help="与 --text 同用：逐字对应的简体")
    ] = False,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    from corpus.documents.load_document import load_document, load_text
    from corpus.store.database import read_session
    from search_api.cli.show_documents import show_document, show_number
    from search_api.lookup.document_lookup import look_up_number
    from search_api.schemas.encode_json import document_object

    with configured_library() as opened, read_session(opened.database) as session:
        stored = load_document(session, which, chosen_day(as_of))
        if stored is None:
            answer = look_up_number(session, which, chosen_day(as_of))
            if answer.state != "found":
                if answer.documents and not as_json:
                    show_number(answer)
                words = answer.reason or ""
                if answer.state == "not_a_number":
                    words = f"没有标识为“{which}”的文件，它也不是文号"
                raise CommandFailedError(words, ExitCode.INCOMPLETE)
            stored = load_document(session, answer.documents[0].id, chosen_day(as_of))
            assert stored is not None
        revision_text = load_text(session, stored.id)
    if not text:
        if as_json:
            print_json(document_object(stored))
        else:
            show_document(stored)
        return
    if revision_text is None:
        raise CommandFailedError(f"《{stored.title}》仅目录，无正文", ExitCode.INCOMPLETE)
    chosen = revision_text.simplified if simplified else revision_text.text
    if as_json:
        script = "simplified" if simplified else "original"
        print_json(
            {
                "id": revision_text.id,
                "revision": revision_text.number,
                "script": script,
                "text": chosen,
            }
        )
    else:
        typer.echo(chosen)
