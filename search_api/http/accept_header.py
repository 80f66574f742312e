"""Which of two media types a client asks for first."""

from __future__ import annotations


def prefers(accept: str, media_type: str, *, over: str) -> bool:
    """Whether an Accept header asks for a media type before another one, by name.

    >>> prefers("text/plain", "text/plain", over="application/json")
    True
    >>> prefers("application/json, text/plain;q=0.5, */*", "text/plain", over="application/json")
    False
    """
    weights = {media_type: 0.0, over: 0.0}
    for entry in accept.split(","):
        kind, *parameters = (part.strip().lower() for part in entry.split(";"))
        if kind in weights:
            weights[kind] = _weight(parameters)
    return weights[media_type] > weights[over]


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0
