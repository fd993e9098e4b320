"""A dossier that this version of the program refuses: listed, said why, gone back from, erased."""

import io
import zipfile

import pytest

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.rights import DossierRefused
from prioritisation.cases.units import CASE, canonical_json, unit_content
from prioritisation.cases.unreadable import UnreadableDossier
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import NewEntry
from prioritisation.ui.shared.pages import PAGES
from prioritisation.web.dossiers import _packed
from tests.prioritisation.ui.dossiers.conftest import SCREEN
from tests.prioritisation.ui.reading import page, press, words
from tests.sitting import Sitting

WORDS = "Ce programme ne sait pas lire la dernière version"


def spoil(bretagne, role="facilitator"):
    """Write what no version of this program writes: a noun that is not in its list."""
    shelf, key = bretagne.shelf, bretagne.key
    state = shelf.state(key, bretagne.secret)
    after = canonical_json(unit_content(state, CASE) | {"words": {"option": "banane"}})
    seq = shelf.store.dossiers.dossier(key).seq
    new = NewEntry({CASE: (state[CASE], after)}, seq, "form", role, None, "demain", "0" * 64)
    with shelf.store.dossiers.change(key) as change:
        change.append(new)
    return bretagne


@pytest.fixture
def spoilt(bretagne):
    return spoil(bretagne)


def test_it_is_listed_and_the_others_as_well(spoilt, holds, shelf):
    other = shelf.create(shelf.files(spoilt.key, spoilt.secret, 1), DoorOrigin("blank"))
    shelf.rename(other.key, other.secret, "Un dossier sain", "Groupe")
    holds(**spoilt.cookie(), **{f"dossier_{other.key}": shelf.pass_of(other.key, other.secret)})
    text = words(page(SCREEN))
    assert "Un dossier sain" in text
    assert "COP de Bretagne" in text
    assert "Ce programme ne sait pas lire sa dernière version" in text
    assert "2 dossiers à vous" in text


def test_its_page_says_what_is_wrong_and_goes_back(spoilt):
    app = spoilt.open()
    text = words(app)
    assert WORDS in text
    assert "banane" in text
    assert "« demain »" in text
    assert f"/dossiers/{spoilt.key}/zip?version=1" in str([h.body for h in app.get("html")])
    app.button(key="back_to_1").click().run()
    assert not app.exception
    assert "La version 1 est réécrite" in words(app)
    assert spoilt.now.seq == 3


def test_a_version_that_is_not_to_be_read_either_is_not_written(spoilt):
    spoil(spoilt)
    app = spoilt.open()
    app.button(key="back_to_2").click().run()
    assert not app.exception
    assert spoilt.shelf.store.dossiers.dossier(spoilt.key).seq == 3
    assert WORDS in words(app)


def test_every_part_and_every_page_stands(spoilt):
    for part in ("historique", "corriger", "partager", "propositions", "liste"):
        assert not spoilt.open(vue=part).exception
    for file, path in PAGES.items():
        app = page(file, dossier=spoilt.key)
        assert not app.exception
        assert path == "seance" or WORDS in words(app)


def test_it_is_erased(spoilt):
    app = spoilt.open()
    press(app, "Effacer…")
    press(app, "L’effacer pour toujours")
    assert "Le dossier est effacé." in words(app)
    assert spoilt.shelf.every() == ()


def test_a_reader_reads_and_takes_it_and_does_no_more(spoilt, holds):
    reader = spoilt.shelf.new_link(spoilt.key, spoilt.secret, Role.OBSERVER)
    holds(**spoilt.cookie(reader))
    app = spoilt.open()
    assert {b.key for b in app.button} & {"erase", "back_to_1", "take_out"} == set()
    taken = _packed(None, spoilt.shelf, spoilt.key, reader)
    assert taken.headers["content-disposition"].endswith('-version-2.zip"')
    with zipfile.ZipFile(io.BytesIO(taken.body)) as archive:
        assert "banane" in archive.read("case.toml").decode()


def test_nobody_without_a_link_learns_of_it(spoilt):
    with pytest.raises(DossierRefused):
        spoilt.shelf.unreadable(spoilt.key, "x")
    (one,) = spoilt.shelf.unreadable_by({spoilt.key: spoilt.secret, "ZZZZ9999": "x"})
    assert isinstance(one, UnreadableDossier)


def test_a_meeting_on_an_earlier_version_goes_on(bretagne, room, holds):
    about = bretagne.shelf.for_meeting(bretagne.key, bretagne.secret)
    sitting = Sitting(room, about=about).open()
    spoil(bretagne)
    holds(**{f"lien_{sitting.code}": sitting.secret}, **bretagne.cookie())
    app = page("screens/seance.py", seance=sitting.code)
    assert not app.exception
    assert WORDS not in words(app)
