"""On the page: a criterion goes from numbers to words and back, its scores with it."""

import pytest

from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.editing.scales import ends_change, with_reason
from prioritisation.cases.units import canonical_json, unit_name
from prioritisation.cases.writing import DossierEdit
from prioritisation.wording.numbers import NBSP
from tests.prioritisation.ui.correcting import DOSSIERS, case, control, fill, part, written
from tests.prioritisation.ui.reading import MARKUP, html, page, press, words

pytestmark = pytest.mark.usefixtures("fresh")

LATE, PARTNERS = "cop_progress", "partner_ecosystem"
SEND = "Écrire cette échelle et ces notes"
CUT = "« en route » à partir de quelle note, en % ?"
BECOMES = "deviennent inconnues"


def opened(shelved, criterion, button):
    form = part(shelved, "criteria", "criterion", criterion)
    press(form, button)
    return form


def why(form, field):
    """The reason of the form that a field is of."""
    name = control(form, field).key.rpartition(field)[0]
    control(form, f"{name}_reason").set_value("Décidé en séance.").run()


def test_numbers_become_words_by_thresholds_in_one_change_that_one_undo_takes_back(shelved):
    before, state = shelved.seq, shelved.shelf.state(shelved.key, shelved.secret)
    form = opened(shelved, LATE, "Noter ce critère par des mots…")
    fill(form, words="bien avancé, en route, à peine lancé")
    fill(form, **{"cut.1": "60", "cut.2": "20"})
    assert BECOMES not in words(form)
    assert control(form, "_cut.1").label.replace(NBSP, " ") == CUT
    press(form, SEND)
    assert "Écrivez d’abord pourquoi" in words(form)
    why(form, "_words")
    press(form, SEND)
    assert shelved.seq == before + 1
    scale = written(shelved, unit_name("criterion", LATE, "scale"))
    assert [level["label"] for level in scale["levels"]] == [
        "bien avancé",
        "en route",
        "à peine lancé",
    ]
    assert "Décidé en séance" in scale["note"]
    shelved.shelf.undo(shelved.key, shelved.secret, before + 1, "Une erreur.")
    assert shelved.shelf.state(shelved.key, shelved.secret) == state


def test_a_score_without_a_word_is_unknown_and_that_is_said_first(shelved):
    form = opened(shelved, LATE, "Noter ce critère par des mots…")
    fill(form, words=f"loin, {MARKUP}")
    control(form, "_way").set_value("each").run()
    known = [s for s in case(shelved).tables["gt-primary"].scores.values() if s.criterion == LATE]
    count = sum(not score.unknown for score in known)
    assert f"{count} notes {BECOMES}" in words(form)
    lists = [e for e in form.selectbox if "_to." in (e.key or "")]
    lists[0].set_value("loin").run()
    assert f"{count - 1} notes {BECOMES}" in words(form)
    assert MARKUP not in html(form)
    why(form, "_words")
    press(form, SEND)
    now = [s for s in case(shelved).tables["gt-primary"].scores.values() if s.criterion == LATE]
    assert [s.low for s in now if not s.unknown] == ["loin"]


def test_words_become_numbers_and_those_without_one_are_unknown(shelved):
    form = opened(shelved, PARTNERS, "Noter ce critère par des nombres…")
    fill(form, worst="0", best="10", unit="partenaires")
    fill(form, **{"to.plutot_favorable": "12"})
    why(form, "_to.plutot_favorable")
    press(form, SEND)
    assert "« 12 » doit tomber entre 0 et 10" in words(form)
    fill(form, **{"to.plutot_favorable": "7"})
    press(form, SEND)
    scale = written(shelved, unit_name("criterion", PARTNERS, "scale"))
    assert (scale["kind"], scale["units"]) == ("linear", "partenaires")
    table = case(shelved).tables["gt-primary"]
    assert table.score("mieux_se_deplacer", PARTNERS).low == 7


def test_a_count_stays_a_number(shelved):
    form = part(shelved, "criteria", "criterion", "existing_coverage")
    assert not [b for b in form.button if "Noter ce critère" in b.label]


def test_what_was_typed_stays_when_it_is_left_and_opened_again(shelved):
    form = opened(shelved, LATE, "Noter ce critère par des mots…")
    fill(form, words="loin, près")
    press(form, "Garder tel quel")
    press(form, "Noter ce critère par des mots…")
    assert control(form, "_words").value == "loin, près"


def test_a_score_that_somebody_gives_meanwhile_is_not_written_over(shelved):
    form = opened(shelved, LATE, "Noter ce critère par des mots…")
    fill(form, words="loin, près")
    fill(form, **{"cut.1": "50"})
    why(form, "_words")
    unit = note_unit("mieux_se_loger", LATE)
    units = shelved.shelf.state(shelved.key, shelved.secret)
    score = {**written(shelved, unit), "score": "10"}
    other = DossierEdit({unit: (units[unit], canonical_json(score))}, shelved.seq, "form", "Vu.")
    seq = shelved.shelf.write(shelved.key, shelved.secret, other)
    press(form, SEND)
    assert (shelved.seq, "Cela vient de changer" in words(form)) == (seq, True)
    press(form, SEND)
    assert written(shelved, unit)["score"] == "pres"


def test_a_scale_that_somebody_changes_meanwhile_is_not_written_over(shelved):
    form = opened(shelved, LATE, "Noter ce critère par des mots…")
    fill(form, words="loin, près")
    fill(form, **{"cut.1": "50"})
    why(form, "_words")
    units = shelved.shelf.state(shelved.key, shelved.secret)
    other = with_reason(ends_change(units, LATE, "90", "0"), "Relu.")
    edit = DossierEdit(other, shelved.seq, "form", "Relu.")
    seq = shelved.shelf.write(shelved.key, shelved.secret, edit)
    press(form, SEND)
    assert (shelved.seq, "Cela vient de changer" in words(form)) == (seq, True)
    press(form, SEND)
    assert written(shelved, unit_name("criterion", LATE, "scale"))["kind"] == "words"


def test_a_word_that_nobody_explained_stands_once_where_a_score_is_given(shelved):
    form = opened(shelved, LATE, "Noter ce critère par des mots…")
    fill(form, words="bien avancé, en route")
    fill(form, **{"cut.1": "60"})
    why(form, "_words")
    press(form, SEND)
    lever = case(shelved).levers[0].id
    note = page(DOSSIERS, dossier=shelved.key, vue="corriger", note=f"{lever}.{LATE}")
    control(note, "_kind").set_value("one").run()
    (levels,) = [e for e in note.radio if e.key.endswith("_low")]
    assert [*levels.options] == ["Bien avancé", "En route"]
    assert not any(levels.proto.captions)
