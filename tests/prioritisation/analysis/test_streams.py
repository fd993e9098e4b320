import sys

import numpy as np

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.opinions import completions
from prioritisation.analysis.robustness import draws, polytopes, set_draws
from prioritisation.analysis.robustness.leave_one_out import resampled_means
from prioritisation.analysis.robustness.robustness import joint_acceptability
from prioritisation.analysis.robustness.weight_sets import (
    AtLeast,
    AtMost,
    Order,
    between,
    weight_set,
)
from tests.each import each
from tests.prioritisation.solve.made import ranking_problem, solved
from tests.strategies import matrix_of, simplex
from tests.thresholds import camps

KEPT = (
    draws.weight_sample,
    draws.uniforms,
    polytopes._starts,  # noqa: SLF001
    set_draws.sample_within,
)
ORDERED, NARROW = (Order(0, 1),), between(0, 0.30, 0.32)


def test_no_two_streams_in_use_coincide(monkeypatch):
    """Whoever draws, for each place it draws for: the state it starts in is nobody else's."""
    real, users = np.random.default_rng, {}

    def noted(seed):
        made, frame = real(seed), sys._getframe(2)  # noqa: SLF001 (who draws, and for which place)
        where = {k: v for k, v in frame.f_locals.items() if k in ("row", "column", "count", "k")}
        state = made.bit_generator.state["state"]["state"]
        users.setdefault(state, set()).add((frame.f_code.co_name, *where.items()))
        return made

    monkeypatch.setattr(np.random, "default_rng", noted)
    for kept in KEPT:
        kept.cache_clear()
    large = matrix_of(np.zeros((30, 12)), np.ones((30, 12)))
    draws.score_draws(large, 10)
    completions(large)
    for n, asked in ((3, ORDERED), (9, (AtMost(0, 0.2), Order(1, 2))), (9, NARROW), (3, ())):
        set_draws.sample_within(n, weight_set(n, asked), 10)
    polytopes.first_rank_volumes(np.eye(5))
    ballots = [Ballot({"ca": a, "cb": 100 - a}, "ca" if a else "cb") for a in (0, 100)] * 600
    camps(matrix_of(np.eye(2)), ballots)
    resampled_means(simplex(3, 5), 10)
    drawn = {"sd": [[1, 1]] * 2, "distributions": ["normal"] * 2, "anchors": [[0, 1]] * 2}
    keys = ranking_problem([[1, 0], [0, 1]], **drawn, samples=10, seed=1234)
    solved("smaa2_stochastic", **keys)
    assert len(users) > 30 * 12 + 7, "each was asked"
    assert [seen for seen in users.values() if len(seen) > 1] == []


@each("asked", [ORDERED, NARROW, (AtLeast(1, 0.2), AtMost(0, 0.5))])
def test_of_two_levers_alike_neither_is_first_more_often(asked):
    """The first cell was drawn with the numbers of the weights allowed: 10 % and 16 %."""
    matrix = matrix_of(
        [[0, 0.5, 0.4], [0, 0.5, 0.4], [0.5, 0.6, 0.3]],
        [[1, 0.5, 0.4], [1, 0.5, 0.4], [0.5, 0.6, 0.3]],
    )
    weights = set_draws.sample_within(3, weight_set(3, asked))
    found = joint_acceptability(draws.score_draws(matrix, len(weights)), weights)
    one, other, _ = found.firsts
    assert abs(one - other) <= 4 * np.hypot(*found.errors(found.firsts[:2]))
