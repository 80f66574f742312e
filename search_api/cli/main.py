"""The command `fagui`: each module adds its group of commands with `register(app)`.

Heavy modules are imported inside the commands, so that `fagui --help` answers at once."""

from __future__ import annotations

import gc
import sys
import traceback
from typing import TYPE_CHECKING

import typer
from typer.exceptions import TyperException

from search_api.cli import (
    alerts,
    enter,
    index,
    ingest,
    maintenance_commands,
    migrate,
    reprocess,
    search_commands,
    serve,
    why_not_command,
)
from search_api.cli.chinese_usage import ChineseGroup, translate_usage_error, use_chinese_help
from search_api.cli.command_basics import (
    CommandFailedError,
    ExitCode,
    accept_all_characters,
)
from search_api.cli.comparison import compare_command
from search_api.cli.upkeep import backup, coverage_command, doctor, withdraw

if TYPE_CHECKING:
    from corpus.store.database_errors import DatabaseError

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
    withdraw,
    search_commands,
    compare_command,
    why_not_command,
    coverage_command,
    alerts,
    serve,
    index,
    maintenance_commands,
    migrate,
    reprocess,
    doctor,
    backup,
):
    module.register(app)
use_chinese_help(app)


def run(arguments: list[str]) -> int:
    """The exit code of one command, which this runs."""
    try:
        return int(app(arguments, prog_name="fagui", standalone_mode=False) or ExitCode.DONE)
    except TyperException as error:
        return _print_and_exit_code(translate_usage_error(error.format_message()), ExitCode.USAGE)
    except CommandFailedError as failure:
        return _print_and_exit_code(str(failure), failure.code)
    except Exception as error:  # noqa: BLE001 - the exit code says that the command could not run
        known = _known_error_text(error)
        if known is None:
            traceback.print_exc()
        return _print_and_exit_code(
            known or "程序出错，请把上面的内容报告给维护者", ExitCode.FAILED
        )


def main() -> None:
    accept_all_characters()
    code = run(sys.argv[1:])
    gc.freeze()  # the process ends: a garbage collection first would take a tenth of a second
    sys.exit(code)


def _print_and_exit_code(words: str, code: ExitCode) -> ExitCode:
    if words:
        sys.stderr.write(f"{words}\n")
    return code


def _known_error_text(error: Exception) -> str | None:
    """The words for an error that people can do something about; None for any other."""
    # imported here because they are heavy, and most commands end well
    from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
    from corpus.index.update.rebuild_index import RebuildRunningError
    from corpus.store.database import NewerDatabaseError
    from corpus.store.database_errors import DatabaseError
    from corpus.store.postgresql import DatabaseEncodingError
    from search_api.settings import SettingsError

    known_errors = (
        NewerDatabaseError,
        IndexOutdatedError,
        EngineUnavailableError,
        RebuildRunningError,
        SettingsError,
        DatabaseEncodingError,
    )
    if isinstance(error, known_errors):
        return str(error)
    if isinstance(error, DatabaseError):
        return _unreachable_text(error) or f"数据库读写失败：{error.orig}"
    if isinstance(error, OSError):
        name = error.filename if error.filename is not None else ""
        return f"读写失败：{name} {error.strerror or error}"
    return None


def _unreachable_text(error: DatabaseError) -> str | None:
    from corpus.store.database_errors import unreachable_reason
    from search_api.settings import read_settings

    return unreachable_reason(error, read_settings().data.postgresql)
