"""What the desk says to whoever leads a meeting for the first time."""

import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.rules import Act, Role
from tests.prioritisation.ui.reading import html, page, press, words

CHANGES, NO_DEVICE = "Chacun retrouve son vote", "Aucun appareil n’est encore entré"


def typed(sitting, n):
    """Ballots typed in from paper."""
    ids = [c.id for c in sitting.stage().criteria]
    for _ in range(n):
        ballot = Ballot(dict.fromkeys(ids, 100), ids[0])
        sitting.room.paper_ballot(sitting.code, sitting.secret, ballot)


def second_vote(sitting):
    """What is said of the button of a second vote."""
    app = page(seance=sitting.code)
    return next(b.help for b in app.button if b.label == "Ouvrir le second vote")


def test_nobody_is_said_to_get_the_ballot_on_a_phone_that_they_do_not_have(sitting):
    sitting.open().vote(4)
    typed(sitting, 2)
    sitting.reveal()
    said = second_vote(sitting)
    assert CHANGES in said
    assert NO_DEVICE not in said


def test_paper_alone_is_no_device_that_has_come_in(sitting):
    sitting.open()
    typed(sitting, 2)
    sitting.reveal()
    said = second_vote(sitting)
    assert NO_DEVICE in said
    assert CHANGES not in said


RECORD = "Enregistrer ce vote sur papier"
SHEETS = ("papier.pdf", "aide.pdf")


def printed(sitting):
    """The page, which of the sheets to print it links to, and whether paper is typed in there."""
    app = page(seance=sitting.code, onglet="preparer")
    found = [name for name in SHEETS if f"/vote/{sitting.code}/{name}" in html(app)]
    return tuple(found), RECORD in [b.label for b in app.button]


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.RECORDER])
def test_what_is_printed_before_a_meeting_is_found_before_it(sitting, holds, role):
    link = sitting.room.new_link(sitting.code, sitting.secret, role)
    holds(**{f"lien_{sitting.code}": link})
    assert printed(sitting) == (SHEETS, False)
    sitting.lobby()
    assert printed(sitting) == (SHEETS, False)
    sitting.open()
    assert printed(sitting) == (SHEETS, True)
    sitting.vote(6)
    sitting.reveal()
    assert printed(sitting) == (SHEETS, False)
    for act in (Act.START_ANALYSIS, Act.START_DECISION, Act.CLOSE):
        sitting.act(act)
    assert printed(sitting) == ((), False)


def test_who_never_types_paper_in_is_not_offered_it(sitting, holds):
    holds(
        **{f"lien_{sitting.code}": sitting.room.new_link(sitting.code, sitting.secret, Role.LEAD)}
    )
    assert printed(sitting) == ((), False)


def test_that_few_are_present_tells_no_number_that_would_soon_be_false(sitting):
    few = "Peu de personnes présentes. Moins de 10 personnes ont rejoint la séance."
    sitting.lobby()
    assert few in words(page(seance=sitting.code))
    for _ in range(10):
        sitting.room.join_soon(sitting.code, sitting.room.new_token(sitting.code)).result()
    assert "Peu de personnes présentes" not in words(page(seance=sitting.code))


SENSE, ANSWER = "Choisissez ce qui rend prioritaire.", "Acceptez, ou écrivez un mot"


def around(app, said):
    """The title of what a sentence of the dialog stands under."""
    above = words(app).split(said)[0]
    return max(("Ce qui rend prioritaire", "À accepter, ou à dire"), key=above.rfind)


def test_what_the_dialog_of_a_round_still_asks_for_is_said_at_each_question(sitting):
    sitting.lobby()
    app = page(seance=sitting.code)
    press(app, "Ouvrir le premier vote…")
    asked = [f for f in app.text_input if str(f.key).startswith("opening_")]
    assert len(asked) > 1
    asked[0].set_value("su et accepté")
    press(app, "Ouvrir le premier vote")
    assert words(app).count(SENSE) == 1
    assert around(app, SENSE) == "Ce qui rend prioritaire"
    assert words(app).count(ANSWER) == len(asked) - 1
    assert around(app, ANSWER) == "À accepter, ou à dire"
    assert not sitting.stage().meeting.rounds
