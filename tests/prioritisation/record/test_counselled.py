from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.opinions import Method
from prioritisation.record.computing import duels_part, opinion_parts
from tests.prioritisation.record.made import sample
from tests.strategies import matrix_of

CROSSED = matrix_of([[1.0, 0.0], [0.0, 1.0]])
CLEAR = [Ballot({"ca": 100, "cb": 20}, "ca")] * 6


def test_every_other_method_is_told():
    opinions = sample("clear").results.opinions
    assert [o.method for o in opinions] == [m for m in Method if m is not Method.ADDITIVE]
    assert all(len(o.best) == 6 for o in opinions)
    assert len(list(opinion_parts(CROSSED, sample_weights()))) == len(opinions)


def sample_weights():
    return CROSSED.low[0] * 0 + 0.5


def test_duels_count_the_voters_own_rankings():
    part = duels_part(CROSSED, CLEAR)
    assert (part.winner, part.contenders) == ("aa", ("aa",))
    assert part.low == ((0, 6), (-6, 0))


def test_unknown_scores_leave_spans_and_no_winner():
    unknown = matrix_of([[0.0, 0.0], [0.5, 0.5]], [[1.0, 1.0], [0.5, 0.5]])
    part = duels_part(unknown, CLEAR)
    assert part.winner is None
    assert part.contenders == ("aa", "ab")
    assert part.low[0][1] < 0 < part.high[0][1]


def test_nothing_is_counted_without_ballots_or_without_a_duel():
    assert duels_part(CROSSED, []) is None
    assert duels_part(matrix_of([[0.5, 0.5]]), CLEAR) is None
