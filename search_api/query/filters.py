"""The filters of a search as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzers.script import to_simplified


def read_filters(named: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Name → wanted values, simplified; blank values ask for nothing.

    >>> read_filters({"region": ["廣東省/", ""], "kind": []})
    {'region': ('广东省',)}
    """
    found = {name: tuple(filter(None, map(_value, values))) for name, values in named.items()}
    return {name: values for name, values in found.items() if values}


def _value(value: str) -> str:
    return to_simplified(value).strip().strip("/")
