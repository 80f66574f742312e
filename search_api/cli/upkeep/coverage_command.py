"""`fagui coverage`: how much is held of each organ."""

from __future__ import annotations

import typer

from search_api.cli.command_basics import JsonOption, print_json
from search_api.cli.configured_library import configured_library


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("coverage", help="各机关收录了多少：最新的日期、清理决定、目录、被引而未收的。")(
        coverage
    )


def coverage(*, as_json: JsonOption = False) -> None:
    from rich.text import Text

    from corpus.documents.coverage.organ_holdings import load_organ_holdings
    from corpus.store.database import read_session
    from search_api.cli.console import console, table
    from search_api.library import today
    from search_api.schemas.encode_json import to_json
    from search_api.vocabulary.coverage_labels import COVERAGE_LABELS

    with configured_library() as opened, read_session(opened.database) as session:
        organs = load_organ_holdings(session)
    if as_json:
        print_json({"organs": to_json(organs), "as_of": to_json(today())})
        return
    rows = table(tuple(COVERAGE_LABELS.values()))
    for organ in organs:
        figures = (organ.cleanups, organ.catalogues, organ.open_references)
        rows.add_row(
            Text(organ.name), str(organ.documents), str(organ.latest or ""), *map(str, figures)
        )
    out = console()
    out.print(rows)
    out.print(f"\n{len(organs)} 个机关，数据截至 {today()}")
