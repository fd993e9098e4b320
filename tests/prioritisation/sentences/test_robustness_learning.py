from dataclasses import replace

from hypothesis import given

from criteria.load import load_case
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.sentences.robustness import learning_answer, learning_lines
from tests.conftest import NORMANDIE
from tests.prioritisation.sentences.made import plain, small
from tests.strategies import weighted
from tests.thresholds import analyse

WITH = "Avec les choix actuels, "


def told(analysis):
    found = assess_robustness(analysis)
    return [plain(s) for s in (learning_answer(analysis, found), *learning_lines(analysis, found))]


def test_what_can_only_bring_a_tie_is_not_said_to_change_the_first_place():
    assert told(small([100], [(0, 100)]))[:2] == [
        WITH + "des notes ne peuvent que créer ou défaire une égalité au premier rang, avec ces "
        "poids.",
        WITH + "préciser c1 de B ne peut, au premier rang, que faire ou défaire une égalité.",
    ]


def test_scores_that_can_change_the_first_place_come_before_those_that_cannot():
    """A doubted score that may change it is not behind an unknown one that may not."""
    case = load_case(NORMANDIE)
    mixed = 0
    for one in case.criteria:
        for share in (1.0, 3.0, 6.0):
            points = {c.id: share if c is one else 1.0 for c in case.criteria}
            _, *lines = told(analyse(case, replace(starting_scenario(case), points=points)))
            first = ["changer le premier rang" in line for line in lines]
            assert first == sorted(first, reverse=True)
            mixed += any(first) and any("deuxième rang, pas le premier" in x for x in lines)
    assert mixed


def test_a_doubted_score_says_how_far_it_was_opened_and_comes_after_the_unknown_ones():
    case = load_case(NORMANDIE)
    points = {c.id: 1.0 for c in case.criteria}
    lines = told(analyse(case, Scenario(points, case.default_combination)))
    known = [line.startswith((WITH + "connaître", WITH + "préciser")) for line in lines]
    doubted = [line.startswith(WITH + "vérifier") for line in lines]
    assert any(doubted)
    assert known.index(True) < doubted.index(True)
    assert not any(known[doubted.index(True) :])
    assert all(
        "(note douteuse, sans bornes écrites : toute l’échelle est essayée)" in line
        for line in lines
        if line.startswith(WITH + "vérifier")
    )


@given(weighted(rows=(2, 4), columns=(2, 3)))
def test_no_chance_is_written_none_and_what_settles_is_said_of_each_that_changes_the_first(
    pair,
):
    matrix, weights = pair
    analysis = small(
        *[
            [(100 * low, 100 * high) for low, high in zip(lows, highs, strict=True)]
            for lows, highs in zip(matrix.low, matrix.high, strict=True)
        ],
        points=list(weights),
    )
    found = assess_robustness(analysis)
    lines = learning_lines(analysis, found)
    firsts = [cell for cell in found.information if cell.first and not cell.only_ties]
    ties = [cell for cell in found.information if cell.first and cell.only_ties]
    assert [("peut changer le premier" in plain(line)) for line in lines[: len(firsts)]] == [
        True
    ] * len(firsts)
    assert not any("peut changer le premier" in plain(line) for line in lines[len(firsts) :])
    for cell, line in zip([*firsts, *ties], lines, strict=False):
        assert "chance : 0 %" not in plain(line)
        if not cell.only_ties:
            assert ("sans jamais suffire" in line) is (cell.settling_share == 0)


def test_a_tie_that_any_other_value_breaks_is_said_to_be_one():
    """The two levers tied have the best value there is: lower, either leaves the other first."""
    case = load_case(NORMANDIE)
    points = {c.id: float(c.id == "existing_coverage") for c in case.criteria}
    answer, *lines = told(analyse(case, replace(starting_scenario(case), points=points)))
    assert answer.startswith(WITH + "des notes ne peuvent que créer ou défaire")
    assert all("faire ou défaire" in line for line in lines[:3])
    assert not any("chance" in line.lower() for line in lines)
