from pathlib import Path

import pytest

from prioritisation.solve.solve import COMPARING, METHODS
from tests.published import NAMES, published

DOCUMENT = Path(__file__).parents[3] / "docs" / "solve.md"


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_the_function_of_its_name_and_is_documented(name):
    assert METHODS[name].__name__ == name
    assert f"`{name}`" in DOCUMENT.read_text("utf-8")


def test_methods_that_compare_levers_are_methods():
    assert set(COMPARING) < set(METHODS)


def test_every_published_case_is_of_a_method():
    assert {published(name)["method"] for name in NAMES} <= set(METHODS)
