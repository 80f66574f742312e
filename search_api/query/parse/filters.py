"""The filters of a search as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzers.script import to_simplified
from corpus.authorities.divisions import division_of, paths_of
from corpus.authorities.successions import names_of, predecessors
from corpus.index.query import And, Binding, Everything, Named, Node, Or

#: the root of all places
COUNTRY = ("全国", "国家", "中国")


class UnknownPlace(ValueError):  # noqa: N818 - what was asked for, not a fault of ours
    """No place has this name, or several have."""


@dataclass(frozen=True, slots=True)
class Places:
    """`applies_to`: what binds in one of these; `within`: what its own organs and those below it
    have issued. Paths, "" for the whole country.
    """

    applies_to: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def narrowed(self, node: Node) -> Node:
        """A query within these places."""
        binding = tuple(map(Binding, self.applies_to))
        below = tuple(Named("region", path) if path else Everything() for path in self.within)
        wanted = [Or(choices) for choices in (binding, below) if choices]
        return And((*(node.items if isinstance(node, And) else (node,)), *wanted))


EVERYWHERE = Places()


def read_filters(named: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Name → wanted values, simplified; blank values ask for nothing.

    >>> read_filters({"region": ["廣東省/", ""], "kind": []})
    {'region': ('广东省',)}
    """
    found = {name: tuple(filter(None, map(_value, values))) for name, values in named.items()}
    return {name: values for name, values in found.items() if values}


def read_places(names: Sequence[str]) -> tuple[str, ...]:
    """The paths of places as people call them; blank names ask for nothing. Raises UnknownPlace.

    >>> read_places(["廣州", "", "全国", "北京市朝阳区"])
    ('广东省/广州市', '', '北京市/朝阳区')
    """
    return tuple(map(_place, filter(None, map(_value, names))))


def with_predecessors(filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """An organ's documents are also those of the organs whose tasks passed to it.

    >>> with_predecessors({"issuer": ("生态环境部",)})["issuer"][:3]
    ('生态环境部', '环境保护部', '环保部')
    """
    wanted = dict(filters)
    if "issuer" in wanted:
        wanted["issuer"] = tuple(
            dict.fromkeys(name for value in wanted["issuer"] for name in with_names(value))
        )
    return wanted


def with_names(issuer: str) -> tuple[str, ...]:
    """An organ as it was typed, by its other names, and those before it."""
    before = (name for each in predecessors(issuer) for name in names_of(each.name))
    return tuple(dict.fromkeys((issuer, *names_of(issuer), *before)))


def _value(value: str) -> str:
    return to_simplified(value).strip().strip("/")


def _place(name: str) -> str:
    if name in COUNTRY:
        return ""
    found = paths_of(name) or _whole(name)
    if not found:
        raise UnknownPlace(f"没有叫“{name}”的省、市、县")
    if len(found) > 1:
        raise UnknownPlace(f"叫“{name}”的地方不止一个：{'、'.join(found[:5])}，请写明上级")
    return found[0]


def _whole(name: str) -> tuple[str, ...]:
    """A path written as one name: 广东省广州市."""
    match division_of(name):
        case path, "":
            return (path,)
        case _:
            return ()
