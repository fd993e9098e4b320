"""Where a proposal departs from the ranking, against every way to settle what is not known."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.matrix import DecisionMatrix
from prioritisation.analysis.ranking import additive
from prioritisation.analysis.sets.comparison import compare_sets_here
from prioritisation.analysis.sets.question import (
    Capacity,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
)
from prioritisation.sentences.departure import departure_text, departure_texts
from tests.thresholds import ROBUSTNESS, compare_sets

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
    texts = " ".join(departure_texts(ranking, LEVERS, proposed, None))
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
    texts = departure_texts(ranked([(0.5, 0.5), (0.5, 0.5), (0.2, 0.2)]), LEVERS, [0], None)
    assert texts == (
        "B a autant de points que A\u00a0: c’est le groupe qui choisit, pas le classement.",
    )


def compared(spans, question):
    low, high = (np.array([[s[k]] for s in spans]) for k in (0, 1))
    matrix = DecisionMatrix(tuple(LEVERS[: len(spans)]), ("c",), low, high, {})
    return compare_sets(matrix, np.array([1.0]), question)


POINTS = [(0.8, 0.8), (0.6, 0.6), (0.58, 0.58), (0.1, 0.1)]
HELP = PairSynergy("A", "C", Synergy.STRONG, "même équipe")


@pytest.mark.parametrize(
    ("question", "proposed", "sentence"),
    [
        (Question(dilution=90), [0, 1], "un seul levier vaut mieux"),
        (Question(dilution=5), [0], "plusieurs leviers valent mieux"),
        (Question(synergies=(HELP,)), [0, 2], "C’est pourtant le meilleur couple"),
        (Question(synergies=(HELP,)), [0, 1], "Ce n’est pas le meilleur couple"),
        (Question(waits=(Wait("A", "travaux"),)), [0], "A attend"),
        (
            Question(
                loads=tuple(LeverLoad(x, Load.HEAVY) for x in LEVERS),
                capacity=Capacity.FAIR,
                hard=True,
            ),
            [0, 1],
            "ne peut pas porter autant",
        ),
        (Question(), [0], ""),
        (Question(), [0, 1], ""),
    ],
)
def test_what_is_found_of_sets_is_said(question, proposed, sentence):
    texts = departure_texts(ranked(POINTS), LEVERS, proposed, compared(POINTS, question))
    assert sentence in " ".join(texts)
    assert bool(texts) is bool(sentence)


WORDS = st.sampled_from(list(Synergy))


@given(
    st.lists(SPANS, min_size=3, max_size=4),
    st.sets(st.integers(0, 2), min_size=1),
    st.lists(WORDS, min_size=3, max_size=3),
    st.sampled_from([None, *Capacity]),
    st.booleans(),
    st.sampled_from([None, 0, 30, 100]),
)
@settings(max_examples=60, deadline=None)
def test_the_weights_given_are_enough_to_say_it(spans, chosen, words, capacity, hard, loss):
    """Nothing of it rests on other weights or on ballots, that take seconds with many levers."""
    ids = tuple(LEVERS[: len(spans)])
    low, high = (np.array([[s[k]] for s in spans]) for k in (0, 1))
    matrix, weights = DecisionMatrix(ids, ("c",), low, high, {}), np.array([1.0])
    pairs = zip(combinations(LEVERS[:3], 2), words, strict=True)
    question = Question(
        2,
        tuple(PairSynergy(*pair, word) for pair, word in pairs),
        tuple(LeverLoad(lever, Load.LIGHT) for lever in ids),
        capacity,
        hard,
        dilution=loss,
    )
    here = compare_sets_here(matrix, weights, question, thresholds=ROBUSTNESS)
    assert here.over_weights is here.over_voters is None
    texts = [
        departure_texts(here.ranking, LEVERS, sorted(chosen), comparison)
        for comparison in (here, compare_sets(matrix, weights, question))
    ]
    assert texts[0] == texts[1]
