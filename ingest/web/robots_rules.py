"""What a site allows in its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from httpx2 import URL
from protego import Protego

from ingest.web.fetch_errors import FetchRefusedError
from ingest.web.web_urls import site_root

#: the name by which robots.txt addresses us
PRODUCT_TOKEN = "fagui"  # noqa: S105 - a product token
#: as much of it as has to be read
MOST_ROBOTS_BYTES = 512 << 10

#: the status and the text at an address; `FetchRefusedError` where the site cannot be asked
RobotsFetcher = Callable[[URL], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one site allows. `parser` None: everything."""

    parser: Protego | None

    @property
    def delay(self) -> float:
        """Seconds that it wants between two questions."""
        said = self.parser.crawl_delay(PRODUCT_TOKEN) if self.parser else None
        return 0.0 if said is None else max(0.0, said)


class RobotsCache:
    """The rules of all sites met, each asked once."""

    def __init__(self, fetch: RobotsFetcher) -> None:
        self._fetch = fetch
        self._rules_by_site: dict[str, RobotsRules | str] = {}

    def check(self, url: URL) -> RobotsRules:
        """The rules of the URL's site. Raises `FetchRefusedError` where they forbid the URL."""
        at = site_root(url)
        rules = self._rules_by_site.get(at)
        if rules is None:
            rules = self._rules_by_site[at] = self._load_rules(
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
        if 400 <= status < 500 and status != 429:  # noqa: PLR2004 - there is none: all is allowed
            return RobotsRules(None)
        if status != 200:  # noqa: PLR2004
            return f"网站的 robots.txt 取不到（服务器答复 {status}），按规定不收录"
        return RobotsRules(Protego.parse(text.decode("utf-8", "replace")))
