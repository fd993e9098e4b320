"""For each role, phase and act: allowed, or refused with a reason."""

from dataclasses import replace
from itertools import product

import pytest

from prioritisation.meeting.rules import (
    Act,
    Form,
    Meeting,
    Phase,
    Reason,
    Role,
    RoundStatus,
    refusal,
)
from prioritisation.meeting.rules.rights import PHASES, ROLES, SPARED_WHILE_OPEN
from prioritisation.meeting.rules.state import Round
from tests.rights.page import roles_in

READY = Meeting(Phase.CHECKS, frozen="sha")
SHOWN = Round(1, RoundStatus.REVEALED, "sha")
VOTING = Meeting(Phase.ROUND, rounds=(SHOWN, Round(2, RoundStatus.OPEN, "sha")), frozen="sha")
REVEALED = Meeting(Phase.REVEALED, rounds=(SHOWN,), frozen="sha")


def reason(meeting, role, act):
    found = refusal(meeting, role, act)
    return found.reason if found else None


@pytest.mark.parametrize("act", Act)
def test_who_is_not_named_for_an_act_never_may(act):
    others = set(Role) - ROLES[act]
    found = {(p, r): reason(Meeting(p), r, act) for p, r in product(Phase, others)}
    assert found == dict.fromkeys(product(Phase, others), Reason.ROLE)


@pytest.mark.parametrize("act", Act)
def test_an_act_out_of_its_phases_is_refused_to_everybody(act):
    others = [p for p in Phase if p not in PHASES[act]]
    may = {(p, r) for p, r in product(others, Role) if refusal(Meeting(p), r, act) is None}
    assert may == set()


@pytest.mark.parametrize("act", [a for a in SPARED_WHILE_OPEN if a is not Act.SEE_CASE_RANKING])
def test_while_a_round_is_open_nobody_sees_or_keeps_anything_of_any_round(act):
    expected = {r: Reason.ROUND_OPEN if r in ROLES[act] else Reason.ROLE for r in Role}
    assert {r: reason(VOTING, r, act) for r in Role} == expected
    closed = replace(VOTING, rounds=(SHOWN, Round(2, RoundStatus.CLOSED, "sha")))
    assert {r: reason(closed, r, act) for r in Role} == expected, "closed, not revealed yet"


def states(phase):
    """Meetings in a phase, whatever else."""
    status = RoundStatus.OPEN if phase is Phase.ROUND else RoundStatus.REVEALED
    rounds = (SHOWN, Round(2, status, "sha"))
    return [
        Meeting(phase, form, past, frozen=frozen, rehearsal=rehearsal)
        for form, past, frozen, rehearsal in product(
            Form, ((), rounds), ("", "sha"), (False, True)
        )
        if past or phase is not Phase.ROUND
    ]


@pytest.mark.parametrize("act", Act)
def test_what_roles_and_phases_allow_is_what_is_refused_to_nobody_else(act):
    """Whatever the state: nobody may whom the tables do not name, and all they name may once."""
    may = {
        phase: {r for m, r in product(states(phase), Role) if refusal(m, r, act) is None}
        for phase in Phase
    }
    assert may == {phase: roles_in(act, phase) for phase in Phase}


def test_while_a_round_is_open_the_case_is_ranked_for_leads_and_the_facilitator_only():
    seeing = {r for r in Role if refusal(VOTING, r, Act.SEE_CASE_RANKING) is None}
    assert seeing == {Role.FACILITATOR, Role.LEAD}
    assert all(refusal(REVEALED, r, Act.SEE_CASE_RANKING) is None for r in Role)


def test_the_count_and_the_stage_are_for_everybody_at_any_time():
    for phase, role, act in product(Phase, Role, (Act.SEE_STAGE, Act.SEE_COUNT)):
        assert refusal(Meeting(phase), role, act) is None


