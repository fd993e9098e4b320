"""What was changed, in words; undone, compared, written again."""

import pytest

from prioritisation.cases.units import canonical_json, unit_content, unit_name
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from prioritisation.ui.visit import looking
from tests.each import each
from tests.prioritisation.ui.reading import html, press, words

LEVER = unit_name("lever", "mieux_produire")
SCALE = unit_name("criterion", "partner_ecosystem", "scale")
CELL = unit_name("score", "mieux_produire", "partner_ecosystem", "")


def score(bretagne, level, reason="dit par le pilote"):
    """Somebody scores a lever."""
    shelf, state = bretagne.shelf, bretagne.shelf.state(bretagne.key, bretagne.secret)
    before = state[CELL]
    after = unit_content(state, CELL) | {"status": "avis", "score": level, "reason": reason}
    edit = DossierEdit({CELL: (before, canonical_json(after))}, 1, "form", reason)
    return shelf.write(bretagne.key, bretagne.secret, edit)


@pytest.fixture
def levels(bretagne):
    """The words of the scale that the cell is scored in."""
    scale = bretagne.now.case.criterion("partner_ecosystem").scale
    return [level.id for level in scale.levels]


def history(bretagne):
    return bretagne.open(vue="historique")


def press_last(app, label):
    """The last button of a label: that of the oldest change."""
    [b for b in app.button if b.label == label][-1].click().run()
    assert not app.exception


def test_each_change_is_told_in_words(bretagne, levels):
    score(bretagne, levels[0])
    bretagne.shelf.rename(bretagne.key, bretagne.secret, "Autre titre", "COP de Bretagne")
    text = words(history(bretagne))
    assert "2 changements depuis sa création." in text
    assert "Mieux produire, Partenaires mobilisés" in text
    assert "avant : manquante maintenant : « aucun partenaire » (avis)" in text
    assert "« dit par le pilote »" in text
    assert "le dossier, titre avant : Priorisation des leviers : Bretagne" in text
    assert "maintenant : Autre titre" in text
    assert "dossier créé (région : Bretagne)" in text


def test_a_change_is_undone_with_its_reason_and_once(bretagne, levels):
    score(bretagne, levels[0])
    app = history(bretagne)
    press(app, "Annuler…")
    press(app, "Annuler ce changement")
    assert "Écrivez d’abord pourquoi" in words(app)
    assert bretagne.now.seq == 2
    app.text_input[0].set_value("mal compris")
    press(app, "Annuler ce changement")
    assert "La version 2 est annulée." in words(app)
    assert "Ce dossier a changé" not in words(app), "one knows what one has done"
    assert "annule la version 2" in words(app)
    assert "annulé depuis par la version 3" in words(app)
    assert bretagne.now.seq == 3


def test_what_was_undone_by_somebody_else_meanwhile_is_told(bretagne, levels):
    score(bretagne, levels[0])
    app = history(bretagne)
    press(app, "Annuler…")
    bretagne.shelf.undo(bretagne.key, bretagne.secret, 2, "autre")
    app.text_input[0].set_value("moi aussi")
    press(app, "Annuler ce changement")
    assert "Cela vient de changer" in words(app)
    assert bretagne.now.seq == 3


def test_what_was_written_again_since_is_named(bretagne, levels):
    score(bretagne, levels[0])
    score(bretagne, levels[1])
    app = history(bretagne)
    press_last(app, "Annuler…")
    app.text_input[0].set_value("trop tôt")
    press(app, "Annuler ce changement")
    assert "Changé de nouveau depuis : Mieux produire, Partenaires mobilisés." in words(app)
    assert app.text_input[0].value == "trop tôt"
    assert bretagne.now.seq == 3


def test_an_earlier_version_is_written_again(bretagne, levels):
    first = bretagne.now.case
    score(bretagne, levels[0])
    app = history(bretagne)
    press_last(app, "Revenir à cette version…")
    app.text_input[0].set_value("on repart du début")
    press(app, "Revenir à cette version")
    assert "La version 1 est réécrite" in words(app)
    assert "Ce dossier a changé" not in words(app), "one knows what one has done"
    assert bretagne.now.seq == 3
    cell = ("mieux_produire", "partner_ecosystem")
    tables = [c.tables[c.default_combination] for c in (first, bretagne.now.case)]
    assert tables[0].score(*cell) == tables[1].score(*cell)


def test_what_a_later_version_took_back_is_not_offered_to_be_undone(bretagne, levels):
    score(bretagne, levels[0])
    bretagne.shelf.restore(bretagne.key, bretagne.secret, 1, 2, "on repart du début")
    app = history(bretagne)
    offered = [b.key for b in app.button if b.label == "Annuler…"]
    assert offered == ["undo_3"], "the second version is taken back already"


@each(("own", "every"), [({8}, True), ({9}, False), ({8, 9}, True)])
def test_one_s_own_version_hides_none_of_somebody_else(monkeypatch, own, every):
    monkeypatch.setattr(looking, "own_log", lambda _key: own)
    assert looking.is_all_own("ABCDEFGH", 7, max(own)) is every


def test_one_goes_back_only_from_the_version_that_one_has_seen(bretagne, levels):
    score(bretagne, levels[0])
    app = history(bretagne)
    press_last(app, "Revenir à cette version…")
    score(bretagne, levels[1])
    app.text_input[0].set_value("on repart du début")
    press(app, "Revenir à cette version")
    assert "Cela vient de changer" in words(app)
    assert bretagne.now.seq == 3


def test_a_reader_sees_all_of_it_and_changes_nothing(bretagne, holds, levels):
    score(bretagne, levels[0])
    holds(**bretagne.cookie(bretagne.shelf.new_link(bretagne.key, bretagne.secret, Role.OBSERVER)))
    app = history(bretagne)
    labels = {b.label for b in app.button}
    assert not labels & {"Annuler…", "Revenir à cette version…"}
    assert f"/dossiers/{bretagne.key}/zip?version=1" in html(app)


def test_many_changes_come_twenty_at_a_time(bretagne):
    for k in range(24):
        bretagne.shelf.rename(bretagne.key, bretagne.secret, f"Titre {k}", "COP")
    app = history(bretagne)
    assert html(app).count("<b>Version") == 20
    press(app, "Montrer 5 changements plus anciens")
    assert html(app).count("<b>Version") == 25


def test_changes_are_shown_without_reading_all_those_before(bretagne, monkeypatch):
    for k in range(3):
        bretagne.shelf.rename(bretagne.key, bretagne.secret, f"Titre {k}", "Groupe")
    monkeypatch.setattr(bretagne.shelf.store.dossiers, "changes", None)
    assert "Titre 2" in words(bretagne.open(vue="historique"))
