"""The stamp that ties an index to the database whose documents it holds.

Every write to the index has a stamp: a number, and a token that nobody can guess. The database
notes both before the write and settles them after it (corpus.index.stamp_ledger); the index
is given the same stamp. So an index of another database, one that was copied earlier, and one
beside a database that was restored from a backup are all told apart from the right one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexStamp:
    """The number of a write, from 1, and the token that was drawn for it."""

    number: int
    token: str


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an index says of itself.

    `exists`: whether there is one. `stamp`: that of its last finished write, None before the first.
    `is_finished`: whether nothing has been written since."""

    exists: bool
    stamp: IndexStamp | None = None
    is_finished: bool = True


NO_INDEX = IndexState(exists=False)
