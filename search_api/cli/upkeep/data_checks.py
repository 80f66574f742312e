"""The checks of `fagui doctor` on the data: folder, database, index, and their content (--deep)."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from corpus.documents.verify_content import ContentFault
    from search_api.library import Library
    from search_api.settings import Settings

FindingState = Literal["ok", "warning", "bad"]
#: faults that are listed one by one
_MOST_LISTED = 5
#: words whose searches are compared with SQL
_SAMPLED_WORDS = 20
#: permissions by which other accounts may enter, read or write
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a check, worded in Chinese."""

    name: str
    state: FindingState
    detail: str


def check_data(settings: Settings, *, deep: bool) -> Iterator[Finding]:
    """The findings on the folder, the database and the index, as far as they open."""
    from corpus.store.database import NewerDatabaseError
    from corpus.store.database_errors import DatabaseError, unreachable_reason
    from corpus.store.postgresql import DatabaseEncodingError
    from search_api.library import open_library

    try:
        with open_library(settings) as opened:
            yield from _check_folder(settings)
            yield from _check_database(opened)
            yield from _check_index(opened)
            if deep:
                yield from _check_content(opened)
    except DatabaseError as error:
        reason = unreachable_reason(error, settings.data.postgresql)
        yield Finding("数据", "bad", reason or f"{settings.home} 的数据库读不出来：{error.orig}")
    except (NewerDatabaseError, DatabaseEncodingError) as error:
        yield Finding("数据", "bad", str(error))
    except OSError as error:
        yield Finding("数据", "bad", f"{settings.home} 打不开：{error}")


def _check_folder(settings: Settings) -> Iterator[Finding]:
    from corpus.store.half_files import find_halves

    yield Finding("数据文件夹", "ok", str(settings.home))
    if not os.access(settings.home, os.W_OK):
        yield Finding("数据文件夹", "warning", "只读：可以检索和阅读，不能收录、批注和提醒")
    paths = (settings.home, settings.data.database, settings.data.outbox)
    if open_paths := [str(path) for path in paths if path.exists() and _is_open(path.stat())]:
        detail = (
            f"本机别的账户也能读：{'、'.join(open_paths)}。请运行 chmod -R go-rwx {settings.home}"
        )
        yield Finding("权限", "warning", detail)
    if halves := find_halves(settings.data.sources):
        size = sum(path.stat().st_size for path in halves) >> 20
        detail = f"被中断的收录留下 {len(halves)} 个半截文件（{size} MB），下一次收录时清除"
        yield Finding("半截文件", "warning", detail)


def _is_open(status: os.stat_result) -> bool:
    return bool(stat.S_IMODE(status.st_mode) & _OTHERS)


def _check_database(opened: Library) -> Iterator[Finding]:
    from corpus.documents.verify_content import damaged_texts
    from corpus.store.database import HEAD, describe_engine
    from corpus.store.verify_sqlite import damaged_parts

    engine = describe_engine(opened.database)
    if parts := damaged_parts(opened.database):
        detail = f"{engine}，内容损坏（{'、'.join(parts)}），请从备份恢复（fagui backup 做的）"
        yield Finding("数据库", "bad", detail)
        return
    yield Finding("数据库", "ok", f"{engine}，完好，表结构为最新（{HEAD}）")
    yield from _list_faults("正文的散列", damaged_texts(opened.database))


def _check_index(opened: Library) -> Iterator[Finding]:
    from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
    from corpus.index.stamped_engine import IndexMismatchError
    from corpus.index.update.index_queue import load_backlog
    from corpus.store.database import read_session
    from search_api.http.readiness import measure_readiness

    try:
        opened.engine.check()
    except IndexMismatchError as error:  # nothing is lost, and no search answers from it
        yield Finding("检索索引", "warning", str(error))
        return
    except (IndexOutdatedError, EngineUnavailableError) as error:
        yield Finding("检索索引", "bad", str(error))
        return
    readiness = measure_readiness(opened)
    if readiness.trouble:
        yield Finding("检索索引", "bad", readiness.trouble)
    elif readiness.ready:
        yield Finding("检索索引", "ok", f"{readiness.documents} 份文件都能检索到")
    elif readiness.waiting:
        detail = (
            f"{readiness.waiting} 份文件等待进入索引，最早的等了 {readiness.waiting_seconds} 秒；"
            "fagui serve、fagui index 或下一次收录会处理"
        )
        yield Finding("检索索引", "warning", detail)
    else:
        detail = (
            f"库里 {readiness.documents} 份，可检索 {readiness.searchable} 份；请运行 fagui reindex"
        )
        yield Finding("检索索引", "bad", detail)
    with read_session(opened.database) as session:
        errors = load_backlog(session).errors
    for id_, reason in errors.items():
        yield Finding("写不进索引", "bad", f"{id_}：{reason}")


def _check_content(opened: Library) -> Iterator[Finding]:
    from corpus.documents.verify_content import damaged_sources, misplaced_quotes

    yield from _list_faults("原始文件", damaged_sources(opened.database, opened.home))
    yield from _list_faults("引文", misplaced_quotes(opened.database))
    yield from _compare_searches(opened)


def _list_faults(name: str, faults: Iterator[ContentFault]) -> Iterator[Finding]:
    listed = list(islice(faults, _MOST_LISTED))
    for fault in listed:
        yield Finding(name, "bad", f"{fault.kind}：{fault.subject}")
    if more := sum(1 for _ in faults):
        yield Finding(name, "bad", f"……另有 {more} 处")
    if not listed:
        yield Finding(name, "ok", "逐一核对无误")


def _compare_searches(opened: Library) -> Iterator[Finding]:
    from corpus.documents.verify_content import count_by_scan, sample_words
    from corpus.index.query_tree import Keyword, SearchRequest
    from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
    from search_api.library import today

    truth = count_by_scan(opened.database, sample_words(opened.database, _SAMPLED_WORDS))
    try:
        snapshot = opened.engine.snapshot()
        wrong = {
            word: total
            for word in truth
            if (total := snapshot.search(SearchRequest(Keyword(word), today(), limit=1)).total)
            != truth[word]
        }
    except (IndexOutdatedError, EngineUnavailableError) as error:
        yield Finding("检索抽查", "bad", str(error))
        return
    for word, total in wrong.items():
        detail = f"“{word}”检索到 {total} 份，库里 {truth[word]} 份；请运行 fagui reindex"
        yield Finding("检索抽查", "bad", detail)
    if not wrong:
        yield Finding("检索抽查", "ok", f"{len(truth)} 个词的检索与逐份查找相同")
