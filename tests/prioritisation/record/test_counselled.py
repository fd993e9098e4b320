from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.opinions import Method
from prioritisation.record.computing import opinion_parts, voting_part
from tests.prioritisation.record.made import sample
from tests.strategies import matrix_of

CROSSED = matrix_of([[1.0, 0.0], [0.0, 1.0]])
CLEAR = [Ballot({"ca": 100, "cb": 20}, "ca")] * 6


def test_every_other_method_is_told():
    found = sample("clear").results.opinions
    assert [o.method for o in found] == [m for m in Method if m is not Method.ADDITIVE]
    assert all(len(o.best) == 6 for o in found)
    assert sample("contested").results.opinions == ()
    assert len(list(opinion_parts(CROSSED, sample_weights()))) == len(found)


def sample_weights():
    return CROSSED.low[0] * 0 + 0.5


def test_voting_rules_count_the_voters_own_rankings():
    found = voting_part(CROSSED, CLEAR)
    assert (found.winner, found.contenders) == ("aa", ("aa",))
    assert found.duels_low == ((0, 6), (-6, 0))
    assert found.kemeny.best == (1, 2)


def test_unknown_scores_leave_spans_and_no_winner():
    unknown = matrix_of([[0.0, 0.0], [0.5, 0.5]], [[1.0, 1.0], [0.5, 0.5]])
    found = voting_part(unknown, CLEAR)
    assert found.winner is None
    assert found.contenders == ("aa", "ab")
    assert (found.borda.best[0], found.borda.worst[0]) == (1, 2)


def test_nothing_is_counted_without_ballots_or_without_a_duel():
    assert voting_part(CROSSED, []) is None
    assert voting_part(matrix_of([[0.5, 0.5]]), CLEAR) is None
