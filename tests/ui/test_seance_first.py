"""What the desk says to whoever leads a meeting for the first time."""

from prioritisation.ballots.ballot import Ballot
from tests.ui import test_seance as there
from tests.ui.test_seance import page, words

room, holds, sitting = there.room, there.holds, there.sitting
DEVICES = "Chaque appareil entré reçoit le bulletin."


def typed(sitting, n):
    """Ballots typed in from paper."""
    ids = [c.id for c in sitting.stage().criteria]
    for _ in range(n):
        ballot = Ballot(dict.fromkeys(ids, 100), ids[0])
        sitting.room.paper_ballot(sitting.code, sitting.secret, ballot)


def test_nobody_is_said_to_get_the_ballot_on_a_phone_that_they_do_not_have(sitting):
    sitting.open().vote(4)
    typed(sitting, 2)
    sitting.reveal()
    said = words(page(seance=sitting.code))
    assert DEVICES in said
    assert "6 présents reçoivent" not in said


def test_paper_alone_is_no_device_that_has_come_in(sitting):
    sitting.open()
    typed(sitting, 2)
    sitting.reveal()
    said = words(page(seance=sitting.code))
    assert "Aucun appareil n’est encore entré" in said
    assert DEVICES not in said
