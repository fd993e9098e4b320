"""What may be told of voters: one partition of a round, one by one of the same people only."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.analysis.ballots.ballot import Ballot, to_json
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.room import LONGEST_BALLOT_REASON, InvalidFrame
from prioritisation.meeting.room.results import (
    carriers_of,
    college_ballots,
    results_of,
    shown_of,
    unread_ballots,
)
from prioritisation.meeting.room.voters import Proof, ReceiptProof
from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.rules.state import Shown
from prioritisation.meeting.store import StoredBallot
from prioritisation.settings import current_case
from tests.each import each
from tests.strategies import ENOUGH
from tests.thresholds import RoundResults

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


# What may be shown of a round: it follows the number of ballots, and how they split.

CASE = current_case().keeping(("ghg_impact", "partner_ecosystem", "existing_coverage"))
IDS = [c.id for c in CASE.criteria]
SCENARIO = Scenario(dict.fromkeys(IDS, 50.0), "gt")
FRAME = RoundResults("ABCDE", 1, 0, False, CASE, SCENARIO)
POINTS = [(100, 5 * k, 20) for k in range(12)]


def cast_results(k, points=(100, 50, 20), college="", carries=None, reason="", kind="device"):
    ballot = Ballot(dict(zip(IDS, points, strict=True)), IDS[points.index(100)])
    said = {"college": college, "carries": carries}
    return StoredBallot("", f"voter{k}", to_json(ballot), reason, "", kind, **said)


@each("n", range(5))
def test_below_five_ballots_nothing_but_their_number_is_there(n):
    cast_ = [cast_results(k, reason="ma raison", college="A", kind="paper") for k in range(n)]
    found = results_of(FRAME, cast_, before=[cast_results(k) for k in range(9)])
    bare = RoundResults(FRAME.code, 1, n, False, CASE, SCENARIO)
    assert told(found) == told(bare)
    assert found.votes == {}


def told(results):
    return {f.name: getattr(results, f.name) for f in fields(results)}


def test_with_five_everything_is_there_and_nothing_says_whose():
    found = results_of(FRAME, [cast_results(k, reason=f"r{k}") for k in range(5)])
    assert len(found.ballots) == len(found.reasons) == 5
    assert found.firsts.n == 5
    assert "voter" not in repr((found.ballots, found.reasons, found.group))


def test_reasons_are_tied_to_no_ballot():
    """Each list is drawn in its own order: the same places do not go together."""
    first = results_of(FRAME, [cast_results(k, POINTS[k], reason=str(k)) for k in range(12)])
    pairs = set()
    for _ in range(200):
        found = results_of(FRAME, [cast_results(k, POINTS[k], reason=str(k)) for k in range(12)])
        pairs.add((str(found.ballots[0]), found.reasons[0]))
    assert len(pairs) > len(first.ballots)


def test_after_a_round_of_others_only_figures_in_whole_percents_are_there():
    both = [
        cast_results(k, (100, 7 * k % 90, 20), "AB"[k % 2], carries=k % 3 == 0, reason="r")
        for k in range(24)
    ]
    found = results_of(FRAME, both)
    assert {names: w.n for names, w in found.colleges.groups.items()} == {("A",): 12, ("B",): 12}
    assert found.carriers == 8
    figures = results_of(FRAME, both, [both[1:]], both[1:])
    joined = figures.colleges, figures.carriers, figures.movement, figures.firsts
    assert (*joined, figures.ballots, figures.reasons, figures.votes) == (None,) * 4 + ((), (), {})
    assert figures.n == 24
    shares = [figures.group.mean, figures.group.median, figures.group.geometric]
    shares += [(s.median, s.low_quartile, s.high_quartile, s.deviation) for s in figures.spreads]
    percents = [100 * float(share) for row in shares for share in row]
    assert percents == pytest.approx([round(p) for p in percents])
    assert sum(figures.group.mean) == pytest.approx(1)
    assert figures.group.mean == pytest.approx(found.group.mean, abs=0.01)
    assert figures.analysis.weights == pytest.approx(figures.group.mean)
    for told, exact in zip(figures.spreads, found.spreads, strict=True):
        assert told.low_quartile <= exact.low_quartile
        assert exact.high_quartile <= told.high_quartile


COLLEGES = st.lists(st.sampled_from(["", "A", "B", "C"]), min_size=5, max_size=30)


@given(COLLEGES)
def test_no_college_of_fewer_than_five_is_shown_or_found_by_subtraction(names):
    found = results_of(FRAME, [cast_results(k, college=c) for k, c in enumerate(names)])
    if found.colleges:
        sizes = [w.n for w in found.colleges.groups.values()]
        assert min(sizes) >= MIN_SHOWN
        assert sum(sizes) == len(names)


def test_ballots_are_given_by_college_only_where_colleges_are_shown():
    """Small colleges stay merged: their names are the lines of one key."""
    casts = [cast_results(k, college=c) for k, c in enumerate("AAAAABBBBBBCCD")]
    found = results_of(FRAME, casts)
    assert {name: len(theirs) for name, theirs in found.votes.items()} == {"B": 6, "A\nC\nD": 8}
    assert [len(v) for v in results_of(FRAME, casts[:5]).votes.values()] == [5]
    assert results_of(FRAME, casts[:4]).votes == {}


def test_a_criterion_weighed_by_few_withholds_all_but_their_number():
    ballots = [cast_results(k, (100, 50, None)) for k in range(5)]
    ballots += [cast_results(k, (100, 50, 20)) for k in range(5, 9)]
    found = results_of(FRAME, ballots)
    assert (found.n, found.group, found.ballots, found.thin) == (9, None, (), (IDS[2],))
    assert results_of(FRAME, [*ballots, cast_results(9)]).group is not None


@each(("own", "typed", "told"), [(2, 2, 0), (0, 4, 0), (4, 1, 1), (2, 6, 6)])
def test_where_nothing_is_shown_paper_is_counted_only_where_it_is_why(own, typed, told):
    kinds = ["device"] * own + ["paper"] * typed
    found = results_of(FRAME, [cast_results(k, kind=kind) for k, kind in enumerate(kinds)])
    assert (found.analysis, found.typed) == (None, told)


# What a voter's own weights give, whatever the group's are.


def test_each_voter_gets_the_ranking_of_their_own_ballot(sitting):
    voters = [sitting.voter() for _ in range(3)]
    sitting.open()
    for i, voter in enumerate(voters):
        sitting.cast(voter, [100 if i == j else 0 for j in range(3)])
    sitting.act(Act.REVEAL)
    results = sitting.room.results(sitting.code, Role.VOTER)
    found = [sitting.room.own_result(sitting.code, voter, results) for voter in voters]
    assert [max(f.ballot.points, key=f.ballot.points.get) for f in found] == [
        c.id for c in results.case.criteria
    ]
    assert len({tuple(f.ranking.order) for f in found}) > 1
    assert all(f.ranking.high.shape == (len(results.case.levers),) for f in found)


UNKNOWN = ReceiptProof(Proof.UNKNOWN)


def test_a_receipt_proves_that_its_ballot_is_in_as_long_as_no_later_one_replaces_it(sitting):
    voter = sitting.voter()
    sitting.open()
    first = sitting.cast(voter, [100, 50, 50]).receipt
    proven = sitting.room.proof_of
    assert proven(sitting.code, first) == ReceiptProof(Proof.COUNTS, 1)
    second = sitting.cast(voter, [10, 100, 50], nonce="2").receipt
    assert proven(sitting.code, first) == ReceiptProof(Proof.REPLACED, 1)
    assert proven(sitting.code, second) == ReceiptProof(Proof.COUNTS, 1)
    sitting.act(Act.REVEAL)
    assert proven(sitting.code, second) == ReceiptProof(Proof.COUNTS, 1)


def test_a_round_declared_void_takes_its_ballots_along_and_the_next_has_its_own(sitting):
    voter = sitting.voter()
    sitting.open()
    before = sitting.cast(voter, [100, 50, 50]).receipt
    sitting.act(Act.VOID_ROUND, reason="erreur")
    sitting.open()
    after = sitting.cast(voter, [100, 50, 50], nonce="2").receipt
    assert sitting.room.proof_of(sitting.code, before) == ReceiptProof(Proof.VOID, 1)
    assert sitting.room.proof_of(sitting.code, after) == ReceiptProof(Proof.COUNTS, 2)


def test_what_a_rehearsal_proves_is_said_to_be_of_it_and_goes_with_it(sitting):
    voter = sitting.voter()
    sitting.act(Act.REHEARSE)
    sitting.open()
    receipt = sitting.cast(voter, [100, 50, 50]).receipt
    assert sitting.room.proof_of(sitting.code, receipt) == ReceiptProof(
        Proof.COUNTS, 1, rehearsal=True
    )
    sitting.act(Act.END_REHEARSAL)
    assert sitting.room.proof_of(sitting.code, receipt) == UNKNOWN


def voted(sitting):
    sitting.open()
    voter = sitting.voter()
    sitting.cast(voter, (100, 50, 20), reason="Parce que")
    sitting.act(Act.REVEAL)
    return voter


def test_the_ballot_of_the_round_before_comes_back(sitting):
    voter, other = voted(sitting), sitting.voter()
    sitting.open()
    found = sitting.room.earlier_ballot(sitting.stage(), voter)
    assert (found.round, found.reason) == (1, "Parce que")
    assert sitting.room.earlier_ballot(sitting.stage(), other) is None
    assert sitting.room.ballot_in(sitting.code, 1, voter) == found
    assert sitting.room.ballot_in(sitting.code, 2, voter) is None


def test_a_ballot_skips_a_round(sitting):
    voter = voted(sitting)
    sitting.open()
    sitting.act(Act.VOID_ROUND, reason="erreur")
    sitting.open()
    assert sitting.room.earlier_ballot(sitting.stage(), voter).round == 1


def test_a_ballot_that_would_mean_something_else_does_not_come_back(sitting):
    voter = voted(sitting)
    sitting.without_last_criterion("un critère de moins")
    sitting.open()
    assert sitting.room.earlier_ballot(sitting.stage(), voter) is None


def test_the_same_form_sent_again_is_the_same_ballot(sitting):
    voter = sitting.voter()
    sitting.open()
    once = sitting.cast(voter, [100, 50, 50])
    again = sitting.cast(voter, [100, 50, 50])
    assert (once.version, once.receipt) == (again.version, again.receipt)
    assert sitting.stage().ballots == 1


def test_a_changed_ballot_replaces_the_earlier_one(sitting):
    voter = sitting.voter()
    sitting.open()
    sitting.cast(voter, [100, 50, 50])
    sitting.cast(voter, [10, 100, 50], nonce="2")
    assert '"partner_ecosystem": 100' in sitting.room.own_ballot(sitting.code, voter).points_json
    assert sitting.stage().ballots == 1


def test_a_reason_without_end_is_refused_and_nothing_is_kept(sitting):
    voter = sitting.voter()
    sitting.open()
    with pytest.raises(InvalidFrame) as found:
        sitting.cast(voter, [100, 50, 50], reason="x" * (LONGEST_BALLOT_REASON + 1))
    assert found.value.field == "reason"
    assert sitting.room.own_ballot(sitting.code, voter) is None


def test_a_ballot_on_other_criteria_is_refused(sitting):
    voter = sitting.voter()
    sitting.open()
    foreign = Ballot({"ghg_impact": 100, "lune": 3}, "ghg_impact")
    with pytest.raises(InvalidFrame):
        sitting.room.cast_soon(sitting.code, voter, foreign, "", "1").result()


def test_after_the_reveal_a_voter_sees_what_their_own_ballot_gives(sitting):
    voters = [sitting.voter() for _ in range(3)]
    sitting.open()
    for voter in voters[:2]:
        sitting.cast(voter, [0, 0, 100])
    sitting.act(Act.REVEAL)
    few = sitting.room.results(sitting.code, Role.VOTER)
    own = sitting.room.own_result(sitting.code, voters[0], few)
    assert own.ballot.points["existing_coverage"] == 100
    assert sitting.room.own_result(sitting.code, voters[2], few) is None
