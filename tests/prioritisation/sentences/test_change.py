import re
from dataclasses import replace

import numpy as np
from hypothesis import assume, example, given
from hypothesis import strategies as st

from criteria.model import Sense, Status
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.robustness.weight_sets import AtLeast, AtMost, Order, between
from prioritisation.analysis.scenario import Lead, starting_scenario
from prioritisation.analysis.weights import with_weight
from prioritisation.drawing.projected.ranked import change_block
from prioritisation.sentences.dossiers import counted_case
from prioritisation.sentences.effects import cost_text, effect_lines
from prioritisation.sentences.shares import weight_texts
from prioritisation.sentences.tipping import written_weights
from prioritisation.sentences.weight_limits import (
    allowed_text,
    constraint_text,
    limit_range,
    outside_text,
    written_range,
)
from prioritisation.settings import current_case
from tests.each import each
from tests.prioritisation.sentences.made import held, moving, normandie, plain, small
from tests.strategies import ENOUGH, cases
from tests.thresholds import analyse


@given(st.tuples(*[st.integers(1, 100)] * 3))
def test_the_threshold_said_is_true_at_its_last_digit(points):
    """There, or a unit inside a limit told to the nearest, the leader is still surely first."""
    analysis = normandie(points)
    if len(analysis.verdict.leaders) != 1:
        return
    leader = analysis.verdict.leaders[0]
    for stability in analysis.stability:
        if stability.alternative != analysis.matrix.alternatives[leader] or not stability.sure:
            continue
        column = analysis.matrix.criteria.index(stability.criterion)
        for sentence in held(analysis):
            name = analysis.case.criteria[column].in_sentence
            if f"tant que {name} pèse" not in sentence:
                continue
            said = re.search(r"pèse ([^.]*?), les autres", plain(sentence))[1]
            span = said.partition(" (")[0]
            figures = re.findall(r"\d+(?:,\d+)?", span)
            digits = max(len(figure.partition(",")[2]) for figure in figures)
            unit = 0.01 / 10**digits if "environ" in span else 0.0
            sides = [1, -1] if "entre" in span else [-1] if "au plus" in span else [1]
            for percent, side in zip(figures, sides, strict=True):
                share = float(percent.replace(",", ".")) / 100 + side * unit
                weights = with_weight(analysis.weights, column, share)
                low, high = analysis.matrix.low @ weights, analysis.matrix.high @ weights
                others = [h for i, h in enumerate(high) if i != leader]
                assert low[leader] >= max(others) - 1e-6


analyses = st.builds(
    normandie,
    st.tuples(*[st.integers(0, 100)] * 3).filter(any),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
    existing_coverage=st.sampled_from(Sense),
) | cases(rows=(2, 3), columns=(2, 3)).map(lambda case: analyse(case, starting_scenario(case)))


def test_whichever_weight_one_moves_is_said_only_when_it_is_true():
    reached = set()

    @ENOUGH
    @given(analyses)
    def check(analysis):
        led = analysis.verdict.lead not in {Lead.OPEN, Lead.TIED} and len(analysis.weights) > 1
        said = led and "aucun poids à lui seul" in change_block(analysis, ours=True)
        reached.add(said)
        if not said:
            return
        leader = analysis.verdict.leaders[0]
        for column in np.flatnonzero(analysis.weights < 1):
            for share in (0, 0.01, 0.25, 0.5, 0.99, 1):
                weights = with_weight(analysis.weights, column, share)
                highs = np.delete(analysis.matrix.high @ weights, leader)
                assert analysis.matrix.low[leader] @ weights >= highs.max() - 1e-6

    check()
    assert reached == {True, False}


def test_every_lever_that_one_score_could_put_first_is_named():
    said = moving(normandie((50, 0, 20)))[1]
    assert "7 à 10 fiches : Mieux se déplacer premier ; 3 à 5 fiches : Mieux produire" in said
    assert "ce levier" not in said
    assert said.endswith(", avec les choix actuels ; sinon, cela reste ouvert.")


reached = set()


# A limit and the weight beside it are read as they are: on random ranges and weights.

shares = st.floats(0, 1) | st.integers(0, 1000).map(lambda k: k / 1000)
NUMBER = re.compile(r"\d+(?:,\d+)?")


def numbers(text):
    return [float(n.replace(",", ".")) for n in NUMBER.findall(text)]


