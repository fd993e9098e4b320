import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.robustness.ranks import carrying_criteria, dominances
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.sentences.robustness_tests import carrying_lines, dominance_lines
from tests.prioritisation.sentences.made import normandie, plain, small
from tests.strategies import cases, completions, weights
from tests.thresholds import analyse

AS_GOOD = "levier fait sûrement au moins aussi bien que d’autres partout, et mieux quelque part."
MEANS = "Dominer : faire au moins aussi bien sur chaque critère, et mieux sur un au moins."


def carried(analysis):
    found = carrying_criteria(analysis.matrix, analysis.weights, analysis.ranking)
    return [plain(s) for s in carrying_lines(analysis, found)]


def dominated(analysis):
    return [plain(s) for s in dominance_lines(analysis, dominances(analysis.matrix))]


def test_two_criteria_may_each_carry_the_choice():
    said = carried(normandie((50, 30, 20)))
    assert said[0] == (
        "Avec les choix actuels, sans l’impact GES ou sans l’écosystème partenarial, il n’est "
        "plus sûr que le premier soit le même."
    )
    assert said[1] == (
        "Ce qui sépare Mieux produire de son suivant le plus proche, Mieux se loger, en "
        "points : l’impact GES +11, l’écosystème partenarial 0 à +30 et la couverture existante "
        "−10 à +3."
    )
    assert said[2:] == [
        "Sans l’impact GES : n’importe lequel des 6 leviers peut encore être premier.",
        (
            "Sans l’écosystème partenarial : 2 leviers peuvent encore être premiers (Mieux se "
            "déplacer et Mieux produire)."
        ),
        "Sans la couverture existante : Mieux produire est premier.",
    ]


def test_a_criterion_that_weighs_nothing_is_not_left_out():
    said = carried(small([90, 50, 10], [50, 90, 10], points=[3, 1, 0]))
    assert not any("c3" in sentence for sentence in said)


def test_many_levers_are_counted():
    said = carried(small([50, 90], *[[(0, 60), (0, 60)]] * 12, [10, 10]))
    assert "Sans c2 : 13 leviers peuvent encore être premiers (A, B, C, D et 9 autres)." in said


def test_a_sure_dominance_names_both_and_says_what_it_means():
    assert dominated(small([90, 80], [50, 80], [10, 10])) == [
        f"2 {AS_GOOD.replace('levier fait', 'leviers font')} {MEANS}",
        "A domine B et C, quels que soient les poids.",
        "B domine C, quels que soient les poids.",
    ]
    assert dominated(small([90], [50]))[0] == f"1 {AS_GOOD} {MEANS}"


def test_a_possible_dominance_is_not_announced():
    assert dominated(small([90, (40, 80)], [50, 60])) == [
        f"Aucun levier n’est sûr de faire au moins aussi bien partout qu’un autre. {MEANS}",
        "A peut dominer B, selon les notes qui ne sont pas certaines.",
    ]


def test_a_lever_that_dominates_many_counts_them():
    said = dominated(small([90], *[[i] for i in range(29)]))
    assert said[1].startswith("A domine B, C, D, E et 25 autres, quels que soient")


@given(st.data())
def test_who_is_said_to_dominate_is_ahead_whatever_is_unknown_and_the_weights(data):
    drawn = data.draw(cases())
    analysis = analyse(drawn, starting_scenario(drawn))
    labels = {lever.label: i for i, lever in enumerate(drawn.levers)}
    matrix = analysis.matrix
    values = data.draw(completions(matrix)) @ data.draw(weights(len(matrix.criteria)))
    for sentence in dominance_lines(analysis, dominances(matrix))[1:]:
        above, below = re.split(" peut dominer | domine ", sentence.split(",")[0], maxsplit=1)
        assert above in labels
        if " domine " in sentence:
            named = re.findall(r"Lever_\w", sentence)[1:]
            assert all(values[labels[above]] >= values[labels[x]] - 1e-9 for x in named)
        assert below


@given(st.data())
def test_what_is_first_without_a_criterion_is_first_there(data):
    drawn = data.draw(cases(columns=(2, 3)))
    analysis = analyse(drawn, starting_scenario(drawn))
    labels = {lever.label: i for i, lever in enumerate(drawn.levers)}
    completion = data.draw(completions(analysis.matrix))
    for j, criterion in enumerate(drawn.criteria):
        rest = np.where(np.arange(len(drawn.criteria)) == j, 0.0, 1.0)
        values = completion @ (rest / rest.sum())
        (said,) = [s for s in carried(analysis) if s.startswith(f"Sans {criterion.in_sentence} :")]
        sure = said.split(", peut-être")[0] if re.search("est premier|sont premiers", said) else ""
        for label in re.findall(r"Lever_\w", sure):
            assert values[labels[label]] >= values.max() - 1e-9
        if "n’importe lequel" not in said:
            best = np.flatnonzero(values >= values.max() - 1e-9)
            assert {labels[x] for x in re.findall(r"Lever_\w", said)} >= set(best.tolist())
