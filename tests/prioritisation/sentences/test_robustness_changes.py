import re

from hypothesis import given, settings

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.robustness_tests import leaving_lines
from prioritisation.sentences.tipping import tipping_lines
from tests.prioritisation.sentences.made import LEVERS, normandie, plain, small
from tests.strategies import matrix_of, weighted

GOLDEN = [[100, 75, 50], [75, 100, 25], [25, 25, 100], [50, 50, 50]]


def lines(analysis, tell=tipping_lines):
    return [plain(line) for line in tell(analysis, assess_robustness(analysis))]


def test_golden_4_the_smallest_move_is_twenty_points():
    told = lines(small(*GOLDEN, points=[50, 30, 20]))
    assert told[0].startswith(
        "Déplacer 20 % du poids met B en tête, au moins à égalité : par exemple"
    )
    assert told[-1] == "Aucun poids ne met ce levier premier, quoi qu’on apprenne : D."
    assert not [line for line in told if " A " in line]


def test_unknown_scores_give_what_may_be():
    told = lines(normandie((40, 40, 20)))
    assert told[0].startswith(
        "Déplacer 0,5 % du poids permettrait à Préserver et valoriser les écosystèmes d’être "
        "premier, seul ou à égalité, sans que ce soit sûr : par exemple"
    )


def test_an_enough_move_is_rounded_up():
    told = lines(small([100, 0], [0, 50], points=[1, 1]))
    assert told[0].startswith("Déplacer 17 % du poids met B en tête")


def test_one_criterion_cannot_move():
    assert "Un seul critère" in lines(small([100], [0]))[0]


def test_leaving_out_says_what_changes_and_what_does_not():
    told = lines(normandie(combination="gt_freight"), leaving_lines)
    assert told == [
        (
            "Sans Mieux produire : 5 leviers pourraient être premiers (Mieux se déplacer, Mieux "
            "se loger, Préserver et valoriser les écosystèmes, Mieux se nourrir et Mieux "
            "consommer)."
        ),
        "Sans la couverture existante : Mieux produire serait premier.",
        "Sans l’impact GES : n’importe lequel des 6 leviers pourrait être premier.",
        (
            "Sans l’écosystème partenarial : 2 leviers pourraient être premiers (Mieux produire "
            "et Mieux se nourrir)."
        ),
    ]
    told = lines(small(*GOLDEN, points=[50, 30, 20]), leaving_lines)
    assert told[0] == "Sans A : B serait premier."
    assert "Sans c1 : B serait premier." in told


def test_a_first_place_no_criterion_carries_is_said_to_stay():
    told = lines(small([100, 100], [0, 0], [50, 50]), leaving_lines)
    assert (
        told[-1]
        == "Qu’on retire un critère ou l’autre, le même levier reste premier, au moins à égalité."
    )


def test_with_one_criterion_none_is_left_out():
    assert lines(small([100], [0]), leaving_lines) == ["Sans A : B serait premier."]


def test_when_nobody_is_surely_first_no_criterion_is_said_to_leave_the_same_one():
    unknown = (0, 100)
    assert lines(small([unknown, unknown], [unknown, unknown]), leaving_lines)[-1] == (
        "Aucun levier n’est sûr d’être premier, et retirer un critère, quel qu’il soit, n’y "
        "change rien."
    )


@given(weighted(rows=(2, 4), columns=(2, 3)))
@settings(deadline=None, max_examples=40)
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
