"""What is typed in « Corriger » and not written, from one session of a tab to the next."""

import json
from types import SimpleNamespace

import pytest
import streamlit as st

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import canonical_json
from prioritisation.cases.writing import DossierEdit
from prioritisation.ui.shared import drafts
from tests.prioritisation.ui.correcting import DOSSIERS, control, part
from tests.prioritisation.ui.reading import page, press, words

pytestmark = pytest.mark.usefixtures("fresh")
CELL = "mieux_se_loger.partner_ecosystem"


@pytest.fixture
def tab(monkeypatch):
    """What a tab keeps, by the name of its forms: given to the next session, once."""
    kept, sessions = {}, {}

    def drawn(key, data, on_left_change):
        met = sessions.get(key) == data["session"]
        sessions[key] = data["session"]
        if data["gives"] and kept.get(key) and not met:
            st.session_state[key] = SimpleNamespace(left=kept[key])
            on_left_change()
        else:
            kept[key] = json.loads(json.dumps(data["values"]))

    monkeypatch.setattr(drafts, "_DRAFTS", drawn)
    return kept


def opened(shelved, cell=""):
    return page(DOSSIERS, dossier=shelved.key, vue="corriger", note=cell)


def typed_in(shelved, field, text, cell=CELL):
    app = opened(shelved, cell)
    control(app, f"_{field}").set_value(text).run()
    assert not app.exception
    return app


@pytest.mark.usefixtures("tab")
def test_the_next_session_has_a_score_as_it_was_typed_and_no_other_score_has_it(shelved):
    typed_in(shelved, "reason", "Quatre partenaires.")
    again = opened(shelved)
    assert control(again, "_reason").value == "Quatre partenaires."
    elsewhere = opened(shelved, "mieux_produire.partner_ecosystem")
    assert control(elsewhere, "_reason").value != "Quatre partenaires."


def test_nothing_is_kept_of_who_only_looks_nor_once_a_form_is_closed(shelved, tab):
    opened(shelved, CELL)
    assert not any(tab.values())
    app = typed_in(shelved, "reason", "Quatre partenaires.")
    assert any(tab.values())
    press(app, "Fermer")
    app.run()
    assert not any(tab.values())
    assert not [one for one in opened(shelved).text_area if (one.key or "").endswith("_reason")]
    app = part(shelved, "levers", "lever", "mieux_se_loger")
    press(app, "Retirer « Mieux se loger »…")
    assert any(tab.values())
    press(app, "Garder tel quel")
    app.run()
    assert not any(tab.values())


@pytest.mark.usefixtures("tab")
def test_a_form_is_open_again_as_it_was_opened_whatever_was_written_since(shelved):
    typed_in(shelved, "new", "La Dreal")
    unit = note_unit(*CELL.split("."))
    before = shelved.shelf.state(shelved.key, shelved.secret)
    tree = {"score": "quelques_partenaires", "status": "avis", "source_id": "deck", "reason": "2."}
    edit = DossierEdit({unit: (before[unit], canonical_json(tree))}, shelved.seq, "form", "2.")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    again = opened(shelved, CELL)
    assert control(again, "_new").value == "La Dreal"
    (level,) = [one for one in again.radio if (one.key or "").endswith("_low")]
    level.set_value("plutot_favorable")
    control(again, "_reason").set_value("Quatre partenaires.").run()
    press(again, "Écrire cette note")
    assert "a changé pendant que vous l’écriviez" in words(again)


def test_a_tab_that_says_anything_is_not_believed(shelved, tab):
    key = f"drafts_unwritten_{shelved.key}"
    name = f"cell_{shelved.key}"
    tab[key] = {name: {"a": 1}, "x": "y", f"{shelved.key}_00000000_read": ["x"]}
    assert "Que faut-il corriger ?" in words(opened(shelved))
    tab[key] = {"choices": ["a"], shelved.key: 7}
    assert "Que faut-il corriger ?" in words(opened(shelved))
