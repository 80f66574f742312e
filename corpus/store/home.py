"""The data folder FAGUI_HOME: what lies where in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.store.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Home:
    """One data folder. Nothing is made before `create` is called.

    `postgresql`: the address of the database that stands in place of the folder's own, and how many
    `connections` to it a process may have at a time; `cluster`: the Elasticsearch in place of the
    folder's index.

    >>> Home(Path("/srv/fagui")).database.name
    'fagui.sqlite'
    """

    path: Path
    postgresql: str | None = None
    cluster: Cluster | None = None
    connections: int = 16

    @property
    def database(self) -> Path:
        return self.path / "fagui.sqlite"

    @property
    def sources(self) -> Path:
        """Inputs too large for a row of its own database, each as `<sha256>.gz`."""
        return self.path / "sources"

    @property
    def index(self) -> Path:
        return self.path / "index"

    @property
    def outbox(self) -> Path:
        """Mails as .eml files where no SMTP server is set."""
        return self.path / "outbox"

    def create(self) -> Home:
        for folder in (self.path, self.sources, self.index, self.outbox):
            folder.mkdir(parents=True, exist_ok=True)
        return self
