"""Every number in sight is explained by a tap, or is a count of what stands beside it.

The numbers of a page are read piece by piece. Those of a kind must be named below « Comment c'est
calculé »; those on a link or on the line of a fold open what they count. What is left is a number
that nobody explains.
"""

import re

import pytest

from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.e2e.conftest import READY, served
from tests.explained import (
    FOLD,
    PIECES,
    PLACES,
    faults_of,
    faults_opened,
    kinds_in,
    looked_at,
)

PAGES = {
    "": ".bars",
    "est-ce-solide": ".firsts",
    "un-ou-deux": ".shares",
    "comparer": ".benchtable",
    "leviers": ".matrix",
    "criteres": ".criterion",
    "dossiers": ".st-key-dossiers",
}
"""Address of a page -> what is there once it is whole."""


@pytest.fixture(scope="module")
def normandie_shown(start):
    """A server of the case that the program starts with."""
    with served(start, **{CASE_VARIABLE: str(NORMANDIE)}) as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
def test_every_number_in_sight_is_explained_by_a_tap(normandie_shown, open_page, path):
    page = open_page(f"{normandie_shown}/{path}")
    page.wait_for_selector(PAGES[path])
    page.wait_for_selector(READY)
    assert page.evaluate(PIECES, PLACES)
    assert faults_of(page) == []
    assert faults_opened(page, READY) == []
    for fold in page.locator(".criterion details").filter(has_text=FOLD).all():
        assert "100 points" in fold.text_content()


def test_a_weight_has_one_figure(server, open_page):
    page = open_page(f"{server}/comparer?colonnes=nom:Mien")
    page.wait_for_selector(".benchtable")
    page.locator("[class*=st-key-fold_column_0] summary").click()
    page.locator("[class*=st-key-crit_]").first.wait_for()
    page.wait_for_selector(READY)
    shown = [one.inner_text() for one in page.locator("[class*=st-key-crit_]").all()]
    assert len(shown) == 3
    assert [len(re.findall(r"\d+", words)) for words in shown] == [1] * 3, shown


@pytest.mark.parametrize(
    "words", ["12 degrés de confiance", "avec 0,83 de ressemblance", "un écart de 4"]
)
def test_a_new_kind_of_number_is_not_taken_for_another(words):
    kinds, left = kinds_in(words, [])
    assert kinds == []
    assert re.search(r"\d", left)


@pytest.mark.parametrize(
    ("inside", "left"),
    [("12 sabords", ["12 sabords"]), ('12 sabords <span class="st">diapo 3</span>', [])],
)
def test_words_of_a_document_are_its_own_where_their_source_is(open_page, server, inside, left):
    page = open_page(server)
    page.set_content(f'<main><ul class="evidence"><li>{inside}</li></ul></main>')
    assert looked_at(page) == (set(), left)
