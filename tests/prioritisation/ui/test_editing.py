"""A shelved is corrected: the form of a score, what is wrong in it, two who write the same."""

import json

import pytest

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import canonical_json, unit_content
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from prioritisation.ui.editing import page as editing_page
from tests.each import each
from tests.prioritisation.ui.reading import MARKUP, html, page, press, words
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("fresh")

DOSSIERS = "dossiers"
LEVER, CRITERION = "mieux_se_loger", "partner_ecosystem"
UNIT = note_unit(LEVER, CRITERION)


def edited(shelved, lever=LEVER, criterion=CRITERION):
    """The part where a shelved is corrected, the form of one of its scores being open."""
    return page(DOSSIERS, dossier=shelved.key, vue="corriger", note=f"{lever}.{criterion}")


def field(app, name):
    """A control of the form, by the end of its name."""
    every = (*app.text_input, *app.text_area, *app.selectbox, *app.radio, *app.get("button_group"))
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
    field(app, "source").set_value("deck")
    field(app, "reason").set_value(reason).run()
    assert not app.exception
    return app


def write_beside(shelved, unit=UNIT, **values):
    """Somebody else writes a score."""
    before = shelved.shelf.state(shelved.key, shelved.secret)
    tree = {
        "score": "quelques_partenaires",
        "status": "avis",
        "source_id": "deck",
        "reason": "Deux réseaux.",
    }
    after = canonical_json(tree | values)
    edit = DossierEdit({unit: (before[unit], after)}, shelved.seq, "form", "Deux réseaux.")
    shelved.shelf.write(shelved.key, shelved.secret, edit)


def content(shelved, unit=UNIT):
    return unit_content(shelved.shelf.state(shelved.key, shelved.secret), unit)


def typed_in(app, monkeypatch, *told):
    """Have the browser tell what was typed in cells: (lever, criterion, words)."""
    drawn = editing_page.draw_table

    def heard(bench, opened, typed, take):
        for lever, criterion, typed_words in told:
            take((lever, criterion), typed_words)
        drawn(bench, opened, typed, take)

    with monkeypatch.context() as once:
        once.setattr(editing_page, "draw_table", heard)
        app.run()
    return app.run()


@pytest.mark.parametrize("proposes", [False, True])
def test_scores_typed_in_their_cells_share_one_source_and_one_reason(
    shelved, holds, monkeypatch, proposes
):
    if proposes:
        holds(**shelved.cookie(shelved.link(Role.EXPERT)))
    other, acts = "mieux_se_nourrir", "Proposer" if proposes else "Écrire tout ce qui est tapé"
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger")
    app = typed_in(app, monkeypatch, (LEVER, CRITERION, "plutôt"), (other, CRITERION, "xyz"))
    assert "« xyz » n’est pas un mot de cette échelle" in words(app)
    app = typed_in(app, monkeypatch, (other, CRITERION, "quelques à fortement"))
    assert "2 notes tapées, pas encore écrites" in words(app)
    assert (cell(app)[0], cell(app)[2]) == ("plutôt favorable", "is-typed")
    field(app, "source").set_value("deck")
    field(app, "reason").set_value("Dit en réunion.").run()
    assert not app.exception
    write_beside(shelved)
    press(app, acts)
    assert "Cela a changé pendant que vous l’écriviez" in words(app)
    assert content(shelved)["score"] == "quelques_partenaires"
    press(app, acts)
    assert ("Votre correction est proposée" if proposes else "2 notes sont écrites.") in words(app)
    assert bool(proposals(shelved)) is proposes
    found = [content(shelved, note_unit(one, CRITERION)) for one in (LEVER, other)]
    ends = [(one.get("score"), one.get("high"), one.get("reason")) for one in found]
    assert proposes or ends == [
        ("plutot_favorable", None, "Dit en réunion."),
        ("quelques_partenaires", "fortement_mobilise", "Dit en réunion."),
    ]
    assert cell(app)[2] != "is-typed"


def test_a_missing_score_is_filled_with_its_reason(shelved):
    app = fill(edited(shelved))
    assert cell(app)[0] == "manquante"
    press(app, "Écrire cette note")
    assert "favorable" in cell(app)[0]
    assert "La note est écrite." in words(app)
    assert content(shelved)["reason"] == "Le pilote a cité quatre partenaires."
    entry = shelved.shelf.history(shelved.key, shelved.secret)[0]
    assert (entry.kind, entry.reason) == ("form", "Le pilote a cité quatre partenaires.")


