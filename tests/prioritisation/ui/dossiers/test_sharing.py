"""The three links of a dossier: shown once, made anew, and who may."""

from prioritisation.cases.shelf import Shelf
from prioritisation.meeting.rules import Role
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import html, page, press, words


def sharing(bretagne):
    return bretagne.open(vue="partage")


def makers(app):
    return [b for b in app.button if b.label in {"Créer ce lien", "Refaire ce lien"}]


def secret_shown(app):
    (address,) = [c.value for c in app.code]
    return address.split("/")[-1]


def test_a_link_is_made_and_shown_once_then_made_anew_once_asked(bretagne, holds):
    app = sharing(bretagne)
    assert [b.label for b in makers(app)] == ["Créer ce lien", "Créer ce lien", "Refaire ce lien"]
    makers(app)[0].click().run()
    first = secret_shown(app)
    assert bretagne.shelf.role(bretagne.key, first) is Role.OBSERVER
    app = sharing(bretagne)
    assert first not in html(app)
    makers(app)[0].click().run()
    assert "ne l’ouvre plus" in words(app)
    press(app, "Garder l’actuel")
    assert bretagne.shelf.role(bretagne.key, first) is Role.OBSERVER
    makers(app)[0].click().run()
    press(app, "Le refaire")
    assert bretagne.shelf.role(bretagne.key, first) is None
    assert bretagne.shelf.role(bretagne.key, secret_shown(app)) is Role.OBSERVER
    holds(**bretagne.cookie(first))
    assert "COP de Bretagne" not in words(page(SCREEN))


def test_a_double_click_makes_one_link_and_shows_it(bretagne, monkeypatch):
    app = sharing(bretagne)
    pressed_during(monkeypatch, Shelf, "new_link")
    makers(app)[1].click().run()
    assert bretagne.shelf.role(bretagne.key, secret_shown(app)) is Role.EXPERT


def test_one_s_own_link_made_anew_is_shown_with_the_way_in(bretagne):
    app = sharing(bretagne)
    makers(app)[2].click().run()
    assert "Vous êtes ici par ce lien" in words(app)
    press(app, "Le refaire")
    assert bretagne.shelf.role(bretagne.key, bretagne.secret) is None
    assert bretagne.shelf.role(bretagne.key, secret_shown(app)) is Role.FACILITATOR
    assert f"/ouvrir/{bretagne.key}/{secret_shown(app)}" in html(app)


@each("role", [Role.OBSERVER, Role.EXPERT])
def test_others_see_no_link(bretagne, holds, role):
    holds(**bretagne.cookie(bretagne.link(role)))
    app = sharing(bretagne)
    assert makers(app) == []
    assert "droit" in words(app)
