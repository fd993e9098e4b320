"""What the group settles in a meeting: ways of counting and directions, by choices and buttons."""

import pytest

from criteria.model import Sense
from prioritisation.meeting.rules import Act, Form, Phase
from tests.prioritisation.ui.reading import page, press, words
from tests.sitting import Sitting

OPEN = "Confirmer, geler et ouvrir le tour 1"
HOW = "Choisissez comment compter, ou laissez ce choix ouvert."
LEFT = "pourquoi le groupe laisse ce choix ouvert"

pytestmark = pytest.mark.usefixtures("today")


def choice(app, sitting, question):
    return app.radio(key=f"take_{sitting.code}_{question}")


def answers(app):
    return [f for f in app.text_input if str(f.key).startswith("answer_")]


@pytest.fixture
def dialog(sitting):
    """The dialog of the first round, as the facilitator opens it."""
    sitting.lobby()
    app = page(seance=sitting.code)
    press(app, "Ouvrir le tour 1")
    return app


def test_each_open_way_of_counting_is_a_choice_and_none_is_made_beforehand(dialog, sitting):
    for question in ("perimeter", "links"):
        radio = choice(dialog, sitting, question)
        assert radio.value is None
        assert ["choix actuel" in label for label in radio.options].count(True) == 1
        assert radio.options[-1] == "Laisser ce choix ouvert pour ce vote"
        described = list(radio.proto.captions)
        assert all(described)
        assert len(described) == len(radio.options)
    assert LEFT not in words(dialog)
    press(dialog, OPEN)
    assert words(dialog).count(HOW) == 2
    assert not sitting.stage().meeting.rounds


def filled_in(app, sitting, **picks):
    for question, reading in picks.items():
        choice(app, sitting, question).set_value(reading).run()
    app.radio(key=f"sense_{sitting.code}_existing_coverage").set_value("min")
    for field in answers(app):
        field.set_value("su et accepté")
    press(app, OPEN)


def test_what_is_chosen_before_a_round_is_what_the_round_is_about(dialog, sitting):
    filled_in(dialog, sitting, perimeter="sgpe", links="all_links")
    stage = sitting.stage()
    assert stage.meeting.phase is Phase.ROUND
    assert stage.setup.combination == "sgpe-all_links"
    assert set(stage.setup.settled) == {"sgpe", "all_links"}


def test_a_choice_may_stay_open_and_then_waits_for_its_reason(dialog, sitting):
    choice(dialog, sitting, "perimeter").set_value("left_open").run()
    assert LEFT in words(dialog)
    filled_in(dialog, sitting, links="primary")
    stage = sitting.stage()
    assert stage.meeting.phase is Phase.ROUND
    assert stage.setup.combination == "gt-primary"
    assert stage.setup.settled == ("primary",)
    (note,) = [w for w in sitting.room.warnings(sitting.code) if w.id == "perimeter"]
    assert (note.what, note.answer) == (("gt",), "su et accepté")


def test_the_warnings_of_the_dialog_are_those_of_what_is_chosen_there(dialog, sitting):
    """Under the State's cut a score more is unknown."""
    assert "5 notes sont inconnues" not in words(dialog)
    before = words(dialog)
    choice(dialog, sitting, "perimeter").set_value("sgpe").run()
    assert words(dialog) != before
    table = sitting.stage().case.tables["sgpe-primary"]
    assert f"{len(table.unknowns)} notes sont inconnues" in words(dialog)


def test_the_reason_of_the_answer_that_is_picked_is_under_it(dialog, sitting):
    reason = "C’est le découpage des chiffres officiels eux-mêmes."
    assert reason not in words(dialog)
    choice(dialog, sitting, "perimeter").set_value("sgpe").run()
    assert f"Pourquoi : {reason}" in words(dialog)


def test_what_somebody_else_settled_meanwhile_is_not_written_over(dialog, sitting):
    choice(dialog, sitting, "perimeter").set_value("sgpe").run()
    sitting.room.settle_reading(sitting.code, sitting.secret, "gt")
    filled_in(dialog, sitting, links="primary")
    assert sitting.stage().setup.combination == "gt-primary"


@pytest.fixture
def checks(room, holds):
    """A full meeting at its checks: the scores are frozen."""
    made = Sitting(room, Form.FULL).lobby()
    holds(**{f"lien_{made.code}": made.secret})
    made.act(Act.START_REVIEW)
    made.room.settle_reading(made.code, made.secret, "gt")
    for criterion in made.stage().meeting.unconfirmed:
        made.room.confirm_direction(made.code, made.secret, criterion, Sense.MIN)
    made.room.freeze(made.code, made.secret)
    return made.act(Act.START_CHECKS)


def test_once_the_scores_are_frozen_no_field_is_said_to_take_an_answer(checks):
    app = page(seance=checks.code)
    assert not [r for r in app.radio if str(r.key).startswith("take_")]
    assert "ce qui s’écrit ici ne retient aucune réponse" in words(app)
    assert "revenez à la revue" in words(app)
