"""Generations of the two indexes: the aliases point at one, others are built beside it.

`fagui-documents` points at `fagui-documents-0007`, for example, and provisions alike; both aliases
are switched in one step. Rows are written only through aliases, so that writing to an index that
was deleted does not create it again, without its mapping."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from corpus.index.elastic.index_mapping import INDEX_UNITS, JsonBody, index_mappings, index_settings
from corpus.index.index_stamp import IndexStamp
from corpus.index.index_version import INDEX_VERSION, known_versions
from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
from corpus.model.json_columns import Json
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch


class IndexBrokenError(IndexOutdatedError):
    """Raised when the aliases do not point at one pair of indexes that were made together."""

    def __init__(self, indexes: list[str]) -> None:
        what = "、".join(indexes)
        super().__init__(f"检索索引不完整或不唯一（别名指向 {what}），请重建：fagui reindex")


@dataclass(frozen=True, slots=True)
class IndexGeneration:
    """A generation of the two indexes, by its number, with the stamp that it had when asked."""

    prefix: str
    number: int
    stamp: IndexStamp | None = None

    def index_name(self, name: str) -> str:
        """The name of one of its indexes."""
        return f"{self.prefix}-{name}-{self.number:04}"

    def building_alias(self, name: str) -> str:
        """The alias through which rows are written while the generation is built."""
        return f"{self.index_name(name)}-building"


class ElasticGenerations:
    """The generations that exist in the cluster."""

    def __init__(self, client: Elasticsearch, cluster: Cluster) -> None:
        self._client = client
        self._cluster = cluster

    def alias(self, name: str) -> str:
        """The alias through which one of the indexes is read and written."""
        return f"{self._cluster.prefix}-{name}"

    def current(self) -> IndexGeneration | None:
        """The generation to read and write, None before the first. Raises IndexOutdatedError."""
        indexes = self._client.indices.get_mapping(
            index=[self.alias(name) for name in INDEX_UNITS], ignore_unavailable=True
        ).body
        if not indexes:
            return None
        numbers = {name: self._numbers(name, indexes) for name in INDEX_UNITS}
        generation_numbers = {number for each in numbers.values() for number in each}
        if len(indexes) != len(INDEX_UNITS) or len(generation_numbers) != 1:
            raise IndexBrokenError(sorted(indexes))
        versions = {
            index["mappings"].get("_meta", {}).get("version", 0) for index in indexes.values()
        }
        if versions == {INDEX_VERSION}:
            stamps = {_read_stamp(index) for index in indexes.values()}
            return IndexGeneration(
                self._cluster.prefix,
                generation_numbers.pop(),
                stamps.pop() if len(stamps) == 1 else None,
            )
        if not versions <= known_versions():  # rebuilding would undo the newer program's index
            raise EngineUnavailableError("检索索引由更新的程序版本建立，请升级 fagui")
        raise IndexOutdatedError

    def begin(self) -> IndexGeneration:
        """Empty indexes of the next number; remains of an interrupted build are deleted."""
        # numbers are not reused: another build may still write to the alias of its number
        indexes = self._own_indexes()
        number = max(
            (number for name in INDEX_UNITS for number in self._numbers(name, indexes)), default=0
        )
        self.sweep()
        while True:
            number += 1
            generation = IndexGeneration(self._cluster.prefix, number)
            if self._create(generation):
                return generation

    def swap(self, generation: IndexGeneration) -> None:
        """Point the aliases at a generation, in one step."""
        actions: list[JsonBody] = []
        for name in INDEX_UNITS:
            alias, index = self.alias(name), generation.index_name(name)
            others = {"index": f"{alias}-*", "alias": alias, "must_exist": False}
            actions += [
                {"remove": others},
                {"remove": {"index": index, "alias": generation.building_alias(name)}},
                {"add": {"index": index, "alias": alias, "is_write_index": True}},
            ]
        self._client.indices.update_aliases(actions=actions)

    def write_stamp(self, aliases: Collection[str], stamp: IndexStamp) -> None:
        """Stamp the two indexes behind aliases, in one step, unless they have a larger stamp.

        The caller sees to it that nobody else does so at the same time."""
        indexes = self._client.indices.get_mapping(index=list(aliases)).body
        held = [_read_stamp(index) for index in indexes.values()]
        if all(each is None or each.number < stamp.number for each in held):
            self._client.indices.put_mapping(
                index=list(aliases), meta={"version": INDEX_VERSION, "stamp": asdict(stamp)}
            )

    def drop(self, generation: IndexGeneration) -> None:
        """Delete the indexes of a generation."""
        for name in INDEX_UNITS:
            self._client.indices.delete(index=generation.index_name(name), ignore_unavailable=True)

    def _create(self, generation: IndexGeneration) -> bool:
        """Whether the number was free for both indexes, which then exist."""
        from elasticsearch import BadRequestError  # noqa: PLC0415 - it is there already

        for name, unit in INDEX_UNITS.items():
            try:
                answer = self._client.indices.create(
                    index=generation.index_name(name),
                    settings=index_settings(self._cluster),
                    mappings=index_mappings(unit),
                    aliases={generation.building_alias(name): {}},
                )
            except BadRequestError as error:
                if error.error != "resource_already_exists_exception":
                    raise
                return False
            if not answer["shards_acknowledged"]:
                raise EngineUnavailableError(
                    f"Elasticsearch 没有为索引 {generation.index_name(name)} 分配分片"
                )
        return True

    def sweep(self) -> None:
        """Delete the indexes at which neither alias points."""
        aliases = {self.alias(name) for name in INDEX_UNITS}
        for index, properties in self._own_indexes().items():
            if aliases.isdisjoint(properties["aliases"]):
                self._client.indices.delete(index=index, ignore_unavailable=True)

    def _own_indexes(self) -> dict[str, Json]:
        """Every index with our prefix, whatever its generation, with its aliases."""
        pattern = [f"{self.alias(name)}-*" for name in INDEX_UNITS]
        answer = self._client.indices.get_alias(index=pattern).body
        return {
            index: aliases
            for index, aliases in answer.items()
            if any(self._numbers(name, [index]) for name in INDEX_UNITS)
        }

    def _numbers(self, name: str, indexes: Iterable[str]) -> list[int]:
        pattern = re.compile(rf"{re.escape(self.alias(name))}-(\d+)")
        return [int(match[1]) for index in indexes if (match := pattern.fullmatch(index))]


def _read_stamp(index: Json) -> IndexStamp | None:
    """The stamp in the answer for one index, None where it has none."""
    stamp = index["mappings"].get("_meta", {}).get("stamp")
    return IndexStamp(int(stamp["number"]), str(stamp["token"])) if stamp else None
