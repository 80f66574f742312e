"""The layout of the data folder FAGUI_HOME."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from corpus.store.cluster import Cluster

#: the permissions of the folders
OWNER_ONLY = 0o700


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
        """The data folder itself, after it and its subfolders were made where they are missing.

        Only their owner may enter them: they hold addresses, tokens and notes. A folder that was
        in use before, or holds something else, keeps its permissions."""
        if self._is_new() and self.path.stat().st_uid == os.geteuid():
            self.path.chmod(OWNER_ONLY)
        for folder in (self.path, self.sources, self.index, self.outbox):
            folder.mkdir(OWNER_ONLY, parents=True, exist_ok=True)
        return self

    def _is_new(self) -> bool:
        """Whether the folder exists and holds nothing but what somebody put there for its start."""
        ours = {self.sources.name, self.index.name, self.outbox.name, "fagui.toml"}
        return self.path.is_dir() and ours.issuperset(path.name for path in self.path.iterdir())
