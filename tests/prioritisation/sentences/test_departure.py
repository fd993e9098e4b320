"""Where a proposal departs from the ranking, against every way to settle what is not known."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.matrix import DecisionMatrix
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.decision import departure_text, departures_text

VALUES = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
SPANS = st.tuples(VALUES, VALUES).map(sorted)
LEVERS = ["A", "B", "C", "D"]


def ranked(spans):
    low, high = (np.array([[s[k]] for s in spans]) for k in (0, 1))
    ids = tuple(LEVERS[: len(spans)])
    return additive(DecisionMatrix(ids, ("c",), low, high, {}), np.array([1.0]))


def leads(values, proposed):
    """Whether no lever left out has more points than one proposed."""
    others = [v for i, v in enumerate(values) if i not in proposed]
    return not others or min(values[i] for i in proposed) >= max(others)


@given(st.lists(SPANS, min_size=2, max_size=4), st.sets(st.integers(0, 3), min_size=1))
def test_it_says_what_every_completion_says(spans, chosen):
    proposed = [i for i in chosen if i < len(spans)]
    ranking = ranked(spans)
    texts = departures_text(ranking, LEVERS, proposed)
    outcomes = {leads(values, proposed) for values in product(*spans)} if proposed else {True}
    assert ("s’écarte du classement" in texts) == (outcomes == {False})
    assert ("pourrait passer devant" in texts) == (outcomes == {True, False})
    if "autant de points" in texts:
        assert outcomes == {True}
    for name, i in zip(LEVERS, range(len(spans)), strict=False):
        first = all(values[i] > max(values[:i] + values[i + 1 :]) for values in product(*spans))
        if first and i in proposed:
            assert f"devant {name}" not in departure_text(ranking, LEVERS, proposed)


def test_a_tie_is_said():
    text = departures_text(ranked([(0.5, 0.5), (0.5, 0.5), (0.2, 0.2)]), LEVERS, [0])
    assert (
        text == "B a autant de points que A\u00a0: c’est le groupe qui choisit, pas le classement."
    )
