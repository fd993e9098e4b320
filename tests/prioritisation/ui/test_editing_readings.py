"""Ways of counting are corrected on the page: words, and which is in force."""

import pytest

from prioritisation.cases.units import unit_name
from prioritisation.meeting.room.case_edits import case_files_of
from tests.other_cases import SITES
from tests.prioritisation.ui.correcting import case, control, fill, part, written
from tests.prioritisation.ui.reading import MARKUP, html, page, press, words
from tests.shelving import Shelved

pytestmark = pytest.mark.usefixtures("fresh")

UNIT = unit_name("question", "perimeter")
SEND = "Écrire cette façon de compter"
CORRECT = "Corriger ces mots…"


@pytest.fixture
def form(shelved):
    return opened(shelved, UNIT)


def opened(shelved, unit):
    """The part, a question being opened in it."""
    app = part(shelved, "readings")
    radio(app, f"edited_question_{shelved.key}").set_value(unit).run()
    assert not app.exception
    return app


def radio(app, name):
    return next(one for one in app.radio if name in (one.key or ""))


def why(app, button, words="Décidé en séance."):
    """Its reason, then the button: the field of a reason is the last one above it."""
    fields = [e for e in app.text_input if (e.key or "").endswith("_reason")]
    for field in fields:
        field.set_value(words)
    app.run()
    press(app, button)
    assert not app.exception


def question(shelved, ident):
    return next(q for q in case(shelved).questions if q.id == ident)


def test_an_answer_has_other_words_and_every_page_says_them(shelved, form):
    press(form, CORRECT)
    control(form, "_label.gt").set_value("fret sur la route").run()
    press(form, SEND)
    assert "Écrivez d’abord pourquoi" in words(form)
    control(form, "_reason").set_value("Plus clair.").run()
    press(form, SEND)
    assert written(shelved, UNIT)["readings"][0]["label"] == "fret sur la route"
    board = page("screens/dossiers.py", dossier=shelved.key, vue="corriger")
    assert "Fret sur la route" in [o for s in board.selectbox for o in s.options]


def test_another_answer_is_in_force_and_confirmed_with_its_reason(shelved, form):
    radio(form, "_default").set_value("sgpe").run()
    control(form, "_reason").set_value("Décidé en séance.").run()
    press(form, "Confirmer ce choix")
    assert case(shelved).default_combination.startswith("sgpe")
    assert not next(q for q in case(shelved).questions if q.id == "perimeter").open


def test_two_answers_of_one_name_are_refused_and_stay_typed(shelved, form):
    before = shelved.seq
    press(form, CORRECT)
    fill(form, **{"label.gt": "Chantiers du simulateur SGPE"})
    control(form, "_reason").set_value("Une erreur.").run()
    press(form, SEND)
    assert "y est deux fois" in words(form)
    assert control(form, "_label.gt").value == "Chantiers du simulateur SGPE"
    assert shelved.seq == before


def test_markup_in_an_answer_is_words(shelved, form):
    press(form, CORRECT)
    fill(form, **{"label.gt": MARKUP, "description.gt": MARKUP})
    control(form, "_reason").set_value("Un essai.").run()
    press(form, SEND)
    assert written(shelved, UNIT)["readings"][0]["label"] == MARKUP
    assert MARKUP not in html(form)


def test_the_list_says_what_is_in_force_and_opens_one_question_at_a_time(shelved):
    app = part(shelved, "readings")
    listed = radio(app, f"edited_question_{shelved.key}")
    assert [line.replace("\u00a0", " ") for line in listed.options] == [
        "Périmètre GES",
        "Fiches comptées",
    ]
    assert not [b for b in app.button if b.label == SEND]
    listed.set_value(unit_name("question", "links")).run()
    assert len([b for b in app.button if b.label == SEND]) == 1
    assert not [e for e in app.text_area if "_label." in (e.key or "")]


def test_an_answer_is_added_to_a_sum_and_begins_as_the_one_in_force(shelved, form):
    press(form, "Ajouter une réponse…")
    fill(form, label="fret à part", description="Le fret, à part.")
    why(form, "Ajouter cette réponse")
    new = question(shelved, "perimeter").readings[-1]
    assert new.label == "fret à part"
    now = case(shelved)
    table, like = now.tables[f"{new.id}-primary"], now.tables["gt-primary"]
    assert [s.low for s in table.scores.values()] == [s.low for s in like.scores.values()]


def test_an_answer_is_withdrawn_with_its_reason_and_not_the_one_in_force(shelved, form):
    assert not [b for b in form.button if "groupes normands »…" in b.label]
    label = "Retirer « chantiers du simulateur SGPE »…"
    press(form, label)
    press(form, "Oui, retirer")
    assert "Écrivez d’abord pourquoi" in words(form)
    why(form, "Oui, retirer")
    assert [r.id for r in question(shelved, "perimeter").readings] == ["gt", "gt_freight"]
    shelved.shelf.undo(shelved.key, shelved.secret, shelved.seq, "Une erreur.")
    assert len(question(shelved, "perimeter").readings) == 3


def test_the_question_of_a_count_leaves_and_can_be_asked_again(shelved):
    app = opened(shelved, unit_name("question", "links"))
    assert "quatre façons" in words(app)
    press(app, "Retirer « Fiches comptées »…")
    why(app, "Oui, retirer")
    assert [q.id for q in case(shelved).questions] == ["perimeter"]
    app = part(shelved, "readings")
    control(app, f"asked_criterion_{shelved.key}").set_value("existing_coverage").run()
    fill(app, name="Fiches", question="Lesquelles ?")
    fill(app, **{"label.0": "toutes", "description.0": "Toutes."})
    fill(app, **{"label.1": "les sûres", "description.1": "Les sûres."})
    control(app, "_links.0").set_value("all").run()
    control(app, "_links.1").set_value("sure").run()
    why(app, "Poser cette question")
    assert [r.label for r in case(shelved).questions[-1].readings] == ["toutes", "les sûres"]


def test_a_case_that_counts_in_one_way_may_ask_another(room, holds):
    sites = Shelved(room, "Sites", files=case_files_of(SITES))
    holds(**sites.cookie())
    app = part(sites, "readings")
    first = case(sites).criteria[0].id
    control(app, f"asked_criterion_{sites.key}").set_value(first).run()
    assert not app.exception
    assert [b for b in app.button if b.label == "Poser cette question"]
