"""What a shelved is made of is corrected: its levers, its criteria, what is said of them."""

import pytest

from prioritisation.cases.editing.scales import turned_change, with_reason
from prioritisation.cases.units import unit_content, unit_name
from prioritisation.cases.writing import DossierEdit
from tests.prioritisation.ui.correcting import case, control, fill, part, written
from tests.prioritisation.ui.reading import MARKUP, html, press, words
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("fresh")

LEVERS, CRITERIA, STATEMENTS = "levers", "criteria", "statements"


def test_a_lever_has_another_name(shelved):
    app = part(shelved, LEVERS, "lever", "mieux_se_loger")
    press(fill(app, label="Mieux habiter"), "Écrire")
    assert case(shelved).levers[1].label == "Mieux habiter"


@pytest.mark.parametrize("name", [LEVERS, CRITERIA, STATEMENTS])
def test_a_score_is_asked_for_where_there_are_scores_only(shelved, name):
    app = part(shelved, name)
    assert "Tout changement est gardé, et peut être annulé." in words(app)
    assert "Choisissez une note" not in words(app)
    assert "Choisissez une note pour la corriger." in words(part(shelved, "scores"))


def test_a_name_that_another_lever_has_is_refused_beside_its_field(shelved):
    app = part(shelved, LEVERS, "lever", "mieux_se_loger")
    before = shelved.seq
    press(fill(app, label="Mieux produire"), "Écrire")
    assert "« Mieux produire » y est deux fois" in words(app)
    assert control(app, "_label").value == "Mieux produire"
    assert shelved.seq == before


def test_a_lever_is_added_with_its_reason_and_its_scores_are_missing(shelved):
    app = part(shelved, LEVERS)
    press(fill(app, label=MARKUP), "Ajouter ce levier")
    assert "Écrivez d’abord pourquoi" in words(app)
    assert len(case(shelved).levers) == 6
    press(fill(app, reason="Demandé par le groupe."), "Ajouter ce levier")
    assert len(case(shelved).levers) == 7
    assert MARKUP not in html(app)


def test_a_lever_is_withdrawn_once_it_was_asked_what_leaves_with_it(shelved):
    app = part(shelved, LEVERS, "lever", "mieux_se_loger")
    press(app, "Retirer « Mieux se loger »…")
    assert "et avec lui" in words(app)
    assert "le rattachement de 5 fiches action" in words(app).replace("\u00a0", " ")
    assert len(case(shelved).levers) == 6
    press(app, "Garder tel quel")
    press(app, "Retirer « Mieux se loger »…")
    control(app, "_reason").set_value("Hors sujet.").run()
    press(app, "Oui, retirer")
    assert "mieux_se_loger" not in {v.id for v in case(shelved).levers}
    assert "l’historique peut le rendre" in words(app)


def places(app, field, sentence):
    """Where the first field of that name stands on the page, and where a sentence does."""
    every = list(app.main)
    typed = [k for k, e in enumerate(every) if (getattr(e, "key", "") or "").endswith(field)]
    lines = [k for k, e in enumerate(every) if e.type == "html" and sentence in e.proto.body]
    return typed[0], lines[0]


@pytest.mark.parametrize("withdrawn", [True, False])
def test_a_reason_left_empty_is_asked_for_below_its_field(shelved, withdrawn):
    app = part(shelved, LEVERS, "lever", "mieux_se_loger" if withdrawn else None)
    if withdrawn:
        press(app, "Retirer « Mieux se loger »…")
        press(app, "Oui, retirer")
    else:
        press(fill(app, label="Mieux isoler"), "Ajouter ce levier")
    field, sentence = places(app, "_reason", "Écrivez d’abord pourquoi")
    assert sentence == field + 2, "in the place beside it: the next container"


def test_the_direction_of_a_criterion_is_confirmed_with_its_reason(shelved):
    app = part(shelved, CRITERIA, "criterion", "existing_coverage")
    unit = unit_name("criterion", "existing_coverage", "direction")
    press(app, "Confirmer ce choix")
    assert "Ne doit pas être vide." in words(app)
    control(app, "_reason", 1).set_value("Décidé le 3 décembre.").run()
    press(app, "Confirmer ce choix")
    tree = unit_content(shelved.shelf.state(shelved.key, shelved.secret), unit)
    assert (tree["status"], tree["reason"]) == ("confirmé", "Décidé le 3 décembre.")
    assert shelved.shelf.history(shelved.key, shelved.secret)[0].kind == "confirm"


