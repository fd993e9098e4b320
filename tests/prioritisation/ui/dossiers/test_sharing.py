"""Links of a dossier: given by role, until a day, shown once, taken back."""

import pytest

from prioritisation.cases.shelf import Shelf
from prioritisation.meeting.rules import Role
from tests.prioritisation.ui.dossiers.conftest import SCREEN
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import button, html, page, press, words

NAME, DAY = "Nom du lien", "Dernier jour"


def field(app, label):
    return next(f for f in app.text_input if f.label.startswith(label))


def sharing(bretagne):
    return bretagne.open(vue="partage")


def links(bretagne):
    return bretagne.shelf.links(bretagne.key, bretagne.secret)


def test_a_link_is_given_by_role_and_shown_once(bretagne):
    app = sharing(bretagne)
    field(app, NAME).set_value("membres du groupe")
    press(app, "Créer le lien")
    (address,) = [c.value for c in app.code]
    key, secret = address.split("/")[-2:]
    assert bretagne.shelf.role(key, secret) is Role.OBSERVER
    assert "membres du groupe" in words(app)
    assert secret not in html(sharing(bretagne))


def test_what_each_role_may_is_said_in_words_of_its_own(bretagne):
    (asked,) = sharing(bretagne).radio
    captions = list(asked.proto.captions)
    assert len(set(captions)) == len(captions) == len(asked.options)
    assert sum("un pilote" in one for one in captions) == 1


def test_a_second_press_makes_no_second_link(bretagne):
    app = sharing(bretagne)
    last = button(app, "Créer le lien")
    last.click().run()
    last.click()
    app.run()
    assert len(links(bretagne)) == 2


def test_a_double_click_makes_one_link_and_shows_it(bretagne, monkeypatch):
    app = sharing(bretagne)
    pressed_during(monkeypatch, Shelf, "new_link")
    press(app, "Créer le lien")
    (address,) = [c.value for c in app.code]
    assert bretagne.shelf.role(*address.split("/")[-2:]) is Role.OBSERVER
    assert len(links(bretagne)) == 2


def test_a_link_ends_once_its_last_day_is_over_there(bretagne, hour):
    app = sharing(bretagne)
    day = f"{bretagne.shelf.store.clock():%d/%m/%Y}"
    field(app, DAY).set_value(day)
    press(app, "Créer le lien")
    (made,) = (k for k in links(bretagne) if k.closes_at)
    assert bretagne.shelf.is_open(made)
    assert f"jusqu’au {day}" in words(app)
    assert "00:00" not in words(app), "no day ends for people on the next one"
    hour.ahead += type(hour.ahead)(days=1, hours=3)
    assert not bretagne.shelf.is_open(made)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("01/01/2001", "Ce jour est passé"),
        ("31/12/2099", "Ce jour est trop loin"),
        ("demain", "« demain » n’est pas un jour"),
        ("31/02/2027", "n’est pas un jour"),
        ("٣١/١٢/٢٠٢٧", "n’est pas un jour"),
        ("9" * 10_000, "n’est pas un jour"),
    ],
)
def test_a_day_that_cannot_be_is_told_and_stays(bretagne, typed, why):
    app = sharing(bretagne)
    field(app, DAY).set_value(typed)
    press(app, "Créer le lien")
    assert why in words(app)
    assert field(app, DAY).value == typed
    assert len(links(bretagne)) == 1


def test_a_name_that_cannot_be_is_told_and_stays(bretagne):
    app = sharing(bretagne)
    field(app, NAME).set_value("a\u202eb")
    press(app, "Créer le lien")
    assert "Ceci contient un signe caché" in words(app)
    assert field(app, NAME).value == "a\u202eb"
    assert len(links(bretagne)) == 1


def test_who_leads_with_others_gives_and_closes_lesser_links_only(bretagne, holds):
    holds(**bretagne.cookie(bretagne.shelf.new_link(bretagne.key, bretagne.secret, Role.RECORDER)))
    app = sharing(bretagne)
    assert app.radio[0].options == [
        "lire",
        "lire et proposer des corrections, comme pilote",
        "lire et proposer des corrections, comme expert",
    ]
    assert "Fermer ce lien" not in [b.label for b in app.button]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.EXPERT, Role.LEAD])
def test_readers_see_no_link(bretagne, holds, role):
    holds(**bretagne.cookie(bretagne.shelf.new_link(bretagne.key, bretagne.secret, role)))
    app = sharing(bretagne)
    assert "Créer le lien" not in [b.label for b in app.button]
    assert "Le lien de ce navigateur ne donne pas" in words(app) or "droit" in words(app)


def test_another_link_is_closed_at_once_and_its_browser_is_out(bretagne, holds):
    reader = bretagne.shelf.new_link(bretagne.key, bretagne.secret, Role.OBSERVER)
    app = sharing(bretagne)
    second = [b for b in app.button if b.label == "Fermer ce lien"][1]
    second.click().run()
    assert bretagne.shelf.role(bretagne.key, reader) is None
    assert "Le lien est fermé." in words(app)
    assert "1 lien fermé" in words(app)
    holds(**bretagne.cookie(reader))
    assert "COP de Bretagne" not in words(page(SCREEN))


def test_the_last_link_that_leads_is_closed_once_asked(bretagne):
    app = sharing(bretagne)
    press(app, "Fermer ce lien")
    assert "C’est le dernier lien qui anime ce dossier" in words(app)
    assert "Vous êtes ici par ce lien" in words(app)
    press(app, "Garder ce lien")
    assert bretagne.now.seq
    press(app, "Fermer ce lien")
    press(app, "Le fermer quand même")
    assert bretagne.shelf.role(bretagne.key, bretagne.secret) is None