def as_read(text):
    """The least and the most that a weight may be, in percent."""
    (figure,) = numbers(text)
    unit = 10.0 ** -len(text.partition(",")[2].removesuffix(" %")) if "," in text else 1.0
    if text.startswith("moins"):
        return unit / 100, figure - unit / 100
    if text.startswith("plus"):
        return figure + unit / 100, 100 - unit / 100
    return figure, figure


def written(low, high, weight):
    """The ends of a range in percent and the weight beside it, as somebody reads them."""
    told = written_range(low, high, weight)
    span = plain(told.span)
    here = plain(told.here) or plain(weight_texts([weight, 1 - weight])[0])
    ends = numbers(span)
    if len(ends) == 1:
        ends = [*ends] * 2 if "au" not in span else [0.0, *ends]
        ends = [ends[1], 100.0] if "au moins" in span else ends
    return ends, as_read(here), told.digits


@given(shares, shares, shares)
@example(0.3320, 1.0, 1 / 3)
@example(0.3336, 1.0, 1 / 3)
@example(0.0, 0.714, 0.7136)
@example(0.002, 1.0, 0.006)
def test_a_limit_is_read_as_reached_where_it_is_and_nowhere_else(first, second, weight):
    low, high = sorted((first, second))
    # A range of which something is written, and a weight that no tie hides.
    assume(high - low > 1e-6)
    assume(all(abs(weight - end) > 1e-8 for end in (low, high)))
    ends, (least, most), digits = written(low, high, weight)
    if low < weight < high:
        assert ends[0] <= least <= most <= ends[1], (ends, least, most)
    elif weight < low:
        assert most < ends[0], (ends, most)
    else:
        assert least > ends[1], (ends, least)
    # Never more is promised than is so.
    assert 100 * low - 1e-6 <= ends[0]
    assert ends[1] <= 100 * high + 1e-6
    assert digits == 0 or min(abs(weight - low), abs(weight - high), high - low) < 0.02


@given(st.integers(1, 999))
def test_a_weight_at_its_limit_is_read_as_in_it(thousandths):
    weight = thousandths / 1000
    for low, high in ((weight, 1.0), (0.0, weight)):
        ends, (least, most), _ = written(low, high, weight)
        assert ends[0] <= most
        assert least <= ends[1]


@given(shares, shares, shares)
@example(0.5, 0.5049, 0.5)
@example(0.0, 0.0099, 0.0)
@example(0.996, 1.0, 0.5)
@example(0.4, 0.4001, 0.9)
def test_a_range_that_is_wide_is_never_written_as_one_figure(first, second, weight):
    low, high = sorted((first, second))
    assume(high - low > 1e-6)
    assume(all(abs(weight - end) > 1e-8 for end in (low, high)) or weight in {low, high})
    span = plain(written_range(low, high, weight).span)
    if low <= 1e-9 and high >= 1 - 1e-9:
        assert span == "au moins 0 %"
        return
    figures = numbers(span)
    assert span.startswith(("au moins", "au plus", "entre")), span
    assert len(set(figures)) == len(figures)
    assert all(0 < figure < 100 for figure in figures), span


@given(shares, shares, shares, st.floats(0, 1))
@example(0.2716, 1.0, 1 / 3, 0.0)
@example(0.0, 0.0087, 0.0, 1.0)
@example(0.2716, 1.0, 1 / 3, 0.27)
@example(0.004, 1.0, 0.5, 0.0)
def test_a_limit_told_on_both_sides_is_true_a_unit_away_on_each(first, second, weight, reach):
    """Inside, outside as far as another goes, and between the limit and the weight beside it."""
    low, weight, high = sorted((first, second, weight))
    assume(low == 0 or low > 1e-6)
    assume(high == 1 or high < 1 - 1e-6)
    assume((low > 0 or high < 1) and high - low > 1e-3)
    assume(all(abs(weight - end) > 1e-4 for end in (low, high) if 0 < end < 1))
    below = low > 1e-6
    past = low - max(0.001, reach) * low if below else high + max(0.001, reach) * (1 - high)
    told = limit_range(low, high, weight, past)
    unit, figures = 10.0**-told.digits, numbers(plain(told.span))
    for figure, end in zip(figures, [end for end in (low, high) if 1e-9 < end < 1], strict=True):
        assert 0 < figure < 100
        assert abs(figure - 100 * end) <= unit / 2 + 1e-9
        inside = unit if end == low else -unit
        exact = abs(figure - 100 * end) < 1e-6
        assert exact or 100 * low <= figure + inside <= 100 * high
        assert ("environ" in told.span) or exact
    away = figures[0] - unit if below else figures[-1] + unit
    assert 100 * past - 1e-6 <= away if below else away <= 100 * past + 1e-6
    least, most = as_read(plain(told.here) or plain(weight_texts([weight, 1 - weight])[0]))
    assert 100 * told.inner[0] - 1e-6 <= most
    assert least <= 100 * told.inner[1] + 1e-6


