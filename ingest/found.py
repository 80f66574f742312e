"""The inputs that paths name: files one by one, in a fixed order, none opened here; and how a
member of an archive or a line of a record file is named, whose bytes are given."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.inputs.blobs import Origin
from corpus.inputs.locations import is_web, web_location

#: between a container's path and its member's: 公文.zip!通知/1.txt, 法规.jsonl!7
WITHIN = "!"


@dataclass(frozen=True, slots=True)
class Given:
    """Bytes that are given rather than opened: a member of an archive, a line of a record file.

    `form`: how they are read (ingest.run.worker_task.READERS); `fields`: which keys of a record
    hold what.
    """

    data: bytes
    form: str = "file"
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or what stands where one could be. `path`: the argument joined with the path below
    it; `location`: the same made absolute, no link resolved, or a web address; `hindrance`: why it
    can't be read. `file`: where the bytes lie if not at `location`; `given`: the bytes themselves;
    `beside`: the folder from which a page named by itself brings along the files that it offers.

    `changed`: when the file, or the one that it lies in, was last changed (seconds since 1970);
    `size`: its bytes, where they are known without opening it.
    `container`: the location of that one; `position`: its place among all that lie there.
    """

    path: str
    location: str
    hindrance: str | None = None
    file: str | None = None
    origin: Origin | None = None
    given: Given | None = None
    changed: float | None = None
    size: int = 0
    container: str | None = None
    position: int | None = None
    beside: str | None = None

    @property
    def readable(self) -> str:
        """The file that holds the bytes."""
        return self.file or self.location

    @property
    def name(self) -> str:
        """The name that helps to tell the format."""
        return self.origin.name if self.origin else os.path.basename(self.path)  # noqa: PTH119

    def member(self, name: str, given: Given | None, hindrance: str | None = None) -> Found:
        """What lies in this one.

        >>> Found("公文.zip", "/in/公文.zip").member("1.txt", Given(b"")).path
        '公文.zip!1.txt'
        """
        return Found(
            f"{self.path}{WITHIN}{name}",
            f"{self.location}{WITHIN}{name}",
            hindrance,
            given=given,
            changed=self.changed,
            container=self.container or self.location,
        )


_KINDS = (
    (stat.S_ISFIFO, "是管道，不是文件"),
    (stat.S_ISSOCK, "是套接字，不是文件"),
    (stat.S_ISCHR, "是设备，不是文件"),
    (stat.S_ISBLK, "是设备，不是文件"),
)


def find(paths: Sequence[str], besides: str) -> Iterator[Found]:
    """All files of the paths, folders by name from top to bottom; addresses as they are.

    A path may be a link; links below a folder are followed only to files inside it. `besides` is
    left out wherever it lies: the data folder is no input.
    """
    for path in paths:
        if is_web(path):
            yield _address(path)
        elif os.path.isdir(path):  # noqa: PTH112 - names that are not UTF-8 stay str
            yield from _below(path, os.path.realpath(path), os.path.realpath(besides))
        else:
            yield replace(_file(path), beside=os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120


def _address(path: str) -> Found:
    try:
        return Found(path, web_location(path))
    except ValueError as error:
        return Found(path, path, str(error))


def _below(folder: str, root: str, besides: str) -> Iterator[Found]:
    if os.path.realpath(folder) == besides:
        return
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _found(folder, f"文件夹打不开：{why(error)}")
        return
    for entry in ordered:
        if entry.is_symlink():
            yield from _link(entry.path, root)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, root, besides)
        else:
            yield _file(entry.path)


def _link(path: str, root: str) -> Iterator[Found]:
    target = os.path.realpath(path)
    if not os.path.exists(target):  # noqa: PTH110
        yield _found(path, "是链接，所指的文件不存在")
    elif os.path.commonpath([target, root]) != root:
        yield _found(path, "是链接，指向文件夹之外，不跟随")
    elif os.path.isfile(target):  # noqa: PTH113
        yield _file(path)
    # a link to a folder inside: its files are found where they lie


def _file(path: str) -> Found:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError as error:
        return _found(path, f"打不开：{why(error)}")
    hindrance = next((words for is_kind, words in _KINDS if is_kind(status.st_mode)), None)
    # one put in its place by `mv` or `cp -p` keeps an old mtime, but has a new ctime
    return _found(path, hindrance, max(status.st_mtime, status.st_ctime), status.st_size)


def _found(path: str, hindrance: str | None, changed: float | None = None, size: int = 0) -> Found:
    location = os.path.abspath(path)  # noqa: PTH100 - `..` goes, links stay
    return Found(path, location, hindrance, changed=changed, size=size)


#: the system's errors that people meet, in their words
_WHY: dict[int | None, str] = {
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ENOENT: "已经不在了",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读取出错",
}


def why(error: OSError) -> str:
    """Why the system did not open a file, in Chinese where it is a known case."""
    return _WHY.get(error.errno, error.strerror or str(error))
