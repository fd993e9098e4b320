import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.weight_elicitation import Elicitation
from prioritisation.analysis.whatif import (
    AddedLever,
    Fork,
    InvalidFork,
    ScoreChange,
    from_json,
    starting_fork,
    to_json,
)
from prioritisation.settings import current_case

FORK = (
    starting_fork(current_case(), "Et si… « plus » ?")
    .turned({"existing_coverage": Sense.MAX})
    .by(Method.VIKOR)
    .adding("<b>Mieux former</b>")
    .scored(ScoreChange("ajout1", "existing_coverage", 1.0, 4.0))
    .scored(ScoreChange("produire", "ghg_impact", None, None))
    .without("loger")
)


def test_a_fork_written_and_read_again_is_the_same():
    assert from_json(to_json(FORK)) == FORK


@pytest.mark.parametrize(
    "told",
    [
        Elicitation(("a", "b"), (2, 1)),
        Elicitation(("a", "b"), (1, 1)),
    ],
)
def test_what_was_told_is_kept_and_gives_the_points_again(told):
    fork = FORK.elicited(told)
    assert from_json(to_json(fork)) == fork
    changed = {**json.loads(to_json(fork)), "points": {"a": 1, "b": 99}}
    assert from_json(json.dumps(changed)) == fork
    assert sum(fork.scenario.points.values()) == pytest.approx(100)
    assert "told" not in json.loads(to_json(fork.weighed({"a": 1.0})))


names = st.text(max_size=60)
numbers = st.floats(allow_nan=False, allow_infinity=False)
points = st.floats(0, allow_nan=False, allow_infinity=False)
bounds = st.none() | names | numbers


@given(
    st.builds(
        Fork,
        names,
        st.builds(
            Scenario,
            st.dictionaries(names, points),
            names,
            st.dictionaries(names, st.sampled_from(Sense)),
        ),
        st.sampled_from(Method),
        st.lists(st.builds(ScoreChange, names, names, bounds, bounds)).map(tuple),
        st.lists(names).map(tuple),
        st.lists(st.builds(AddedLever, names, names)).map(tuple),
    )
)
def test_any_fork_written_and_read_again_is_the_same(fork):
    assert from_json(to_json(fork)) == fork


@given(st.text(max_size=200))
def test_any_other_text_is_refused(text):
    with pytest.raises(InvalidFork):
        from_json(text)


@pytest.mark.parametrize(
    "change",
    [
        {"points": []},
        {"points": {"a": -1}},
        {"points": {"a": float("nan")}},
        {"points": {"a": True}},
        {"senses": {"a": "up"}},
        {"method": "magic"},
        {"scores": [["a", "b", 1]]},
        {"scores": [["a", "b", {}, 1]]},
        {"scores": "abcd"},
        {"added": [["x" * 500, "y"]]},
        {"name": 3},
        {"withdrawn": [["a"]]},
        {"told": None},
        {"told": {"criteria": ["a", "a"], "ranks": [1, 2]}},
        {"told": {"criteria": ["a", "b"], "ranks": [1]}},
        {"told": {"criteria": ["a", "b"], "ranks": [1, True]}},
        {"told": {"criteria": ["a", "b"], "ranks": [1, 0]}},
        {"told": {"criteria": ["a", "b"]}},
    ],
)
def test_a_text_with_something_wrong_in_it_is_refused(change):
    with pytest.raises(InvalidFork):
        from_json(json.dumps({**json.loads(to_json(FORK)), **change}))


@pytest.mark.parametrize("text", ["[" * 99_999, "x" * 200_000, "null", "[]", "1"])
def test_a_text_that_is_deep_long_or_of_another_kind_is_refused(text):
    with pytest.raises(InvalidFork):
        from_json(text)
