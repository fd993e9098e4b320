"""What is shown before the reveal: numbers of ballots and of people, nothing else."""

from prioritisation.drawing.heading import (
    ballot_count_block,
    ballots_text,
    gauge,
    invitations_text,
    missing_voters,
    turnout_text,
)


def test_a_meeting_that_is_not_open_counts_nobody(sitting):
    assert ballot_count_block(sitting.stage()) == ""


def test_ballots_are_counted_among_those_present(sitting):
    sitting.open()
    assert gauge(sitting.stage()) == ""
    sitting.vote(3)
    stage = sitting.stage()
    assert turnout_text(stage).replace("\u00a0", " ") == "3 bulletins, 3 présents"
    assert "width:100.0%" in gauge(stage)
    assert missing_voters(stage) == "Tous les présents ont voté."


def test_closing_early_is_said_to_be_asked_first(sitting):
    sitting.open()
    sitting.vote(1)
    for missed, said in (
        (1, "1 présent n’a pas encore voté : il vous sera demandé s’il faut l’attendre."),
        (2, "2 présents n’ont pas encore voté : il vous sera demandé s’il faut les attendre."),
    ):
        sitting.room.join_soon(sitting.code, sitting.room.new_token(sitting.code)).result()
        stage = sitting.room.stage(sitting.code, fresh=True)
        assert stage.missing == missed
        assert missing_voters(stage).replace("\u00a0", " ") == said


def test_simulated_ballots_say_so():
    assert "simulé" in ballots_text(2, simulated=True)
    assert "simulé" not in ballots_text(2, simulated=False)


def test_invitations_are_counted_in_words():
    assert invitations_text(0, 0) == "0 invitation faite, 0 utilisée."
    assert invitations_text(20, 3) == "20 invitations faites, 3 utilisées."
