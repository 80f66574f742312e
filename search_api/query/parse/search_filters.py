"""The filters of a search, read from values as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzers.chinese_script import to_simplified
from corpus.authorities.administrative_divisions import division_of, region_paths
from corpus.index.query_tree import AllDocuments, And, BindingIn, NameLike, Or, QueryNode
from search_api.lookup.issuer_names import issuer_names

#: names of the whole country, whose path is empty
COUNTRY_NAMES = ("全国", "国家", "中国")


class UnknownPlaceError(ValueError):
    """No place has this name, or several have."""


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """The places to which a search is limited, as paths; "" is the whole country.

    `applies_to`: documents that are binding in one of these places; `within`: documents issued by
    the organs of these places or of places below them."""

    applies_to: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def narrow(self, node: QueryNode) -> QueryNode:
        """The query limited to these places."""
        binding = tuple(map(BindingIn, self.applies_to))
        below = tuple(NameLike("region", path) if path else AllDocuments() for path in self.within)
        conditions = [Or(choices) for choices in (binding, below) if choices]
        return And((*(node.items if isinstance(node, And) else (node,)), *conditions))


EVERYWHERE = PlaceFilter()


def read_filters(named: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The values of each filter by its name, simplified; blank values are dropped.

    >>> read_filters({"region": ["廣東省/", ""], "kind": []})
    {'region': ('广东省',)}
    """
    cleaned = {
        name: tuple(filter(None, map(_clean_value, values))) for name, values in named.items()
    }
    return {name: values for name, values in cleaned.items() if values}


def read_places(names: Sequence[str]) -> tuple[str, ...]:
    """The paths of places by the names that people use; blank names are dropped.

    Raises UnknownPlaceError.

    >>> read_places(["廣州", "", "全国", "北京市朝阳区"])
    ('广东省/广州市', '', '北京市/朝阳区')
    """
    return tuple(map(_read_place, filter(None, map(_clean_value, names))))


def add_predecessors(filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The filters, each organ joined by its other names and the organs whose tasks it took over.

    >>> add_predecessors({"issuer": ("生态环境部",)})["issuer"][:3]
    ('生态环境部', '环境保护部', '环保部')
    """
    expanded = dict(filters)
    if "issuer" in expanded:
        expanded["issuer"] = tuple(
            dict.fromkeys(name for value in expanded["issuer"] for name in issuer_names(value))
        )
    return expanded


def _clean_value(value: str) -> str:
    return to_simplified(value).strip().strip("/")


def _read_place(name: str) -> str:
    if name in COUNTRY_NAMES:
        return ""
    paths = region_paths(name) or _read_joined_path(name)
    if not paths:
        raise UnknownPlaceError(f"没有叫“{name}”的省、市、县")
    if len(paths) > 1:
        raise UnknownPlaceError(f"叫“{name}”的地方不止一个：{'、'.join(paths[:5])}，请写明上级")
    return paths[0]


def _read_joined_path(name: str) -> tuple[str, ...]:
    """The path of a place that is written as one name, 广东省广州市; () for any other name."""
    match division_of(name):
        case path, "":
            return (path,)
        case _:
            return ()
