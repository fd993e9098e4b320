"""What a voter's own weights give, whatever the group's are."""

from prioritisation.meeting.rules import Act, Role


def test_each_voter_gets_the_ranking_of_their_own_ballot(sitting):
    voters = [sitting.voter() for _ in range(3)]
    sitting.open()
    for i, voter in enumerate(voters):
        sitting.cast(voter, [100 if i == j else 0 for j in range(3)])
    sitting.act(Act.REVEAL)
    results = sitting.room.results(sitting.code, Role.VOTER)
    found = [sitting.room.own_result(sitting.code, voter, results) for voter in voters]
    assert [max(f.ballot.points, key=f.ballot.points.get) for f in found] == [
        c.id for c in results.case.criteria
    ]
    assert len({tuple(f.ranking.order) for f in found}) > 1
    assert all(f.ranking.high.shape == (len(results.case.levers),) for f in found)
