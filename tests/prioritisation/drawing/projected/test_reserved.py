"""While a choice is open, no picture of results names a lever without the choices in force."""

from criteria.load import load_case
from prioritisation.analysis.crossing import open_choices
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.prioritisation.ui.reading import plain_words
from tests.projected import every_page, new_sitting, pages_of_analysis

BALLOTS = {
    "apart": [[100, 40, 20], [30, 100, 60], [10, 50, 100], [100, 90, 0], [20, 100, 80]],
    "alike": [[100, 50, 50]] * 6,
}
SO = ("avec les choix actuels", "façons de trancher", "dépend d’abord d’un choix ouvert")
RESULTS = ("firsts", "map", "ranking", "choices", "sets")
"""Neither the dots of the votes, which rank nothing, nor what people wrote."""


def unreserved(pages, case):
    found = []
    for name, page in pages.items():
        words = plain(plain_words(page)).lower()
        named = any(lever.short_label.lower() in words for lever in case.levers)
        if named and not any(so in words for so in SO):
            found.append(name)
    return found


@each("ballots", BALLOTS.values(), ids=BALLOTS)
def test_a_lever_named_from_votes_is_so_with_the_choices_in_force(room, monkeypatch, ballots):
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    sitting = new_sitting(room)
    pages = every_page(sitting, ballots, arrived=8)
    stage = sitting.stage()
    assert open_choices(stage.plain_case, stage.scenario())
    seen = {name: pages[name] for name in RESULTS}
    assert unreserved(seen, stage.case) == []


def test_a_lever_named_on_a_page_is_so_with_the_choices_in_force():
    case = load_case(NORMANDIE)
    pages = pages_of_analysis(case)
    seen = {name: pages[name] for name in ("page: ranking", "page: solid", "page: pair")}
    assert unreserved(seen, case) == []
