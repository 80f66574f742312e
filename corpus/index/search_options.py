"""The names by which hits can be listed, sorted and filtered.

The module holds names alone: the command line reads them before it knows which command is to run,
when nothing heavy may be loaded."""

from __future__ import annotations

from typing import Literal, get_args

SortOrder = Literal["relevance", "date", "level"]
HitUnit = Literal["document", "provision"]
#: the facets of docs/contract.md ("Facets"), in the order of the answer
FacetName = Literal["status", "level", "kind", "form", "region", "issuer", "year", "subject"]
FACET_NAMES: tuple[FacetName, ...] = get_args(FacetName)
#: the filters of lists of documents that are about to end, and of subscriptions to them
EndingFilter = Literal["issuer", "region", "level", "kind", "form"]
ENDING_FILTERS: tuple[EndingFilter, ...] = get_args(EndingFilter)
