"""A whole meeting through the room: who may, what is kept, what is never shown."""

import pytest

from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import InvalidFrame
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act, Phase, Reason, Refused, Role
from prioritisation.meeting.rules.setup import TRIAL_IDS
from prioritisation.meeting.store import Conflict, UnknownMeeting, UnknownVoter
from tests.each import each


def refused(call, *arguments, **named):
    with pytest.raises(Refused) as found:
        call(*arguments, **named)
    return found.value.refusal.reason


def test_two_rounds_from_the_welcome_to_the_minutes(sitting):
    voters = [sitting.voter(college="État") for _ in range(6)]
    sitting.open()
    for k, voter in enumerate(voters):
        sitting.cast(voter, [100, 40, 5 * k])
    assert (sitting.stage().ballots, sitting.stage().present) == (6, 6)
    sitting.act(Act.REVEAL)
    first = sitting.room.results(sitting.code, Role.OBSERVER)
    sitting.open()
    for voter in voters:
        sitting.cast(voter, [20, 30, 100])
    sitting.act(Act.REVEAL)
    second = sitting.room.results(sitting.code, Role.OBSERVER)
    assert (first.number, second.number, second.before) == (1, 2, 1)
    assert (second.movement.both, second.movement.moved) == (6, 6)
    assert second.group.by_criterion()["existing_coverage"] > 0.5
    for act in (Act.START_ANALYSIS, Act.START_DECISION, Act.CLOSE):
        sitting.act(act)
    assert sitting.stage().meeting.phase is Phase.CLOSED


def test_what_is_voted_on_is_kept_under_its_hash_and_read_again_from_it(sitting):
    digest = sitting.open().stage().meeting.frozen
    (kept,) = sitting.room.store.matrices(sitting.code)
    assert kept.sha256 == digest == sitting.stage().meeting.rounds[0].matrix


def test_the_dialog_writes_all_or_nothing(sitting):
    before = sitting.room.store.version(sitting.code)
    answers = {w.id: "oui" for w in sitting.room.warnings(sitting.code)}
    why = refused(
        sitting.room.open_round, sitting.code, sitting.secret, senses={}, answers=answers
    )
    assert why is Reason.DIRECTION
    senses = {"existing_coverage": Sense.MIN}
    lacking = {**answers, "unknown": "  "}
    why = refused(
        sitting.room.open_round, sitting.code, sitting.secret, senses=senses, answers=lacking
    )
    assert why is Reason.WARNINGS
    assert sitting.room.store.version(sitting.code) == before
    assert sitting.stage().meeting.unconfirmed == ("existing_coverage",)


def test_the_direction_the_group_takes_is_the_one_that_ranks(sitting):
    answers = {w.id: "oui" for w in sitting.room.warnings(sitting.code)}
    senses = {"existing_coverage": Sense.MAX}
    sitting.room.open_round(sitting.code, sitting.secret, senses=senses, answers=answers)
    stage = sitting.stage()
    assert stage.scenario().senses == senses
    assert not stage.case.criterion("existing_coverage").direction.contested


@pytest.mark.parametrize("role", Role)
def test_while_a_round_is_open_nobody_reads_results(sitting, role):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 50, 50])
    assert refused(sitting.room.results, sitting.code, role) is Reason.ROUND_OPEN


def test_a_ballot_after_the_reveal_is_refused_and_the_earlier_one_counts(sitting):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 50, 50])
    sitting.act(Act.REVEAL)
    with pytest.raises(Refused):
        sitting.cast(voter, [10, 100, 50], nonce="2")
    assert sitting.room.own_ballot(sitting.code, voter).points_json.count("50") == 2


def test_a_trial_ballot_is_on_the_trial_question_only(sitting):
    voter = sitting.voter()
    trial = Ballot(dict(zip(TRIAL_IDS, (100, 20, 0), strict=True)), TRIAL_IDS[0])
    kept = sitting.room.cast_soon(sitting.code, voter, trial, "", "1").result()
    assert kept.round == 0
    with pytest.raises(InvalidFrame):
        sitting.cast(voter, [100, 50, 50])
    sitting.open()
    with pytest.raises(InvalidFrame):
        sitting.room.cast_soon(sitting.code, voter, trial, "", "2").result()
    assert sitting.stage().ballots == 0


def test_tokens_forged_cut_or_of_another_meeting_are_nobody_s(sitting):
    room, code = sitting.room, sitting.code
    token = room.new_token(code)
    other = room.create("Autre").code
    for wrong in ("", "x", token[:-1], "a" + token, room.new_token(other), token + "é", "." * 9):
        assert room.voter_of(code, wrong) is None
    sitting.open()
    with pytest.raises(UnknownVoter):
        sitting.cast(room.voter_of(code, token), [100, 1, 1])  # never joined


def test_an_invitation_is_one_voter_on_one_device_and_nobody_else_may_join(room):
    made = room.create("Invités", invited=True)
    room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    (invitation,) = room.new_invitations(made.code, made.facilitator, drawn_invitations(1))
    token, other = (room.new_token(made.code) for _ in range(2))
    assert room.join_soon(made.code, token, invitation=invitation).result()
    assert not room.join_soon(made.code, token, invitation=invitation).result()
    with pytest.raises(Conflict):
        room.join_soon(made.code, other, invitation=invitation).result()
    with pytest.raises(UnknownVoter):
        room.join_soon(made.code, other, invitation="ABCDEFGHJK").result()
    assert refused(room.join_soon, made.code, other) is Reason.ROLE
    assert room.invitations(made.code) == (1, 1)


