"""How hits may be listed, sorted and narrowed. Names alone: the command line reads them before it
knows which command is to run, when nothing heavy may be loaded."""

from __future__ import annotations

from typing import Literal, get_args

SortOrder = Literal["relevance", "date", "level"]
HitUnit = Literal["document", "provision"]
#: facets of API.md, in the order in which they are told
FacetName = Literal["status", "level", "kind", "form", "region", "issuer", "year", "subject"]
FACET_NAMES: tuple[FacetName, ...] = get_args(FacetName)
#: those that narrow lists of what ends, and subscriptions to them
EndingFilter = Literal["issuer", "region", "level", "kind", "form"]
ENDING_FILTERS: tuple[EndingFilter, ...] = get_args(EndingFilter)
