"""The examples in docstrings say what is true."""

import doctest
import importlib
import pkgutil

import pytest

import analyzers

MODULES = [f"analyzers.{module.name}" for module in pkgutil.iter_modules(analyzers.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
