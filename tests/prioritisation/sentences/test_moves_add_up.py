"""A change of weights as it is written: what falls is what rises, and is what is said to move."""

import re
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.robustness import solid_headline
from prioritisation.sentences.tipping import printed_move, tipping_lines
from tests.prioritisation.sentences.made import normandie, plain, small
from tests.strategies import ENOUGH

LEAST = 0.0005
"""Smaller changes are next to nothing: their weights are not written."""
MOVED = re.compile(r"([Dd])éplacer (?:environ )?([\d,]+) % du poids")
CHANGE = re.compile(r" de ([\d,]+) à ([\d,]+) %")


def exact(written):
    return Fraction(written.replace(",", "."))


def moves(lines):
    """What each sentence says to move, with the weights of its example before and after."""
    for line in lines:
        moved, changes = MOVED.search(line), CHANGE.findall(line)
        if moved and changes:
            yield exact(moved[2]), [(exact(before), exact(after)) for before, after in changes]


def assert_adds_up(moved, changes):
    rises = sum(max(after - before, 0) for before, after in changes)
    falls = sum(max(before - after, 0) for before, after in changes)
    assert rises == falls == moved, (moved, changes)


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


def test_what_is_said_to_move_is_what_the_example_moves():
    reached = set()

    @ENOUGH
    @given(rows_and_points)
    def check(rows_and_points):
        rows, points = rows_and_points
        analysis = small(*rows, points=points)
        told = [plain(line) for line in tipping_lines(analysis, assess_robustness(analysis))]
        for moved, changes in moves(told):
            assert_adds_up(moved, changes)
            whole = sum(before for before, _ in changes)
            reached.add((moved.denominator == 1, whole.denominator == 1))

    check()
    assert (True, True) in reached


def test_weights_typed_as_they_are_written_do_what_is_said_of_them():
    """Divided by their sum, as any points are; and no less is said than the smallest change."""
    reached = set()

    @ENOUGH
    @given(rows_and_points)
    def check(rows_and_points):
        rows, points = rows_and_points
        robustness = assess_robustness(small(*rows, points=points))
        for change in robustness.reversals:
            if change.sure is None or change.sure.distance < LEAST:
                continue
            printed = printed_move(robustness, change.row, change.sure, sure=True)
            typed = np.array([float(text.replace(",", ".")) for text in printed.texts()])
            there = additive(robustness.question.matrix, typed / typed.sum())
            assert change.row in there.necessary_firsts, printed
            assert printed.about or printed.moved >= change.sure.distance - 1e-9, printed
            assert printed.moved <= 1.2 * change.sure.distance + 1e-9, printed
            reached.add((printed.about, printed.digits))

    check()
    assert {(False, 0), (False, 1)} <= reached


def test_equal_weights_of_thirds_are_moved_in_whole_percents():
    """They do not add up to 100, before nor after."""
    (line,) = tipping_lines(*both(small([100, 0, 50], [0, 85, 50])))
    ((moved, changes),) = moves([plain(line)])
    assert_adds_up(moved, changes)
    assert {before for before, _ in changes} == {33}


def both(analysis):
    return analysis, assess_robustness(analysis)


def test_the_answer_of_the_page_moves_whole_percents():
    settling = plain(solid_headline(*both(normandie((60, 30, 10)))).settling)
    assert re.search(r"déplacer \d+ % du poids", settling), settling


def test_all_the_weight_on_one_criterion_is_said_so():
    """No figures after the decimal comma make three thirds add up."""
    (line,) = tipping_lines(*both(small([100, 100, 0], [0, 0, 1], points=[1, 1, 1])))
    assert plain(line).startswith("Déplacer 66 % du poids met B en tête"), plain(line)
    (line,) = tipping_lines(*both(small([100, 100, 100], [0, 0, 100], points=[1, 1, 1])))
    assert plain(line).startswith("Déplacer 67 % du poids"), plain(line)
    assert plain(line).endswith("par exemple tout le poids sur c3."), plain(line)
