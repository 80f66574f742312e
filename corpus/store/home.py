"""The layout of the data folder FAGUI_HOME."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.store.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Home:
    """A data folder, and the servers in place of its database and index.

    Nothing is made before `create` is called. `postgresql`: the DSN of the database in place of the
    folder's own. `connections`: how many of them a process may have at a time. `cluster`: the
    Elasticsearch in place of the folder's index.

    >>> Home(Path("/srv/fagui")).database.name
    'fagui.sqlite'
    """

    path: Path
    postgresql: str | None = None
    cluster: Cluster | None = None
    connections: int = 16

    @property
    def database(self) -> Path:
        """The file of the folder's own database (SQLite)."""
        return self.path / "fagui.sqlite"

    @property
    def sources(self) -> Path:
        """The folder for inputs too large for a row of its own database, each as `<sha256>.gz`."""
        return self.path / "sources"

    @property
    def index(self) -> Path:
        """The folder of the embedded index."""
        return self.path / "index"

    @property
    def outbox(self) -> Path:
        """The folder for mails as .eml files, where no SMTP server is set."""
        return self.path / "outbox"

    def create(self) -> Home:
        """The data folder itself, after it and its subfolders were made where they are missing."""
        for folder in (self.path, self.sources, self.index, self.outbox):
            folder.mkdir(parents=True, exist_ok=True)
        return self
