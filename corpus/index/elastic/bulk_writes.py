"""Sends writes in bulk requests of bounded size; what the cluster is too busy for is sent again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tenacity import retry_if_exception_type

from corpus.index.elastic.cluster_client import (
    TRANSIENT_STATUSES,
    TransientEngineError,
    retry_busy,
    retry_request,
)
from corpus.index.elastic.index_mapping import JsonBody
from corpus.index.search_engine import EngineUnavailableError
from corpus.model.json_columns import Json

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

#: the most writes in one request, and the most bytes, unless a single write is larger
MAX_WRITES = 2_000
MAX_BYTES = 8 << 20

_NDJSON_HEADERS = {"accept": "application/json", "content-type": "application/x-ndjson"}
FIRST_ERROR_STATUS, NOT_FOUND, CONFLICT, TOO_LARGE = 300, 404, 409, 413


@dataclass(frozen=True, slots=True)
class BulkWrite:
    """A row that replaces an older version of itself; without a `body` the row is deleted."""

    document: str
    row: str
    version: int
    body: JsonBody | None = None

    def encode_lines(self) -> bytes:
        """The lines of a bulk request for this write."""
        action: JsonBody = {
            "_id": self.row,
            "routing": self.document,
            "version": self.version,
            # `gte`: writing the same version again does no harm
            "version_type": "external_gte",
        }
        kind = "delete" if self.body is None else "index"
        lines = [{kind: action}, *([] if self.body is None else [self.body])]
        return "".join(
            json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines
        ).encode()


@dataclass(slots=True)
class BulkOutcome:
    """What the cluster did not write.

    `stale` are documents of which the index holds a newer version; `refused` are documents that it
    rejects: id → reason."""

    stale: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


def send_writes(client: Elasticsearch, alias: str, writes: Iterable[BulkWrite]) -> BulkOutcome:
    """What the cluster did not write of `writes`.

    Raises EngineUnavailableError where it accepts nothing for too long."""
    outcome = BulkOutcome()
    for batch in _batch_writes(writes):
        unsent = batch
        for attempt in retry_busy(retry_if_exception_type(TransientEngineError)):
            with attempt:
                unsent, reason = _send_batch(client, alias, unsent, outcome)
                if unsent:
                    raise TransientEngineError(f"Elasticsearch 暂时不收新的内容：{reason}")
    return outcome


def _batch_writes(writes: Iterable[BulkWrite]) -> Iterator[list[tuple[BulkWrite, bytes]]]:
    batch: list[tuple[BulkWrite, bytes]] = []
    size = 0
    for write in writes:
        lines = write.encode_lines()
        if batch and (len(batch) == MAX_WRITES or size + len(lines) > MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append((write, lines))
        size += len(lines)
    if batch:
        yield batch


def _send_batch(
    client: Elasticsearch,
    alias: str,
    batch: Sequence[tuple[BulkWrite, bytes]],
    outcome: BulkOutcome,
) -> tuple[list[tuple[BulkWrite, bytes]], str]:
    """The writes that have to be sent again, and the reason; adds to `outcome`."""
    from elasticsearch import ApiError  # noqa: PLC0415 - it is there already

    body = b"".join(lines for _, lines in batch)
    # without an alias the request fails: Elasticsearch would else create an index of its own
    parameters = {"require_alias": "true"}
    try:
        answer: Json = retry_request(
            lambda: (
                client.perform_request(
                    "POST",
                    f"/{alias}/_bulk",
                    params=parameters,
                    headers=_NDJSON_HEADERS,
                    body=body,
                ).body
            )
        )
    except ApiError as error:
        if error.status_code != TOO_LARGE or len(batch) > 1:
            raise
        detail = f"太大，Elasticsearch 不收（{len(body)} 字节）"
        outcome.refused[batch[0][0].document] = detail
        return [], ""
    again: list[tuple[BulkWrite, bytes]] = []
    reason = ""
    for pair, item in zip(batch, answer["items"], strict=True):
        (result,) = item.values()
        status, write = result["status"], pair[0]
        if status < FIRST_ERROR_STATUS or (
            status == NOT_FOUND and write.body is None and "error" not in result
        ):
            continue
        if status == CONFLICT:
            outcome.stale.add(write.document)
            continue
        reason = f"{result['error']['type']}: {result['error']['reason']}"
        if status in TRANSIENT_STATUSES:
            again.append(pair)
        elif status == NOT_FOUND:
            raise EngineUnavailableError(
                f"检索索引 {alias} 不见了，请重建：fagui reindex（{reason}）"
            )
        else:
            cause = result["error"].get("caused_by", {})
            outcome.refused[write.document] = f"{reason} {cause.get('reason', '')}".rstrip()
    return again, reason