def test_results_are_for_everybody_once_revealed():
    assert all(refusal(REVEALED, role, Act.SEE_RESULTS) is None for role in Role)
    void = Round(1, RoundStatus.VOID, "sha", "erreur")
    assert reason(Meeting(Phase.REVEALED, rounds=(void,)), Role.LEAD, Act.SEE_RESULTS) is (
        Reason.NOT_REVEALED
    )


@pytest.mark.parametrize(
    ("lacking", "why"),
    [
        ({"unanchored": ("a",)}, Reason.NO_ANCHOR),
        ({"unconfirmed": ("a",)}, Reason.DIRECTION),
        ({"frozen": ""}, Reason.NOT_FROZEN),
        ({"unanswered": ("w",)}, Reason.WARNINGS),
    ],
    ids=["R1: no anchors", "W12: no direction", "R2: not frozen", "warnings"],
)
def test_a_round_opens_only_when_nothing_is_lacking(lacking, why):
    assert refusal(READY, Role.FACILITATOR, Act.OPEN_ROUND) is None
    assert reason(replace(READY, **lacking), Role.FACILITATOR, Act.OPEN_ROUND) is why


@pytest.mark.parametrize("act", [Act.CHOOSE_FRAME, Act.CONFIRM_DIRECTION, Act.FREEZE])
def test_nothing_of_a_frozen_matrix_changes(act):
    meeting = Meeting(Phase.REVIEW, frozen="sha")
    assert reason(meeting, Role.FACILITATOR, act) is Reason.FROZEN
    assert reason(meeting, Role.FACILITATOR, Act.EDIT_SCORE) is Reason.FROZEN


def test_in_the_room_only_the_facilitator_writes_scores():
    room, before = Meeting(Phase.REVIEW), Meeting(Phase.DRAFT)
    assert refusal(room, Role.FACILITATOR, Act.EDIT_SCORE) is None
    for role in (Role.EXPERT, Role.LEAD):
        assert reason(room, role, Act.EDIT_SCORE) is Reason.ROLE
        assert refusal(before, role, Act.EDIT_SCORE) is None


def test_the_lobby_freezes_in_the_short_form_only():
    assert refusal(Meeting(Phase.LOBBY, Form.SHORT), Role.FACILITATOR, Act.FREEZE) is None
    assert refusal(Meeting(Phase.LOBBY, Form.FULL), Role.FACILITATOR, Act.FREEZE)


def test_a_rehearsal_never_starts_beside_a_real_round():
    rounds = (SHOWN,)
    assert refusal(Meeting(Phase.LOBBY, rounds=rounds), Role.FACILITATOR, Act.REHEARSE)
    assert refusal(Meeting(Phase.LOBBY), Role.FACILITATOR, Act.REHEARSE) is None
    assert refusal(VOTING, Role.FACILITATOR, Act.SIMULATE), "no simulated ballot in a real round"


def test_no_role_but_the_voter_s_own_reads_a_ballot():
    assert ROLES[Act.SEE_OWN_BALLOT] == {Role.VOTER}
    assert {a for a in Act if a.startswith("see_") and "ballot" in a} == {Act.SEE_OWN_BALLOT}


def test_papers_are_written_by_the_office_after_a_reveal_and_never_beside_a_vote():
    writing = {r for r in Role if refusal(REVEALED, r, Act.EDIT_PAPER) is None}
    assert writing == {Role.FACILITATOR, Role.RECORDER}
    assert reason(VOTING, Role.RECORDER, Act.EDIT_PAPER) is Reason.ROUND_OPEN
    assert reason(Meeting(Phase.DECISION), Role.RECORDER, Act.EDIT_PAPER) is Reason.NOT_REVEALED


def test_warnings_are_answered_by_the_facilitator_before_a_vote_and_after_its_reveal():
    closed = {Phase.ROUND, Phase.CLOSED}
    for phase in Phase:
        found = refusal(Meeting(phase), Role.FACILITATOR, Act.ANSWER_WARNING)
        assert (found is not None) is (phase in closed)
    for role in set(Role) - {Role.FACILITATOR}:
        assert reason(REVEALED, role, Act.ANSWER_WARNING) is Reason.ROLE
