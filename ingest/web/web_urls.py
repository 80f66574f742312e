"""Web addresses as they are asked for."""

from __future__ import annotations

from httpx2 import URL, InvalidURL

from corpus.inputs.locations import web_location
from ingest.web.fetch_errors import FetchRefusedError


def parse_url(location: str) -> URL:
    """The address taken apart. Raises `FetchRefusedError`.

    >>> parse_url("https://www.example.gov.cn/1.html?a=1#附件").raw_path
    b'/1.html?a=1'
    """
    try:
        return URL(web_location(location))
    except InvalidURL as error:
        raise FetchRefusedError("不是正确的网址") from error
    except ValueError as error:
        raise FetchRefusedError(str(error)) from error


def site_root(url: URL) -> str:
    """What robots.txt goes by: scheme, host and port.

    >>> site_root(URL("https://www.example.gov.cn/a.html"))
    'https://www.example.gov.cn'
    """
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
