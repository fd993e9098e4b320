import pytest

from prioritisation.analysis.ballots.ballot import Mode, ballot_shares_of
from prioritisation.meeting.rules.setup import simulated_ballots
from tests.each import each


def test_simulated_ballots_are_ballots_of_those_criteria_and_drawn_again_alike():
    ballots = simulated_ballots(["a", "b", "c"], 60, 7)
    assert ballots == simulated_ballots(["a", "b", "c"], 60, 7)
    for ballot in ballots:
        assert set(ballot.points) == {"a", "b", "c"}
        assert ballot.points[ballot.first] == 100
        given = [p for p in ballot.points.values() if p is not None]
        assert len(given) >= 2
        assert all(0 <= p <= 100 for p in given)
    assert {b.first for b in ballots} == {"a", "c"}


@each("mode", [Mode.POINTS, Mode.ROC])
def test_simulated_ballots_answer_as_the_meeting_asks(mode):
    ballots = simulated_ballots(["a", "b", "c"], 60, 7, mode)
    assert {b.mode for b in ballots} == {mode}
    for ballot in ballots:
        given = [p for p in ballot.points.values() if p is not None]
        assert (1 in given) if mode.ordered else sum(given) == 100
        assert sum(s for s in ballot_shares_of(ballot).values() if s) == pytest.approx(1)
    assert any(None in b.points.values() for b in ballots)
