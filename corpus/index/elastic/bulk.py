"""Many writes in few requests, within bounds; what the cluster is too busy for is sent again."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.index.elastic.client import PASSING, pauses, persistently
from corpus.index.elastic.mapping import Body
from corpus.index.engine import UnavailableError
from corpus.model.json_columns import Json

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

#: writes of one request, and its bytes unless a single one is larger
MOST_WRITES = 2_000
MOST_BYTES = 8 << 20

_JSON = {"accept": "application/json", "content-type": "application/x-ndjson"}
GOOD, NOT_FOUND, CONFLICT, TOO_LARGE = 300, 404, 409, 413


@dataclass(frozen=True, slots=True)
class Write:
    """A row put in the place of an older version, or deleted where it has no `body`."""

    document: str
    row: str
    version: int
    body: Body | None = None

    def lines(self) -> bytes:
        told: Body = {
            "_id": self.row,
            "routing": self.document,
            "version": self.version,
            # the same once more does no harm
            "version_type": "external_gte",
        }
        kind = "delete" if self.body is None else "index"
        lines = [{kind: told}, *([] if self.body is None else [self.body])]
        return "".join(
            json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines
        ).encode()


@dataclass(slots=True)
class Outcome:
    """`stale`: documents of which the index holds a newer version. `refused`: id → reason."""

    stale: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


def send(client: Elasticsearch, alias: str, writes: Iterable[Write]) -> Outcome:
    """Write all. Raises UnavailableError where the cluster takes no more for too long."""
    outcome = Outcome()
    for some in _parcels(writes):
        waiting = some
        for pause in (*pauses(), None):
            waiting, why = _once(client, alias, waiting, outcome)
            if not waiting:
                break
            if pause is None:
                raise UnavailableError(f"Elasticsearch 暂时不收新的内容：{why}")
            time.sleep(pause)
    return outcome


def _parcels(writes: Iterable[Write]) -> Iterator[list[tuple[Write, bytes]]]:
    parcel: list[tuple[Write, bytes]] = []
    size = 0
    for write in writes:
        lines = write.lines()
        if parcel and (len(parcel) == MOST_WRITES or size + len(lines) > MOST_BYTES):
            yield parcel
            parcel, size = [], 0
        parcel.append((write, lines))
        size += len(lines)
    if parcel:
        yield parcel


def _once(
    client: Elasticsearch, alias: str, parcel: Sequence[tuple[Write, bytes]], outcome: Outcome
) -> tuple[list[tuple[Write, bytes]], str]:
    """What is to be sent again, and why."""
    from elasticsearch import ApiError  # noqa: PLC0415 - it is there already

    body = b"".join(lines for _, lines in parcel)
    # it never makes an index of its own
    parameters = {"require_alias": "true"}
    try:
        answer: Json = persistently(
            lambda: (
                client.perform_request(
                    "POST",
                    f"/{alias}/_bulk",
                    params=parameters,
                    headers=_JSON,
                    body=body,
                ).body
            )
        )
    except ApiError as error:
        if error.status_code != TOO_LARGE or len(parcel) > 1:
            raise
        detail = f"太大，Elasticsearch 不收（{len(body)} 字节）"
        outcome.refused[parcel[0][0].document] = detail
        return [], ""
    again: list[tuple[Write, bytes]] = []
    why = ""
    for each, item in zip(parcel, answer["items"], strict=True):
        (told,) = item.values()
        status, write = told["status"], each[0]
        if status < GOOD or (status == NOT_FOUND and write.body is None and "error" not in told):
            continue
        if status == CONFLICT:
            outcome.stale.add(write.document)
            continue
        why = f"{told['error']['type']}: {told['error']['reason']}"
        if status in PASSING:
            again.append(each)
        elif status == NOT_FOUND:
            raise UnavailableError(f"检索索引 {alias} 不见了，请重建：fagui reindex（{why}）")
        else:
            cause = told["error"].get("caused_by", {})
            outcome.refused[write.document] = f"{why} {cause.get('reason', '')}".rstrip()
    return again, why
