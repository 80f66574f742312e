"""Serves the built web page from the package, compressed as it was at build time."""

from __future__ import annotations

import mimetypes
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

FOLDER = Path(str(files("search_api"))) / "page"
#: content codings of files made at build time, the smallest first
_CODINGS = {"br": ".br", "gzip": ".gz"}
#: paths that belong to programs: nothing below them is a page
_RESERVED = (
    "v1",
    "d",
    "annotations",
    "docs",
    "openapi.json",
    "healthz",
    "readyz",
    "metrics",
    "assets",
)
_READING = ("GET", "HEAD")
METHODS = (*_READING, "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_NOT_BUILT = """<!doctype html>
<html lang="zh-Hans"><meta charset="utf-8"><title>法规 Fagui</title>
<body style="font: 16px/1.8 sans-serif; max-width: 36em; margin: 4em auto; padding: 0 1em">
<h1>网页还没有生成</h1>
<p>服务正在运行，接口可以使用：<a href="/docs">接口说明</a>。</p>
<p>生成网页需要 Node.js 20 或更新版本：在项目文件夹里运行 <code>make install</code>。</p>
"""

router = APIRouter(include_in_schema=False)


@router.api_route("/{path:path}", methods=list(METHODS))
def page(path: str, request: Request) -> Response:
    """A file of the web page; any other URL that a person may open shows the page itself.

    It gets what no other route takes: an unknown URL is 404, a known one with another method 405.
    """
    first, _, _ = path.partition("/")
    if methods := _other_methods(request):
        raise HTTPException(405, headers={"Allow": ", ".join(methods)})
    file = _find_file(path)
    if file is None and (first in _RESERVED or "." in path.rpartition("/")[2]):
        raise HTTPException(404)
    if request.method not in _READING:
        raise HTTPException(405, headers={"Allow": ", ".join(_READING)})
    file = file or _find_file("index.html")
    if file is None:
        return Response(_NOT_BUILT, media_type="text/html", headers={"Cache-Control": "no-cache"})
    return _file_response(
        file, request.headers.get("accept-encoding", ""), forever=first == "assets"
    )


def _other_methods(request: Request) -> list[str]:
    """The methods that other routes take at the URL of a request."""
    *others, _ = request.app.routes  # the page's own comes last
    return [
        method
        for method in METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL for route in others
        )
    ]


def _find_file(path: str) -> Path | None:
    """The file of the web page that a path names; None where there is none."""
    try:
        file = (FOLDER / path).resolve()
        return file if file.is_relative_to(FOLDER) and file.is_file() else None
    except (OSError, ValueError):  # a path too long for a name, or with NUL in it
        return None


def _file_response(file: Path, accepted: str, *, forever: bool) -> Response:
    media_type, _ = mimetypes.guess_type(file.name)
    headers = {
        # the names of assets hold a hash of their content
        "Cache-Control": "public, max-age=31536000, immutable" if forever else "no-cache",
        "Vary": "Accept-Encoding",
    }
    codings = {coding.strip() for coding in accepted.lower().split(",")}
    for coding, suffix in _CODINGS.items():
        compressed = file.with_name(file.name + suffix)
        if coding in codings and compressed.is_file():
            headers["Content-Encoding"] = coding
            file = compressed
            break
    return Response(file.read_bytes(), media_type=media_type, headers=headers)
