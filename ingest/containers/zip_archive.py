"""Reads the members of a ZIP archive one by one, each within limits."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ingest.containers.member_names import leads_outside, member_name

#: a ZIP file with a part of one of these names is a package: one document, no archive
_PACKAGES = ("[content_types].xml", "ofd.xml", "mimetype", "meta-inf/manifest.xml")
_ZIP_MARK = b"PK\x03\x04"
#: limit for the bytes of the list of members: some 600,000 members, which take 300 MB of memory
_LONGEST_LIST = 64 << 20
#: an archive is a bomb if it unpacks to more than so many times its size, and to more than so many
#: bytes; text shrinks to a tenth, sheets of numbers to a fiftieth
_BOMB_RATIO = 250
_BOMB_BYTES = 256 << 20
_BOMB_REASON = f"压缩包解开后超过它的 {_BOMB_RATIO} 倍（可能是压缩炸弹）"
_PIECE = 1 << 20
_BROKEN_REASON = "压缩包已损坏或不完整，打不开"
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    MemoryError,
)
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")


class BrokenArchiveError(Exception):
    """Raised for an archive that cannot be opened at all; its text is the reason in Chinese."""


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A file in an archive: its bytes, or the reason why they cannot be unpacked.

    * `position`: its index in the archive's list, from 0.
    * `is_large`: its bytes go on beyond the limit, where `data` ends."""

    position: int
    name: str
    data: bytes = b""
    reason: str | None = None
    is_large: bool = False


class ZipArchive:
    """An open archive. Raises `BrokenArchiveError` where it cannot be opened."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._budget = max(_BOMB_BYTES, _BOMB_RATIO * size)
        if _list_size(file, size) > _LONGEST_LIST:
            raise BrokenArchiveError("压缩包里的成员太多，打不开（可能是压缩炸弹）")
        try:
            self._zip = zipfile.ZipFile(file)
        except _ZIP_ERRORS as error:
            raise BrokenArchiveError(_BROKEN_REASON) from error
        self._infos = [info for info in self._zip.infolist() if not info.is_dir()]

    def __len__(self) -> int:
        return len(self._infos)

    @property
    def is_package(self) -> bool:
        """Whether the file is one document: .docx, .xlsx, .ofd and .odt are ZIP files, too."""
        return any(info.filename.lower() in _PACKAGES for info in self._infos)

    def members(self, max_bytes: int) -> Iterator[ArchiveMember]:
        """The members in the order of the archive's list.

        Of several with one name the last counts, as for every program that unpacks them."""
        names = [member_name(info) for info in self._infos]
        left = Counter(names)
        for position, name in enumerate(names):
            left[name] -= 1
            if left[name]:
                twin = f"{name}（同名，后面还有 {left[name]} 个）"
                reason = "压缩包里有同名的成员，以最后一个为准"
                yield ArchiveMember(position, twin, reason=reason)
            else:
                yield self._member(position, name, max_bytes)

    def copy_member(self, member: ArchiveMember, target: BinaryIO) -> bool:
        """Whether all bytes of a member were written to `target`: not if too many or broken."""
        try:
            with self._zip.open(self._infos[member.position]) as file:
                while piece := file.read(_PIECE):
                    if not self._spend(len(piece)):
                        return False
                    target.write(piece)
        except _ZIP_ERRORS:
            return False
        return True

    def _spend(self, count: int) -> bool:
        """Takes bytes from the budget of unpacked bytes; False once it is used up."""
        self._budget -= count
        return self._budget >= 0

    def _member(self, position: int, name: str, max_bytes: int) -> ArchiveMember:
        info = self._infos[position]
        if (hindrance := _refusal_reason(info, name)) is not None:
            return ArchiveMember(position, name, reason=hindrance)
        data = b""
        try:
            if self._budget >= 0:
                with self._zip.open(info) as file:
                    data = file.read(max_bytes + 1)
        except NotImplementedError:
            return ArchiveMember(position, name, reason="压缩方式不认识，解不开")
        except _ZIP_ERRORS:
            return ArchiveMember(position, name, reason="压缩包里的这个成员已损坏，解不开")
        if not self._spend(len(data)):
            return ArchiveMember(position, name, reason=_BOMB_REASON)
        return ArchiveMember(position, name, data, is_large=len(data) > max_bytes)


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a ZIP archive does."""
    return head.startswith(_ZIP_MARK)


def _refusal_reason(info: zipfile.ZipInfo, name: str) -> str | None:
    if info.flag_bits & 1:
        return "加了密码，打不开"
    if leads_outside(name):
        return "名称指向压缩包之外（..），不收"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "是链接，不跟随"
    return None


def _list_size(file: BinaryIO, size: int) -> int:
    """The bytes of an archive's list of members, which zipfile reads in whatever its size."""
    reach = min(size, _END.size + _LOCATOR.size + 0xFFFF)
    file.seek(size - reach)
    tail = file.read(reach)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise BrokenArchiveError(_BROKEN_REASON)
    count: int = _END.unpack_from(tail, at)[5]
    where = at - _LOCATOR.size
    if where >= 0 and tail.startswith(b"PK\x06\x07", where):
        start: int = _LOCATOR.unpack_from(tail, where)[2]
        if start + _END64.size > size:
            raise BrokenArchiveError(_BROKEN_REASON)
        file.seek(start)
        longer: int = _END64.unpack(file.read(_END64.size))[8]
        return longer
    return count
