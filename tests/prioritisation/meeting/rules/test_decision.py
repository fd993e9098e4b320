import datetime as dt

import pytest
from pydantic import ValidationError

from prioritisation.meeting.rules.decision import (
    Decision,
    Finding,
    InvalidDecision,
    Missing,
    Objection,
    Outcome,
    ShowOfHands,
    State,
    Step,
    from_json,
    status,
    to_json,
)
from tests.each import each

ANSWERED = Objection(text="Trop tôt.", answer="Un point en juin.", outcome=Outcome.KEPT)
WHOLE = Decision(
    proposed=("mieux_produire",),
    body="CREFOP",
    context="Mandat du 5 décembre",
    objections=(ANSWERED,),
    vote=ShowOfHands(favour=9, against=2, abstaining=1),
    motives="Les fiches y manquent.",
    minority="Deux membres préfèrent attendre.",
    steps=(Step(action="Étude flash", who="DREETS", when="mars"),),
    review=dt.date(2027, 6, 1),
    to_find=(
        Finding(lever="mieux_se_loger", criterion="partner_ecosystem"),
        Finding(text="Qui ?"),
    ),
)


def test_reasons_and_answered_objections_make_a_decision():
    found = status(WHOLE)
    assert (found.state, found.missing, found.unanswered) == (State.DECISION, (), ())


def test_no_objection_must_be_said():
    silent = WHOLE.model_copy(update={"objections": ()})
    assert status(silent).missing == (Missing.OBJECTIONS,)
    said = silent.model_copy(update={"no_objection": True})
    assert status(said).state is State.DECISION


@each(
    ("change", "missing"),
    [
        ({"proposed": ()}, Missing.PROPOSAL),
        ({"motives": "  \n"}, Missing.MOTIVES),
        ({"no_objection": True}, Missing.CONTRADICTION),
        ({"objections": (Objection(text="Non."),)}, Missing.ANSWERS),
    ],
)
def test_what_is_missing_is_data(change, missing):
    found = status(WHOLE.model_copy(update=change))
    assert (found.state, found.missing) == (State.PROJECT, (missing,))


@each("outcome", Outcome)
@each("answer", ["", " ", "Parce que."])
def test_an_objection_is_answered_by_words_and_an_outcome(answer, outcome):
    right = bool(answer.strip()) and outcome is not Outcome.OPEN
    assert Objection(text="Non.", answer=answer, outcome=outcome).answered == right


def test_the_objections_that_wait_are_counted():
    waiting = Objection(text="Non.")
    found = status(WHOLE.model_copy(update={"objections": (waiting, ANSWERED, waiting)}))
    assert found.unanswered == (0, 2)


def test_one_person_s_weights_and_a_rehearsal_are_never_a_decision():
    assert status(WHOLE, voted=False).missing == (Missing.VOTE,)
    assert status(WHOLE, rehearsal=True).missing == (Missing.REHEARSAL,)


def test_a_new_decision_says_nothing():
    assert status(Decision()).missing == (
        Missing.PROPOSAL,
        Missing.MOTIVES,
        Missing.OBJECTIONS,
    )


@each("decision", [Decision(), WHOLE], ids=["empty", "whole"])
def test_text_and_back(decision):
    assert from_json(to_json(decision)) == decision


@each(
    ("text", "field"),
    [
        ('{"motives": 3}', "motives"),
        ('{"steps": [{"action": "x", "cost": 1}]}', "steps[0].cost"),
        ('{"vote": {"favour": -1, "against": 0, "abstaining": 0}}', "vote.favour"),
        ('{"motives": "%s"}' % ("x" * 5001), "motives"),
        ("[]", ""),
        ("nothing", ""),
    ],
)
def test_another_text_is_refused_with_its_field(text, field):
    with pytest.raises(InvalidDecision) as error:
        from_json(text)
    assert error.value.fields == (field,)


def test_it_never_changes():
    with pytest.raises(ValidationError):
        WHOLE.motives = "Autre"
