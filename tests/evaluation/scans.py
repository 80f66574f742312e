"""Sample notices printed as offices print them, and scanned: noise, specks, a page askew."""

import html
import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

import corpus
from corpus.model.domain_types import ParsedDocument
from ingest.read_document import read_document
from ingest.structure import lay_out

PAGES = Path(corpus.__file__).parent / "samples" / "pages"
#: a plan, terms, lists of repealed documents, an amendment, a joint notice, an order, an
#: announcement, a reply, an extension
SAMPLES = ("01", "02", "03", "04", "07", "08", "11", "14", "15", "17")
_STYLE = """
@page { size: A4; margin: 30mm 27mm }
body { font: 16pt/1.75 "Noto Serif CJK SC", "Noto Sans CJK SC"; margin: 0 }
section { break-after: page }
p { margin: 0; text-indent: 2em; text-align: justify }
.number, .title, .part_title { text-align: center; text-indent: 0 }
.title, .part_title { font: bold 20pt/1.6 "Noto Sans CJK SC" }
.signature, .date { text-align: right; text-indent: 0; padding-right: 2em }
.addressee { text-indent: 0 }
"""


def samples() -> list[ParsedDocument]:
    """Their readings: what the scans must say."""
    paths = sorted(path for path in PAGES.iterdir() if path.name[:2] in SAMPLES)
    return [read_document(path.read_bytes(), path.name) for path in paths]


def printed(readings: list[ParsedDocument], folder: Path) -> list[bytes]:
    """Each notice as a PDF of its own, set as official paper is."""
    chromium = shutil.which("chromium")
    assert chromium, "chromium is not installed"
    page, pdf = folder / "notices.html", folder / "notices.pdf"
    sections = "".join(f"<section>{_set(reading)}</section>" for reading in readings)
    page.write_text(f"<meta charset=utf-8><style>{_STYLE}</style>{sections}", "utf-8")
    subprocess.run(
        [
            chromium,
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={pdf}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    whole = pypdfium2.PdfDocument(pdf)
    starts = list(_starts(whole, readings))
    parts = []
    for start, end in zip(starts, [*starts[1:], len(whole)], strict=True):
        part = pypdfium2.PdfDocument.new()
        part.import_pages(whole, list(range(start, end)))
        file = io.BytesIO()
        part.save(file)
        parts.append(file.getvalue())
    return parts


def scanned(data: bytes, dpi: int, tilt: float) -> bytes:
    """A PDF of pictures alone, each page turned by `tilt` degrees."""
    pdf = pypdfium2.PdfDocument(data)
    pages = [_worn(pdf[number], dpi, tilt, number) for number in range(len(pdf))]
    file = io.BytesIO()
    pages[0].save(file, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=80)
    return file.getvalue()


def _set(reading: ParsedDocument) -> str:
    spans = lay_out(reading.text, reading.simplified, "text").spans
    lines, start = [], 0
    for line in reading.text.split("\n"):
        role = next((span.role for span in spans if span.start <= start < span.end), "body")
        lines.append(f'<p class="{role}">{html.escape(line)}</p>')
        start += len(line) + 1
    return "".join(lines)


def _starts(pdf: pypdfium2.PdfDocument, readings: list[ParsedDocument]):
    """The pages on which the notices begin."""
    page = 0
    for reading in readings:
        head = "".join(reading.text.split())[:12]
        while not "".join(pdf[page].get_textpage().get_text_bounded().split()).startswith(head):
            page += 1
        yield page
        page += 1


def _worn(page: pypdfium2.PdfPage, dpi: int, tilt: float, seed: int) -> Image.Image:
    picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    if tilt:
        picture = picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(seed)
    light = np.asarray(picture, dtype=np.float32) * 0.88 + 20
    light += noise.normal(0, 14, light.shape)
    light[noise.random(light.shape) < 0.0008] = 40
    return Image.fromarray(np.clip(light, 0, 255).astype(np.uint8))
