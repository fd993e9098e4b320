"""What is said of one lever or several, judged by brute force: every set, at every extreme."""

import re

import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.sentences.assertions import BestSets, Quantity
from prioritisation.sentences.second_lever import second_lever_texts
from prioritisation.sentences.set_comparison import best_text
from prioritisation.wording.asserted import assertions_of
from tests.prioritisation.analysis.sets.made import (
    allowed,
    brute_best,
    brute_value,
    compared_sets,
    completions,
    problems,
)
from tests.referee import DRAWS, NEAR, check_percents, numbers_in
from tests.strategies import simplex


def sets_with_bonus(question, levers):
    """Rows of each set that may be chosen, and what synergies and workload add to it."""
    nothing = dict.fromkeys(levers, 0.0)
    return {
        tuple(map(levers.index, s)): brute_value(question, nothing, s)
        for s in allowed(question, levers)
    }


def shares_of(matrix, question, rows):
    """Shares of all weights for which a set is the best of its size: surely, and possibly."""
    weights = simplex(len(matrix.criteria), DRAWS)
    low, high = weights @ matrix.low.T, weights @ matrix.high.T
    bonus = sets_with_bonus(question, matrix.alternatives)
    sure, possible = np.ones((2, DRAWS), dtype=bool)
    for other in (s for s in bonus if len(s) == len(rows) and s != rows):
        own, theirs = sorted({*rows} - {*other}), sorted({*other} - {*rows})
        more = bonus[rows] - bonus[other] + NEAR
        sure &= low[:, own].sum(axis=1) - high[:, theirs].sum(axis=1) + more >= 0
        possible &= high[:, own].sum(axis=1) - low[:, theirs].sum(axis=1) + more >= 0
    return sure.mean(), possible.mean()


def several_lead(matrix, weights, question, loss):
    """How much better several are than one at a loss, wherever the most or the least may be."""
    levers = matrix.alternatives
    bonus = sets_with_bonus(question, levers)
    named = {tuple(levers[i] for i in s): more for s, more in bonus.items()}
    for values in completions(levers, matrix.low @ weights, matrix.high @ weights, named):
        worth = {
            s: sum(values[levers[i]] for i in s) * (1 - loss * (len(s) > 1)) + more
            for s, more in bonus.items()
        }
        alone = max(v for s, v in worth.items() if len(s) == 1)
        yield max(v for s, v in worth.items() if len(s) > 1) - alone


def check_loss(figure, lead):
    """At the loss that is written the answer is so, and one percent further it is not."""
    (percent,) = numbers_in(figure.written)
    if figure.quantity is Quantity.BORNE:
        assert min(lead(percent / 100)) >= -NEAR, figure
        assert min(lead((percent + 1) / 100)) <= NEAR, figure
    else:
        assert max(lead(percent / 100)) <= NEAR, figure
        assert not percent or max(lead((percent - 1) / 100)) >= -NEAR, figure


def check_best(matrix, weights, question, best):
    low, high = matrix.low @ weights, matrix.high @ weights
    sure, possible = brute_best(question, matrix.alternatives, low, high, size=best.size)
    assert (sorted(best.sure), sorted(best.possible)) == (sorted(sure), sorted(possible)), best


def check_named(best, levers, text):
    """Sets that are said to be the best are named, or counted."""
    who = best.sure or best.possible
    named = [set(re.findall("a[a-e]", part)) for part in re.split(r"\s*;\s*|, | et | ou ", text)]
    whole = set(re.findall("a[a-e]", text))
    if best.sure and len(best.sure) == 1:
        assert {levers[i] for i in best.sure[0]} <= whole, text
    elif any({levers[i] for i in rows} not in named for rows in who):
        assert str(len(who)) in re.findall(r"\d+", text), text


@settings(max_examples=80)
@given(problems(rows=(2, 4)))
def test_best_sets_their_shares_and_the_loss_are_those_of_brute_force(problem):
    matrix, weights, question = problem
    if (comparison := compared_sets(problem)) is None:
        return

    def lead(loss):
        return list(several_lead(matrix, weights, question, loss))

    best, loss = best_text(comparison, matrix.alternatives), second_lever_texts(comparison)
    assert any(isinstance(a, BestSets) for a in assertions_of(best))
    for assertion in assertions_of(best, *loss):
        if isinstance(assertion, BestSets):
            check_best(matrix, weights, question, assertion)
            check_named(assertion, matrix.alternatives, best)
            continue
        assert assertion.written in " ".join((best, *loss))
        if assertion.quantity is Quantity.SET_WEIGHTS:
            found = shares_of(matrix, question, assertion.rows)
            assert (assertion.low, assertion.high) == pytest.approx(found, abs=0.04)
            check_percents(assertion)
        else:
            check_loss(assertion, lead)
