"""The filters of a search as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzers.chinese_script import to_simplified
from corpus.authorities.administrative_divisions import division_of, region_paths
from corpus.authorities.organ_successions import organ_names, predecessors
from corpus.index.query_tree import AllDocuments, And, BindingIn, NameLike, Or, QueryNode

#: the root of all places
COUNTRY_NAMES = ("全国", "国家", "中国")


class UnknownPlaceError(ValueError):
    """No place has this name, or several have."""


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """`applies_to`: what binds in one of these; `within`: what its own organs and those below it
    have issued. Paths, "" for the whole country.
    """

    applies_to: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def narrow(self, node: QueryNode) -> QueryNode:
        """A query within these places."""
        binding = tuple(map(BindingIn, self.applies_to))
        below = tuple(NameLike("region", path) if path else AllDocuments() for path in self.within)
        wanted = [Or(choices) for choices in (binding, below) if choices]
        return And((*(node.items if isinstance(node, And) else (node,)), *wanted))


EVERYWHERE = PlaceFilter()


def read_filters(named: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Name → wanted values, simplified; blank values ask for nothing.

    >>> read_filters({"region": ["廣東省/", ""], "kind": []})
    {'region': ('广东省',)}
    """
    found = {name: tuple(filter(None, map(_clean_value, values))) for name, values in named.items()}
    return {name: values for name, values in found.items() if values}


def read_places(names: Sequence[str]) -> tuple[str, ...]:
    """The paths of places as people call them; blank names ask for nothing. Raises
    UnknownPlaceError.

    >>> read_places(["廣州", "", "全国", "北京市朝阳区"])
    ('广东省/广州市', '', '北京市/朝阳区')
    """
    return tuple(map(_read_place, filter(None, map(_clean_value, names))))


def add_predecessors(filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """An organ's documents are also those of the organs whose tasks passed to it.

    >>> add_predecessors({"issuer": ("生态环境部",)})["issuer"][:3]
    ('生态环境部', '环境保护部', '环保部')
    """
    wanted = dict(filters)
    if "issuer" in wanted:
        wanted["issuer"] = tuple(
            dict.fromkeys(name for value in wanted["issuer"] for name in issuer_names(value))
        )
    return wanted


def issuer_names(issuer: str) -> tuple[str, ...]:
    """An organ as it was typed, by its other names, and those before it."""
    before = (name for each in predecessors(issuer) for name in organ_names(each.name))
    return tuple(dict.fromkeys((issuer, *organ_names(issuer), *before)))


def _clean_value(value: str) -> str:
    return to_simplified(value).strip().strip("/")


def _read_place(name: str) -> str:
    if name in COUNTRY_NAMES:
        return ""
    found = region_paths(name) or _read_joined_path(name)
    if not found:
        raise UnknownPlaceError(f"没有叫“{name}”的省、市、县")
    if len(found) > 1:
        raise UnknownPlaceError(f"叫“{name}”的地方不止一个：{'、'.join(found[:5])}，请写明上级")
    return found[0]


def _read_joined_path(name: str) -> tuple[str, ...]:
    """A path written as one name: 广东省广州市."""
    match division_of(name):
        case path, "":
            return (path,)
        case _:
            return ()
