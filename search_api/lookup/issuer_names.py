"""The names under which the documents of an organ may have been issued."""

from __future__ import annotations

from corpus.authorities.organ_successions import organ_names, predecessors


def issuer_names(issuer: str) -> tuple[str, ...]:
    """The name of an organ as typed, then its other names, then those of its predecessors.

    >>> issuer_names("生态环境部")[:3]
    ('生态环境部', '环境保护部', '环保部')
    """
    before = (name for each in predecessors(issuer) for name in organ_names(each.name))
    return tuple(dict.fromkeys((issuer, *organ_names(issuer), *before)))