def test_a_lost_link_is_made_again_and_a_revoked_one_opens_nothing(sitting):
    room, code = sitting.room, sitting.code
    again = room.recover(code)
    assert room.role(code, again) is Role.FACILITATOR
    first, _ = sorted(room.links(code, again), key=lambda link: link.id)
    room.revoke(code, again, first.id)
    assert room.role(code, sitting.secret) is Role.OBSERVER
    assert room.role(room.create("Autre").code, again) is Role.OBSERVER


def test_a_rehearsal_is_said_and_leaves_nothing(sitting):
    real = sitting.voter()
    sitting.act(Act.REHEARSE)
    sitting.open()
    sitting.room.simulate(sitting.code, sitting.secret, 12)
    sitting.cast(real, [100, 0, 0])
    sitting.act(Act.REVEAL)
    assert sitting.room.results(sitting.code, Role.OBSERVER).simulated
    sitting.act(Act.END_REHEARSAL)
    stage = sitting.stage()
    assert (stage.meeting.phase, stage.meeting.rounds, stage.present) == (Phase.LOBBY, (), 1)
    assert sitting.room.store.ballots(sitting.code, 1) == ()
    assert refused(sitting.room.results, sitting.code, Role.FACILITATOR) is Reason.PHASE


def test_a_sheet_of_paper_is_one_person_present_in_each_round(sitting):
    people = [sitting.voter(), sitting.voter()]
    for _ in range(2):
        sitting.open()
        ids = [c.id for c in sitting.stage().criteria]
        for voter in people:
            sitting.cast(voter, (100, 50, 0), nonce=str(len(sitting.stage().meeting.rounds)))
        typed = Ballot(dict(zip(ids, (100, 50, None), strict=True)), ids[0])
        sitting.room.paper_ballot(sitting.code, sitting.secret, typed)
        stage = sitting.stage()
        assert (stage.ballots, stage.present, stage.missing) == (3, 3, 0)
        sitting.room.close_round(sitting.code, sitting.secret)  # nobody is missing


def test_the_paper_ballot_is_marked_and_counted(sitting):
    sitting.open()
    ids = [c.id for c in sitting.stage().criteria]
    ballot = Ballot(dict(zip(ids, (100, 50, None), strict=True)), ids[0])
    kept = sitting.room.paper_ballot(sitting.code, sitting.secret, ballot, college="État")
    assert (kept.kind, sitting.stage().ballots, sitting.stage().typed) == ("paper", 1, 1)
    with pytest.raises(InvalidFrame):
        sitting.room.paper_ballot(sitting.code, sitting.secret, ballot, college="Martiens")
    assert refused(sitting.room.paper_ballot, sitting.code, "x", ballot) is Reason.ROLE


@each(
    "wrong",
    [
        lambda s: s.room.create("  "),
        lambda s: s.room.create("x" * 500),
        lambda s: s.room.create("x", colleges=[str(k) for k in range(40)]),
        lambda s: s.room.new_invitations(s.code, s.secret, drawn_invitations(0)),
        lambda s: s.room.simulate(s.code, s.secret, 10**6),
        lambda s: s.room.set_countdown(s.code, s.secret, -1),
        lambda s: s.room.project(s.code, s.secret, "<b>"),
        lambda s: s.room.new_link(s.code, s.secret, Role.VOTER),
        lambda s: s.voter(college="Martiens"),
        lambda s: s.room.choose_frame(s.code, s.secret, combination="lune", criteria=[]),
        lambda s: s.room.confirm_direction(s.code, s.secret, "ghg_impact", Sense.MIN),
    ],
)
def test_what_cannot_be_is_named_and_changes_nothing(sitting, wrong):
    before = sitting.room.store.version(sitting.code)
    with pytest.raises(InvalidFrame):
        wrong(sitting)
    assert sitting.room.store.version(sitting.code) == before


def test_the_log_holds_acts_and_reasons_and_no_vote(sitting):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 37, 12], reason="parce que")
    sitting.act(Act.VOID_ROUND, reason="consigne mal lue")
    log = sitting.room.audit(sitting.code, sitting.secret)
    told = str([(line.role, line.act, line.detail) for line in log])
    assert "consigne mal lue" in told
    assert "parce que" not in told
    assert voter not in told
    assert "37" not in told.replace(sitting.stage().meeting.frozen, "")
    assert refused(sitting.room.audit, sitting.code, "") is Reason.ROLE


def test_an_erased_meeting_is_gone(sitting):
    assert refused(sitting.room.purge, sitting.code, "x") is Reason.ROLE
    sitting.room.purge(sitting.code, sitting.secret)
    with pytest.raises(UnknownMeeting):
        sitting.stage()


def test_an_answer_needs_words(sitting):
    warning = sitting.room.warnings(sitting.code)[0].id
    why = refused(sitting.act, Act.ANSWER_WARNING, warning=warning)
    assert why is Reason.NO_WRITTEN_REASON
    sitting.act(Act.ANSWER_WARNING, warning=warning, reason="nous l’acceptons")
    assert sitting.room.warnings(sitting.code)[0].answer == "nous l’acceptons"
