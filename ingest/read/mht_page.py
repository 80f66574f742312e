"""Reads a page that a browser or Word saved as one file (.mht): the web page in a MIME message."""

from __future__ import annotations

from dataclasses import replace

from ingest.page_types import Page, UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.html.html_reader import read_html
from ingest.read.mime_html import message_html, parse_message

#: headers that only a message has which was sent: a saved page has none
_MAIL_HEADERS = ("Received", "Message-ID", "To", "Return-Path", "Delivered-To")
#: headers in which browsers keep the address of the page
_SOURCE_HEADERS = ("Snapshot-Content-Location", "Content-Location")


def read_mht(data: bytes, removals: RemovalLog) -> Page:
    """The web page that a saved page holds. Raises `UnreadableError`, for an e-mail, too."""
    message = parse_message(data)
    if any(name in message for name in _MAIL_HEADERS):
        raise UnreadableError("内容是电子邮件（.eml），不是公文，读不了")
    text = message_html(message, removals)
    if text is None:
        raise UnreadableError("内容是存成一个文件的网页（MHT），里面没有网页的文字")
    parts = (message, *(part for part in message.walk() if part is not message))
    places = (str(part.get(name, "")) for part in parts for name in _SOURCE_HEADERS)
    url = next((each for each in places if each.startswith(("http://", "https://"))), None)
    page = read_html(removals.scrub(text), removals, url)
    return replace(page, stated_url=url or page.stated_url)
