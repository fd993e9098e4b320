"""On which case a meeting is opened, and what its page says of a dossier that moves afterwards."""

import pytest

from prioritisation.cases.writing import Renaming
from tests.prioritisation.ui.reading import NBSP, html, page, press, words
from tests.shelving import Shelved
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("fresh")

ON = "create_about"


@pytest.fixture
def dossier(room):
    return Shelved(room, "Bretagne")


@pytest.fixture
def sets_up(room, holds):
    """A browser with the set-up link, and these cookies."""
    secret = room.new_setup_secret()
    return lambda **cookies: holds(demarrage=secret, **cookies)


def choice(app):
    return next((one for one in app.selectbox if one.key == ON), None)


def offered(app):
    return [label.replace(NBSP, " ") for label in choice(app).options]


def created(app, room):
    app.text_input(key=title(app)).set_value("Réunion")
    press(app, "Créer la séance")
    return room.meetings()[0].code


def title(app):
    return next(t.key for t in app.text_input if t.key.startswith("create_title"))


def test_without_a_dossier_it_says_which_case_and_asks_nothing(sets_up):
    sets_up()
    app = page()
    assert choice(app) is None
    assert "Sur quel dossier ?" in words(app)
    assert "dossier de départ" in words(app)


def test_the_one_looked_at_comes_first_and_the_meeting_takes_it_as_it_is(sets_up, dossier, room):
    other = Shelved(room, "Corse", ident="corse")
    sets_up(**dossier.cookie(), **other.cookie())
    app = page(dossier=other.key)
    assert offered(app)[0] == f"Corse, version {other.seq}"
    assert len(offered(app)) == 3
    taken = room.dossier_of(created(app, room))
    assert (taken.key, taken.seq) == (other.key, other.seq)
    assert room.stage(room.meetings()[0].code).case.title == "Corse"
    assert "Elle porte sur le dossier « Corse »." in words(app)


@pytest.mark.parametrize("what", ["made anew", "erased"])
def test_what_goes_while_the_form_is_filled_makes_no_meeting(sets_up, dossier, room, what):
    sets_up(**dossier.cookie())
    app = page(dossier=dossier.key)
    shelf = dossier.shelf
    app.text_input(key=title(app)).set_value("Réunion")
    if what == "erased":
        shelf.erase(dossier.key, dossier.secret)
    else:
        shelf.recover(dossier.key)
    press(app, "Créer la séance")
    assert room.meetings() == ()
    assert app.text_input(key=title(app)).value == "Réunion"


@pytest.fixture
def on_dossier(room, holds, dossier):
    """A meeting on a dossier, whose facilitator has the link of both."""
    made = Sitting(room, about=dossier.meeting())
    holds(**{f"lien_{made.code}": made.secret}, **dossier.cookie())
    return made


def preparing(made):
    return words(page(seance=made.code, onglet="preparer"))


def test_preparing_says_which_version_and_how_many_came_since(on_dossier, dossier):
    name = f"Dossier « Bretagne » (version {dossier.seq})"
    shown = preparing(on_dossier)
    assert name in shown
    assert "a changé depuis" not in shown
    for group in ("Un", "Deux"):
        dossier.shelf.rename(dossier.key, dossier.secret, "Bretagne", group)
    shown = preparing(on_dossier)
    assert name in shown
    assert "Le dossier a changé depuis : 2 versions de plus." in shown
    assert f"reste sur la version {dossier.seq - 2} ; pour prendre la dernière" in shown


def test_one_that_is_erased_since_is_said_and_the_meeting_keeps_its_case(on_dossier, dossier):
    dossier.shelf.erase(dossier.key, dossier.secret)
    assert "Le dossier a été effacé depuis" in preparing(on_dossier)


def test_without_a_link_of_the_dossier_nothing_is_told_of_what_became_of_it(
    on_dossier, dossier, holds
):
    dossier.shelf.rename(dossier.key, dossier.secret, "Bretagne", "Autre")
    holds(**{f"lien_{on_dossier.code}": on_dossier.secret})
    app = page(seance=on_dossier.code, onglet="preparer")
    assert "Dossier « Bretagne »" in words(app)
    assert "a changé depuis" not in words(app)
    assert dossier.key not in html(app)


def test_without_a_title_a_meeting_takes_the_question_of_its_case(sets_up, dossier, room):
    sets_up(**dossier.cookie())
    app = page(dossier=dossier.key)
    assert "la question du dossier" not in words(app)
    press(app, "Créer la séance")
    assert "Donnez un intitulé à la séance" in words(app)
    asked = Renaming(choice="Par quoi commencer ?")
    dossier.shelf.rename(dossier.key, dossier.secret, "Bretagne", "COP", asked)
    app = page(dossier=dossier.key)
    assert "la question du dossier" in words(app)
    folder = next(one for one in choice(app).options if "Bretagne" not in one)
    choice(app).set_value(folder).run()
    assert "la question du dossier" not in words(app), "that case has none"
    choice(app).set_value(next(o for o in choice(app).options if "Bretagne" in o)).run()
    press(app, "Créer la séance")
    assert [m.title for m in room.meetings()] == ["Par quoi commencer ?"]