LABELS = ["Impact", "Partenaires"]


def test_each_constraint_is_a_sentence():
    assert constraint_text(Order(1, 0), LABELS) == "Partenaires pèse au moins autant qu’Impact"
    assert constraint_text(AtLeast(0, 0.2), LABELS) == "Impact pèse au moins 20\u00a0%"
    assert constraint_text(AtMost(1, 0.605), LABELS) == "Partenaires pèse au plus 60,5\u00a0%"


def limited(points, *constraints):
    """What is said of the weights allowed, and of weights that are not."""
    rows = small([80, 20, 30], [30, 90, 40], [60, 50, 100], points=points)
    found = assess_robustness(rows, constraints=constraints)
    labels = ["Impact", "Partenaires", "Couverture"]
    return plain(allowed_text(found, labels)), plain(outside_text(found, labels))


@each(
    ("constraints", "told"),
    [
        (
            (AtLeast(0, 0.0),),
            "Impact pèse au moins 0 % (100 % de toutes les répartitions de poids).",
        ),
        ((Order(0, 1),), "(50 % de toutes les répartitions de poids)."),
        ((AtLeast(0, 0.95),), "(moins de 1 % de toutes les répartitions de poids)."),
        (between(0, 0.4, 0.4), "Impact pèse au moins 40 % et Impact pèse au plus 40 %."),
        (
            (AtLeast(0, 0.6), AtLeast(1, 0.4)),
            "Impact pèse au moins 60 % et Partenaires pèse au moins 40 %.",
        ),
    ],
)
def test_how_many_weights_are_left_is_said(constraints, told):
    assert told in limited([1, 1, 1], *constraints)[0]


def test_weights_that_are_not_allowed_are_told_with_what_they_are():
    asked = (AtLeast(0, 0.6), Order(2, 1), AtMost(2, 0.9))
    told = limited([25, 50, 25], *asked)[1]
    assert "Impact pèse au moins 60 % (ici 25 %)" in told
    assert "Couverture pèse au moins autant que Partenaires (ici 25 % et 50 %)" in told
    assert "au plus 90" not in told
    assert limited([60, 10, 30], *asked)[1] == ""


# A change of weights as it is written does what is said of it.

LEAST = 0.0005
"""Smaller changes are next to nothing: their weights are not written."""

rows_and_points = st.lists(st.integers(1, 37), min_size=2, max_size=5).flatmap(
    lambda points: st.tuples(
        st.lists(
            st.lists(st.integers(0, 100), min_size=len(points), max_size=len(points)),
            min_size=2,
            max_size=4,
        ),
        st.just(points),
    )
)
"""Scores of some levers, and points whose shares are any fractions."""


def test_weights_typed_as_they_are_written_do_what_is_said_of_them():
    """Divided by their sum, as any points are; where none do beyond one point, they are it."""
    reached = set()

    @ENOUGH
    @given(rows_and_points)
    def check(rows_and_points):
        rows, points = rows_and_points
        robustness = assess_robustness(small(*rows, points=points))
        for change in robustness.reversals:
            if change.sure is None or change.sure.distance < LEAST:
                continue
            written = written_weights(robustness, change.row, change.sure, sure=True)
            typed = np.array(written.units) / sum(written.units)
            there = additive(robustness.question.matrix, typed)
            unit = len(typed) / written.whole
            done = change.row in there.necessary_firsts
            assert done or np.abs(typed - change.sure.weights).sum() <= unit, written
            moved = np.maximum(typed - robustness.question.weights, 0).sum()
            assert moved <= 1.2 * change.sure.distance + unit, written
            reached.add((done, written.digits))

    check()
    assert {(True, 0), (True, 1)} <= reached


# What it costs not to know a score: two ranks that anybody can find again.

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


# What is said while a case is corrected: what was typed with all of its figures, sums rounded.

CASE = current_case()
COMBINATION = CASE.default_combination


def test_what_changes_no_rank_is_told_to_change_nothing_whatever_it_renames():
    """Another name of the first lever is another sentence, and the same answer."""
    renamed = tuple(replace(v, label=f"{v.label} enfin") for v in CASE.levers)
    for after in (CASE, replace(CASE, levers=renamed)):
        lines = effect_lines(CASE, after, COMBINATION)
        assert lines[1] == "Cela n’y changerait rien."
