"""Moves, one by one; then any sequence of acts, whoever asks (a property)."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.meeting.rules import (
    Act,
    Details,
    Form,
    Meeting,
    Phase,
    Reason,
    Refused,
    Role,
    RoundStatus,
    move,
    refusal,
    reopenable,
)
from prioritisation.meeting.rules.rights import REOPENED
from prioritisation.meeting.rules.state import MOVES
from tests.each import each

FACILITATOR = Role.FACILITATOR
FULL_WAY = [
    Act.OPEN_LOBBY,
    Act.START_REVIEW,
    Act.FREEZE,
    Act.START_CHECKS,
    Act.OPEN_ROUND,
    Act.REVEAL,
    Act.OPEN_ROUND,
    Act.REVEAL,
    Act.START_ANALYSIS,
    Act.START_PORTFOLIO,
    Act.START_DECISION,
    Act.CLOSE,
]
SHORT_WAY = [
    Act.OPEN_LOBBY,
    Act.FREEZE,
    Act.OPEN_ROUND,
    Act.REVEAL,
    Act.START_ANALYSIS,
    Act.START_DECISION,
    Act.CLOSE,
]
HIDDEN = (RoundStatus.OPEN, RoundStatus.CLOSED)
OF_ROUNDS = (*(Act.SEE_RESULTS, Act.EXPORT, Act.EDIT_PAPER),)
"""What shows something of a round, or writes of it; papers are read by ``SEE_RESULTS``."""
FREEZING = Details(matrix="sha")


def after(meeting, *acts):
    for act in acts:
        meeting = move(meeting, FACILITATOR, act, FREEZING if act is Act.FREEZE else Details())
    return meeting


@each(("form", "way"), [(Form.FULL, FULL_WAY), (Form.SHORT, SHORT_WAY)])
def test_a_meeting_goes_from_its_preparation_to_its_minutes(form, way):
    assert after(Meeting(form=form), *way).phase is Phase.CLOSED


def test_rounds_are_numbered_and_keep_the_hash_of_what_was_voted_on():
    meeting = after(Meeting(), *FULL_WAY[:8])
    assert [(r.number, r.status, r.matrix) for r in meeting.rounds] == [
        (1, RoundStatus.REVEALED, "sha"),
        (2, RoundStatus.REVEALED, "sha"),
    ]


def test_a_void_round_keeps_its_reason_and_another_may_open():
    voting = after(Meeting(), *FULL_WAY[:5])
    void = move(voting, FACILITATOR, Act.VOID_ROUND, Details(reason="consigne mal lue"))
    assert (void.phase, void.rounds[0].reason) == (Phase.CHECKS, "consigne mal lue")
    assert after(void, Act.OPEN_ROUND).unrevealed_round.number == 2


def test_a_round_opened_by_mistake_leaves_the_room_what_the_one_before_showed():
    voting = after(Meeting(), *FULL_WAY[:6], Act.OPEN_ROUND)
    void = move(voting, FACILITATOR, Act.VOID_ROUND, Details(reason="ouvert par erreur"))
    assert void.phase is Phase.ANALYSIS
    assert refusal(void, Role.VOTER, Act.SEE_RESULTS) is None
    assert after(void, Act.OPEN_ROUND).unrevealed_round.number == 3


def test_not_when_the_one_before_was_on_something_else():
    seen = after(Meeting(), *FULL_WAY[:6])
    other = replace(seen, frozen="other", phase=Phase.CHECKS)
    void = move(
        after(other, Act.OPEN_ROUND), FACILITATOR, Act.VOID_ROUND, Details(reason="erreur")
    )
    assert void.phase is Phase.CHECKS


@each("act", [Act.VOID_ROUND, Act.REOPEN])
def test_what_is_undone_needs_a_written_reason(act):
    meeting = after(Meeting(), *FULL_WAY[:6])
    with pytest.raises(Refused) as found:
        move(meeting, FACILITATOR, act, Details(reason="  ", target=Phase.REVIEW))
    assert found.value.refusal.reason is Reason.NO_WRITTEN_REASON


def test_reopening_the_review_thaws_the_matrix_and_asks_for_a_new_round():
    meeting = after(Meeting(), *FULL_WAY[:9])
    again = move(
        meeting, FACILITATOR, Act.REOPEN, Details(reason="une note fausse", target=Phase.REVIEW)
    )
    assert (again.phase, again.frozen) == (Phase.REVIEW, "")
    assert refusal(again, FACILITATOR, Act.OPEN_ROUND)
    assert [r.status for r in again.rounds] == 2 * [RoundStatus.REVEALED]


@each("target", [Phase.DRAFT, Phase.LOBBY, Phase.ROUND, Phase.REVEALED, None])
def test_neither_a_vote_nor_the_welcome_is_gone_back_to(target):
    meeting = after(Meeting(), *FULL_WAY[:9])
    with pytest.raises(Refused):
        move(meeting, FACILITATOR, Act.REOPEN, Details(reason="pour voir", target=target))


def test_a_rehearsal_leaves_nothing_of_its_rounds():
    before = after(Meeting(form=Form.SHORT), Act.OPEN_LOBBY)
    begun = after(before, Act.REHEARSE)
    assert begun == replace(before, rehearsal=True, before=before)
    assert after(begun, Act.FREEZE, Act.OPEN_ROUND, Act.REVEAL, Act.END_REHEARSAL) == before


def test_a_confirmed_direction_and_an_answered_warning_are_off_the_list():
    meeting = Meeting(Phase.LOBBY, unconfirmed=("a", "b"), unanswered=("w",))
    meeting = move(meeting, FACILITATOR, Act.CONFIRM_DIRECTION, Details(criterion="a"))
    meeting = move(meeting, FACILITATOR, Act.ANSWER_WARNING, Details(warning="w"))
    assert (meeting.unconfirmed, meeting.unanswered) == (("b",), ())


def test_another_frame_asks_its_own_questions():
    meeting = Meeting(Phase.LOBBY, unconfirmed=("a",))
    details = Details(unanchored=("x",), unconfirmed=("y",), unanswered=("z",))
    changed = move(meeting, FACILITATOR, Act.CHOOSE_FRAME, details)
    assert (changed.unanchored, changed.unconfirmed, changed.unanswered) == (
        ("x",),
        ("y",),
        ("z",),
    )


DETAILS = st.builds(
    Details,
    reason=st.sampled_from(["", "parce que"]),
    target=st.sampled_from([None, *Phase]),
    criterion=st.sampled_from(["", "a"]),
    matrix=st.sampled_from(["sha", "other"]),
    closes=st.sampled_from(["1", "3", "5"]),
)
STEP = st.tuples(
    st.sampled_from(Role),
    st.sampled_from(
        [a for a in Act if a in MOVES]
        + [Act.FREEZE, Act.EDIT_SCORE, Act.CHOOSE_FRAME, Act.CONFIRM_DIRECTION, Act.VOTE]
        + [Act.END_ROUND, Act.KEEP_OPEN]
    ),
    DETAILS,
)
"""What anybody may try, allowed or not."""
SCORING = st.just((Role.EXPERT, Act.EDIT_SCORE, Details()))


def taken(meeting, turn):
    """One of the ways on from where a meeting is; no way on is a vote that nobody may cast."""
    ways = [(act, replace(details, criterion="a")) for act, details in ways_on(meeting)]
    return (FACILITATOR, *ways[turn % len(ways)]) if ways else (FACILITATOR, Act.VOTE, Details())


def test_no_sequence_of_acts_reaches_a_forbidden_sight_or_changes_what_was_voted_on():
    """Begun anywhere on the way; each step is what somebody tries, or one of the ways on."""
    reached = set()

    @settings(max_examples=400, deadline=None)
    @given(
        st.sampled_from([(Form.FULL, FULL_WAY), (Form.SHORT, SHORT_WAY)]),
        st.integers(0, len(FULL_WAY) - 1),
        st.lists(st.integers(0, 1000) | SCORING | STEP, min_size=5, max_size=40),
    )
    def check(way, begun, steps):
        form, acts = way
        unconfirmed = () if begun else ("a",)
        meeting = lobby = after(Meeting(form=form, unconfirmed=unconfirmed), *acts[:begun])
        for k, step in enumerate(steps):
            before = meeting.at(str(k % 10))
            _is_sound(meeting, before, None)
            reached.update(r.status for r in before.rounds)
            role, act, details = step if isinstance(step, tuple) else taken(before, step)
            try:
                meeting = move(before, role, act, details)
            except Refused:
                continue
            reached.update({meeting.phase, act, (role, act)})
            assert role is FACILITATOR or meeting == before or act is Act.EDIT_SCORE
            lobby = before if act is Act.REHEARSE else lobby
            assert act is not Act.END_REHEARSAL or meeting == lobby
            _is_sound(before, meeting, act)

    check()
    assert reached >= {*Phase} - {Phase.DRAFT} | {*RoundStatus}
    assert reached >= {Act.END_REHEARSAL, (Role.EXPERT, Act.EDIT_SCORE)}


def _is_sound(before, meeting, act):
    opened = meeting.unrevealed_round
    assert (opened is not None) == (meeting.phase is Phase.ROUND)
    if opened:
        assert meeting.frozen == opened.matrix != ""
        assert not meeting.unconfirmed
        for role, hidden in product(Role, OF_ROUNDS):
            assert refusal(meeting, role, hidden)
        assert refusal(meeting, FACILITATOR, Act.EDIT_SCORE)
        closed = opened.status is RoundStatus.CLOSED
        assert bool(refusal(meeting, Role.VOTER, Act.VOTE)) == closed
        assert bool(refusal(meeting, FACILITATOR, Act.REVEAL)) == opened.closing
    if act is not Act.END_REHEARSAL:
        kept = [r for r in before.rounds if r.status not in HIDDEN]
        for was, now in zip(kept, meeting.rounds, strict=False):
            assert (was.number, was.matrix) == (now.number, now.matrix)
            assert was.status is now.status or (act, now.status) == (
                Act.VOID_ROUND,
                RoundStatus.VOID,
            )


def _back(meeting):
    open_ = refusal(meeting, FACILITATOR, Act.REOPEN) is None
    return reopenable(meeting) if open_ else ()


def ways_on(meeting):
    """Every act of the facilitator that changes a meeting now, with what it needs."""
    given = Details(reason="parce que", matrix="sha", closes="9")
    targets = [replace(given, target=phase) for phase in _back(meeting)]
    acts = [a for a in Act if refusal(meeting, FACILITATOR, a) is None and a is not Act.REOPEN]
    found = [(a, given) for a in acts] + [(Act.REOPEN, details) for details in targets]
    return [(a, d) for a, d in found if move(meeting, FACILITATOR, a, d) != meeting]


def test_whatever_way_it_took_an_open_round_shows_nothing_of_any_round_to_anybody():
    reached = set()

    @settings(max_examples=300, deadline=None)
    @given(
        st.sampled_from([(Form.FULL, FULL_WAY), (Form.SHORT, SHORT_WAY)]),
        st.integers(0, len(FULL_WAY)),
        st.lists(st.integers(0, 1000), min_size=5, max_size=60),
    )
    def check(way, begun, turns):
        form, acts = way
        meeting = after(Meeting(form=form), *acts[:begun])
        for turn in turns:
            ways = ways_on(meeting)
            meeting = move(meeting, FACILITATOR, *ways[turn % len(ways)])
            meeting = meeting.at("9" if turn % 2 else "0")
            if meeting.unrevealed_round:
                reached.add((len(meeting.revealed_rounds) > 0, meeting.unrevealed_round.status))
                for role, act in product(Role, OF_ROUNDS):
                    assert refusal(meeting, role, act)

    check()
    assert reached == set(product((False, True), HIDDEN))


def test_what_may_be_gone_back_to_is_what_a_move_takes():
    for end in range(len(FULL_WAY) + 1):
        meeting = after(Meeting(), *FULL_WAY[:end])
        for phase in Phase:
            details = Details(reason="une note fausse", target=phase)
            if phase in _back(meeting):
                assert move(meeting, FACILITATOR, Act.REOPEN, details).phase is phase
            else:
                with pytest.raises(Refused):
                    move(meeting, FACILITATOR, Act.REOPEN, details)
    assert reopenable(after(Meeting(), *FULL_WAY)) == REOPENED


def closing(closes="5"):
    voting = after(Meeting(), *FULL_WAY[:5])
    return move(voting, FACILITATOR, Act.END_ROUND, Details(closes=closes))


def test_a_round_that_is_ended_takes_ballots_until_its_time():
    meeting = closing()
    assert meeting.at("4") is meeting
    assert refusal(meeting, Role.VOTER, Act.VOTE) is None
    over = meeting.at("5")
    assert refusal(over, Role.VOTER, Act.VOTE).reason is Reason.ROUND_CLOSED
    assert after(over, Act.REVEAL).rounds[-1].status is RoundStatus.REVEALED


def test_whoever_ends_a_round_second_does_not_change_its_time():
    again = move(closing(), FACILITATOR, Act.END_ROUND, Details(closes="9"))
    assert again.rounds[-1].closes == "5"
    assert move(again, FACILITATOR, Act.KEEP_OPEN).rounds[-1].closes == ""


def test_a_round_once_closed_is_not_kept_open():
    with pytest.raises(Refused):
        move(closing().at("5"), FACILITATOR, Act.KEEP_OPEN)
