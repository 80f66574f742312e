"""The same notices in every format, and in what two readings of one notice may not differ."""

from tests.ingest.read.office import FIXTURES

#: WPS writes the same binary format as Word 97 under another name
FORMATS = ("docx", "doc", "wps", "rtf", "ofd", "pdf")
_SAVED_AS = {"wps": "doc"}


def _files(name: str) -> dict[str, bytes]:
    page = FIXTURES / f"notices/{name}"
    return {
        kind: page.with_suffix(f".{_SAVED_AS.get(kind, kind)}").read_bytes()
        for kind in ("html", *FORMATS)
    }


#: name → format → bytes: an announcement, a joint notice with a table, an order, a plan with annex
NOTICES = {name: _files(name) for name in ("announcement", "joint", "order", "plan")}
_FIELDS = (
    *("title", "printed_numbers", "numbers", "issuers", "addressees", "dates"),
    *("effective", "effective_certainty", "ends", "level", "kind", "form", "region", "normative"),
)


def differences(one, other) -> list[str]:
    """What is not the same in two readings, white space aside."""
    different = [field for field in _FIELDS if getattr(one, field) != getattr(other, field)]
    views = {
        "text": lambda reading: "".join(reading.text.split()),
        "outline": lambda reading: _addresses(reading.outline),
        "parts": lambda reading: [(part.title, part.form, part.address) for part in reading.parts],
        "facts": lambda reading: {(f.name, f.value, f.certainty, f.rule) for f in reading.facts},
        "relations": lambda reading: {(r.kind, r.target) for r in reading.relations},
    }
    return different + [name for name, view in views.items() if view(one) != view(other)]


def _addresses(nodes):
    return [(node.address, _addresses(node.children)) for node in nodes]