@each(
    ("name", "value", "said"),
    [
        ("reason", "", "Ne doit pas être vide."),
        ("date", "03/02/2099", "n’est pas encore venu"),
        ("date", "hier", "n’a pas la forme attendue"),
        ("reason", "\u202eretourné", "signe caché"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    shelved, name, value, said
):
    app = fill(edited(shelved), reason="Une raison.")
    before = shelved.seq
    field(app, name).set_value(value).run()
    press(app, "Écrire cette note")
    assert said in words(app)
    assert field(app, name).value == value
    assert field(app, "low").value == "plutot_favorable"
    assert shelved.seq == before


def test_an_opinion_asks_who_says_so_in_a_field(shelved):
    app = edited(shelved)
    field(app, "kind").set_value("one").run()
    assert field(app, "new").label == "Qui le dit ?".replace(" ?", "\u00a0?")
    field(app, "low").set_value("plutot_favorable")
    field(app, "reason").set_value("Dit en réunion.").run()
    press(app, "Écrire cette note")
    assert "Ne doit pas être vide." in words(app)
    field(app, "new").set_value("Le pilote régional").run()
    press(app, "Écrire cette note")
    case = shelved.shelf.open(shelved.key, shelved.secret).case
    assert case.sources[content(shelved)["source_id"]].title == "Le pilote régional"


CLASH = "Cela a changé pendant que vous l’écriviez"
COST = "À poids égaux, place de"


def is_of(meeting, who):
    """The cookies of somebody of a meeting, or of nobody here: in another browser."""
    lead, voter = {f"lien_{meeting.code}": meeting.secret}, {f"present_{meeting.code}": "1"}
    return {"leads": lead, "votes": voter, "elsewhere": {}}[who]


@each("who", ["leads", "votes", "elsewhere"])
def test_what_a_score_costs_and_changes_is_hidden_while_a_vote_on_it_is_open(
    shelved, room, holds, who
):
    meeting = Sitting(room, about=shelved.meeting()).open()
    holds(**shelved.cookie(), **is_of(meeting, who))
    app = edited(shelved)
    assert COST not in words(app)
    fill(app)
    assert "n’est pas montré pendant un vote" in words(app)
    assert "est premier" not in words(app)
    assert "peut être premier" not in words(app)


def test_two_who_write_one_score_see_what_is_there_and_nothing_unseen_is_written_over(shelved):
    app = fill(edited(shelved))
    write_beside(shelved)
    press(app, "Écrire cette note")
    assert CLASH in words(app)
    assert "quelques partenaires engagés" in words(app)
    assert content(shelved)["score"] == "quelques_partenaires"
    assert field(app, "reason").value == "Le pilote a cité quatre partenaires.", "kept"
    write_beside(shelved, reason="Trois réseaux.")
    press(app, "Écrire cette note")
    assert content(shelved)["reason"] == "Trois réseaux.", "nobody here had seen that"
    assert "Trois réseaux." in words(app)
    press(app, "Écrire cette note")
    assert content(shelved)["score"] == "plutot_favorable"
    assert CLASH not in words(app)
    history = shelved.shelf.history(shelved.key, shelved.secret)
    assert [entry.kind for entry in history[:3]] == ["form"] * 3, "nothing is lost"


def test_a_computed_score_is_not_typed_over(shelved):
    app = edited(shelved, criterion="ghg_impact")
    assert "somme de lignes officielles" in words(app)
    assert [b for b in app.button if b.label == "Écrire cette note"] == []
    assert cell(app, criterion="ghg_impact")[2] == "is-computed"


@pytest.fixture
def proposer(shelved, holds):
    """The secret of a link that proposes and corrects nothing, which the visitor holds."""
    secret = shelved.link(Role.EXPERT)
    holds(**shelved.cookie(secret))
    return secret


def proposals(shelved):
    return shelved.shelf.proposals(shelved.key, shelved.secret)


def test_who_corrects_nothing_proposes_in_the_same_table(shelved, proposer):
    app = edited(shelved)
    assert "Rien ne change dans le dossier tant que" in words(app)
    assert "Écrire cette note" not in {b.label for b in app.button}
    before = shelved.seq
    press(fill(app), "Proposer")
    assert "Votre correction est proposée : elle attend une réponse." in words(app)
    (one,) = shelved.shelf.proposals(shelved.key, proposer)
    assert one.reason == "Le pilote a cité quatre partenaires."
    assert "plutot_favorable" in one.changes[UNIT][1]
    assert (shelved.seq, cell(app)[0]) == (before, "manquante")
    assert "Proposé, et qui attend une réponse : Mieux se loger" in words(app)


def test_a_proposal_needs_its_reason_and_something_new(shelved, proposer):
    assert proposer
    app = edited(shelved)
    press(fill(app, reason=""), "Proposer")
    assert proposals(shelved) == ()
    assert field(app, "reason").value == ""
    write_beside(shelved)
    app = edited(shelved)
    press(app, "Proposer")
    assert "Rien ne diffère de ce qui est écrit" in words(app)
    assert proposals(shelved) == ()


def test_what_was_written_while_one_proposes_is_shown_beside(shelved, proposer):
    assert proposer
    app = fill(edited(shelved))
    write_beside(shelved)
    press(app, "Proposer")
    assert proposals(shelved) == ()
    assert "Deux réseaux." in words(app)
    press(app, "Proposer")
    (one,) = proposals(shelved)
    state = shelved.shelf.state(shelved.key, shelved.secret)
    assert not shelved.shelf.late(one, state)


def test_a_link_that_is_made_anew_meanwhile_writes_nothing(shelved, holds):
    holds(**shelved.cookie())
    app = fill(edited(shelved))
    before = shelved.seq
    shelved.secret = shelved.shelf.recover(shelved.key)
    app.run()
    assert shelved.seq == before
    assert [b for b in app.button if b.label == "Écrire cette note"] == []


def test_the_browser_opens_only_what_the_case_has(shelved):
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger", note=f"{MARKUP}.{MARKUP}")
    assert table(app)["open"] is None
    assert MARKUP not in html(app)
