"""The generations of the two indexes: one stands behind the aliases, others are built beside it.

`fagui-documents-0007` behind `fagui-documents`, and provisions alike; both aliases change in one
step. Rows are written to aliases only, so that an index which is gone is never made anew, without
its mapping, by being written to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.index.elastic.mapping import NAMES, Body, mappings, settings
from corpus.index.engine import IndexOutdatedError, UnavailableError
from corpus.index.entry.columns import VERSION
from corpus.model.json_columns import Json
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch


class IndexBrokenError(IndexOutdatedError):
    """The aliases do not name one index of documents and one of provisions, made together."""

    def __init__(self, held: list[str]) -> None:
        what = "、".join(held)
        super().__init__(f"检索索引不完整或不唯一（别名指向 {what}），请重建：fagui reindex")


@dataclass(frozen=True, slots=True)
class Generation:
    prefix: str
    number: int

    def index(self, name: str) -> str:
        return f"{self.prefix}-{name}-{self.number:04}"

    def building(self, name: str) -> str:
        """The alias to write to while it is built."""
        return f"{self.index(name)}-building"


class ElasticGenerations:
    """What indexes there are."""

    def __init__(self, client: Elasticsearch, cluster: Cluster) -> None:
        self._client = client
        self._cluster = cluster

    def alias(self, name: str) -> str:
        return f"{self._cluster.prefix}-{name}"

    def current(self) -> Generation | None:
        """What is read and written; None before the first. Raises IndexOutdatedError."""
        told = self._client.indices.get_mapping(
            index=[self.alias(name) for name in NAMES], ignore_unavailable=True
        ).body
        if not told:
            return None
        numbers = {name: self._numbers(name, told) for name in NAMES}
        found = {number for each in numbers.values() for number in each}
        if len(told) != len(NAMES) or len(found) != 1:
            raise IndexBrokenError(sorted(told))
        versions = {index["mappings"].get("_meta", {}).get("version", 0) for index in told.values()}
        if max(versions) > VERSION:  # to build it again would undo what newer programs did
            raise UnavailableError("检索索引由更新的程序版本建立，请升级 fagui")
        if versions != {VERSION}:
            raise IndexOutdatedError
        return Generation(self._cluster.prefix, found.pop())

    def begin(self) -> Generation:
        """Empty indexes of the next number; remains of a broken build go."""
        held = self._all()  # no number comes again: another build may still write to its alias
        number = max((number for name in NAMES for number in self._numbers(name, held)), default=0)
        self.sweep()
        while True:
            number += 1
            fresh = Generation(self._cluster.prefix, number)
            if self._make(fresh):
                return fresh

    def swap(self, fresh: Generation) -> None:
        """Put it behind the aliases, in one step."""
        actions: list[Body] = []
        for name in NAMES:
            alias, index = self.alias(name), fresh.index(name)
            others = {"index": f"{alias}-*", "alias": alias, "must_exist": False}
            actions += [
                {"remove": others},
                {"remove": {"index": index, "alias": fresh.building(name)}},
                {"add": {"index": index, "alias": alias, "is_write_index": True}},
            ]
        self._client.indices.update_aliases(actions=actions)

    def drop(self, generation: Generation) -> None:
        for name in NAMES:
            self._client.indices.delete(index=generation.index(name), ignore_unavailable=True)

    def _make(self, fresh: Generation) -> bool:
        """Whether the number was free for both."""
        from elasticsearch import BadRequestError  # noqa: PLC0415 - it is there already

        for name, unit in NAMES.items():
            try:
                answer = self._client.indices.create(
                    index=fresh.index(name),
                    settings=settings(self._cluster),
                    mappings=mappings(unit),
                    aliases={fresh.building(name): {}},
                )
            except BadRequestError as error:
                if error.error != "resource_already_exists_exception":
                    raise
                return False
            if not answer["shards_acknowledged"]:
                raise UnavailableError(f"Elasticsearch 没有为索引 {fresh.index(name)} 分配分片")
        return True

    def sweep(self) -> None:
        """Drop what stands behind neither alias."""
        aliases = {self.alias(name) for name in NAMES}
        for index, told in self._all().items():
            if aliases.isdisjoint(told["aliases"]):
                self._client.indices.delete(index=index, ignore_unavailable=True)

    def _all(self) -> dict[str, Json]:
        """Every index of ours, whatever generation, with its aliases."""
        pattern = [f"{self.alias(name)}-*" for name in NAMES]
        told = self._client.indices.get_alias(index=pattern).body
        return {
            index: aliases
            for index, aliases in told.items()
            if any(self._numbers(name, [index]) for name in NAMES)
        }

    def _numbers(self, name: str, indexes: Iterable[str]) -> list[int]:
        pattern = re.compile(rf"{re.escape(self.alias(name))}-(\d+)")
        return [int(match[1]) for index in indexes if (match := pattern.fullmatch(index))]
