from prioritisation.meeting.rules import Act


def voted(sitting):
    sitting.open()
    voter = sitting.voter()
    sitting.cast(voter, (100, 50, 20), reason="Parce que")
    sitting.act(Act.REVEAL)
    return voter


def test_the_ballot_of_the_round_before_comes_back(sitting):
    voter, other = voted(sitting), sitting.voter()
    sitting.open()
    found = sitting.room.earlier_ballot(sitting.stage(), voter)
    assert (found.round, found.reason) == (1, "Parce que")
    assert sitting.room.earlier_ballot(sitting.stage(), other) is None
    assert sitting.room.ballot_in(sitting.code, 1, voter) == found
    assert sitting.room.ballot_in(sitting.code, 2, voter) is None


def test_a_ballot_skips_a_round(sitting):
    voter = voted(sitting)
    sitting.open()
    sitting.act(Act.VOID_ROUND, reason="erreur")
    sitting.open()
    assert sitting.room.earlier_ballot(sitting.stage(), voter).round == 1


def test_a_ballot_that_would_mean_something_else_does_not_come_back(sitting):
    voter = voted(sitting)
    sitting.without_last_criterion("un critère de moins")
    sitting.open()
    assert sitting.room.earlier_ballot(sitting.stage(), voter) is None
