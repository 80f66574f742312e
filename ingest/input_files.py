"""Lists the input files that paths name, in a fixed order, without opening them.

A member of an archive and a line of a record file are input files too; their bytes come with them
as `InlineData`."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.inputs.blobs import HttpOrigin
from corpus.inputs.locations import is_web_location, web_location

#: separates the path of a container from a member's name: 公文.zip!通知/1.txt, 法规.jsonl!7
MEMBER_SEPARATOR = "!"


@dataclass(frozen=True, slots=True)
class InlineData:
    """Bytes that come with an input file: a member of an archive, or a line of a record file.

    * `input_form`: how the bytes are read: `file` by their format, `record` as a JSON object, `row`
      as a row of a catalogue (`ingest.run.worker_dispatch`).
    * `fields`: pairs (use, key): which key of a record holds what."""

    data: bytes
    input_form: str = "file"
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file, web page, archive member or record line that may become a document.

    * `path`: as messages show it: the argument of the command, joined with the path below it.
    * `location`: the absolute path, links unresolved, or the URL; it identifies the input.
    * `reason`: why the input cannot be read, in Chinese; None where it may be readable.
    * `local_path`: the path of the bytes, where that is not `location`.
    * `origin`: what the server said of fetched bytes.
    * `inline_data`: the bytes themselves, where they lie in no file of their own.
    * `modified`: when the file, or the one that holds it, last changed, in nanoseconds since 1970.
    * `size`: in bytes; 0 where it is not known without opening the file.
    * `container`: the location of the outermost file that holds it; None for a file on its own.
    * `position`: its index among all inputs in that container, from 0.
    * `attachment_folder`: the folder whose files a page brings along as attachments, if the page
      was named by itself."""

    path: str
    location: str
    reason: str | None = None
    local_path: str | None = None
    origin: HttpOrigin | None = None
    inline_data: InlineData | None = None
    modified: int | None = None
    size: int = 0
    container: str | None = None
    position: int | None = None
    attachment_folder: str | None = None

    @property
    def readable_path(self) -> str:
        """The path of the file that holds the bytes."""
        return self.local_path or self.location

    @property
    def name(self) -> str:
        """The file name, whose ending helps to detect the format."""
        return self.origin.name if self.origin else os.path.basename(self.path)  # noqa: PTH119

    def member(
        self, name: str, inline_data: InlineData | None, reason: str | None = None
    ) -> InputFile:
        """The input file of a member, line or row inside this one.

        >>> InputFile("公文.zip", "/in/公文.zip").member("1.txt", InlineData(b"")).path
        '公文.zip!1.txt'
        """
        return InputFile(
            f"{self.path}{MEMBER_SEPARATOR}{name}",
            f"{self.location}{MEMBER_SEPARATOR}{name}",
            reason,
            inline_data=inline_data,
            modified=self.modified,
            container=self.container or self.location,
        )


_SPECIAL_FILES = (
    (stat.S_ISFIFO, "是管道，不是文件"),
    (stat.S_ISSOCK, "是套接字，不是文件"),
    (stat.S_ISCHR, "是设备，不是文件"),
    (stat.S_ISBLK, "是设备，不是文件"),
)


def find_inputs(paths: Sequence[str], data_folder: str) -> Iterator[InputFile]:
    """The input files that the paths name: the files of folders from top to bottom, URLs as given.

    The entries of a folder are sorted by name. A path may be a link; links below a folder are
    followed only to files inside it. The files in `data_folder` are left out wherever it lies: the
    data folder is no input."""
    for path in paths:
        if is_web_location(path):
            yield _web_input(path)
        elif os.path.isdir(path):  # noqa: PTH112 - names that are not UTF-8 stay str
            yield from _files_below(path, os.path.realpath(path), os.path.realpath(data_folder))
        else:
            folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - as above
            yield replace(_file_input(path), attachment_folder=folder)


def _web_input(path: str) -> InputFile:
    try:
        return InputFile(path, web_location(path))
    except ValueError as error:
        return InputFile(path, path, str(error))


def _files_below(folder: str, root: str, data_folder: str) -> Iterator[InputFile]:
    if os.path.realpath(folder) == data_folder:
        return
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _build_input(folder, f"文件夹打不开：{os_error_words(error)}")
        return
    for entry in ordered:
        if entry.is_symlink():
            yield from _follow_link(entry.path, root)
        elif entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path, root, data_folder)
        else:
            yield _file_input(entry.path)


def _follow_link(path: str, root: str) -> Iterator[InputFile]:
    target = os.path.realpath(path)
    if not os.path.exists(target):  # noqa: PTH110
        yield _build_input(path, "是链接，所指的文件不存在")
    elif os.path.commonpath([target, root]) != root:
        yield _build_input(path, "是链接，指向文件夹之外，不跟随")
    elif os.path.isfile(target):  # noqa: PTH113
        yield _file_input(path)
    # a link to a folder inside the root is skipped: its files are listed in that folder


def _file_input(path: str) -> InputFile:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError as error:
        return _build_input(path, f"打不开：{os_error_words(error)}")
    hindrance = next((words for is_kind, words in _SPECIAL_FILES if is_kind(status.st_mode)), None)
    # a file put here by `mv` or `cp -p` keeps an old mtime, but has a new ctime
    return _build_input(
        path, hindrance, max(status.st_mtime_ns, status.st_ctime_ns), status.st_size
    )


def _build_input(
    path: str, reason: str | None, modified: int | None = None, size: int = 0
) -> InputFile:
    location = os.path.abspath(path)  # noqa: PTH100 - `..` goes, links stay
    return InputFile(path, location, reason, modified=modified, size=size)


#: the system errors that people meet most, in Chinese
_OS_ERROR_WORDS: dict[int | None, str] = {
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ENOENT: "已经不在了",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读取出错",
}


def os_error_words(error: OSError) -> str:
    """The reason why a file could not be opened.

    It is in Chinese for the errors that people meet, else in the system's words."""
    return _OS_ERROR_WORDS.get(error.errno, error.strerror or str(error))
