"""Ten sample notices, scanned at 200 and 300 dpi, straight and askew: what recognition reads."""

import itertools
import os
from concurrent.futures import ProcessPoolExecutor

import pytest
from rapidfuzz.distance import Levenshtein

from ingest.read_document import read_document
from tests.evaluation.scans import printed, samples, scanned
from tests.evaluation.score import Score


def plain(text):
    return "".join(text.split())


def read_scan(notice, dpi, tilt):
    return read_document(scanned(notice, dpi, tilt), "scan.pdf")


@pytest.mark.timeout(1800)  # minutes of computing, on machines that may be busy
def test_scans(tmp_path):
    readings = samples()
    notices = printed(readings, tmp_path)
    jobs = [
        (index, notice, dpi, tilt)
        for (index, notice), dpi, tilt in itertools.product(
            enumerate(notices), (300, 200), (0.0, 1.0)
        )
    ]
    score = Score("scans")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(read_scan, *zip(*(job[1:] for job in jobs), strict=True)))
    for (index, _, dpi, tilt), got in zip(jobs, found, strict=True):
        wanted = readings[index]
        where = f"{wanted.title} at {dpi} dpi, {tilt}°"
        score.add(f"number {dpi}", got.numbers == wanted.numbers, f"{where}: {got.numbers}")
        # a blank within a line is not seen
        score.add(f"title {dpi}", plain(got.title) == plain(wanted.title), f"{where}: {got.title}")
        for name in ("signed", "effective", "ends"):
            one, other = _date(wanted, name), _date(got, name)
            score.add(f"dates {dpi}", one == other, f"{where} {name}: {other}, not {one}")
        one, other = plain(wanted.text), plain(got.text)
        wrong = min(Levenshtein.distance(one, other), len(one))
        score.count(f"characters {dpi}", len(one) - wrong, len(one), f"{where}: {wrong} wrong")
    score.check()


def _date(reading, name):
    return reading.dates.signed if name == "signed" else getattr(reading, name)
