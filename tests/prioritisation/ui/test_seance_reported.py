"""What was corrected in a meeting is proposed to its dossier, once, by who leads the meeting."""

import pytest

from criteria.model import Status
from prioritisation.meeting.room import ScoreEdit
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Act, Form, Role
from tests.conftest import NORMANDIE
from tests.prioritisation.ui.reading import html, page, press, words
from tests.shelving import Shelved
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("fresh")

ASKED = "2 notes corrigées en séance."
SEND = "Proposer au dossier"
SENT = "C’est envoyé : qui anime le dossier le trouve parmi ses propositions."
ECOSYSTEM = "partner_ecosystem"


class Reviewed:
    """A meeting on a dossier, under review."""

    def __init__(self, room, files):
        self.room, self.dossier = room, Shelved(room, "Normandie", files=files)
        self.meeting = Sitting(room, Form.FULL, about=self.dossier.meeting()).lobby()

    def review(self):
        self.meeting.act(Act.START_REVIEW)
        return self

    def correct(self, lever, amount="plutot_favorable", criterion=ECOSYSTEM):
        edit = ScoreEdit(lever, criterion, amount, amount, Status.OPINION, "pilote", "dit")
        self.room.edit_score(self.meeting.code, self.meeting.secret, edit)
        return self

    def link(self, secret):
        return {f"lien_{self.meeting.code}": secret}

    def preparing(self):
        return page(seance=self.meeting.code, onglet="preparer")

    @property
    def proposals(self):
        return self.dossier.shelf.proposals(self.dossier.key, self.dossier.secret)


@pytest.fixture
def made(room, holds):
    """A meeting whose facilitator holds no link of the dossier."""
    made = Reviewed(room, case_files_of(NORMANDIE))
    holds(**made.link(made.meeting.secret))
    return made


@pytest.fixture
def corrected(made):
    return made.review().correct("mieux_se_loger").correct("mieux_consommer")


def test_nothing_is_asked_before_something_is_corrected(made):
    assert "au dossier" not in words(made.review().preparing())


def test_they_are_proposed_once_by_one_button(corrected):
    app = corrected.preparing()
    assert ASKED in words(app)
    press(app, SEND)
    assert ASKED not in words(app)
    assert SENT in words(app)
    assert "Proposé au dossier : 2 notes corrigées." in words(app)
    assert [p.meeting for p in corrected.proposals] == [corrected.meeting.code] * 2
    again = corrected.preparing()
    assert SEND not in {b.label for b in again.button}
    assert SENT not in words(again)
    assert "Proposé au dossier" in words(again)


def test_two_who_press_at_once_propose_once(corrected):
    pages = [corrected.preparing(), corrected.preparing()]
    for app in pages:
        app.button(key=next(b.key for b in app.button if b.label == SEND)).click().run()
        assert not app.exception
    assert len(corrected.proposals) == 2


def test_a_later_correction_is_proposed_beside_the_first(corrected):
    press(corrected.preparing(), SEND)
    corrected.correct("mieux_se_loger", "quelques_partenaires")
    app = corrected.preparing()
    assert "1 note corrigée en séance." in words(app)
    assert "Proposé au dossier : 2 notes corrigées." in words(app)


def test_what_the_dossier_computes_is_told_and_not_proposed(corrected):
    corrected.correct("mieux_consommer", 12.0, "ghg_impact")
    app = corrected.preparing()
    assert ASKED in words(app)
    assert "Le dossier calcule cela lui-même" in words(app)
    assert "Mieux consommer, " in words(app)


def test_a_choice_that_the_room_settled_is_counted_beside_the_scores(corrected):
    room, meeting = corrected.room, corrected.meeting
    room.settle_reading(meeting.code, meeting.secret, "gt_freight")
    app = corrected.preparing()
    assert "2 notes corrigées et 1 choix tranché en séance." in words(app)
    press(app, SEND)
    assert "Proposé au dossier : 2 notes corrigées et 1 choix tranché." in words(app)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.LEAD, None])
def test_nobody_else_in_the_meeting_is_asked(corrected, holds, role):
    meeting = corrected.meeting
    own = corrected.room.new_link(meeting.code, meeting.secret, role) if role else ""
    holds(**corrected.link(own))
    assert "en séance." not in words(corrected.preparing())


def test_a_rehearsal_asks_nothing(made):
    made.meeting.act(Act.REHEARSE)
    assert "en séance." not in words(made.preparing())


def test_one_that_is_erased_meanwhile_is_proposed_nothing(corrected):
    app = corrected.preparing()
    corrected.dossier.shelf.erase(corrected.dossier.key, corrected.dossier.secret)
    press(app, SEND)
    assert not app.exception
    assert SENT not in words(app)
    assert corrected.dossier.key not in html(app)


def test_once_a_meeting_is_closed_the_page_that_leads_it_offers_it_too(corrected):
    meeting = corrected.meeting
    assert "au dossier" not in words(page(seance=meeting.code))
    meeting.open().vote(5)
    meeting.reveal()
    for act in (Act.START_ANALYSIS, Act.START_DECISION, Act.CLOSE):
        meeting.act(act)
    app = page(seance=meeting.code)
    assert "2 notes corrigées et " in words(app)
    press(app, SEND)
    assert SENT in words(app)
    assert len(corrected.proposals) > 2, "what was settled before the vote comes with the scores"
