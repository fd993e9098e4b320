import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.anchors import anchor_spans
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.analysis.weights import with_weight
from prioritisation.sentences.change import anchor_lines, changes
from prioritisation.sentences.verdict import conclusion
from tests.each import each
from tests.prioritisation.analysis.anchored import first_with, made
from tests.prioritisation.sentences.made import normandie, plain
from tests.strategies import ENOUGH, cases
from tests.thresholds import analyse


def settling(analysis):
    return plain(conclusion(analysis).settling or "")


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
        for sentence in changes(analysis):
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
        said = "quel que soit le poids que l’on déplace" in settling(analysis)
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


@given(
    st.tuples(*[st.integers(0, 100)] * 3).filter(any),
    st.sampled_from(["gt", "gt_freight", "sgpe"]),
    st.sampled_from(list(Sense)),
)
def test_every_scenario_has_whole_sentences(points, combination, sense):
    analysis = normandie(points, combination, existing_coverage=sense)
    for sentence in [settling(analysis), *changes(analysis)]:
        assert "{" not in sentence
        assert sentence == "" or sentence.endswith(".")


def test_every_lever_that_one_score_could_put_first_is_named():
    said = settling(normandie((50, 0, 20)))
    assert "Avec 7 à 10 fiches et les choix actuels, Mieux se déplacer est premier quelles" in said
    assert "; avec 3 à 5 fiches, Mieux produire est premier" in said
    assert "ce levier" not in said
    assert said.endswith("; sinon, on ne sait pas encore.")


def test_a_threshold_never_leaves_out_the_weight_on_the_screen():
    analysis = normandie((9, 35, 43), "sgpe", existing_coverage=Sense.MAX)
    (said,) = [s for s in changes(analysis) if "l’impact GES pèse" in s]
    assert re.search(r"entre 10,28.% et 69,76.% environ \(10,34.% ici\)", said)


def lines_of(scores, points, whole):
    scenario = Scenario(dict(zip(("c0", "c1"), points, strict=True)), "here")
    return [plain(line) for line in anchor_lines(analyse(made(scores, whole=whole), scenario))]


@each(
    ("scores", "points", "whole", "step"),
    [
        ([(10, 2), (5, 7)], (51, 49), True, "1"),
        ([(10, 2), (5, 7)], (5001, 4999), False, "0,1"),
    ],
)
def test_an_anchor_that_cannot_move_is_told_not_to(scores, points, whole, step):
    (line,) = (x for x in lines_of(scores, points, whole) if "100 points pour c0" in x)
    assert f"ne peut pas bouger de {step} sans que le premier change ou qu’une note sorte" in line


def test_no_amount_below_zero_is_told_of_what_is_never_below_it():
    lines = lines_of([(2, 3), (3, 2)], (1, 2), False)
    (low,) = (x for x in lines if "0 point pour c1" in x)
    assert "de 0 à" in low
    assert not re.search(r"[-−]\d", " ".join(lines))


TOLD = re.compile(
    r"peut être mis (?:n’importe où de ([−\d,]+) à ([−\d,]+)|à ([−\d,]+) ou (plus|moins)) :"
)


@ENOUGH
@given(
    st.lists(st.tuples(*[st.integers(2, 6)] * 2), min_size=2, max_size=4),
    st.tuples(*[st.integers(1, 9)] * 2),
    st.booleans(),
    st.booleans(),
    st.sampled_from((0, -4)),
)
def each_place_told_keeps_the_first(scores, points, falling, whole, lowest):
    case = made(scores, falling, whole, lowest)
    scenario = Scenario(dict(zip(("c0", "c1"), points, strict=True)), "here")
    analysis = analyse(case, scenario)
    for span, line in zip(anchor_spans(analysis), anchor_lines(analysis), strict=True):
        found = TOLD.search(plain(line))
        if found is None:
            continue
        least, most, end, way = found.groups()
        if end:
            least, most = (end, "1000") if way == "plus" else ("−1000", end)
        ends = [float(one.replace(",", ".").replace("−", "-")) for one in (least, most)]
        assert ends[0] <= span.here <= ends[1]
        for part in (0.001, 0.01, 0.3, 0.6, 0.999):
            anchor = ends[0] + part * (ends[1] - ends[0])
            assert first_with(case, scenario, span, anchor) == analysis.verdict.leaders[0], line
        reached.add(way)


reached = set()


def test_wherever_an_anchor_may_stand_the_first_stays_first():
    each_place_told_keeps_the_first()
    assert reached == {"plus", "moins", None}
