"""On which case a meeting is opened, and what its page says of a dossier that moves afterwards."""

from datetime import date

import pytest

from prioritisation.cases.blank import BlankCase, BlankCriterion, blank_files
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.writing import Renaming
from prioritisation.meeting.rules import Role
from tests.each import each
from tests.prioritisation.ui.reading import NBSP, go_to, html, page, press, words
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


def test_dossiers_are_read_once_a_run_whatever_asks_for_them(sets_up, dossier, monkeypatch):
    """The top of the page, the list, its question and its form speak of the same ones."""
    sets_up(**dossier.cookie())
    read, runs = Shelf.held_by, []
    monkeypatch.setattr(Shelf, "held_by", lambda *given: runs.append(1) or read(*given))
    app = page()
    assert len(runs) == 1
    assert app.run()
    assert len(runs) == 2


def test_the_case_of_the_folder_comes_first_when_none_is_looked_at(sets_up, dossier, room):
    sets_up(**dossier.cookie())
    app = page()
    assert "dossier de départ" in offered(app)[0]
    assert room.dossier_of(created(app, room)) is None
    assert "Elle porte sur le dossier « " in words(app)
    app = page("criteres", dossier=dossier.key)
    go_to(app, "seance").run()
    assert "Bretagne" in offered(app)[0], "looked at before, in the same session"


@each("role", [Role.EXPERT, Role.OBSERVER])
def test_a_reader_s_link_opens_no_meeting(sets_up, dossier, role):
    sets_up(**dossier.cookie(dossier.link(role)))
    assert choice(page(dossier=dossier.key)) is None


def test_an_archived_one_is_not_offered(sets_up, dossier):
    sets_up(**dossier.cookie())
    dossier.shelf.archive(dossier.key, dossier.secret, archived=True)
    assert choice(page(dossier=dossier.key)) is None


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


def test_an_address_with_a_dossier_alone_opens_the_form_and_not_the_last_meeting(
    sets_up, dossier, room
):
    code = room.create("Avant").code
    sets_up(**dossier.cookie())
    app = page(seance=code)
    app.query_params.clear()
    app.query_params["dossier"] = dossier.key
    app.run()
    assert "Bretagne" in offered(app)[0]
    assert "Avant" not in words(app).partition("Créer une séance")[0]


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


def test_a_meeting_of_the_folder_names_no_dossier(sitting):
    assert "Dossier «" not in preparing(sitting)


@each("view", ["conduire", "preparer", "presents", "journal"])
def test_the_pages_of_a_meeting_are_headed_by_its_own_case(on_dossier, view):
    """The case of the folder stood above a meeting on another one."""
    shown = html(page(seance=on_dossier.code, onglet=view)).partition("brand")[2][:400]
    assert "Bretagne" in shown
    assert "Groupe breton" in shown


def test_a_code_that_is_tried_is_headed_by_no_case(sets_up):
    sets_up()
    shown = html(page(seance="ZZZZZ")).partition("brand")[2][:200]
    assert "COP normande" not in shown


def test_before_a_meeting_is_entered_no_case_heads_the_page(dossier, sets_up):
    """The case of the folder stood above a meeting that was being created on another one."""
    sets_up()
    shown = html(page(seance="", dossier=dossier.key)).partition("brand")[2][:200]
    assert "COP normande" not in shown


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


def sites_of(room):
    """A dossier of sites, which has no action sheet."""
    cost, noise = BlankCriterion("Coût", "100", "0", unit="k€"), BlankCriterion("Bruit", "10", "0")
    case = BlankCase("Où ?", ("A", "B", "C"), (cost, noise), "G", option="site")
    return Shelved(room, "Sites", files=blank_files(case, date(2026, 12, 1)))


CARRIES = "portez-vous une fiche"


def test_where_a_meeting_is_created_the_page_is_of_the_dossier_that_it_will_be_on(sets_up, room):
    """It spoke of levers and of their sheets, under « Priorisation des leviers »."""
    sites = sites_of(room)
    sets_up(**sites.cookie())
    app = page(dossier=sites.key)
    header = html(app).partition("brand")[2][:200]
    assert "Sites" in header
    assert "levier" not in header
    assert "Ouvrir une séance sur ce dossier" in words(app)
    assert "Aucune séance" not in words(app)
    assert not [box.label for box in app.checkbox if CARRIES in box.label]
    choice(app).set_value("").run()
    assert [box.label for box in app.checkbox if CARRIES in box.label]
    assert "Sites" not in html(app).partition("brand")[2][:200]


def test_another_dossier_that_was_looked_at_since_heads_the_page(sets_up, dossier, room):
    other = Shelved(room, "Corse", ident="corse")
    sets_up(**dossier.cookie(), **other.cookie())
    app = page(dossier=dossier.key)
    go_to(app, "criteres")
    app.query_params["dossier"] = other.key
    app.run()
    app.query_params.clear()
    go_to(app, "seance").run()
    assert "Corse" in html(app).partition("brand")[2][:200]
    assert offered(app)[0].startswith("Corse")


def test_once_a_meeting_is_created_its_form_gives_way_to_what_comes_next(sets_up, dossier, room):
    sets_up(**dossier.cookie())
    app = page(dossier=dossier.key)
    assert "Créer une autre séance" not in [one.label for one in app.expander]
    created(app, room)
    (fold,) = [one for one in app.expander if one.label == "Créer une autre séance"]
    assert not fold.proto.expanded
    assert [one.label for one in fold.button] == ["Créer la séance"]
    assert "Entrer pour animer" in words(app)
