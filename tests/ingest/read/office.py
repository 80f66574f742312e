"""Word files made for tests."""

import io
import zipfile
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def package(body: str, relations: dict[str, str] | None = None, **parts: str | bytes) -> bytes:
    """A Word file of the given XML. `relations`: part → its kind; parts by name without folder,
    `_` for the dot."""
    names = {name: name.replace("_", ".") for name in parts}
    links = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{names[name]}"/>'
        for name, kind in (relations or {}).items()
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>',
        )
        for name, data in parts.items():
            archive.writestr(f"word/{names[name]}", data)
    return file.getvalue()


def paragraph(*pieces: str, settings: str = "") -> str:
    """A paragraph of runs; a piece that begins with < is XML already."""
    runs = (p if p.startswith("<") else f"<w:r><w:t>{p}</w:t></w:r>" for p in pieces)
    return f"<w:p><w:pPr>{settings}</w:pPr>{''.join(runs)}</w:p>"
