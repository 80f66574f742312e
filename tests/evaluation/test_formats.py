"""The same notice as .html, .docx, .doc, .wps, .rtf, .ofd and .pdf: one text, one set of facts."""

from ingest.read_document import read_document
from tests.evaluation.score import Score
from tests.ingest.read.agreement import FORMATS, NOTICES, differences


def test_formats():
    score = Score("formats")
    for name, files in NOTICES.items():
        html = read_document(files["html"], f"{name}.html")
        for kind in FORMATS:
            found = differences(html, read_document(files[kind], f"{name}.{kind}"))
            score.add("same text", "text" not in found, f"{name}.{kind}")
            score.add("same facts", not set(found) - {"text"}, f"{name}.{kind}: {found}")
    score.check()
