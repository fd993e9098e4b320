"""Moves, one by one; then any sequence of acts, whoever asks (a property)."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.model import Sense, Standing
from prioritisation.analysis.ballots.ballot import Mode
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
from prioritisation.meeting.rules import from_json as from_json_state
from prioritisation.meeting.rules import to_json as to_json_state
from prioritisation.meeting.rules.setup import (
    Setup,
    framed,
    from_json,
    starting_setup,
    to_json,
    unconfirmed,
)
from prioritisation.meeting.rules.state import MOVES, Round, drawn_identifiers
from prioritisation.settings import current_case
from tests.each import each

FACILITATOR = Role.FACILITATOR
FULL_WAY = [
    Act.OPEN_LOBBY, Act.START_REVIEW, Act.FREEZE, Act.START_CHECKS, Act.OPEN_ROUND, Act.REVEAL,
    Act.OPEN_ROUND, Act.REVEAL, Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION,
    Act.CLOSE,
]  # fmt: skip
SHORT_WAY = [
    Act.OPEN_LOBBY, Act.FREEZE, Act.OPEN_ROUND, Act.REVEAL, Act.START_ANALYSIS, Act.START_DECISION,
    Act.CLOSE,
]  # fmt: skip
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


CASE = current_case()
START = starting_setup(CASE)


def test_a_setup_written_and_read_again_is_the_same():
    setup = Setup(
        "gt", ("a", "b"), {"a": Sense.MIN}, True, ("État",), True, "2026", "firsts", Mode.ROC
    )
    assert from_json(to_json(setup)) == setup


def test_a_confirmed_direction_is_no_longer_contested_and_the_others_are_untouched():
    setup = replace(START, senses={"existing_coverage": Sense.MAX})
    seen = framed(CASE, setup)
    assert unconfirmed(framed(CASE, START), START) == ("existing_coverage",)
    assert unconfirmed(seen, setup) == ()
    assert seen.criterion("existing_coverage").direction.status is Standing.CONFIRMED
    assert seen.tables["gt"].criteria == seen.criteria
    assert CASE.criterion("existing_coverage").direction.contested


OPEN = Round(2, RoundStatus.OPEN, "sha")
SHOWN = Round(1, RoundStatus.REVEALED, "sha")


@each(
    "meeting",
    [
        Meeting(),
        Meeting(Phase.ROUND, Form.SHORT, (SHOWN, OPEN), frozen="sha"),
        Meeting(Phase.CHECKS, rounds=(Round(1, RoundStatus.VOID, "sha", "deux fois compté"),)),
        Meeting(Phase.REVIEW, Form.FULL, (), ("a",), ("b", "c"), ("w",), "", rehearsal=True),
        Meeting(rehearsal=True, before=Meeting(Phase.LOBBY, unconfirmed=("a",), frozen="sha")),
    ],
)
def test_a_meeting_written_and_read_again_is_the_same(meeting):
    assert from_json_state(to_json_state(meeting)) == meeting


def test_only_the_last_round_can_be_open():
    assert Meeting(rounds=(SHOWN, OPEN)).unrevealed_round == OPEN
    assert Meeting(rounds=(SHOWN,)).unrevealed_round is None
    assert Meeting().last_round is None


def test_void_and_open_rounds_are_not_among_those_revealed():
    void = Round(3, RoundStatus.VOID, "sha", "erreur")
    assert Meeting(rounds=(SHOWN, void, OPEN)).revealed_rounds == (SHOWN,)


def test_identifiers_are_drawn_and_all_different():
    first, second = drawn_identifiers(200), drawn_identifiers(200)
    assert len({*first, *second}) == 400
    assert all(len(i) == 16 and int(i, 16) >= 0 for i in first)
    assert list(first) != sorted(first)
    assert drawn_identifiers(0) == ()


# What the state of a meeting forbids whoever may; who may is in ``test_never.py``.

READY = Meeting(Phase.CHECKS, frozen="sha")
VOTING = Meeting(Phase.ROUND, rounds=(SHOWN, Round(2, RoundStatus.OPEN, "sha")), frozen="sha")


def reason(meeting, role, act):
    found = refusal(meeting, role, act)
    return found.reason if found else None


def test_while_a_round_is_open_that_is_the_reason_why_nothing_of_any_round_is_shown():
    for act in (Act.SEE_RESULTS, Act.EXPORT, Act.EDIT_PAPER):
        assert reason(VOTING, Role.FACILITATOR, act) is Reason.ROUND_OPEN


def test_nothing_is_shown_or_written_where_no_round_was_revealed():
    void = Round(1, RoundStatus.VOID, "sha", "erreur")
    for act in (Act.SEE_RESULTS, Act.EXPORT, Act.EDIT_PAPER):
        for rounds in ((), (void,)):
            meeting = Meeting(Phase.REVEALED, rounds=rounds)
            assert reason(meeting, Role.RECORDER, act) is Reason.NOT_REVEALED


@each(
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


@each("act", [Act.CHOOSE_FRAME, Act.CONFIRM_DIRECTION, Act.FREEZE])
def test_nothing_of_a_frozen_matrix_changes(act):
    meeting = Meeting(Phase.REVIEW, frozen="sha")
    assert reason(meeting, Role.FACILITATOR, act) is Reason.FROZEN
    assert reason(meeting, Role.FACILITATOR, Act.EDIT_SCORE) is Reason.FROZEN


def test_the_lobby_freezes_in_the_short_form_only():
    assert refusal(Meeting(Phase.LOBBY, Form.SHORT), Role.FACILITATOR, Act.FREEZE) is None
    assert refusal(Meeting(Phase.LOBBY, Form.FULL), Role.FACILITATOR, Act.FREEZE)


def test_a_rehearsal_never_starts_beside_a_real_round():
    rounds = (SHOWN,)
    assert refusal(Meeting(Phase.LOBBY, rounds=rounds), Role.FACILITATOR, Act.REHEARSE)
    assert refusal(Meeting(Phase.LOBBY), Role.FACILITATOR, Act.REHEARSE) is None
    assert refusal(VOTING, Role.FACILITATOR, Act.SIMULATE), "no simulated ballot in a real round"
