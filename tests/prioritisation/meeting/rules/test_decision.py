import datetime as dt
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.meeting.rules.decision import (
    Decision,
    Finding,
    FormerConsent,
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
    with_minority,
    with_motives,
    with_nobody_objecting,
    with_objections,
    with_proposal,
    with_vote,
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


def test_one_person_s_weights_and_a_rehearsal_are_never_a_decision():
    assert status(WHOLE, voted=False).missing == (Missing.VOTE,)
    assert status(WHOLE, rehearsal=True).missing == (Missing.REHEARSAL,)


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


# Whatever two people write, whenever: no answer is in force but one given for these levers.

SETS = ((), ("a",), ("b",), ("a", "b"))
HANDS = ShowOfHands(favour=3, against=1, abstaining=0)

ACTS = st.tuples(
    st.sampled_from(("look", "propose", "nobody", "vote", "object", "motives", "minority")),
    st.sampled_from((0, 1)),
    st.sampled_from(SETS),
    st.booleans(),
    st.integers(1, 9),
)


@dataclass
class Table:
    """Two people with a page each; what the group answered, by the levers their page proposed."""

    decision: Decision = field(default_factory=Decision)
    pages: list = field(default_factory=lambda: [(), ()])
    nobody: dict = field(default_factory=dict)
    votes: dict = field(default_factory=dict)

    def play(self, act, who, levers, yes, n):
        now, seen = self.decision, self.pages[who]
        key = frozenset(seen)
        if act == "propose":
            now = with_proposal(now, levers)
            self.pages[who] = levers
        elif act == "nobody":
            now = with_nobody_objecting(now, seen, nobody=yes)
            self.nobody[key] = yes
        elif act == "vote":
            vote = ShowOfHands(favour=n, against=0, abstaining=0) if yes else None
            now = with_vote(now, seen, vote)
            self.votes[key] = vote
        elif act == "object":
            answer = {"answer": "oui", "outcome": Outcome.LIFTED} if yes else {}
            new = Objection(text=",".join(seen) or "-", raised_for=seen, **answer)
            now = with_objections(now, (*now.objections, new))
        elif act in ("motives", "minority"):
            write = {"motives": with_motives, "minority": with_minority}[act]
            now = write(now, seen, ",".join(seen) or "-")
        else:
            self.pages[who] = now.proposed
        self.decision = from_json(to_json(now))
        return self


@given(st.lists(ACTS, max_size=25))
def test_no_answer_is_in_force_but_for_the_levers_it_was_given_for(acts):
    table = Table()
    for act in acts:
        table.play(*act)
        now = table.decision
        key = frozenset(now.proposed)
        assert not now.no_objection or table.nobody[key]
        assert now.vote is None or table.votes[key] == now.vote
        former = now.former_consent
        assert former is None or not (now.no_objection or now.vote)
        if former is not None:
            assert frozenset(former.proposed) != key
            assert not former.no_objection or table.nobody[frozenset(former.proposed)]
        for objection in now.current_objections:
            assert frozenset(objection.text.replace("-", "").split(",")) - {""} == key
        if status(now).state is State.DECISION:
            assert now.motives in ("-", ",".join(now.proposed))
            assert now.no_objection or now.current_objections


@given(st.lists(ACTS, max_size=12), st.sampled_from(SETS), st.sampled_from(SETS))
def test_proposing_again_what_was_proposed_brings_everything_back(acts, first, second):
    """A lever picked by mistake, and put back, costs nothing."""
    table = Table()
    for act in acts:
        table.play(*act)
    before = with_proposal(table.decision, first)
    for answered in (
        with_nobody_objecting(before, first, nobody=True),
        with_vote(before, first, HANDS),
    ):
        undone = with_proposal(with_proposal(answered, second), first)
        assert status(undone) == status(answered)
        assert (undone.no_objection, undone.vote) == (answered.no_objection, answered.vote)


@given(st.booleans(), st.sampled_from(SETS[1:]), st.sampled_from(SETS[1:]))
def test_who_writes_first_of_two_changes_nothing(yes, old, new):
    """One changes the levers, the other ticks, of the page they both had."""
    start = with_proposal(Decision(), old)
    ticked = with_proposal(with_nobody_objecting(start, old, nobody=yes), new)
    late = with_nobody_objecting(with_proposal(start, new), old, nobody=yes)
    assert ticked == late


def test_texts_kept_without_their_levers_are_about_those_that_were_proposed():
    """A meeting that was being decided when the program changed."""
    answered = Objection(text="Trop cher", answer="Partagé", outcome=Outcome.KEPT)
    old = Decision(
        proposed=("a",), objections=(answered,), vote=HANDS, motives="Oui", minority="Non"
    )
    assert status(old).state is State.DECISION
    new = with_proposal(old, ("b",))
    assert status(new).missing == (Missing.CONFIRMATION, Missing.OBJECTIONS)
    assert new.objections[0].raised_for == new.motives_for == new.minority_for == ("a",)
    assert new.former_consent == FormerConsent(proposed=("a",), vote=HANDS)
    assert status(with_proposal(new, ("a",))).state is State.DECISION


def test_reasons_written_before_any_lever_are_about_the_first_proposed():
    written = with_motives(Decision(), (), "Parce que")
    proposed = with_proposal(written, ("a",))
    assert Missing.CONFIRMATION not in status(proposed).missing
    assert Missing.CONFIRMATION in status(with_proposal(proposed, ("b",))).missing


def test_an_answer_for_other_levers_takes_nothing_from_one_that_stands():
    hands = ShowOfHands(favour=5, against=1, abstaining=0)
    for said in ({"no_objection": True}, {"vote": hands}):
        standing = Decision(proposed=("a",), **said)
        assert with_vote(standing, ("b",), hands) == standing
        assert with_nobody_objecting(standing, ("b",), nobody=True) == standing
    late = with_vote(Decision(proposed=("a",)), ("b",), hands)
    assert (late.vote, late.former_consent.vote) == (None, hands)


def test_an_objection_to_other_levers_waits_for_no_answer():
    asked = with_objections(
        with_proposal(Decision(), ("a",)), (Objection(text="o", raised_for=("a",)),)
    )
    assert status(asked).unanswered == (0,)
    assert status(with_proposal(asked, ("b",))).unanswered == ()
