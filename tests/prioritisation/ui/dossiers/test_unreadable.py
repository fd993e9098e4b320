"""A dossier that this program refuses: said in one sentence, the others listed."""

import pytest

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.units import CASE, canonical_json, unit_content
from prioritisation.meeting.store import NewEntry
from prioritisation.ui.shared.pages import TABS
from tests.prioritisation.ui.dossiers.conftest import SCREEN
from tests.prioritisation.ui.reading import page, words
from tests.sitting import Sitting

WORDS = "Ce programme ne sait pas lire la dernière version"


def spoil(bretagne, role="facilitator"):
    """Write what no version of this program writes: a noun that is not in its list."""
    shelf, key = bretagne.shelf, bretagne.key
    state = shelf.state(key, bretagne.secret)
    after = canonical_json(unit_content(state, CASE) | {"words": {"option": "banane"}})
    seq = shelf.store.dossiers.dossier(key).seq
    new = NewEntry({CASE: (state[CASE], after)}, seq, "form", role, "demain", "0" * 64)
    with shelf.store.dossiers.change(key) as change:
        change.append(new)
    return bretagne


@pytest.fixture
def spoilt(bretagne):
    return spoil(bretagne)


def test_it_does_not_take_the_list_away_and_is_said_in_one_sentence(spoilt, holds, shelf):
    other = shelf.create(shelf.files(spoilt.key, spoilt.secret, 1), DoorOrigin("blank"))
    shelf.rename(other.key, other.secret, "Un dossier sain", "Groupe")
    holds(**spoilt.cookie(), **{f"dossier_{other.key}": shelf.pass_of(other.key, other.secret)})
    text = words(page(SCREEN)).replace("\u00a0", " ")
    assert "Un dossier sain" in text
    assert "Ce programme ne sait pas lire « Priorisation des leviers : Bretagne »" in text
    assert "2 dossiers à vous" in text


def test_every_part_and_every_page_stands(spoilt):
    for part in ("historique", "corriger", "partager", "propositions", "liste"):
        assert not spoilt.open(vue=part).exception
    for path in TABS:
        app = page(path, dossier=spoilt.key)
        assert not app.exception
        assert path == "seance" or WORDS in words(app)


def test_a_meeting_on_an_earlier_version_goes_on(bretagne, room, holds):
    about = bretagne.shelf.for_meeting(bretagne.key, bretagne.secret)
    sitting = Sitting(room, about=about).open()
    spoil(bretagne)
    holds(**{f"lien_{sitting.code}": sitting.secret}, **bretagne.cookie())
    app = page("seance", seance=sitting.code)
    assert not app.exception
    assert WORDS not in words(app)
