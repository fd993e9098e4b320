"""What is being typed stays in its field, wherever it is, while somebody else acts."""

import pytest
from playwright.sync_api import expect

from criteria.model import Sense
from prioritisation.meeting.rules import Act, Form
from prioritisation.meeting.rules.decision import Objection, Step
from prioritisation.meeting.rules.decision import to_json as decision_json
from tests.e2e.conftest import READY
from tests.e2e.test_decision import deciding

TYPED = "Écrit ici"
FIELDS = """() => [...document.querySelectorAll(
        '[data-testid=stMain] :is(input[type=text], textarea):not([role=combobox])')]
    .filter(one => one.checkVisibility() && !one.disabled && !one.readOnly)"""
LOST = """fields => fields
    .filter(one => !one.isConnected || !one.value.startsWith('Écrit ici'))
    .map(one => `${one.getAttribute('aria-label')}: ${one.isConnected} ${one.value}`)"""


def reviewing(room):
    made = room.create("GT ECTE", form=Form.FULL)
    for act in (Act.OPEN_LOBBY, Act.START_REVIEW):
        room.act(made.code, made.facilitator, act)
    return made.code, made.facilitator


LEFT = "2 choix encore ouverts"


def confirmed(room, code, secret):
    """Somebody confirms a direction: one choice less is left to settle."""
    (criterion,) = room.stage(code, fresh=True).meeting.unconfirmed
    room.confirm_direction(code, secret, criterion, Sense.MIN)
    return ""


def decided(room, code, secret, **parts):
    kept = room.decision(code)
    words = decision_json(kept.decision.model_copy(update=parts))
    room.write_text(code, secret, "decision", words, kept.version)


def objected(room, code, secret):
    """Somebody writes an objection."""
    decided(room, code, secret, objections=(Objection(text="Leur objection"),))
    return "Leur objection"


def planned(room, code, secret):
    """Somebody writes a step."""
    decided(room, code, secret, steps=(Step(action="Leur action"),))
    return "Leur action"


PHASES = {
    "review": (reviewing, (confirmed,)),
    "decision": (deciding, (objected, planned)),
}
FEWEST = {"review": 2, "decision": 8}
"""Fields of text of each page, at least: the walk has found them."""


@pytest.mark.deep
def test_no_field_of_a_page_is_made_again_while_somebody_else_acts(place, open_page):
    """Each keeps its place in the page, and what was typed in it; the last one the focus too."""
    for phase in PHASES:
        no_field_is_made_again(place, open_page, phase)


def no_field_is_made_again(place, open_page, phase):
    room, address = place
    begun, acts = PHASES[phase]
    code, secret = begun(room)
    page = open_page(f"{address}/entrer/{code}/{secret}", in_pieces=True)
    page.get_by_role("button", name="Quitter cette séance").wait_for()
    page.wait_for_selector(READY)
    fields = page.evaluate_handle(FIELDS)
    count = fields.evaluate("fields => fields.length")
    assert count >= FEWEST[phase]
    for k in range(count):
        fields.evaluate("(fields, k) => fields[k].focus()", k)
        page.keyboard.type(TYPED)
    page.wait_for_selector(READY)
    assert fields.evaluate(LOST) == []
    assert page.get_by_text(LEFT).count() == (phase == "review")
    for act in acts:
        if told := act(room, code, secret):
            expect(page.get_by_text(told).first).to_be_attached()
        else:
            expect(page.get_by_text(LEFT)).to_have_count(0)
        page.wait_for_selector(READY)
        page.keyboard.type("x")
    assert fields.evaluate(LOST) == []
    last = "fields => fields.at(-1) === document.activeElement && fields.at(-1).value"
    assert fields.evaluate(last) == TYPED + "x" * len(acts)
