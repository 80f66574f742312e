"""Takes the web page out of a MIME message, as Word embeds it and browsers save it (.mht)."""

from __future__ import annotations

import email
from email.message import Message

from ingest.page_types import UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.encoding import decode


def embedded_html(data: bytes, removals: RemovalLog) -> str | None:
    """The HTML of an embedded part, bare or in MIME; None where it is of another format."""
    if data[:1024].lstrip().startswith(b"<"):
        return decode(data, removals)
    return message_html(parse_message(data), removals)


def parse_message(data: bytes) -> Message:
    """The message that bytes hold. Raises `UnreadableError`."""
    try:
        return email.message_from_bytes(data)
    except (RecursionError, ValueError, LookupError) as error:
        raise UnreadableError("文件已损坏：MIME 部分无法解析") from error


def message_html(message: Message, removals: RemovalLog) -> str | None:
    """The first web page in a message that holds text, decoded; None where there is none."""
    try:
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        contents = ((page, page.get_payload(decode=True)) for page in pages)
        for page, content in contents:
            if isinstance(content, bytes) and content.strip():
                return decode(content, removals, page.get_content_charset())
    except (RecursionError, ValueError, LookupError) as error:
        raise UnreadableError("文件已损坏：MIME 部分无法解析") from error
    return None
