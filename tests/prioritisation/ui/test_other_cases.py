"""Every page of a case that is nothing like Normandie: drawn, and without a word of another."""

import pytest

from prioritisation.settings import CASE_VARIABLE, example_case
from prioritisation.ui.note import drawing
from prioritisation.ui.shared.pages import CASES, PAGES
from prioritisation.ui.visit import visit
from tests.each import each
from tests.other_cases import OTHERS, foreign_words
from tests.prioritisation.ui.reading import page, plain_words
from tests.sampled import part

pytestmark = pytest.mark.sampled


@pytest.fixture(params=part(OTHERS, 0, 3))
def other(request, tmp_path, monkeypatch):
    folder = OTHERS[request.param](tmp_path / "case")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    monkeypatch.setattr(drawing, "QUICK_S", 60.0)
    return request.param


@each("path", [path for path in PAGES if path != CASES])
def test_a_page_of_another_case_says_nothing_of_what_it_does_not_have(other, path):
    assert other
    assert foreign_words(_all_words(page(path))) == []


def test_the_list_of_cases_says_of_another_than_the_example_nothing_that_it_does_not_have(
    other, monkeypatch
):
    assert other
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    blocks = _blocks(page(CASES))
    of_others = [block for block in blocks if example_case().title not in block]
    assert len(of_others) == len(blocks) - 1, "the row of the example, which always stands there"
    assert any("18 territoires" in block for block in of_others)
    assert foreign_words(" | ".join(of_others)) == []
    assert foreign_words(" | ".join(blocks)), "the example speaks of climate"


def _all_words(app):
    return " | ".join(_blocks(app))


def _blocks(app):
    """What is drawn, block by block, and what stands on controls."""
    controls = (
        one
        for kind in ("button", "radio", "selectbox", "slider", "text_input", "button_group")
        for one in app.get(kind)
    )
    drawn = (one.proto.body for one in app.get("html") if "<style" not in one.proto.body)
    return [*map(plain_words, drawn), *(str(one.label) for one in controls)]
