import re
from dataclasses import replace

from hypothesis import given

from criteria.load import load_case
from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.thresholds import (
    RobustnessThresholds,
    RobustnessWord,
    robustness_word,
)
from prioritisation.sentences.robustness import (
    decided_word,
    learning_answer,
    learning_lines,
    solid_headline,
)
from prioritisation.sentences.robustness_tests import ballot_lines, leaving_lines
from prioritisation.sentences.shares import near_percent
from prioritisation.sentences.tipping import tipping_lines
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import LEVERS, normandie, plain, settled, small
from tests.strategies import matrix_of, weighted
from tests.thresholds import analyse

MAX = {"existing_coverage": Sense.MAX}


def said(analysis, *constraints):
    return plain(solid_headline(analysis, assess_robustness(analysis, constraints=constraints)))


def test_known_scores_are_not_said_to_be_unknown_and_numbers_have_no_coding():
    assert said(settled(small([100, 90], [0, 0]))) == (
        "Oui : A est premier, et c’est solide. A est premier pour 100 répartitions de poids sur "
        "100."
    )


def test_a_decision_is_reminded_of_no_solidity_that_an_open_choice_undoes():
    analysis = small([100, 90], [0, 0])
    assert assess_robustness(analysis).word is RobustnessWord.SOLID
    assert decided_word(analysis, RobustnessWord.SOLID) == "Avec les choix actuels seulement"
    assert decided_word(settled(analysis), RobustnessWord.SOLID) == "Solide"
    assert decided_word(analysis, RobustnessWord.SHARED) == "Peu solide", "it promises little"


def test_the_word_is_told_once():
    """It was told in both parts of the sentence: « partagé : partagé »."""
    analysis = normandie((50, 50, 50), **MAX)
    robustness = assess_robustness(settled(analysis))
    for thresholds in ((0.6, 0.55, 0.5), (0.9, 0.7, 0.5), (0.95, 0.9, 0.5), (0.97, 0.95, 0.9)):
        word = robustness_word(0.71, RobustnessThresholds(*thresholds))
        answer = replace(robustness, word=word, thresholds=RobustnessThresholds(*thresholds))
        for one in (analysis, settled(analysis)):
            told = plain(solid_headline(one, answer)).lower()
            assert len(re.findall("solide|pourrait passer devant", told)) <= 1


@each(
    ("rows", "who"),
    [
        ([[100, 0], [0, 100], [100, 0]], "sûrs d’être premiers : A et C, à égalité ; B, chacun"),
        (
            [[100, 0], [0, 100], [100, 0], [0, 100]],
            "sûrs d’être premiers : A et C, à égalité ; B et D, à égalité, chacun",
        ),
    ],
)
def test_a_share_that_several_have_is_that_of_each(rows, who):
    assert f"le plus souvent {who} pour 50 répartitions" in said(small(*rows))


@each(
    ("share", "told"),
    [(0, "0 %"), (0.001, "moins de 1 %"), (0.5, "50 %"), (0.999, "plus de 99 %"), (1, "100 %")],
)
def test_a_share_is_written_neither_none_nor_all_when_it_is_not(share, told):
    assert plain(near_percent(share)) == told


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
def test_no_chance_is_written_none_and_what_settles_is_said_of_each_that_changes_the_first(pair):
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


def lines(analysis, tell=tipping_lines):
    return [plain(line) for line in tell(analysis, assess_robustness(analysis))]


@given(weighted(rows=(2, 4), columns=(2, 3)))
def test_nothing_is_said_to_stay_when_who_may_be_first_is_another(pair):
    """Against the two rankings, with and without, made apart."""
    matrix, weights = pair
    rows = [
        [(100 * low, 100 * high) for low, high in zip(lows, highs, strict=True)]
        for lows, highs in zip(matrix.low, matrix.high, strict=True)
    ]
    analysis = small(*rows, points=list(weights))
    ranking = analysis.ranking
    told = " ".join(lines(analysis, leaving_lines))
    for row in range(len(rows)):
        others = [i for i in range(len(rows)) if i != row]
        alone = additive(matrix_of(matrix.low[others], matrix.high[others]), analysis.weights)
        after, before = (
            tuple(tuple(names[k] for k in firsts if names[k] != row) for firsts in both)
            for names, both in (
                (others, (alone.necessary_firsts, alone.possible_firsts)),
                (range(len(rows)), (ranking.necessary_firsts, ranking.possible_firsts)),
            )
        )
        assert (f"Sans {LEVERS[row].upper()} : " in told) is (after != before)
    nothing = "ne change rien entre les autres" in told
    assert nothing is (re.search("Sans [A-D] : ", told) is None)


FOR_A, FOR_B = Ballot({"c1": 100, "c2": 0}, "c1"), Ballot({"c1": 0, "c2": 100}, "c2")
ROBUSTNESS_BALLOTS_LEVERS = ([100, 0], [0, 100])


UNKNOWN = (0, 100)


def told_robustness_ballots(votes, points=(1, 1), levers=ROBUSTNESS_BALLOTS_LEVERS):
    analysis = small(*levers, points=list(points))
    return [plain(line) for line in ballot_lines(analysis, assess_robustness(analysis, votes))]


def test_a_pivotal_ballot_is_counted_and_never_named():
    votes = {"": [FOR_A] * 3 + [FOR_B] * 3}
    assert told_robustness_ballots(votes)[0].startswith(
        "Il y a 6 votes sur 6 dont chacun, retiré seul, change la"
    )


def test_colleges_that_change_the_first_place_are_named_with_their_number():
    votes = {"Une": [FOR_A] * 8, "": [FOR_B] * 6}
    lines = told_robustness_ballots(votes, (8, 6))
    assert lines[1:] == ["Sans les 8 votes (Une) : B est premier."]
    merged = {"\nTrois": [FOR_A] * 8, "Une": [FOR_B] * 6}
    assert "sans collège et Trois" in told_robustness_ballots(merged, (8, 6))[1]


@each("votes", [{"Une": [FOR_A] * 8, "Deux": [FOR_B] * 2}])
def test_small_colleges_are_never_told(votes):
    assert "Deux" not in " ".join(told_robustness_ballots(votes, (8, 2)))


def test_when_nobody_is_surely_first_no_ballot_is_said_to_leave_the_same_one():
    levers = ([90, 0], [UNKNOWN, 100])
    votes = {"Une": [FOR_A] * 6, "Deux": [FOR_A] * 5}
    assert all(
        line.endswith("reste aussi sûre.")
        for line in told_robustness_ballots(votes, (1, 0), levers)
    )
    votes = {"": [FOR_A] * 4 + [FOR_B] * 2}
    assert "2 votes sur 6" in told_robustness_ballots(votes, (4, 2), ([90, 0], [(0, 50), 100]))[0]
