"""Every example on the help page is read as the page says it is."""

import json
from pathlib import Path

import pytest

from search_api.query.parse.query_parser import parse_query

PAGE = Path(__file__).parents[4] / "frontend" / "src" / "help" / "examples.json"
EXAMPLES = [row for section in json.loads(PAGE.read_text("utf-8")) for row in section["rows"]]


@pytest.mark.parametrize("example", EXAMPLES, ids=[row["q"] for row in EXAMPLES])
def test_an_example_of_the_help_page_is_read_as_it_says(example):
    assert parse_query(example["q"]).read_as == example["read_as"]
