"""Every row of every table of patterns, in all packages: it finds its examples, before any other
row does, and leaves what only looks alike."""

import importlib
import pkgutil

import pytest

import analyzers
import corpus
import ingest
import search_api
from analyzers.chinese_script import squeeze, to_simplified
from analyzers.number_forms import FORMS, fold_brackets
from analyzers.pattern_rules import PatternRule, first_match
from ingest.clean.furniture_rules import CERTAIN_RULES, FURNITURE_RULES
from ingest.facts.validity.clause_patterns import lead_in
from ingest.facts.validity.end_clauses import END_PATTERNS, END_SUBJECTS, find_end_clauses
from ingest.facts.validity.start_clauses import START_SUBJECTS, find_start_clauses
from ingest.fields.column_names import COLUMNS, plain_header
from ingest.read.layout.headers_footers import PAGE_NUMBER_FORMS


def without_blanks(text):
    return "".join(text.split())


def squeezed(line):
    return squeeze(to_simplified(line))


def up_to_its_sign(number):
    return fold_brackets(number)[: number.rindex("号") + 1]


def before_the_start(sentence):
    return lead_in(sentence, next(find_start_clauses(sentence)).start)


def before_the_end(sentence):
    return lead_in(sentence, next(find_end_clauses(sentence)).start)


#: what the rows of a table are asked about, where it is not the example as it is printed
READ_AS = {
    id(FORMS): up_to_its_sign,
    id(FURNITURE_RULES): squeezed,
    id(CERTAIN_RULES): squeezed,
    id(START_SUBJECTS): before_the_start,
    id(END_SUBJECTS): before_the_end,
    id(PAGE_NUMBER_FORMS): without_blanks,
    id(COLUMNS): plain_header,
}
#: of these a row holds only if what stands around fits, too; else a later one does
ANY_ROW = {id(FORMS), id(END_PATTERNS)}


def tables():
    """Each table once, by the name under which a module shows it."""
    found = {}
    for package in (analyzers, corpus, ingest, search_api):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.startswith("corpus.migrations"):
                continue  # these run when they are imported
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, tuple) and value and isinstance(value[0], PatternRule):
                    found.setdefault(id(value), (f"{module.name}.{name}", value))
    return dict(found.values())


TABLES = tables()
ROWS = [
    pytest.param(table, rule, id=f"{name}-{number}")
    for name, table in TABLES.items()
    for number, rule in enumerate(table)
]


def test_the_tables_are_found():
    assert len(TABLES) > 25
    assert "corpus.authorities.organs.BODIES" in TABLES
    assert "search_api.cli.usage_phrases.USAGE_PHRASES" in TABLES


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_a_row_is_the_first_to_find_its_examples(table, rule):
    read_as = READ_AS.get(id(table), str)
    for example in (rule.example, *rule.more_examples):
        assert rule.find(read_as(example)), example
        assert id(table) in ANY_ROW or first_match(table, read_as(example)) is rule, example


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_a_row_leaves_what_only_looks_alike(table, rule):
    read_as = READ_AS.get(id(table), str)
    assert [text for text in rule.spared if rule.find(read_as(text))] == []
