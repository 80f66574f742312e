"""`fagui`: one module a group of commands, each with `register(app)`.

Whatever is heavy is imported inside the commands, so that `fagui --help` answers at once.
"""

from __future__ import annotations

import gc
import sys
import traceback
from typing import TYPE_CHECKING

import typer
from typer.exceptions import TyperException

from search_api.cli import (
    alerts,
    doctor,
    enter,
    index,
    ingest,
    look,
    maintain,
    migrate,
    reprocess,
    serve,
    why,
)
from search_api.cli.chinese import ChineseGroup, say, speak
from search_api.cli.terminal import Code, Failure

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError

app = typer.Typer(
    name="fagui",
    cls=ChineseGroup,
    help="法规：中国法规与规范性文件的全文检索、批注与到期提醒。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    ingest,
    enter,
    look,
    why,
    alerts,
    serve,
    index,
    maintain,
    migrate,
    reprocess,
    doctor,
):
    module.register(app)
speak(app)


def run(arguments: list[str]) -> int:
    """Run one command and tell its exit code."""
    try:
        return int(app(arguments, prog_name="fagui", standalone_mode=False) or Code.DONE)
    except TyperException as error:
        return _end(say(error.format_message()), Code.USAGE)
    except Failure as failure:
        return _end(str(failure), failure.code)
    except Exception as error:  # noqa: BLE001 - the exit code says that the command could not run
        known = _known(error)
        if known is None:
            traceback.print_exc()
        return _end(known or "程序出错，请把上面的内容报告给维护者", Code.FAILED)


def main() -> None:
    code = run(sys.argv[1:])
    gc.freeze()  # all of it goes now: to look for rubbish in it first takes a tenth of a second
    sys.exit(code)


def _end(words: str, code: Code) -> Code:
    if words:
        sys.stderr.write(f"{words}\n")
    return code


def _known(error: Exception) -> str | None:
    """The words of an error that people can do something about."""
    # Imported only now: they are heavy, and most commands end well
    from sqlalchemy.exc import DatabaseError

    from corpus.index.engine import IndexOutdatedError, UnavailableError
    from corpus.index.update.rebuild import RebuildingError
    from corpus.store.database import NewerDatabaseError
    from corpus.store.postgresql import UnsuitableError
    from search_api.settings import SettingsError

    told = (
        NewerDatabaseError,
        IndexOutdatedError,
        UnavailableError,
        RebuildingError,
        SettingsError,
        UnsuitableError,
    )
    if isinstance(error, told):
        return str(error)
    if isinstance(error, DatabaseError):
        return _unreachable(error) or f"数据库读写失败：{error.orig}"
    if isinstance(error, OSError):
        name = error.filename if error.filename is not None else ""
        return f"读写失败：{name} {error.strerror or error}"
    return None


def _unreachable(error: DatabaseError) -> str | None:
    from corpus.store.postgresql import unreachable
    from search_api.settings import read_settings

    return unreachable(error, read_settings().data.postgresql)