def test_a_decided_direction_is_turned_with_its_reason_by_its_button_or_by_its_ends(shelved):
    app = part(shelved, CRITERIA, "criterion", "cop_progress")
    unit = unit_name("criterion", "cop_progress", "direction")
    control(app, "_reason", 1).set_value("Décidé.").run()
    press(app, "Confirmer ce choix")
    before = shelved.shelf.state(shelved.key, shelved.secret)
    best = case(shelved).criterion("cop_progress").direction.default
    made = []
    for reason, label in ((1, "Le compter dans l’autre sens"), (2, "Écrire ces deux bouts")):
        app = part(shelved, CRITERIA, "criterion", "cop_progress")
        if reason > 1:
            fill(app, worst="0", best="100")
        press(app, label)
        assert "Écrivez d’abord pourquoi" in words(app)
        control(app, "_reason", reason).set_value("À l’envers.").run()
        press(app, label)
        assert "ce qui était le mieux est le pire" in words(app)
        made.append(shelved.shelf.change_of(shelved.key, shelved.secret, shelved.seq))
        direction = case(shelved).criterion("cop_progress").direction
        assert (direction.default, direction.contested) == (best.opposite, True)
        shelved.shelf.undo(shelved.key, shelved.secret, shelved.seq, "Une erreur.")
        assert written(shelved, unit) == unit_content(before, unit)
    assert made[0] == made[1]


def test_a_criterion_is_added_and_counts(shelved):
    app = part(shelved, CRITERIA)
    for name, value in {"label": "Coût", "unit": "k€", "worst": "900", "best": "100"}.items():
        control(app, f"_{name}").set_value(value)
    control(app, "_reason").set_value("Demandé.").run()
    press(app, "Ajouter ce critère")
    added = case(shelved).criteria[-1]
    assert (added.label, added.anchors()) == ("Coût", (900.0, 100.0))


def test_the_last_criterion_that_counts_stays(shelved):
    app = part(shelved, CRITERIA)
    for one in ("ghg_impact", "partner_ecosystem", "existing_coverage"):
        control(app, f"edited_criterion_{shelved.key}").set_value(one).run()
        press(app, "Ne plus le compter")
    assert "au moins un critère doit compter" in words(app).lower()
    assert [c.id for c in case(shelved).criteria if c.active] == ["existing_coverage"]


def test_a_statement_is_added_corrected_and_withdrawn(shelved):
    app = part(shelved, STATEMENTS)
    control(app, f"edited_about_{shelved.key}").set_value("mieux_se_loger").run()
    before = len(case(shelved).evidence)
    fill(app, topic="Délai", statement="Les chantiers sont prêts.", place="page 3")
    control(app, "_source").set_value("deck").run()
    press(app, "Ajouter")
    added = case(shelved).evidence[-1]
    assert (added.statement, added.lever) == ("Les chantiers sont prêts.", "mieux_se_loger")
    control(app, f"edited_statement_{shelved.key}").set_value(added.id).run()
    fill(app, statement="Deux chantiers sont prêts.")
    press(app, "Écrire")
    assert case(shelved).evidence[-1].statement == "Deux chantiers sont prêts."
    assert len(case(shelved).evidence) == before + 1


def test_two_who_rename_one_lever_see_both(shelved):
    app = fill(part(shelved, LEVERS, "lever", "mieux_se_loger"), label="Mieux habiter")
    unit = unit_name("lever", "mieux_se_loger")
    state = shelved.shelf.state(shelved.key, shelved.secret)
    content = state[unit].replace("Mieux se loger", "Se loger")
    edit = DossierEdit({unit: (state[unit], content)}, shelved.seq, "form", "")
    shelved.shelf.write(shelved.key, shelved.secret, edit)
    press(app, "Écrire")
    assert "Cela a changé pendant que vous l’écriviez" in words(app)
    assert "Se loger" in words(app)
    press(app, "Écrire")
    assert case(shelved).levers[1].label == "Mieux habiter"


def test_a_vote_on_an_earlier_version_is_said_above_the_criteria(shelved, room):
    made = Sitting(room, about=shelved.meeting()).lobby().open()
    assert "Un vote a eu lieu" not in words(part(shelved, CRITERIA))
    made.vote(1)
    text = words(part(shelved, CRITERIA))
    assert f"Un vote a eu lieu sur la version {shelved.seq}" in text
    assert "demandent un nouveau vote" in text
    assert "d’autres critères ou d’autres leviers demandent un nouveau vote" in text
    assert f"Un vote a eu lieu sur la version {shelved.seq}" in words(part(shelved, LEVERS))


def test_ends_are_asked_for_with_their_unit_beside(shelved):
    criterion = case(shelved).criterion("ghg_impact")
    app = part(shelved, CRITERIA, "criterion", criterion.id)
    unit = criterion.unit.several or criterion.unit.one
    assert unit
    assert f"Du pire au mieux ({unit}" in words(app).replace("\u00a0", " ")


def test_a_direction_that_somebody_turns_meanwhile_is_not_confirmed_unseen(shelved):
    app = part(shelved, CRITERIA, "criterion", "existing_coverage")
    control(app, "_reason", 1).set_value("Décidé le 3 décembre.").run()
    units = shelved.shelf.state(shelved.key, shelved.secret)
    turned = with_reason(turned_change(units, "existing_coverage"), "À l’envers.")
    edit = DossierEdit(turned, shelved.seq, "form", "À l’envers.")
    seq = shelved.shelf.write(shelved.key, shelved.secret, edit)
    press(app, "Confirmer ce choix")
    assert (shelved.seq, "Cela vient de changer" in words(app)) == (seq, True)
