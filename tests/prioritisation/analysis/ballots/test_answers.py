import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import (
    BallotFault,
    InvalidBallot,
    Mode,
    ballot_shares_of,
    from_json,
    read_answers,
    read_ballot,
    to_json,
)
from tests.each import each
from tests.prioritisation.analysis.ballots.made import THREE


def faults(form, mode):
    _, problems = read_answers(form, THREE, mode)
    return [(p.fault, p.criterion, p.found) for p in problems]


def test_100_points_are_shared_out():
    given, problems = read_answers({"n_a": "50", "n_b": "30", "n_c": "20"}, THREE, Mode.POINTS)
    assert (given, problems) == ({"a": 50, "b": 30, "c": 20}, [])


@each(("c", "total"), [("10", "90"), ("35", "115")])
def test_another_total_is_said_and_never_rescaled(c, total):
    assert faults({"n_a": "50", "n_b": "30", "n_c": c}, Mode.POINTS) == [
        (BallotFault.TOTAL, "", total)
    ]


def test_the_total_is_asked_once_every_number_is_right():
    found = faults({"n_a": "50,5", "n_b": "", "n_c": "200"}, Mode.POINTS)
    assert [f for f, *_ in found] == [
        BallotFault.NOT_WHOLE,
        BallotFault.MISSING,
        BallotFault.OUT_OF_RANGE,
    ]


def test_who_abstains_on_a_criterion_shares_100_points_between_the_others():
    form = {"n_a": "60", "n_b": "40", "abstention_c": "1"}
    assert read_answers(form, THREE, Mode.POINTS) == ({"a": 60, "b": 40, "c": None}, [])
    alone = {"n_a": "100", "abstention_b": "1", "abstention_c": "1"}
    assert faults(alone, Mode.POINTS) == [(BallotFault.TOO_FEW, "", "")]


def test_places_may_be_shared_and_left_to_others():
    form = {"rang_a": "1", "rang_b": "1", "rang_c": "abstention"}
    assert read_answers(form, THREE, Mode.ROC) == ({"a": 1, "b": 1, "c": None}, [])


@each("text", ["0", "4", "-1", "1,5", "premier", "9" * 30, "²"])
def test_a_place_that_there_is_not_is_refused(text):
    found = faults({"rang_a": "1", "rang_b": "2", "rang_c": text}, Mode.ROC)
    assert found == [(BallotFault.PLACE_UNKNOWN, "c", text[:20])]


def test_a_place_must_be_chosen():
    assert faults({"rang_a": "1", "rang_b": "2"}, Mode.ROC) == [(BallotFault.NO_PLACE, "c", "")]


def test_other_criteria_are_named_in_every_mode():
    form = {"rang_a": "1", "rang_b": "2", "rang_c": "3", "rang_z": "1"}
    assert faults(form, Mode.ROC) == [(BallotFault.OTHER_CRITERIA, "", "rang_z")]


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
