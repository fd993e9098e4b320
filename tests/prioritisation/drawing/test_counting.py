"""What is shown before the reveal: numbers of ballots and of people, nothing else."""

from prioritisation.drawing.heading import (
    ballot_count_block,
    ballots_text,
    gauge,
    invitations_text,
    missing_text,
    turnout_text,
)


def test_a_meeting_that_is_not_open_counts_nobody(sitting):
    assert ballot_count_block(sitting.stage()) == ""


def test_ballots_are_counted_among_those_present(sitting):
    sitting.open()
    assert gauge(sitting.stage()) == ""
    sitting.vote(3)
    stage = sitting.stage()
    assert turnout_text(stage).replace("\u00a0", " ") == "3 votes, 3 présents"
    assert gauge(stage).count('class="in"') == gauge(stage).count("<i") == 3
    assert missing_text(stage) == "Tous les présents ont voté."


def test_how_many_are_missing_is_said_and_never_who(sitting):
    sitting.open()
    sitting.vote(1)
    for missed in (1, 2):
        sitting.room.join_soon(sitting.code, sitting.room.new_token(sitting.code)).result()
        stage = sitting.room.stage(sitting.code, fresh=True)
        assert stage.missing == missed
        assert missing_text(stage) == f"Il en manque {missed}"
        assert gauge(stage).count("<i") == 1 + missed


def test_a_crowd_has_a_bar_of_one_piece(sitting):
    sitting.open()
    sitting.vote(61)
    assert gauge(sitting.stage()).count("<i") == 1


def test_invented_votes_say_so():
    assert "inventé" in ballots_text(2, simulated=True)
    assert "inventé" not in ballots_text(2, simulated=False)


def test_invitations_are_counted_in_words():
    assert invitations_text(0, 0) == "0 invitation faite, 0 utilisée."
    assert invitations_text(20, 3) == "20 invitations faites, 3 utilisées."
