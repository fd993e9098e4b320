"""A block that is pasted in « Corriger » is read as a file is: what it does not say is asked."""

import pytest

from prioritisation.cases.editing.notes import note_unit
from prioritisation.meeting.rules import Role
from tests.prioritisation.ui.correcting import DOSSIERS, control, fill, written
from tests.prioritisation.ui.reading import page, press, words

HEAD = "\tAvancement COP\tÉcosystème partenarial"
PROGRESS = note_unit("mieux_se_loger", "cop_progress")
PARTNERS = note_unit("mieux_se_loger", "partner_ecosystem")


def pasted(shelved, *lines):
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger")
    fill(app, block="\n".join(lines))
    return fill(app, source="Tableur du GT", reason="Relevé en novembre.")


def asked(app):
    return [e for e in app.get("button_group") if "_asked_" in (e.key or "")]


def writing(app):
    return next(b for b in app.button if b.key == "write_block")


def test_what_reads_in_two_ways_is_asked_at_its_cell_and_written_as_answered(shelved):
    app = pasted(shelved, HEAD, "Mieux se loger\tenviron 40\tplutôt favorable")
    assert "« environ 40 » : quel nombre est-ce, ou inconnu ?" in words(app)
    assert "Mieux se loger : Avancement COP (B2)" in words(app)
    assert "78 %" not in words(app).partition("Écosystème partenarial")[2], "not taken meanwhile"
    assert writing(app).disabled
    (choice,) = asked(app)
    assert [str(one) for one in choice.options] == ["40", "inconnu"]
    choice.set_value("40").run()
    assert "Peu d’avancement de la COP : 78 % → 40 %" in words(app)
    press(app, "Écrire 2 notes")
    assert written(shelved, PROGRESS)["score"] == "40"
    assert asked(app) == []


def test_an_answer_is_to_what_stood_there_and_another_cell_is_asked_anew(shelved):
    app = pasted(shelved, HEAD, "Mieux se loger\tenviron 40")
    asked(app)[0].set_value("40").run()
    assert not writing(app).disabled
    fill(app, block=f"{HEAD}\nMieux se loger\tenviron 50")
    (choice,) = asked(app)
    assert (choice.value, writing(app).disabled) == (None, True)
    fill(app, block=f"{HEAD}\nMieux se loger\tenviron 40")
    assert not writing(app).disabled, "it was answered already"


def test_answered_that_nobody_knows_a_score_becomes_unknown(shelved):
    app = pasted(shelved, HEAD, "Mieux se loger\ts.o.")
    asked(app)[0].set_value("?").run()
    assert "78 % → note manquante" in words(app)
    press(app, "Écrire 1 note")
    assert "score" not in written(shelved, PROGRESS)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("quatre", "(B2) : « quatre ». Écrivez un nombre"),
        ("01/02/2026", "(B2) : « 01/02/2026 ». Le tableur a lu une date"),
        ("12 k€", "(B2) : « 12 k€ ». Les autres sont en %"),
        ("8 à 3", "(B2) : « 8 à 3 ». Écrivez le plus petit nombre d’abord"),
        ("150", "(B2) : "),
    ],
)
def test_what_is_no_score_is_told_with_its_place_and_nothing_is_written(shelved, cell, why):
    before = shelved.seq
    app = pasted(shelved, HEAD, f"Mieux se loger\t{cell}\tplutôt favorable")
    assert f"Mieux se loger : Avancement COP {why}" in words(app)
    assert writing(app).disabled
    assert "Corrigez le bloc, répondez à ce qui est demandé" in words(app)
    assert "ce qui changerait est d’abord montré" not in words(app)
    assert shelved.seq == before


def test_titles_and_sums_around_a_table_are_left_out_and_said(shelved):
    app = pasted(
        shelved, "Tableau de mars", "", "Levier\tAvancement COP (%)", "Mieux se loger\t12 %",
        "Mieux produire\t32 %", "Moyenne\t22 %",
    )  # fmt: skip
    assert "A1 « Tableau de mars » : titre" in words(app)
    assert "A6:B6 « Moyenne » : moyenne" in words(app)
    press(app, "Écrire 2 notes")
    assert written(shelved, PROGRESS)["score"] == "12"


def test_a_score_that_says_the_same_is_not_written_and_what_is_empty_stays(shelved):
    app = pasted(shelved, HEAD, "Mieux se loger\t78,0 %\t")
    assert writing(app).label == "Écrire 0 note"
    assert writing(app).disabled


def test_a_computed_criterion_is_told_where_the_block_has_scores_of_it(shelved):
    told = "ce critère se calcule, il ne s’écrit pas"
    assert told in words(pasted(shelved, "\tImpact GES\tAvancement COP", "Mieux se loger\t3\t12"))
    app = pasted(shelved, "\tImpact GES\tAvancement COP", "Mieux se loger\t\t12")
    assert told not in words(app)
    press(app, "Écrire 1 note")
    assert written(shelved, PROGRESS)["score"] == "12"


def test_what_may_be_answered_of_a_scale_of_words_are_its_words(shelved):
    app = pasted(shelved, HEAD, "Mieux se loger\t\ts.o.")
    (choice,) = asked(app)
    assert str(choice.options[0]) == "inconnu"
    assert "s.o." not in map(str, choice.options)
    choice.set_value("plutôt favorable").run()
    press(app, "Écrire 1 note")
    assert written(shelved, PARTNERS)["score"] == "plutot_favorable"


def test_who_proposes_is_asked_as_well(shelved, holds):
    holds(**shelved.cookie(shelved.link(Role.EXPERT)))
    app = pasted(shelved, HEAD, "Mieux se loger\t6 à 9\tà construire (?)")
    asked(app)[0].set_value("à construire").run()
    press(app, "Proposer 2 notes")
    assert "elle attend une réponse" in words(app)
    assert written(shelved, PARTNERS).get("score") is None


@pytest.mark.parametrize("block", ["seul", "=1+1", "\t\n\t\t"])
def test_a_block_without_a_table_is_told_to_have_none(shelved, block):
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger")
    fill(app, block=block)
    assert ("On ne voit pas de tableau dans ce bloc" in words(app)) == bool(block.strip())
    assert control(app, "_block").value == block
