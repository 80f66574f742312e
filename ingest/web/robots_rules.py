"""What sites allow in their robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from httpx2 import URL
from protego import Protego

from ingest.web.fetch_errors import FetchRefusedError
from ingest.web.web_urls import site_root

#: the name by which a robots.txt refers to us
PRODUCT_TOKEN = "fagui"  # noqa: S105 - a product token
#: as many bytes of a robots.txt as have to be read
MOST_ROBOTS_BYTES = 512 << 10

#: gives the status and the text at a URL; raises `FetchRefusedError` where it cannot be fetched
RobotsFetcher = Callable[[URL], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one site; without a parser everything is allowed."""

    parser: Protego | None

    @property
    def delay(self) -> float:
        """The seconds that the site wants between two requests."""
        crawl_delay = self.parser.crawl_delay(PRODUCT_TOKEN) if self.parser else None
        return 0.0 if crawl_delay is None else max(0.0, crawl_delay)


class RobotsCache:
    """A cache of the rules of sites, each fetched once."""

    def __init__(self, fetch: RobotsFetcher) -> None:
        self._fetch = fetch
        self._rules_by_site: dict[str, RobotsRules | str] = {}

    def check(self, url: URL) -> RobotsRules:
        """The rules of the URL's site. Raises `FetchRefusedError` where they forbid the URL."""
        site = site_root(url)
        rules = self._rules_by_site.get(site)
        if rules is None:
            rules = self._rules_by_site[site] = self._load_rules(
                url.copy_with(raw_path=b"/robots.txt")
            )
        if isinstance(rules, str):
            raise FetchRefusedError(rules)
        if rules.parser and not rules.parser.can_fetch(str(url), PRODUCT_TOKEN):
            raise FetchRefusedError("网站的 robots.txt 不允许收录这个网址")
        return rules

    def _load_rules(self, url: URL) -> RobotsRules | str:
        try:
            status, text = self._fetch(url)
        except FetchRefusedError as refused:
            return str(refused)
        if 400 <= status < 500 and status != 429:  # noqa: PLR2004 - no robots.txt: all is allowed
            return RobotsRules(None)
        if status != 200:  # noqa: PLR2004
            return f"网站的 robots.txt 取不到（服务器答复 {status}），按规定不收录"
        return RobotsRules(Protego.parse(text.decode("utf-8", "replace")))
