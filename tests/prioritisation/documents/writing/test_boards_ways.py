"""Ballots that gave places or shared points, in the workbook and the tables."""

from types import SimpleNamespace

import pytest

from prioritisation.documents.writing.board import recorded_ballots
from prioritisation.record.votes_part import BallotPart


def told(mode, points, first=""):
    line = BallotPart(id="B1", first=first, mode=mode, points=points)
    record = SimpleNamespace(
        votes=SimpleNamespace(deciding=SimpleNamespace(ballots=[line])),
        case=SimpleNamespace(criteria=[SimpleNamespace(id=c) for c in "abc"]),
    )
    ((_id, points),) = recorded_ballots(record)
    return points


def test_points_are_told_as_they_were_given():
    assert told("swing", {"a": 100, "b": 60, "c": None}, "a") == (100, 60, None)
    assert told("points", {"a": 50, "b": 30, "c": 20}) == (50, 30, 20)


def test_a_place_is_never_told_as_points_but_as_the_weight_it_makes():
    assert told("roc", {"a": 1, "b": 3, "c": 2}) == pytest.approx(
        (61.1111, 11.1111, 27.7778), abs=1e-3
    )
    assert told("roc", {"a": 2, "b": None, "c": 1}) == pytest.approx((25, None, 75))
