"""What it costs not to know a score: two ranks that anybody can find again."""

from dataclasses import replace

import numpy as np

from criteria.model import Status
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.dossiers import counted_case
from prioritisation.sentences.effects import cost_text

LEVER, CRITERION = "mieux_se_loger", "partner_ecosystem"


def typed(case, level, high=""):
    """The same case once somebody has scored the cell."""
    table = case.tables[case.default_combination]
    ends = {"low": level, "high": high or level}
    score = replace(table.score(LEVER, CRITERION), **ends, status=Status.OPINION)
    scores = {**table.scores, (LEVER, CRITERION): score}
    tables = {**case.tables, case.default_combination: replace(table, scores=scores)}
    return replace(case, tables=tables)


def rank_of(case):
    counted = counted_case(case)
    matrix = decision_matrix(counted.tables[case.default_combination], {})
    n = len(counted.criteria)
    ranking = additive(matrix, np.full(n, 1 / n))
    row = matrix.alternatives.index(LEVER)
    return int(ranking.best[row]), int(ranking.worst[row])


def test_the_ranks_are_those_of_the_case_once_the_score_is_typed(normandie):
    levels = [level.id for level in normandie.criterion(CRITERION).scale.levels]
    ranks = [rank_of(typed(normandie, level)) for level in (levels[0], levels[-1])]
    worst, best = (f"{low} à {high}" if low != high else f"{low}" for low, high in ranks)
    text = cost_text(normandie, normandie.default_combination, (LEVER, CRITERION))
    text = text.replace("\u00a0", " ")
    assert f": {best} si cette note était la meilleure, {worst} si elle" in text


def test_nothing_is_said_of_a_score_that_is_known_or_does_not_count(normandie):
    case, combination = normandie, normandie.default_combination
    assert cost_text(case, combination, ("mieux_produire", CRITERION)) == ""
    aside = [c.id for c in case.criteria if not c.active]
    assert [cost_text(case, combination, (LEVER, one)) for one in aside] == [""] * len(aside)


def test_of_a_score_between_two_those_are_the_ends_and_not_those_of_its_scale(normandie):
    low, *_, high, _ = normandie.criterion(CRITERION).scale.levels
    case = typed(normandie, low.id, high.id)
    worst, best = (rank_of(typed(normandie, level.id)) for level in (low, high))
    ranks = [f"{a} à {b}" if a != b else f"{a}" for a, b in (best, worst)]
    text = cost_text(case, case.default_combination, (LEVER, CRITERION)).replace("\u00a0", " ")
    assert f": {ranks[0]} si cette note était « {high.label} »" in text
    assert f"{ranks[1]} si elle était « {low.label} »" in text
