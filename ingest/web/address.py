"""Web addresses as they are asked for."""

from __future__ import annotations

from httpx2 import URL, InvalidURL

from corpus.inputs.locations import web_location
from ingest.web.refusal import Refused


def read_address(text: str) -> URL:
    """The address taken apart. Raises `Refused`.

    >>> read_address("https://www.example.gov.cn/1.html?a=1#附件").raw_path
    b'/1.html?a=1'
    """
    try:
        return URL(web_location(text))
    except InvalidURL as error:
        raise Refused("不是正确的网址") from error
    except ValueError as error:
        raise Refused(str(error)) from error


def site(url: URL) -> str:
    """What robots.txt goes by: scheme, host and port.

    >>> site(URL("https://www.example.gov.cn/a.html"))
    'https://www.example.gov.cn'
    """
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
