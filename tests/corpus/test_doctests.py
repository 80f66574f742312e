"""The examples in docstrings say what is true."""

import doctest
import importlib
import pkgutil

import pytest

import corpus

MODULES = [
    module.name
    for module in pkgutil.walk_packages(corpus.__path__, "corpus.")
    if not module.name.startswith("corpus.migrations")
]


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
