"""A text as it is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model.provision_units import ProvisionUnit


@dataclass(frozen=True, slots=True)
class ComparedText:
    """One of two texts that are compared.

    `simplified`: the text in simplified script, of the same length. `units`: its provisions, of
    which every character belongs to exactly one (`corpus.model.provision_units.split_units`)."""

    text: str
    simplified: str
    units: Sequence[ProvisionUnit]
