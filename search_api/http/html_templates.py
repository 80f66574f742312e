"""The templates of the pages that the service writes itself."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

HTML_TEMPLATES = Environment(
    loader=PackageLoader("search_api"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
