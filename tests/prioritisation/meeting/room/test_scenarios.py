import re

import pytest

from prioritisation.analysis.whatif import Fork, InvalidFork, ScoreChange, data_mark, starting_fork
from prioritisation.meeting.room import InvalidFrame
from prioritisation.meeting.rules import Act, Reason, Refused, Role
from prioritisation.meeting.store import UnknownMeeting, UnknownScenario
from prioritisation.settings import current_case

CASE = current_case()
FORK = starting_fork(CASE, "Quatre fiches").scored(
    ScoreChange("mieux_produire", "existing_coverage", 4.0, 4.0)
)


def in_meeting(sitting, name="Sans plus"):
    return Fork(name, sitting.stage().scenario())


def test_a_scenario_is_kept_beside_any_meeting_and_read_by_its_key_alone(room):
    key = room.keep_scenario(CASE, FORK)
    made = room.scenario(key)
    assert re.fullmatch(r"[\w-]{16}", key)
    assert (made.fork, made.case_id, made.data) == (FORK, CASE.id, data_mark(CASE, FORK))
    assert room.keep_scenario(CASE, FORK) != key
    assert room.store.scenario(key).parent is None
    child = room.keep_scenario(CASE, FORK.named("Suite"), parent=key)
    assert room.store.scenario(child).parent == key


def test_what_is_not_there_or_is_not_one_is_refused(room):
    with pytest.raises(UnknownScenario):
        room.scenario("rien")
    with pytest.raises(InvalidFrame):
        room.keep_scenario(CASE, FORK.named("  "))
    with pytest.raises(InvalidFork):
        room.keep_scenario(CASE, FORK.without("lune"))
    with pytest.raises(UnknownMeeting):
        room.keep_scenario(CASE, FORK, code="NUL00")


@pytest.mark.parametrize("role", [Role.LEAD, Role.FACILITATOR])
def test_those_who_lead_a_meeting_find_there_what_they_kept(sitting, role):
    secret = sitting.room.new_link(sitting.code, sitting.secret, role)
    given = {"code": sitting.code, "secret": secret}
    key = sitting.room.keep_scenario(CASE, in_meeting(sitting), **given)
    assert [s.key for s in sitting.room.scenarios(sitting.code, secret)] == [key]
    assert sitting.room.scenario(key).data == data_mark(sitting.stage().case, FORK)
    sitting.room.purge(sitting.code, sitting.secret)
    with pytest.raises(UnknownScenario):
        sitting.room.scenario(key)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.RECORDER, None])
def test_nobody_else_keeps_or_lists_scenarios_of_a_meeting(sitting, role):
    room, code = sitting.room, sitting.code
    secret = room.new_link(code, sitting.secret, role) if role else ""
    with pytest.raises(Refused):
        room.keep_scenario(CASE, in_meeting(sitting), code=code, secret=secret)
    with pytest.raises(Refused):
        room.scenarios(code, secret)
    assert room.scenarios(code, sitting.secret) == ()


def test_the_link_of_another_meeting_opens_nothing(sitting):
    other = sitting.room.create("Autre")
    with pytest.raises(Refused):
        sitting.room.scenarios(sitting.code, other.facilitator)


def test_a_fork_is_of_the_meeting_s_own_case(sitting):
    """Its criteria are the frame's: a fork of the folder's case that has others does not fit."""
    sitting.room.choose_frame(
        sitting.code,
        sitting.secret,
        combination="sgpe",
        criteria=["ghg_impact", "existing_coverage"],
    )
    given = {"code": sitting.code, "secret": sitting.secret}
    with pytest.raises(InvalidFork):
        sitting.room.keep_scenario(CASE, FORK, **given)
    assert sitting.room.keep_scenario(CASE, in_meeting(sitting), **given)


def test_nothing_touches_the_frozen_matrix_or_the_ballots(sitting):
    room, code = sitting.room, sitting.code
    sitting.open()
    sitting.cast(sitting.voter(), [100, 50, 0])
    sitting.act(Act.REVEAL)
    before = (
        room.store.matrices(code),
        room.store.ballots(code, 1),
        room.store.edits(code),
        room.store.audit(code),
        room.store.meeting(code),
    )
    fork = in_meeting(sitting).scored(ScoreChange("mieux_produire", "ghg_impact", None, None))
    key = room.keep_scenario(
        CASE, fork.without("mieux_se_loger"), code=code, secret=sitting.secret
    )
    assert room.scenario(key).fork.withdrawn == ("mieux_se_loger",)
    after = (
        room.store.matrices(code),
        room.store.ballots(code, 1),
        room.store.edits(code),
        room.store.audit(code),
        room.store.meeting(code),
    )
    assert after == before


def refused(call, *given, **named):
    with pytest.raises(Refused) as error:
        call(*given, **named)
    return error.value.refusal.reason


def test_while_a_round_is_open_the_scenarios_of_its_meeting_are_closed_to_everybody(sitting):
    room, code = sitting.room, sitting.code
    lead = room.new_link(code, sitting.secret, Role.LEAD)
    key = room.keep_scenario(CASE, in_meeting(sitting), code=code, secret=lead)
    beside = room.keep_scenario(CASE, FORK)
    sitting.open()
    for secret in (lead, sitting.secret):
        given = {"code": code, "secret": secret}
        assert refused(room.keep_scenario, CASE, in_meeting(sitting), **given) is Reason.ROUND_OPEN
        assert refused(room.scenarios, code, secret) is Reason.ROUND_OPEN
    assert refused(room.scenario, key) is Reason.ROUND_OPEN
    assert room.closed_scenario(key).reason is Reason.ROUND_OPEN
    assert room.closed_scenario(beside) is None
    assert room.scenario(beside).fork == FORK
    sitting.cast(sitting.voter(), [100, 50, 0])
    sitting.act(Act.REVEAL)
    assert room.closed_scenario(key) is None
    assert [s.key for s in room.scenarios(code, lead)] == [key]
    assert room.scenario(key).fork.name == "Sans plus"


def test_a_round_that_opens_while_a_scenario_is_read_closes_it(sitting, monkeypatch):
    room, given = sitting.room, {"code": sitting.code, "secret": sitting.secret}
    key = room.keep_scenario(CASE, in_meeting(sitting), **given)
    read = room.store.scenario

    def meanwhile(asked):
        found = read(asked)
        sitting.open()
        return found

    monkeypatch.setattr(room.store, "scenario", meanwhile)
    assert refused(room.scenario, key) is Reason.ROUND_OPEN
