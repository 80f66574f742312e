"""2,354 laws and orders of Taiwan: days from 沿革內容, and what was abolished."""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta

from corpus.model.domain_types import ParsedDocument, Status
from ingest.records.read_record import read_record
from ingest.records.record_fields import infer_fields
from tests.evaluation.score import Score

HAN = "〇一二三四五六七八九"


def read(line: bytes) -> ParsedDocument:
    fields = infer_fields(json.loads(line))
    assert fields is not None
    return read_record(line, "laws.jsonl", fields)


def han(number: int) -> str:
    """Up to 199 as years of the Republic, months and days are written.

    >>> han(104), han(20), han(11), han(110)
    ('一百零四', '二十', '十一', '一百十')
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = "一百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 else HAN[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (HAN[ones] if ones else "")


def printed(day: date) -> str:
    return f"{han(day.year - 1911)}年{han(day.month)}月{han(day.day)}日"


def test_traditional(shared):
    lines = (shared / "corpora/traditional/laws.jsonl").read_bytes().splitlines()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(read, lines, chunksize=16))
    score = Score("traditional")
    for line, reading in zip(lines, found, strict=True):
        record = json.loads(line)
        name = " ".join(record["法規名稱"].split())
        score.add("taken", reading.title == name and len(reading.text) > len(name), name)
        history = "".join(record["沿革內容"].split())
        last = record["最新異動日期"]
        label = date(int(last[:4]), int(last[4:6]), int(last[6:]))
        abolished = record.get("廢止註記") == "廢"
        # the register's own day of the last change, where the history prints it
        if printed(label) in history:
            got = {reading.dates.promulgated, reading.dates.signed}
            if abolished and reading.ends is not None:
                got = {reading.ends.value - timedelta(days=1)}
            score.add("dates", label in got, f"{name}: wanted {label}, got {got}")
        if history.endswith(("廢止", "停止適用")):
            ended = reading.ends is not None and reading.ends.reason == "repealed"
            score.add("abolished", ended and reading.marked is Status.REPEALED, name)
        if not abolished:
            free = reading.marked is None and (
                reading.ends is None or reading.ends.reason != "repealed"
            )
            score.add("not abolished", free, name)
    score.check()
