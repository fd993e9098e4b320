import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.anonymity import (
    MIN_SHOWN,
    ShownColleges,
    hidden_together,
    may_show,
    may_split,
    shown_colleges,
)
from prioritisation.analysis.ballots.ballot import (
    Ballot,
    BallotFault,
    InvalidBallot,
    Mode,
    ballot_shares_of,
    from_json,
    read_answers,
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


def faults_answers(form, mode):
    _, problems = read_answers(form, THREE, mode)
    return [(p.fault, p.criterion, p.found) for p in problems]


def test_100_points_are_shared_out():
    given, problems = read_answers({"n_a": "50", "n_b": "30", "n_c": "20"}, THREE, Mode.POINTS)
    assert (given, problems) == ({"a": 50, "b": 30, "c": 20}, [])


@each(("c", "total"), [("10", "90"), ("35", "115")])
def test_another_total_is_said_and_never_rescaled(c, total):
    assert faults_answers({"n_a": "50", "n_b": "30", "n_c": c}, Mode.POINTS) == [
        (BallotFault.TOTAL, "", total)
    ]


def test_the_total_is_asked_once_every_number_is_right():
    found = faults_answers({"n_a": "50,5", "n_b": "", "n_c": "200"}, Mode.POINTS)
    assert [f for f, *_ in found] == [
        BallotFault.NOT_WHOLE,
        BallotFault.MISSING,
        BallotFault.OUT_OF_RANGE,
    ]


def test_who_abstains_on_a_criterion_shares_100_points_between_the_others():
    form = {"n_a": "60", "n_b": "40", "abstention_c": "1"}
    assert read_answers(form, THREE, Mode.POINTS) == ({"a": 60, "b": 40, "c": None}, [])
    alone = {"n_a": "100", "abstention_b": "1", "abstention_c": "1"}
    assert faults_answers(alone, Mode.POINTS) == [(BallotFault.TOO_FEW, "", "")]


def test_places_may_be_shared_and_left_to_others():
    form = {"rang_a": "1", "rang_b": "1", "rang_c": "abstention"}
    assert read_answers(form, THREE, Mode.ROC) == ({"a": 1, "b": 1, "c": None}, [])


def test_other_criteria_are_named_in_every_mode():
    form = {"rang_a": "1", "rang_b": "2", "rang_c": "3", "rang_z": "1"}
    assert faults_answers(form, Mode.ROC) == [(BallotFault.OTHER_CRITERIA, "", "rang_z")]


def test_a_form_made_for_another_mode_is_refused_whole():
    form = {"n_a": "50", "n_b": "50", "n_c": "0", "facon": "points"}
    assert read_ballot(form, THREE, Mode.POINTS).mode is Mode.POINTS
    for mode in (Mode.SWING, Mode.ROC):
        with pytest.raises(InvalidBallot) as caught:
            read_ballot(form, THREE, mode)
        assert [p.fault for p in caught.value.problems] == [BallotFault.OTHER_MODE]


@given(st.data())
def test_a_better_place_never_weighs_less_and_the_text_keeps_everything(data):
    places = st.sampled_from(["1", "2", "3"])
    form = {f"rang_{c}": data.draw(places) for c in THREE} | {"facon": Mode.ROC.value}
    ballot = read_ballot(form, THREE, Mode.ROC)
    found = ballot_shares_of(ballot)
    assert sum(found.values()) == pytest.approx(1)
    for one in THREE:
        for other in THREE:
            if ballot.points[one] < ballot.points[other]:
                assert found[one] > found[other]
            if ballot.points[one] == ballot.points[other]:
                assert found[one] == pytest.approx(found[other])
    assert from_json(to_json(ballot)) == ballot


counts = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12), max_size=7)


def test_below_five_nothing_but_the_number_is_shown():
    assert [may_show(n) for n in (0, 1, 3, 4, 5, 60)] == [False] * 4 + [True] * 2


@each(("n", "typed", "hidden"), [(7, 0, 7), (7, 2, 5), (7, 6, 1), (7, 7, 7), (0, 0, 0)])
def test_ballots_typed_in_hide_no_other_unless_all_were(n, typed, hidden):
    assert hidden_together(n, typed) == hidden


def test_with_and_without_need_enough_on_both_sides():
    assert may_split(5, 9)
    assert not may_split(4, 10)
    assert not may_split(14, 0)


@each(
    ("found", "said"),
    [
        ({"a": 5, "b": 7}, ShownColleges(("a", "b"), ())),
        ({"a": 5, "b": 7, "c": 0}, ShownColleges(("a", "b"), ())),
        ({"a": 9, "b": 3, "c": 2}, ShownColleges(("a",), ("b", "c"))),
        ({"a": 9, "b": 6, "c": 1}, ShownColleges(("a",), ("b", "c"))),
        ({"a": 13, "b": 1}, ShownColleges((), ("a", "b"))),
        ({"a": 2, "b": 1}, ShownColleges((), ("a", "b"))),
        ({}, ShownColleges((), ())),
    ],
)
def test_small_colleges_are_merged(found, said):
    assert shown_colleges(found) == said


@given(counts)
def test_every_college_is_shown_or_merged_once(found):
    cut = shown_colleges(found)
    assert sorted(cut.shown + cut.merged) == sorted(c for c, n in found.items() if n)
    assert cut == shown_colleges(dict(reversed(found.items())))


@given(counts)
def test_no_difference_of_sums_is_about_a_few_ballots(found):
    """Every sum of published parts, the total among them, minus every other contained in it."""
    cut = shown_colleges(found)
    parts = [found[c] for c in cut.shown]
    published = [*parts, sum(found.values())] if parts else []
    if cut.merged and parts:
        published.append(sum(found[c] for c in cut.merged))
    total = sum(found.values())
    sums = {sum(some) for k in range(len(parts) + 1) for some in combinations(parts, k)}
    assert all(n >= MIN_SHOWN for n in published)
    if parts:
        assert all(total - s == 0 or total - s >= MIN_SHOWN for s in sums)
