"""Cases from which little can be concluded: the sentence says what can, and what cannot."""

import pytest

from criteria.load import load_case
from prioritisation.analysis.comparison import Change
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences.columns import comparison_answer
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.tipping import change_answer
from prioritisation.sentences.verdict import conclusion
from tests.prioritisation.sentences.made import plain, small
from tests.synthetic import flat_first, identical, mixed, unknown, write_case
from tests.thresholds import analyse, compare


@pytest.fixture
def made(tmp_path):
    def of(*arguments):
        case = load_case(write_case(tmp_path / "case", *arguments))
        return analyse(case, starting_scenario(case))

    return of


def test_one_criterion_alone_is_said_and_called_solid_by_nobody(case):
    analysis = analyse(case, Scenario({"ghg_impact": 50}, "gt"))
    assert plain(conclusion(analysis)) == (
        "Avec l’impact GES seulement, Mieux produire est premier dans 2 des 3 façons de trancher. "
        "Dans les autres, ce n’est pas sûr."
    )
    assert analysis.verdict.robustness is RobustnessWord.ALONE


def test_thirty_levers_about_which_nothing_is_known_cannot_be_ranked(made):
    analysis = made(30, 3, unknown)
    assert plain(conclusion(analysis)) == ("Rien à classer : aucune note n’est encore connue.")
    assert analysis.verdict.winner is None
    assert {int(rank) for rank in analysis.ranking.worst} == {30}


def test_identical_levers_are_tied_and_nothing_separates_them(made):
    analysis = made(4, 3, identical)
    assert plain(conclusion(analysis)).endswith("Au groupe de choisir.")
    assert plain(caveats(analysis)[-1]) == (
        "Tous les leviers ont les mêmes notes : aucun poids ne peut les départager."
    )
    assert conclusion(analysis).settling is None
    assert [r.sure_share for r in analysis.regions.regions] == [0.25] * 4


def test_a_criterion_without_contrast_is_said_to_change_no_rank(made):
    analysis = made(5, 2, flat_first)
    assert plain(caveats(analysis)[-1]) == (
        "Critère 0 : tous les leviers ont la même note, ce poids ne change aucun rang."
    )
    for points in ({"c0": 99, "c1": 1}, {"c0": 1, "c1": 99}):
        moved = analyse(analysis.case, Scenario(points, ""))
        assert moved.ranking.best.tolist() == analysis.ranking.best.tolist()


def test_a_case_with_contrast_has_no_such_reservation(made):
    assert not any("ne change aucun rang" in c for c in caveats(made(5, 3, mixed())))


def test_where_nothing_is_known_no_page_says_that_nothing_changes():
    analysis = small([None, None], [None, None], [None, None])
    columns = compare(analysis.case, analysis.scenario, (Change(), Change(method=Method.TOPSIS)))
    assert plain(comparison_answer(columns).answer) == (
        "Rien à comparer : aucune note n’est encore connue."
    )
    assert plain(change_answer(assess_robustness(analysis))) == (
        "Plusieurs leviers peuvent déjà être premiers."
    )
