"""What a number is, as it is explained, and as the pages count it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.comparison import Change
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario
from prioritisation.sentences.columns import comparison_answer, exactness_note
from prioritisation.sentences.explained import NumberKind, explained
from tests.prioritisation.sentences.made import case, plain
from tests.thresholds import compare

points = st.tuples(*[st.integers(0, 100)] * 3).filter(any)


def columns_of(ground, points, *changes):
    ids = [c.id for c in ground.criteria if c.active]
    scenario = Scenario(dict(zip(ids, points, strict=True)), ground.default_combination)
    return compare(ground, scenario, list(changes))


def told(kind):
    return plain(explained(kind)[1])


def changes(here, other):
    """Whether the answer of a ranking is another one, as it is explained."""
    before, sure, possible = set(here.firsts), set(other.firsts), set(other.possible_firsts)
    if not before:
        return bool(sure)
    return not before <= possible or (before < sure and sure == possible)


def test_the_answer_changes_where_the_explanation_says_that_it_does(normandie):
    assert "La réponse change là où le premier actuel ne peut pas l’être, ou partage" in told(
        NumberKind.RANKINGS
    )
    reached = set()

    @given(points)
    def check(points):
        here, *others = columns_of(
            normandie,
            points,
            Change(equal=True),
            Change(reversed=frozenset({"existing_coverage"})),
            Change(method=Method.WEIGHTED_PRODUCT),
        )
        changed = sum(changes(here, other) for other in others)
        counted = re.search(
            r"[Ll]a réponse change dans (\d+)", plain(comparison_answer((here, *others)).answer)
        )
        reached.add(changed)
        assert int(counted[1] if counted else 0) == changed

    check()
    assert len(reached) > 1


def test_places_found_in_some_cases_are_not_explained_as_all_that_there_may_be():
    columns = columns_of(case(), (80, 20, 100), Change(method=Method.VIKOR))
    assert "cas, pas sur tous" in plain(exactness_note(columns))
    assert "par un autre calcul, celles des cas examinés, pas toujours de tous" in told(
        NumberKind.PLACE
    )
