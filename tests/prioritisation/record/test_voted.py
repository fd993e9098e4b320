import pytest
from pydantic import ValidationError

from prioritisation.record.votes_part import BallotPart, Origin, WeightPart
from tests.prioritisation.record.made import sample


def test_the_round_that_decides_is_the_last_one_revealed():
    votes = sample("contested").votes
    assert (votes.origin, votes.deciding.number) == (Origin.BALLOTS, 3)
    assert votes.deciding == votes.rounds[2]
    assert votes.rounds[0].void


def test_ballots_hold_whole_numbers_and_abstentions():
    with pytest.raises(ValidationError):
        BallotPart(id="a", first="b", mode="swing", points={"b": 0.5})
    points = {"b": 100, "c": None}
    assert BallotPart(id="a", first="b", mode="swing", points=points).group is None


def test_a_weight_is_never_negative():
    with pytest.raises(ValidationError):
        WeightPart(criterion="a", value=-0.1)
