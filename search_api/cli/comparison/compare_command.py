"""`fagui compare`: what became of each provision between two texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from search_api.cli.command_basics import CommandFailedError, ExitCode, JsonOption, print_json
from search_api.cli.configured_library import configured_library
from search_api.cli.enter import find_document
from search_api.vocabulary.comparison_labels import COMPARISON


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare", help=f"{COMPARISON}：两份文本逐条逐字有什么不同。")(compare)


def compare(
    old: Annotated[str, typer.Argument(metavar="旧文本", help="文件的标识或文号")],
    new: Annotated[str, typer.Argument(metavar="新文本", help="文件的标识或文号")],
    *,
    docx: Annotated[
        Path | None,
        typer.Option("--docx", metavar="文件名", help="存成带修订标记的 Word 文件，不覆盖已有的"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from corpus.store.database import read_session
    from search_api.cli.comparison.print_comparison import print_comparison
    from search_api.export.tracked_changes import write_tracked_changes
    from search_api.query.compare_documents import NoTextError, load_comparison
    from search_api.query.encode_comparison import comparison_object

    with configured_library() as opened, read_session(opened.database) as session:
        try:
            comparison = load_comparison(
                session, find_document(session, old), find_document(session, new)
            )
        except NoTextError as error:
            words = f"{error.id} 只有目录信息，没有正文可以对照"
            raise CommandFailedError(words, ExitCode.INCOMPLETE) from error
    if docx is not None:
        try:
            with docx.open("xb") as file:
                file.write(write_tracked_changes(comparison))
        except FileExistsError as error:
            raise CommandFailedError(f"{docx} 已经存在", ExitCode.USAGE) from error
    if as_json:
        print_json(comparison_object(comparison))
    elif docx is None:
        print_comparison(comparison)
