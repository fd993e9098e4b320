"""A voter's own result beside the group's, from three ballots on."""

import pytest

from prioritisation.meeting import Act, Role


@pytest.mark.parametrize("n", [2, 3])
def test_the_group_is_beside_one_s_own_from_three_ballots(sitting, n):
    voters = [sitting.voter() for _ in range(n)]
    sitting.open()
    for voter in voters:
        sitting.vote(voter, [0, 0, 100])
    sitting.act(Act.REVEAL)
    results = sitting.room.results(sitting.code, Role.VOTER)
    own = sitting.room.own_result(sitting.code, voters[0], results)
    assert own.n == n
    assert (own.group is not None) == bool(own.weights) == (n == 3)
    assert own.own.high.shape == (len(results.case.levers),)
