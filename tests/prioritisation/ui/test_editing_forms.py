"""What a dossier is made of is corrected: levers, criteria, words, arguments, sources; by two."""

import pytest

from prioritisation.cases.editing.criteria import active_change
from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.editing.scales import turned_change, with_reason
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.units import canonical_json, unit_content, unit_name
from prioritisation.cases.writing import DossierEdit
from tests.each import each
from tests.prioritisation.ui.correcting import case, control, fill, part, written
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import MARKUP, button, html, press, words

pytestmark = pytest.mark.usefixtures("fresh")

LEVERS, CRITERIA, STATEMENTS, SOURCES = "levers", "criteria", "statements", "sources"
HOUSING, ECOSYSTEM, PROGRESS = "mieux_se_loger", "partner_ecosystem", "cop_progress"
SCALE = unit_name("criterion", ECOSYSTEM, "scale")
CLASH = "Cela a changé pendant que vous l’écriviez"
COUNT = "Le compter désormais"
LATE = "Cela vient de changer : rien de plus n’est écrit."


def state(shelved):
    return shelved.shelf.state(shelved.key, shelved.secret)


def other_writes(shelved, change):
    """Somebody else writes, between what is seen here and the press."""
    edit = DossierEdit(change, shelved.seq, "form", "Dit ailleurs.")
    return shelved.shelf.write(shelved.key, shelved.secret, edit)


def replaced(shelved, unit, old, new):
    content = state(shelved)[unit]
    return {unit: (content, content.replace(old, new))}


def test_a_lever_has_another_name_and_no_other_s(shelved):
    app = part(shelved, LEVERS, "lever", HOUSING)
    before = shelved.seq
    press(fill(app, label="Mieux produire"), "Écrire")
    assert "« Mieux produire » y est deux fois" in words(app)
    assert (control(app, "_label").value, shelved.seq) == ("Mieux produire", before)
    press(fill(app, label="Mieux habiter"), "Écrire")
    assert case(shelved).levers[1].label == "Mieux habiter"
    assert "C’est écrit." in words(app)


def places(app, field, sentence):
    """Where the first field of that name stands on the page, and where a sentence does."""
    every = list(app.main)
    typed = [k for k, e in enumerate(every) if (getattr(e, "key", "") or "").endswith(field)]
    lines = [k for k, e in enumerate(every) if e.type == "html" and sentence in e.proto.body]
    return typed[0], lines[0]


def test_a_lever_is_added_with_its_reason_once_and_its_scores_are_missing(shelved, monkeypatch):
    app = part(shelved, LEVERS)
    press(fill(app, label=MARKUP), "Ajouter ce levier")
    field, sentence = places(app, "_reason", "Écrivez d’abord pourquoi")
    assert sentence == field + 2, "in the place beside it: the next container"
    assert len(case(shelved).levers) == 6
    fill(app, reason="Demandé par le groupe.")
    pressed_during(monkeypatch, Shelf, "write")
    press(app, "Ajouter ce levier")
    assert len(case(shelved).levers) == 7
    assert MARKUP not in html(app)


def test_a_lever_is_withdrawn_once_it_was_asked_what_leaves_with_it(shelved):
    app = part(shelved, LEVERS, "lever", HOUSING)
    press(app, "Retirer « Mieux se loger »…")
    assert "et avec lui" in words(app)
    assert "le rattachement de 5 fiches action" in words(app).replace("\u00a0", " ")
    press(app, "Garder tel quel")
    press(app, "Retirer « Mieux se loger »…")
    press(app, "Oui, retirer")
    assert "Écrivez d’abord pourquoi" in words(app)
    control(app, "_reason").set_value("Hors sujet.").run()
    unit = note_unit(HOUSING, ECOSYSTEM)
    note = {"score": "a_construire", "status": "avis", "source_id": "deck", "reason": "su depuis"}
    seq = other_writes(shelved, {unit: (state(shelved)[unit], canonical_json(note))})
    press(app, "Oui, retirer")
    assert (shelved.seq, LATE in words(app)) == (seq, True), "it would leave with the lever"
    press(app, "Oui, retirer")
    assert HOUSING not in {v.id for v in case(shelved).levers}
    assert "l’historique peut le rendre" in words(app)


def test_the_direction_of_a_criterion_is_confirmed_with_its_reason(shelved):
    app = part(shelved, CRITERIA, "criterion", "existing_coverage")
    unit = unit_name("criterion", "existing_coverage", "direction")
    press(app, "Confirmer ce choix")
    assert "Ne doit pas être vide." in words(app)
    control(app, "_reason", 1).set_value("Décidé le 3 décembre.").run()
    press(app, "Confirmer ce choix")
    tree = written(shelved, unit)
    assert (tree["status"], tree["reason"]) == ("confirmé", "Décidé le 3 décembre.")
    assert shelved.shelf.history(shelved.key, shelved.secret)[0].kind == "confirm"


def test_a_decided_direction_is_turned_with_its_reason_by_its_button_or_by_its_ends(shelved):
    app = part(shelved, CRITERIA, "criterion", PROGRESS)
    unit = unit_name("criterion", PROGRESS, "direction")
    control(app, "_reason", 1).set_value("Décidé.").run()
    press(app, "Confirmer ce choix")
    before = state(shelved)
    best = case(shelved).criterion(PROGRESS).direction.default
    made = []
    for reason, label in ((1, "Le compter dans l’autre sens"), (2, "Écrire ces deux bouts")):
        app = part(shelved, CRITERIA, "criterion", PROGRESS)
        if reason > 1:
            fill(app, worst="0", best="100")
        press(app, label)
        assert "Écrivez d’abord pourquoi" in words(app)
        control(app, "_reason", reason).set_value("À l’envers.").run()
        press(app, label)
        assert "ce qui était le mieux est le pire" in words(app)
        made.append(shelved.shelf.change_of(shelved.key, shelved.secret, shelved.seq))
        direction = case(shelved).criterion(PROGRESS).direction
        assert (direction.default, direction.contested) == (best.opposite, True)
        shelved.shelf.undo(shelved.key, shelved.secret, shelved.seq, "Une erreur.")
        assert written(shelved, unit) == unit_content(before, unit)
    assert made[0] == made[1]


