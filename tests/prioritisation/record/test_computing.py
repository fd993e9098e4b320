import numpy as np

from prioritisation.analysis.ballots.group import group_weights
from prioritisation.analysis.robustness.draws import DRAWS
from prioritisation.analysis.streams import SEED
from prioritisation.meeting.rules.state import Shown
from prioritisation.record.computing import ballots_of
from tests.each import each
from tests.prioritisation.record.made import NAMES, sample
from tests.thresholds import analysis_of, compute


@each("name", NAMES)
def test_the_weights_are_the_mean_of_the_ballots(name):
    record = sample(name)
    every = [b for group in ballots_of(record.votes).values() for b in group]
    expected = group_weights(every, [c.id for c in record.case.criteria]).mean
    np.testing.assert_allclose([w.value for w in record.results.weights], expected, atol=1e-12)
    assert len(every) == record.votes.deciding.count


def test_ballots_come_by_group_of_colleges():
    assert {k: len(v) for k, v in ballots_of(sample("clear").votes).items()} == {
        "0": 5,
        "1": 6,
        "2": 5,
    }
    assert list(ballots_of(sample("contested").votes)) == ["0"]


def test_too_few_ballots_give_no_figure():
    record = sample("undecidable")
    rounds = tuple(r.model_copy(update={"shown": Shown.COUNT}) for r in record.votes.rounds)
    votes = record.votes.model_copy(update={"rounds": rounds})
    assert compute(record.case, votes, opinions=False) is None


def test_draws_are_told_with_their_seed():
    draws = sample("clear").results.draws
    assert (draws.seed, draws.weights) == (SEED, DRAWS)


def test_the_analysis_of_a_record_is_that_of_its_screen():
    record = sample("clear")
    assert analysis_of(record.case, record.votes).verdict.robustness == "solid"
