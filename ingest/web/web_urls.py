"""Parses the URLs of inputs."""

from __future__ import annotations

from httpx2 import URL, InvalidURL

from corpus.inputs.locations import web_location
from ingest.web.fetch_errors import FetchRefusedError


def parse_url(location: str) -> URL:
    """The parsed URL. Raises `FetchRefusedError` where it is none.

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
    """The scheme, host and port of a URL, to which one robots.txt applies.

    >>> site_root(URL("https://www.example.gov.cn/a.html"))
    'https://www.example.gov.cn'
    """
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
