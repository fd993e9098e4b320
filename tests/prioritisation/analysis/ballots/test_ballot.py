import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import (
    Ballot,
    BallotFault,
    BallotProblem,
    InvalidBallot,
    ballot_shares_of,
    from_json,
    read_ballot,
    share_table,
    to_json,
)
from tests.each import each
from tests.prioritisation.analysis.ballots.made import THREE, ballot, ballots_on, shuffled
from tests.strategies import ENOUGH

RIGHT = {"premier": "a", "n_b": "60", "n_c": "0"}


def faults(form, criteria=THREE):
    with pytest.raises(InvalidBallot) as caught:
        read_ballot(form, criteria)
    return [(p.fault, p.criterion) for p in caught.value.problems]


def test_the_first_is_worth_100_whatever_its_number():
    for extra in ({}, {"n_a": "12"}, {"n_a": "many"}, {"autant_a": "on"}):
        assert read_ballot(RIGHT | extra, THREE) == Ballot({"a": 100, "b": 60, "c": 0}, "a")


@each(
    ("extra", "points"),
    [
        ({"autant_b": ""}, 100),
        ({"autant_b": "on", "abstention_b": "on", "n_b": "3"}, 100),
        ({"abstention_b": "on", "n_b": "3"}, None),
        ({"abstention_b": "on", "n_b": "many"}, None),
        ({"n_b": " 007 "}, 7),
    ],
)
def test_contradictions_follow_one_order(extra, points):
    assert read_ballot(RIGHT | extra, THREE).points["b"] == points


def test_other_fields_are_not_the_ballots():
    form = RIGHT | {"nonce": "x", "motif": "because", "premiere": "z"}
    assert read_ballot(form, THREE) == read_ballot(RIGHT, THREE)


@each(
    ("extra", "found"),
    [
        ({"n_b": ""}, [(BallotFault.MISSING, "b")]),
        ({"n_b": "50.5"}, [(BallotFault.NOT_WHOLE, "b")]),
        ({"n_b": "1e1"}, [(BallotFault.NOT_WHOLE, "b")]),
        ({"n_b": "+5"}, [(BallotFault.NOT_WHOLE, "b")]),
        ({"n_b": "٥"}, [(BallotFault.NOT_WHOLE, "b")]),
        ({"n_b": "-1"}, [(BallotFault.OUT_OF_RANGE, "b")]),
        ({"n_b": "101"}, [(BallotFault.OUT_OF_RANGE, "b")]),
        ({"n_b": "9" * 9999}, [(BallotFault.OUT_OF_RANGE, "b")]),
        ({"premier": "z"}, [(BallotFault.FIRST_UNKNOWN, "")]),
        ({"premier": ""}, [(BallotFault.FIRST_MISSING, "")]),
        ({"abstention_a": "on"}, [(BallotFault.FIRST_ABSTAINS, "a")]),
        ({"n_z": "3"}, [(BallotFault.OTHER_CRITERIA, "")]),
        ({"autant_z": "on"}, [(BallotFault.OTHER_CRITERIA, "")]),
        ({"abstention_b": "on", "abstention_c": "on"}, [(BallotFault.TOO_FEW, "")]),
    ],
)
def test_what_is_wrong_is_told(extra, found):
    assert faults(RIGHT | extra) == found


def test_every_problem_is_told_at_once():
    form = {"premier": "a", "n_b": "-4", "abstention_z": "on"}
    assert faults(form) == [
        (BallotFault.OTHER_CRITERIA, ""),
        (BallotFault.OUT_OF_RANGE, "b"),
        (BallotFault.MISSING, "c"),
    ]


def test_an_empty_form_only_lacks_its_first():
    assert faults({}) == [(BallotFault.FIRST_MISSING, "")]
    assert faults({"n_a": "200"}) == [
        (BallotFault.FIRST_MISSING, ""),
        (BallotFault.OUT_OF_RANGE, "a"),
    ]


def test_a_problem_repeats_little_of_what_was_sent():
    with pytest.raises(InvalidBallot) as caught:
        read_ballot({"premier": "z" * 999, "n_" + "y" * 999: "1"}, THREE)
    assert all(len(p.found) <= 20 for p in caught.value.problems)
    assert str(caught.value) == "first_unknown; other_criteria"
    assert BallotProblem(BallotFault.TOO_FEW) == BallotProblem(BallotFault.TOO_FEW, "", "")


def test_one_criterion_is_nothing_to_compare():
    assert faults({"premier": "a"}, ("a",)) == [(BallotFault.TOO_FEW, "")]


fields = st.sampled_from(
    ["premier", *(p + c for p in ("n_", "autant_", "abstention_") for c in "abcz")]
)
texts = st.sampled_from(["", "a", "b", "z", "0", "60", "100", "101", "-1", "x", "1.5"]) | st.text()


def test_any_form_is_a_ballot_or_its_problems():
    reached = set()

    @ENOUGH
    @given(st.sampled_from([{}, RIGHT]), st.dictionaries(fields, texts, max_size=3))
    def check(start, changes):
        try:
            found = read_ballot(start | changes, THREE)
        except InvalidBallot as invalid:
            reached.add("refused")
            assert invalid.problems  # noqa: PT017 (either outcome is right)
            return
        reached.add("read")
        assert tuple(found.points) == THREE
        assert found.points[found.first] == 100
        assert all(p is None or 0 <= p <= 100 for p in found.points.values())
        assert sum(p is not None for p in found.points.values()) >= 2

    check()
    assert reached == {"read", "refused"}


@given(ballots_on())
def test_a_ballot_is_written_and_read_back(found):
    assert from_json(to_json(found)) == found
    assert tuple(from_json(to_json(found)).points) == tuple(found.points)


@given(ballots_on())
def test_shares_sum_to_1_over_what_is_given(found):
    given_ = [s for s in ballot_shares_of(found).values() if s is not None]
    assert math.isclose(sum(given_), 1)
    assert [s is None for s in ballot_shares_of(found).values()] == [
        p is None for p in found.points.values()
    ]


@given(ballots_on(abstentions=False), st.data())
def test_an_abstention_keeps_the_proportions_of_the_others(found, data):
    silent = data.draw(st.sampled_from([c for c in THREE if c != found.first]))
    less = ballot_shares_of(Ballot({**found.points, silent: None}, found.first))
    whole = ballot_shares_of(found)
    kept = [c for c in THREE if c != silent]
    for c in kept:
        assert math.isclose(less[c] * whole[found.first], whole[c] * less[found.first])


def test_the_table_has_abstentions_and_no_order_of_arrival():
    table = share_table([ballot(100, 60, 40), ballot(100, 100, None)], THREE)
    assert np.allclose(table, [[0.5, 0.3, 0.2], [0.5, 0.5, np.nan]], equal_nan=True)
    assert share_table([], THREE).shape == (0, 3)


@given(shuffled())
def test_the_table_is_the_same_to_the_last_digit_in_any_order(both):
    first, other = (share_table(found, THREE) for found in both)
    assert np.array_equal(first, other, equal_nan=True)
