"""What may be told of voters: one partition of a round, one by one of the same people only."""

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.analysis.ballots.ballot import Ballot, to_json
from prioritisation.meeting.room.results import (
    carriers_of,
    college_ballots,
    shown_of,
    unread_ballots,
)
from prioritisation.meeting.rules.state import Shown
from prioritisation.meeting.store import StoredBallot
from tests.each import each
from tests.strategies import ENOUGH

BALLOT = Ballot({"a": 100, "b": 50}, "a")


def cast(*colleges, start=0, carries=0, kind="device"):
    """A round: a voter of each college, the first of whom carry a sheet."""
    return [
        StoredBallot(
            "",
            f"{kind}{k}",
            to_json(BALLOT),
            "",
            "",
            kind,
            college=college,
            carries=int(k - start < carries),
        )
        for k, college in enumerate(colleges, start)
    ]


def typed(*colleges):
    return cast(*colleges, kind="paper")


def sizes(groups):
    return {names: len(group) for names, group in groups.items()}


def test_colleges_are_told_in_groups_of_five():
    assert sizes(college_ballots(cast(*"AAAAAABBBBBC"))) == {("A",): 6, ("B", "C"): 6}
    assert sizes(college_ballots(cast(*"AAAAAABBBB"))) == {}
    assert sizes(college_ballots(cast(*"AAAAAAAAAAAA"))) == {}


def test_wherever_ballots_typed_in_are_each_group_has_five_others():
    """Else that a college is told would say which one those on paper are of."""
    assert sizes(college_ballots(cast(*"AAAAABBBBB") + typed("B"))) == {}
    assert sizes(college_ballots(cast(*"AAAAAABBBBB") + typed("B"))) == {("A",): 6, ("B",): 6}
    assert sizes(college_ballots(cast(*"AAAAAABBBBBB") + typed("C"))) == {("B",): 6, ("A", "C"): 7}
    assert sizes(college_ballots(typed(*"AAAAABBBBB"))) == {("A",): 5, ("B",): 5}


def test_carriers_are_counted_among_those_who_were_asked():
    assert carriers_of(cast(*[""] * 9, carries=5) + typed("", "")) is None
    assert carriers_of(cast(*[""] * 10, carries=5) + typed("", "")) == 5


def test_those_whom_nobody_has_read_must_be_five():
    for own, paper, tells in ((4, 0, False), (4, 6, False), (5, 6, True), (0, 5, True)):
        round_ = cast(*[""] * own) + typed(*[""] * paper)
        assert (shown_of([round_]) == (Shown.ALL,)) == tells


@each(("carriers", "told"), [(0, None), (4, None), (5, 5), (7, 7), (8, None)])
def test_carriers_are_counted_where_both_are_five(carriers, told):
    assert carriers_of(cast(*[""] * 12, carries=carriers)) == told


colleges = st.lists(st.sampled_from("AB"), min_size=8, max_size=16)
ROUND = st.builds(
    lambda own, paper: cast(*own) + typed(*paper),
    colleges,
    st.lists(st.sampled_from("ABC"), max_size=6),
)


@st.composite
def rounds_of_a_meeting(draw):
    """Rounds of the same people, or of one less, of few, or of others."""
    whole = draw(ROUND)
    others = st.sampled_from([whole, whole[:-1], whole[:3]]) | ROUND
    return [whole, *draw(st.lists(others, max_size=3))]


def test_every_round_shown_one_by_one_is_of_the_same_people():
    """The first that has enough ballots is; a round too small counts for none."""
    reached = set()

    @ENOUGH
    @given(rounds_of_a_meeting())
    def check(rounds):
        voters = [{c.token_hash for c in cast_} for cast_ in rounds]
        shown = shown_of(rounds)
        enough = [k for k, one in enumerate(shown) if one is not Shown.COUNT]
        first = voters[enough[0]] if enough else None
        for k in enough:
            assert (shown[k] is Shown.ALL) == (voters[k] == first)
        reached.update(shown)

    check()
    assert reached == set(Shown)


def test_the_groups_hold_every_ballot_once():
    reached = set()

    @ENOUGH
    @given(ROUND)
    def check(cast_):
        groups = college_ballots(cast_)
        reached.add(bool(groups))
        assert not groups or sum(map(len, groups.values())) == len(cast_)
        assert all(len(group) >= MIN_SHOWN for group in groups.values())
        hidden = unread_ballots(cast_)
        for names in groups:
            assert sum(one.college in names for one in hidden) >= MIN_SHOWN

    check()
    assert reached == {True, False}
