"""Checks of single values of a Web Annotation: each returns what is wrong, in Chinese, or None."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

#: returns what is wrong with a value, in Chinese; None where it is right
ValueCheck = Callable[[object], str | None]

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x1f]+")
_PATH = re.compile(r"/[^\s<>\"{}|\\^`\x00-\x1f]*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|example|font|image|message|model|multipart|text|video)/\S.*"
)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def check_string(value: object) -> str | None:
    return None if isinstance(value, str) else "应为一个字符串"


def check_iri(value: object) -> str | None:
    """The fault of a value that is no IRI, or None; a path counts as relative to this server."""
    if isinstance(value, str) and (_URI.fullmatch(value) or _PATH.fullmatch(value)):
        return None
    return "应为一个网址（IRI）"


def check_moment(value: object) -> str | None:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            return "日历上没有这个时刻"
        return None
    return "应为一个带时区的时刻，如 2026-01-31T08:00:00Z"


def check_media_type(value: object) -> str | None:
    return None if isinstance(value, str) and _MEDIA_TYPE.fullmatch(value) else "应为媒体类型"


def check_language(value: object) -> str | None:
    return None if isinstance(value, str) and _LANGUAGE.fullmatch(value) else "应为语言代码，如 zh"


def check_count(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return None
    return "应为不小于 0 的整数"


def check_direction(value: object) -> str | None:
    return None if value in ("ltr", "rtl", "auto") else "只能是 ltr、rtl、auto 之一"


def check_iri_or_object(value: object) -> str | None:
    """The fault of a value that is neither an IRI nor an object, or None.

    An object describes the resource in place; if it has an `id`, that must be an IRI."""
    if isinstance(value, Mapping):
        return check_iri(value["id"]) if "id" in value else None
    return "应为网址或对象" if check_iri(value) else None


def exactly_one(check: ValueCheck) -> ValueCheck:
    """A check for one value, which JSON-LD may also write as a list of one."""

    def only(value: object) -> str | None:
        if isinstance(value, list):
            return check(value[0]) if len(value) == 1 else "只能有一个值"
        return check(value)

    return only


def one_or_more(check: ValueCheck) -> ValueCheck:
    """A check for one value, or for a list of at least one."""

    def each(value: object) -> str | None:
        if not isinstance(value, list):
            return check(value)
        if not value:
            return "不能是空的列表"
        return next((fault for item in value if (fault := check(item))), None)

    return each
