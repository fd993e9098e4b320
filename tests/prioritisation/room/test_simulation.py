from prioritisation.room.simulation import simulated


def test_simulated_ballots_are_ballots_of_those_criteria_and_drawn_again_alike():
    ballots = simulated(["a", "b", "c"], 60, 7)
    assert ballots == simulated(["a", "b", "c"], 60, 7)
    for ballot in ballots:
        assert set(ballot.points) == {"a", "b", "c"}
        assert ballot.points[ballot.first] == 100
        given = [p for p in ballot.points.values() if p is not None]
        assert len(given) >= 2
        assert all(0 <= p <= 100 for p in given)
    assert {b.first for b in ballots} == {"a", "c"}