def test_a_criterion_is_added_renamed_and_said_in_neutral_words(shelved):
    app = part(shelved, CRITERIA)
    fill(app, label="Coût", unit="k€", worst="900", best="100", reason="Demandé.")
    press(app, "Ajouter ce critère")
    added = case(shelved).criteria[-1]
    assert (added.label, added.anchors()) == ("Coût", (900.0, 100.0))
    app = part(shelved, CRITERIA, "criterion", added.id)
    assert "Du pire au mieux (k€" in words(app).replace("\u00a0", " ")
    press(fill(app, label="Dépense"), "Écrire ces mots")
    renamed = case(shelved).criteria[-1]
    assert (renamed.in_sentence, renamed.of_sentence) == (
        "le critère Dépense",
        "du critère Dépense",
    )


def test_two_who_set_a_criterion_aside_set_it_aside_once(shelved, monkeypatch):
    app = part(shelved, CRITERIA, "criterion", ECOSYSTEM)
    change = active_change(state(shelved), case(shelved), ECOSYSTEM, active=False)
    seq = other_writes(shelved, change)
    press(app, "Ne plus le compter")
    assert (shelved.seq, LATE in words(app)) == (seq, True)
    pressed_during(monkeypatch, Shelf, "write")
    press(app, COUNT)
    assert case(shelved).criterion(ECOSYSTEM).active, "pressed twice, it counts"
    assert shelved.seq == seq + 1


@each("label", ["Le compter dans l’autre sens", "Confirmer ce choix"])
def test_a_direction_that_somebody_turns_meanwhile_is_neither_turned_nor_confirmed(shelved, label):
    app = part(shelved, CRITERIA, "criterion", PROGRESS)
    control(app, "_reason", 1).set_value("À l’envers.").run()
    seq = other_writes(shelved, with_reason(turned_change(state(shelved), PROGRESS), "Dit."))
    press(app, label)
    assert (shelved.seq, LATE in words(app)) == (seq, True)
    assert control(app, "_reason", 1).value == "À l’envers."


def test_the_words_of_a_scale_are_called_otherwise_then_confirmed(shelved):
    app, before = part(shelved, CRITERIA, "criterion", ECOSYSTEM), shelved.seq
    for typed, why in (("A CONSTRUIRE ", "y est deux fois"), ("", "Ne doit pas être vide")):
        fill(app, label_plutot_favorable=typed)
        press(app, "Écrire cette liste de mots")
        assert why in words(app)
        assert control(app, "_label_plutot_favorable").value == typed
    fill(app, label_plutot_favorable=MARKUP, sentence_plutot_favorable="Une action démarre.")
    press(app, "Écrire cette liste de mots")
    assert "Écrivez d’abord pourquoi" in words(app)
    assert shelved.seq == before
    control(app, "_reason", 2).set_value("Décidé en séance.").run()
    press(app, "Écrire cette liste de mots")
    assert written(shelved, SCALE)["levels"][2]["label"] == MARKUP
    assert MARKUP not in html(app)
    control(app, "_reason", 2).set_value("Décidé en séance.").run()
    press(app, "Confirmer ces mots et leur ordre")
    assert written(shelved, SCALE)["status"] == "confirmé"


@each(
    ("where", "unit", "other", "typed", "send"),
    [
        (
            (LEVERS, "lever", HOUSING),
            unit_name("lever", HOUSING),
            ("Mieux se loger", "Se loger"),
            {"label": "Mieux habiter"},
            "Écrire",
        ),
        (
            (SOURCES, "source", "deck"),
            "source/deck",
            ("document de travail du groupe", "document du groupe"),
            {"publisher": "Le mien"},
            "Écrire cette source",
        ),
    ],
)
def test_two_who_correct_one_thing_see_both_and_the_second_writes_over_what_was_seen(
    shelved, where, unit, other, typed, send
):
    app = fill(part(shelved, *where), **typed)
    other_writes(shelved, replaced(shelved, unit, *other))
    app.run()
    first = button(app, send).proto.id
    press(app, send)
    assert button(app, send).proto.id != first, (
        "a second press on the same writes over nothing unseen"
    )
    app.run()
    assert CLASH in words(app)
    assert other[1] in words(app)
    ((field, value),) = typed.items()
    assert written(shelved, unit)[field] != value
    assert control(app, f"_{field}").value == value
    press(app, send)
    assert written(shelved, unit)[field] == value
    assert CLASH not in words(app)


def test_a_source_is_corrected_and_what_is_wrong_stays_beside_its_field(shelved):
    app, before = part(shelved, SOURCES, "source", "deck"), written(shelved, "source/deck")
    arguments = sum(e.source == "deck" for e in case(shelved).evidence)
    assert f" notes, {arguments} arguments" in words(app).replace("\u00a0", " ")
    assert "Retirer" not in words(app)
    press(fill(app, url="exemple", date="2099"), "Écrire cette source")
    assert "n’est pas une adresse web" in words(app)
    assert "n’est pas encore venu" in words(app)
    assert (control(app, "_url").value, written(shelved, "source/deck")) == ("exemple", before)
    press(fill(app, url="", caveat="Provisoire.", date="02/2026"), "Écrire cette source")
    source = case(shelved).sources["deck"]
    assert (source.caveat, source.date) == ("Provisoire.", "2026-02")
