"""What a site allows in its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from httpx2 import URL
from protego import Protego

from ingest.web.address import site
from ingest.web.refusal import Refused

#: the name by which robots.txt addresses us
TOKEN = "fagui"  # noqa: S105 - a product token
#: as much of it as has to be read
LARGEST = 512 << 10

#: the status and the text at an address; Refused where the site cannot be asked
Ask = Callable[[URL], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows. `parsed` None: everything."""

    parsed: Protego | None

    @property
    def delay(self) -> float:
        """Seconds that it wants between two questions."""
        said = self.parsed.crawl_delay(TOKEN) if self.parsed else None
        return 0.0 if said is None else max(0.0, said)


class Robots:
    """The rules of all sites met, each asked once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: dict[str, Rules | str] = {}

    def check(self, url: URL) -> Rules:
        """The rules of the address's site. Raises `Refused` where they forbid the address."""
        at = site(url)
        rules = self._known.get(at)
        if rules is None:
            rules = self._known[at] = self._read(url.copy_with(raw_path=b"/robots.txt"))
        if isinstance(rules, str):
            raise Refused(rules)
        if rules.parsed and not rules.parsed.can_fetch(str(url), TOKEN):
            raise Refused("网站的 robots.txt 不允许收录这个网址")
        return rules

    def _read(self, url: URL) -> Rules | str:
        try:
            status, text = self._ask(url)
        except Refused as refused:
            return str(refused)
        if 400 <= status < 500 and status != 429:  # noqa: PLR2004 - there is none: all is allowed
            return Rules(None)
        if status != 200:  # noqa: PLR2004
            return f"网站的 robots.txt 取不到（服务器答复 {status}），按规定不收录"
        return Rules(Protego.parse(text.decode("utf-8", "replace")))
