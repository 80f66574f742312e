"""Adds an option for each filter to the commands that narrow a list."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Annotated, ParamSpec, TypeAlias, TypeVar

import typer

from corpus.index.search_options import FacetName
from search_api.vocabulary.field_labels import FILTER_LABELS, filter_description

#: the values given for each filter
GivenFilters: TypeAlias = Mapping[str, Sequence[str]]
RepeatedOption = list[str] | None

P = ParamSpec("P")
R = TypeVar("R")


def with_filter_options(
    names: Sequence[FacetName], help_text: str | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator that replaces a command's parameter `filters` by one option for each filter.

    The command gets the values of all these options as `filters`. `help_text`: the help of every
    option; by default each says what it narrows to."""

    def decorate(command: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(command, eval_str=True)
        parameters: list[inspect.Parameter] = []
        for parameter in signature.parameters.values():
            if parameter.name == "filters":
                parameters += (_filter_parameter(name, help_text) for name in names)
            else:
                parameters.append(parameter)

        @wraps(command)
        def run(*args: P.args, **options: P.kwargs) -> R:
            filters = {name: options.pop(name, None) or [] for name in names}
            options["filters"] = filters
            return command(*args, **options)

        # Typer reads the annotations and the signature
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        setattr(run, "__signature__", signature.replace(parameters=parameters))  # noqa: B010 - mypy knows of none
        return run

    return decorate


def _filter_parameter(name: FacetName, help_text: str | None) -> inspect.Parameter:
    words = help_text or f"只看此{filter_description(name)}"
    option = typer.Option(metavar=FILTER_LABELS[name], help=words)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[RepeatedOption, option],
    )
