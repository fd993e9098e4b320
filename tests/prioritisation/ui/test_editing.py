"""A dossier is corrected: the form of a score, what is wrong in it, two who write the same."""

import json

import pytest

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import canonical_json, unit_content
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from tests.conftest import NORMANDIE
from tests.prioritisation.ui.reading import MARKUP, html, page, press, words
from tests.shelving import Shelved
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("compared", "fresh")

DOSSIERS = "screens/dossiers.py"
LEVER, CRITERION = "mieux_se_loger", "partner_ecosystem"
UNIT = note_unit(LEVER, CRITERION)


@pytest.fixture
def dossier(room, holds):
    made = Shelved(room, "Normandie", files=case_files_of(NORMANDIE))
    holds(**made.cookie())
    return made


def edited(dossier, lever=LEVER, criterion=CRITERION):
    """The part where a dossier is corrected, the form of one of its scores being open."""
    return page(DOSSIERS, dossier=dossier.key, vue="corriger", note=f"{lever}.{criterion}")


def field(app, name):
    """A control of the form, by the end of its name."""
    every = (*app.text_input, *app.selectbox, *app.radio, *app.get("button_group"))
    (one,) = [e for e in every if (e.key or "").endswith(f"_{name}")]
    return one


def table(app):
    """What the page tells the browser of the table."""
    (drawn,) = [c.proto for c in app.get("bidi_component") if "score_table" in c.proto.id]
    return json.loads(drawn.json)


def cell(app, lever=LEVER, criterion=CRITERION):
    data = table(app)
    row = [one["id"] for one in data["levers"]].index(lever)
    return data["cells"][row][[one["id"] for one in data["criteria"]].index(criterion)]


def fill(app, level="plutot_favorable", reason="Le pilote a cité quatre partenaires."):
    field(app, "kind").set_value("one").run()
    field(app, "low").set_value(level)
    field(app, "reason").set_value(reason).run()
    assert not app.exception
    return app


def write_beside(dossier, unit=UNIT, **values):
    """Somebody else writes a score."""
    before = dossier.shelf.state(dossier.key, dossier.secret)
    tree = {
        "score": "quelques_partenaires",
        "status": "avis",
        "source_id": "deck",
        "reason": "Deux réseaux.",
    }
    after = canonical_json(tree | values)
    edit = DossierEdit({unit: (before[unit], after)}, dossier.seq, "form", "Deux réseaux.")
    dossier.shelf.write(dossier.key, dossier.secret, edit)


def content(dossier, unit=UNIT):
    return unit_content(dossier.shelf.state(dossier.key, dossier.secret), unit)


def test_a_missing_score_is_filled_with_its_reason(dossier):
    app = fill(edited(dossier))
    assert cell(app)[0] == "manquante"
    press(app, "Écrire cette note")
    assert "favorable" in cell(app)[0]
    assert "La note est écrite." in words(app)
    assert content(dossier)["reason"] == "Le pilote a cité quatre partenaires."
    entry = dossier.shelf.history(dossier.key, dossier.secret)[0]
    assert (entry.kind, entry.reason) == ("form", "Le pilote a cité quatre partenaires.")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("reason", "", "Ne doit pas être vide."),
        ("date", "03/02/2099", "n’est pas encore venu"),
        ("date", "hier", "n’a pas la forme attendue"),
        ("reason", "\u202eretourné", "signe caché"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    dossier, name, value, said
):
    app = fill(edited(dossier), reason="Une raison.")
    before = dossier.seq
    field(app, name).set_value(value).run()
    press(app, "Écrire cette note")
    assert said in words(app)
    assert field(app, name).value == value
    assert field(app, "low").value == "plutot_favorable"
    assert dossier.seq == before


def test_a_number_outside_the_ends_is_told_beside_the_score(dossier):
    app = edited(dossier, criterion="cop_progress")
    field(app, "low").set_value("250")
    field(app, "reason").set_value("Compté deux fois.").run()
    press(app, "Écrire cette note")
    assert "est hors des repères" in words(app)
    assert field(app, "low").value == "250"


def test_another_source_is_written_with_the_score(dossier):
    app = fill(edited(dossier))
    field(app, "source").set_value("\n").run()
    field(app, "new").set_value("Audition du pilote").run()
    press(app, "Écrire cette note")
    case = dossier.shelf.open(dossier.key, dossier.secret).case
    assert case.sources[content(dossier)["source_id"]].title == "Audition du pilote"


