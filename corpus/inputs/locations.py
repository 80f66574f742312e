"""The locations of inputs: paths, and URLs in the one spelling by which they are known."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

#: what the location of a file begins with that was handed over through the API
PUSHED = "upload:"
_PORTS = {"http": 80, "https": 443}
#: characters that stay unquoted in a URL (RFC 3986), and the % of what is quoted already
_PATH = "/%:@!$&'()*+,;=~-._"
_QUERY = f"{_PATH}?[]|"


def is_web_location(location: str) -> bool:
    """Whether a location is on the web; all others are paths.

    >>> is_web_location("HTTPS://www.example.gov.cn/"), is_web_location("/in/https:/1.html")
    (True, False)
    """
    return location[:8].lower().startswith(("http://", "https://"))


def declared_url(location: str) -> str | None:
    """The URL that whoever handed a file over declared for it; nothing was fetched from there.

    >>> declared_url("upload:https://www.example.gov.cn/1.html"), declared_url("upload:OA-12")
    ('https://www.example.gov.cn/1.html', None)
    """
    declared = location.removeprefix(PUSHED)
    return declared if declared != location and is_web_location(declared) else None


def web_location(url: str) -> str:
    """A URL as it is requested: ASCII, and without its fragment.

    Raises ValueError, with the reason in Chinese, where it cannot be requested.

    >>> web_location(" HTTP://广州.example.CN:80/政策 1.html?号=〔2020〕1#附件 ")
    'http://xn--6rtwn.example.cn/%E6%94%BF%E7%AD%96%201.html?%E5%8F%B7=%E3%80%942020%E3%80%951'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        path, query = quote(parts.path or "/", _PATH), quote(parts.query, _QUERY)
    except ValueError as error:  # brackets, ports, labels, lone surrogates
        raise ValueError("不是正确的网址") from error
    if parts.scheme not in _PORTS:
        raise ValueError("只收录 http 和 https 网址")
    if not host:
        raise ValueError("网址里没有主机名")
    if parts.username is not None or parts.password is not None:
        raise ValueError("网址里不能带用户名和密码")
    host = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, path, query, ""))
