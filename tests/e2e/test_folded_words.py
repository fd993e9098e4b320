"""Names that specialists look for stand below « Comment c'est calculé », and nowhere in sight."""

import pytest

from tests.e2e.conftest import READY
from tests.reading import forbidden_in

METHOD = "Comment c’est calculé"
MEANING = "Ce n’est ni une probabilité, ni un nombre de votes."
OF_WEIGHTS = ("normalisation", "ROC", "somme des rangs", "Simos", "AHP")
METHODS = ("TOPSIS", "VIKOR", "PROMETHEE")
PAGES = {
    "": (".ranking", ("normalisation", "codage des mots")),
    "est-ce-solide": (".firsts", ()),
    "un-ou-deux": (".sets", ()),
    "autres-calculs": ("[class*=st-key-fold_scaling]", ("normalisation", *METHODS)),
    "et-si": (".benchtable", (*OF_WEIGHTS, *METHODS)),
}
"""Address of a page -> what is there once it is whole, the names that it owes."""


def in_sight(page):
    return page.get_by_test_id("stMainBlockContainer").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_names_and_the_meaning_of_a_share_are_one_tap_away(server, open_page, path):
    whole, names = PAGES[path]
    page = open_page(f"{server}/{path}")
    page.wait_for_selector(whole if path else "[class*=st-key-fold_method]")
    page.wait_for_selector(READY)
    closed = in_sight(page)
    assert [word for word, _ in forbidden_in(closed)] == []
    assert MEANING not in closed
    page.locator("summary").filter(has_text=METHOD).last.click()
    page.get_by_text(MEANING).wait_for()
    opened = in_sight(page).replace("\u00a0", " ")
    assert opened.count(MEANING) == 1
    assert [name for name in names if name not in opened] == []
