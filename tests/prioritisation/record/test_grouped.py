import pytest

from prioritisation.analysis.ballots.ballot import Ballot
from tests.prioritisation.record.made import sample
from tests.strategies import matrix_of
from tests.thresholds import group_part


def test_camps_are_told_with_who_is_first_for_each():
    camps = sample("contested").results.group.camps
    assert [c.size for c in camps.camps] == [10, 10]
    assert all(sum(c.firsts.sure) + c.firsts.tied + c.firsts.open == c.size for c in camps.camps)
    assert sample("undecidable").results.group.camps is None


def test_colleges_have_their_means_and_one_vote_each():
    group = sample("clear").results.group
    assert len(group.colleges) == 3
    means = [sum(c.weights[0] for c in group.colleges) / 3]
    assert group.college_equal.weights[0] == pytest.approx(means[0], abs=0.02)


def test_the_distribution_of_a_criterion_that_few_weigh_is_not_told():
    matrix = matrix_of([[0.0, 1.0], [1.0, 0.0]])
    ballots = [Ballot({"ca": 100, "cb": None}, "ca")] * 6
    ballots += [Ballot({"ca": 100, "cb": 50}, "ca")] * 3
    part = group_part(matrix, {"0": ballots})
    assert [s.deviation is None for s in part.spreads] == [False, True]
    assert part.firsts.sure == (0, 9)
