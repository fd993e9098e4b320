"""Ways of counting are corrected on the page: words, and which is in force."""

import pytest

from prioritisation.cases.units import unit_name
from prioritisation.meeting.room.case_edits import case_files_of
from tests.other_cases import SITES
from tests.prioritisation.ui.correcting import case, control, fill, part, written
from tests.prioritisation.ui.reading import MARKUP, html, page, press, words
from tests.shelving import Shelved

pytestmark = pytest.mark.usefixtures("compared", "fresh")

UNIT = unit_name("question", "perimeter")
SEND = "Écrire cette façon de compter"


@pytest.fixture
def form(shelved):
    return part(shelved, "readings")


def default_of(app, place=0):
    return [one for one in app.radio if "_default" in (one.key or "")][place]


def test_an_answer_has_other_words_and_every_page_says_them(shelved, form):
    control(form, "_label.gt").set_value("fret sur la route").run()
    press(form, SEND)
    assert "Écrivez d’abord pourquoi" in words(form)
    control(form, "_reason").set_value("Plus clair.").run()
    press(form, SEND)
    assert written(shelved, UNIT)["readings"][0]["label"] == "fret sur la route"
    board = page("screens/dossiers.py", dossier=shelved.key, vue="corriger")
    assert "Fret sur la route" in [o for s in board.selectbox for o in s.options]


def test_another_answer_is_in_force_and_confirmed_with_its_reason(shelved, form):
    default_of(form).set_value("sgpe").run()
    control(form, "_reason").set_value("Décidé en séance.").run()
    press(form, "Confirmer ce choix")
    assert case(shelved).default_combination.startswith("sgpe")
    assert not next(q for q in case(shelved).questions if q.id == "perimeter").open


def test_two_answers_of_one_name_are_refused_and_stay_typed(shelved, form):
    before = shelved.seq
    fill(form, **{"label.gt": "Chantiers du simulateur SGPE"})
    control(form, "_reason").set_value("Une erreur.").run()
    press(form, SEND)
    assert "y est deux fois" in words(form)
    assert control(form, "_label.gt").value == "Chantiers du simulateur SGPE"
    assert shelved.seq == before


def test_markup_in_an_answer_is_words(shelved, form):
    fill(form, **{"label.gt": MARKUP, "description.gt": MARKUP})
    control(form, "_reason").set_value("Un essai.").run()
    press(form, SEND)
    assert written(shelved, UNIT)["readings"][0]["label"] == MARKUP
    assert MARKUP not in html(form)


def parts_of(app, shelved):
    return control(app, f"edited_part_{shelved.key}").options


def test_a_case_that_counts_in_one_way_has_no_such_part(shelved, room, holds):
    assert "Façons de compter" in parts_of(part(shelved, "scores"), shelved)
    sites = Shelved(room, "Sites", files=case_files_of(SITES))
    holds(**sites.cookie())
    assert "Façons de compter" not in parts_of(part(sites, "scores"), sites)
