"""Prints a comparison on the terminal: what went in red, what came in green."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.padding import Padding
from rich.text import Text

from corpus.comparison.character_edits import EditOperation
from corpus.comparison.compare_texts import ComparedProvision, ProvisionChange
from search_api.cli.console import console
from search_api.query.compare_documents import DocumentComparison
from search_api.vocabulary.comparison_labels import CHANGE_LABELS

_CHANGE_STYLES: Mapping[ProvisionChange, str] = {
    "renumbered": "cyan",
    "changed": "yellow",
    "added": "green",
    "removed": "red",
    "moved": "magenta",
}
_EDIT_STYLES: Mapping[EditOperation, str] = {
    "equal": "",
    "delete": "red strike",
    "insert": "green underline",
}
#: signs around what went and what came, where a file or a pipe shows no colour
_PLAIN_SIGNS: Mapping[EditOperation, tuple[str, str]] = {
    "equal": ("", ""),
    "delete": ("[-", "-]"),
    "insert": ("{+", "+}"),
}


def print_comparison(comparison: DocumentComparison) -> None:
    """Prints each provision that differs, then how many there are of each kind."""
    out = console()
    for one in comparison.provisions:
        if one.change in ("same", "glyphs"):
            continue
        addresses = " → ".join(dict.fromkeys(name for name in (one.old, one.new) if name))
        label = (CHANGE_LABELS[one.change], _CHANGE_STYLES[one.change])
        out.print(Text.assemble((addresses, "bold"), "  ", label))
        if one.change != "renumbered":
            out.print(
                Padding(_edited_text(comparison, one, coloured=out.is_terminal), (0, 0, 1, 4))
            )
    counts = Counter(one.change for one in comparison.provisions)
    told = (f"{label} {counts[name]}" for name, label in CHANGE_LABELS.items() if counts[name])
    out.print(Text("、".join(told)))


def _edited_text(comparison: DocumentComparison, one: ComparedProvision, *, coloured: bool) -> Text:
    text = Text()
    for edit in one.edits:
        of_old = edit.op == "delete"
        words = (
            comparison.old.text[slice(*edit.old)]
            if of_old
            else comparison.new.text[slice(*edit.new)]
        )
        if edit.glyphs:
            if not of_old:
                text.append(words)
        else:
            before, behind = ("", "") if coloured else _PLAIN_SIGNS[edit.op]
            text.append(f"{before}{words}{behind}", _EDIT_STYLES[edit.op])
    text.rstrip()
    return text