def test_what_it_would_change_is_said_before_it_is_written(dossier):
    app = edited(dossier)
    assert "Ce que cela changerait" not in words(app)
    fill(app)
    assert "Ce que cela changerait, à poids égaux" in words(app)
    assert "Aujourd’hui : " in words(app)


def test_what_it_would_change_is_hidden_while_a_vote_on_it_is_open(dossier, room, holds):
    meeting = Sitting(room, about=dossier.meeting()).open()
    holds(**dossier.cookie(), **{f"present_{meeting.code}": "1"})
    app = fill(edited(dossier))
    assert "n’est pas montré pendant un vote" in words(app)
    assert "est premier" not in words(app)
    assert "peut être premier" not in words(app)


def test_two_who_write_one_score_see_both_and_keep_the_gap(dossier):
    app = fill(edited(dossier))
    write_beside(dossier)
    press(app, "Écrire cette note")
    assert "Cela a changé pendant que vous l’écriviez." in words(app)
    assert "« plutôt favorable »" in words(app)
    assert "« quelques partenaires engagés »" in words(app)
    assert "animation, " in words(app)
    assert field(app, "reason").value == "Le pilote a cité quatre partenaires.", "kept"
    press(app, "Garder l’écart")
    kept = content(dossier)
    assert (kept["score"], kept["high"]) == ("quelques_partenaires", "plutot_favorable")
    assert "Le pilote a cité quatre partenaires." in kept["reason"]
    assert "Deux réseaux." in kept["reason"]


@pytest.mark.parametrize(
    ("way", "level"),
    [("Écrire le mien", "plutot_favorable"), ("Laisser l’autre", "quelques_partenaires")],
)
def test_two_who_write_one_score_choose_one(dossier, way, level):
    app = fill(edited(dossier))
    write_beside(dossier)
    press(app, "Écrire cette note")
    press(app, way)
    assert content(dossier)["score"] == level
    assert "Cela a changé" not in words(app)


def test_what_stands_there_when_one_chooses_is_what_is_replaced(dossier):
    """A third one undoes while both are in sight."""
    app = fill(edited(dossier))
    write_beside(dossier)
    press(app, "Écrire cette note")
    dossier.shelf.undo(dossier.key, dossier.secret, dossier.seq, "Une erreur.")
    press(app, "Écrire le mien")
    if content(dossier).get("score") != "plutot_favorable":
        press(app, "Écrire le mien")
    assert content(dossier)["score"] == "plutot_favorable"
    history = dossier.shelf.history(dossier.key, dossier.secret)
    assert [entry.kind for entry in history[:3]] == ["form", "undo", "form"], "nothing is lost"


def test_a_computed_score_is_not_typed_over(dossier):
    app = edited(dossier, criterion="ghg_impact")
    assert "somme de lignes officielles" in words(app)
    assert [b for b in app.button if b.label == "Écrire cette note"] == []
    assert cell(app, criterion="ghg_impact")[2] == "is-computed"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.LEAD, Role.OBSERVER])
def test_whoever_only_reads_is_told_so(dossier, holds, role):
    holds(**dossier.cookie(dossier.link(role)))
    app = edited(dossier)
    assert "se lit et ne se corrige pas" in words(app)
    assert app.get("bidi_component") == [] or "score_table" not in str(app.get("bidi_component"))


def test_a_link_that_is_revoked_meanwhile_writes_nothing(dossier, holds):
    link = dossier.link(Role.RECORDER)
    holds(**dossier.cookie(link))
    app = fill(edited(dossier))
    before = dossier.seq
    (given,) = [
        one
        for one in dossier.shelf.links(dossier.key, dossier.secret)
        if one.role == Role.RECORDER.value
    ]
    dossier.shelf.revoke_link(dossier.key, dossier.secret, given.id)
    app.run()
    assert dossier.seq == before
    assert [b for b in app.button if b.label == "Écrire cette note"] == []


def test_the_browser_opens_only_what_the_case_has(dossier):
    app = page(DOSSIERS, dossier=dossier.key, vue="corriger", note=f"{MARKUP}.{MARKUP}")
    assert table(app)["open"] is None
    assert MARKUP not in html(app)
