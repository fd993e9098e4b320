"""The next step of a meeting names what is to be done, leads to it, and has the filled button."""

import re

import pytest

from criteria.model import Sense
from prioritisation.analysis.crossing import ChoiceKind, open_choices
from prioritisation.analysis.warnings import IN_THE_CASE
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import (
    Decision,
    Objection,
    Outcome,
    ShowOfHands,
    Step,
    to_json,
)
from tests.prioritisation.ui.reading import NBSP, filled, html, page, words

FILLED_LINK = r'<a class="enter" href="([^"]*)" target="_self">([^<]*)</a>'
CLOSE = "Clore la séance…"


def at_decision(sitting):
    sitting.open().vote(6)
    sitting.reveal()
    for act in (Act.START_ANALYSIS, Act.START_DECISION):
        sitting.act(act)


def led_to(app):
    """Where the filled links of the next step lead, and how many buttons are filled besides."""
    buttons = [b for b in app.button if b.key == "next_step" and b.proto.type == "primary"]
    return re.findall(FILLED_LINK, html(app)), len(buttons)


def test_as_long_as_no_lever_is_proposed_the_next_step_leads_to_the_form_and_not_to_the_end(
    sitting,
):
    at_decision(sitting)
    app = page(seance=sitting.code)
    assert "Écrivez ce que le groupe propose" in words(app)
    ((address, _),), filled_buttons = led_to(app)
    assert filled_buttons == 0
    assert f'id="{address.removeprefix("#")}"' in html(app)
    assert filled(app) == [CLOSE]
    texts = Decision(proposed=("mieux_produire",))
    sitting.room.write_text(sitting.code, sitting.secret, "decision", to_json(texts), 0)
    app = page(seance=sitting.code)
    assert "Écrivez ce que le groupe propose" not in words(app)


LEVER = ("mieux_produire",)
WAITING = Objection(text="Trop cher", raised_for=LEVER)
KEPT = Objection(text="Trop cher", answer="Partagé", outcome=Outcome.KEPT, raised_for=LEVER)
WRITTEN = Decision(
    proposed=LEVER,
    objections=(KEPT,),
    vote=ShowOfHands(favour=5, against=1, abstaining=0),
    minority="Attendons.",
    motives="Parce que.",
    motives_for=LEVER,
    steps=(Step(action="Écrire au comité", who="", when=""),),
)
LACKING = {
    "objections": ({"objections": (), "motives": "", "steps": ()}, "Demandez"),
    "answered": ({"objections": (WAITING,), "vote": None}, "Répondez à l’objection"),
    "vote": ({"vote": None, "minority": "", "steps": ()}, "faites voter le groupe"),
    "minority": ({"minority": "", "motives": ""}, "l’avis minoritaire"),
    "motives": ({"motives": "", "steps": ()}, "les motifs"),
    "confirmation": ({"motives_for": ("mieux_se_loger",)}, "nouvelle proposition"),
    "steps": ({"steps": ()}, "qui fait quoi"),
    "points": ({}, "savoir avant de conclure"),
}


@pytest.mark.parametrize(("lacking", "asked"), LACKING.values(), ids=LACKING)
def test_the_next_step_is_what_is_missing_first_and_closing_is_an_outline(sitting, lacking, asked):
    at_decision(sitting)
    texts = WRITTEN.model_copy(update=lacking)
    sitting.room.write_text(sitting.code, sitting.secret, "decision", to_json(texts), 0)
    app = page(seance=sitting.code)
    ((address, _),), filled_buttons = led_to(app)
    assert filled_buttons == 0
    assert f'id="{address.removeprefix("#")}"' in html(app)
    (step,) = re.findall(r'<p class="next-do">([^<]*)</p>', html(app))
    assert asked in step
    (said,) = re.findall(r'<p class="tosay">([^<]*)</p>', html(app))
    assert ("qui a une objection" in said.lower()) == (not texts.objections)
    assert filled(app) == [CLOSE]


def test_once_nothing_is_missing_the_next_step_is_to_close(sitting):
    at_decision(sitting)
    sitting.room.write_text(sitting.code, sitting.secret, "decision", to_json(WRITTEN), 0)
    for warning in sitting.room.warnings(sitting.code):
        if not warning.answer:
            sitting.act(Act.ANSWER_WARNING, warning=warning.id, reason="su")
    app = page(seance=sitting.code)
    assert led_to(app) == ([], 1)
    assert filled(app) == [CLOSE.removesuffix("…")]


def test_once_closed_the_only_filled_thing_leads_to_the_report(sitting):
    at_decision(sitting)
    sitting.act(Act.CLOSE)
    app = page(seance=sitting.code)
    assert "relisez le compte rendu" in words(app)
    assert led_to(app) == ([(f"/compte-rendu?seance={sitting.code}", "Relire le compte rendu")], 0)


def test_all_is_not_said_to_be_settled_while_a_point_waits_and_a_word_is_asked_for_by_its_name(
    sitting,
):
    sitting.lobby()
    sitting.voter()
    app = page(seance=sitting.code)
    lines = {one.label for one in app.text_input}
    assert "Dites pourquoi, si vous voulez" in lines
    assert "Un mot, si vous voulez" not in lines
    for warning in sitting.room.warnings(sitting.code):
        if warning.kind in IN_THE_CASE:
            sitting.act(Act.ANSWER_WARNING, warning=warning.id, reason="su")
    for choice in open_choices(sitting.stage().case, sitting.stage().scenario()):
        take = {ChoiceKind.DIRECTION: sitting.room.confirm_direction}.get(choice.kind)
        option = choice.options[0]
        if take:
            take(sitting.code, sitting.secret, choice.about, Sense(option))
        else:
            sitting.room.settle_reading(sitting.code, sitting.secret, option)
    shown = words(page(seance=sitting.code))
    assert "1 point sur 1 attend une réponse" in shown
    assert "Les questions sont réglées" in shown


@pytest.mark.usefixtures("today")
def test_an_answer_is_taken_in_the_words_that_the_wall_has_for_it(sitting):
    sitting.lobby()
    labels = {b.label.replace(NBSP, " ") for b in page(seance=sitting.code).button}
    for criterion in sitting.stage().criteria:
        for sense in criterion.direction.labels:
            if criterion.id in sitting.stage().meeting.unconfirmed:
                assert f"Retenir « {criterion.plain_name(sense)} »" in labels
    assert "Retenir « Peu de fiches action »" in labels
