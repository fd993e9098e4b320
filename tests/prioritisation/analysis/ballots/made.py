"""Ballots for the tests: written by hand, or drawn."""

from hypothesis import strategies as st

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.modes import FULL

THREE = ("a", "b", "c")


def ballot(*points, criteria=THREE, first=None):
    """A ballot from its points in the order of the criteria; its first has 100, or is said."""
    first = points.index(FULL) if first is None else first
    return Ballot(dict(zip(criteria, points, strict=True)), criteria[first])


def alike(*points, times=5):
    return [ballot(*points)] * times


@st.composite
def ballots_on(draw, criteria=THREE, *, abstentions=True):
    first = draw(st.sampled_from(criteria))
    numbers = st.integers(0, FULL)
    others = [c for c in criteria if c != first]
    answers = {c: draw(numbers | st.none() if abstentions else numbers) for c in others}
    if all(p is None for p in answers.values()):
        answers[others[0]] = draw(numbers)
    return Ballot({c: FULL if c == first else answers[c] for c in criteria}, first)


def groups(smallest=1, largest=12, **kind):
    return st.lists(ballots_on(**kind), min_size=smallest, max_size=largest)


@st.composite
def shuffled(draw, smallest=1, largest=12, **kind):
    """Ballots, and the same in another order."""
    found = draw(groups(smallest, largest, **kind))
    return found, draw(st.permutations(found))
