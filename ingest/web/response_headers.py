"""Reads the headers of a response: its type, its charset, its file name, and when to retry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, unquote_to_bytes

from httpx2 import URL

_CHARSET = re.compile(r"[A-Za-z0-9_:.-]{1,40}")
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_NAME = 200


class ResponseHeaders:
    """The headers of one response.

    Servers write their names in any case; of several headers with one name the first counts."""

    def __init__(self, raw: Sequence[tuple[bytes, bytes]]) -> None:
        self._values: dict[str, str] = {}
        for name, value in raw:
            self._values.setdefault(name.decode("latin-1").lower(), _decode_header(value).strip())

    def get(self, name: str) -> str:
        """The value of the header with this name in lower case, empty where there is none."""
        return self._values.get(name, "")

    @property
    def media_type(self) -> str | None:
        """The declared media type in lower case, without parameters, or None.

        >>> ResponseHeaders([(b"Content-Type", b"Text/HTML; charset=GBK")]).media_type
        'text/html'
        """
        return self.get("content-type").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """The declared charset, or None where there is none or it can be none.

        >>> ResponseHeaders([(b"content-type", b'text/html; charset="gb2312"')]).charset
        'gb2312'
        """
        declared = self._parameters("content-type").get_param("charset")
        return declared if isinstance(declared, str) and _CHARSET.fullmatch(declared) else None

    @property
    def retry_after(self) -> float | None:
        """The seconds that the server asks to wait (Retry-After, in either of its forms), or None.

        >>> ResponseHeaders([(b"Retry-After", b"120")]).retry_after
        120.0
        """
        value = self.get("retry-after")
        if value.isascii() and value.isdigit():
            return float(value[:9])
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())

    def file_name(self, url: URL) -> str:
        """The file name: as the server states it, else the end of the URL.

        >>> ResponseHeaders([]).file_name(URL("https://example.gov.cn/a/%E5%8A%9E%E6%B3%95.doc?v=1"))
        '办法.doc'
        """
        name = self._parameters("content-disposition").get_filename() or ""
        # 附件.doc is often written percent-encoded where a plain name is expected
        name = unquote(name) if name else _decode_path(url.raw_path.partition(b"?")[0])
        last = re.split(r"[/\\]", name)[-1]
        return _CONTROL_CHARACTERS.sub("", last).strip()[-_LONGEST_NAME:]

    def _parameters(self, name: str) -> Message:
        message = Message()
        message[name] = _CONTROL_CHARACTERS.sub("", self.get(name))
        return message


def _decode_header(value: bytes) -> str:
    """The text of a header.

    Headers are meant to be ASCII; Chinese servers put names into them as they are."""
    for codec in ("utf-8", "gb18030"):
        try:
            return value.decode(codec)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")


def _decode_path(path: bytes) -> str:
    return _decode_header(unquote_to_bytes(path))
