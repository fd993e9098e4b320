"""What all methods have in common: published figures, refusals, axioms."""

import json
import math
import os
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.cli.main import ROOT
from prioritisation.solve.problem import InvalidProblem, parse_problem
from prioritisation.solve.solve import COMPARING, METHODS, answer_text, solve
from tests.each import each
from tests.prioritisation.solve.made import problem, problems, refused, solved, warned
from tests.published import CASES, NAMES, published

BALLOTS = {"ballots": [{"count": 2, "order": [1, 0, 2]}]}
PARAMS = {
    "weighted_sum": {"normalisation": "minmax"},
    "weighted_product": {"normalisation": "sum"},
    "topsis": {"normalisation": "vector"},
    "smaa2": {"normalisation": "minmax", "samples": 500},
    "smaa2_exact_rank1": {"normalisation": "minmax"},
    "weight_stability_interval": {"normalisation": "minmax"},
    "waspas": {"lambda": 0.5},
    "codas": {"threshold": 0.02},
    "spotis": lambda n: {"bounds": [[0, 100]] * n},
    "promethee_ii": lambda n: {"preference": [{"type": "linear", "q": 1, "p": 9}] * n},
    "smaa2_stochastic": None,
    "ahp": {"criteria_pairwise": [[1, 2], [0.5, 1]], "priority": "column_mean"},
    "revised_simos": {"group_sizes": [1, 2], "white_cards": [1], "z": 3},
    "weights_roc": {"ranking": [2, 1]},
    "weights_swing": {"points": [100, 20]},
    "weights_rancom": {"pairwise": [[0.5, 1], [0, 0.5]]},
    "weights_bwm": {"best_to_others": [1, 2, 8], "others_to_worst": [8, 5, 1]},
    "value_function": {"cutoffs": [0, 1], "values": [0, 1], "x": [0.5]},
    **dict.fromkeys(("borda", "copeland", "kemeny"), BALLOTS),
}
"""Method -> params that suit it; a function of the number of criteria where they depend on it."""

FEWER = settings(max_examples=settings().max_examples // 3)
"""For an axiom that each of twenty methods is asked."""

RANKING = [m for m in COMPARING if not m.startswith(("smaa2", "weight_", "weights_", "electre1"))]


def params_of(method, shape, objectives):
    """Params for levers and criteria of any scores from 1 to 60."""
    m, n = shape
    if method == "smaa2_stochastic":
        ends = [[0, 100] if way == "max" else [100, 0] for way in objectives]
        return {"distributions": ["normal"] * n, "sd": [[1] * n] * m, "anchors": ends,
                "samples": 500}  # fmt: skip
    found = PARAMS.get(method, {})
    return found(n) if callable(found) else found


def suited(method, keys):
    shape = len(keys["matrix"]), len(keys["objectives"])
    return {**keys, "params": params_of(method, shape, keys["objectives"])}


def example(method):
    keys = {"matrix": [[9, 4], [3, 8], [5, 5]], "weights": [2, 1], "objectives": ["max", "min"]}
    return suited(method, keys)


def differ(found, expected):
    """Largest difference of two figures; what is null must be null in both."""
    one, other = (np.array(x, dtype=float) for x in (found, expected))
    assert one.shape == other.shape
    assert (np.isnan(one) == np.isnan(other)).all()
    return np.nan_to_num(np.abs(one - other)).max(initial=0)


@each("name", NAMES)
def test_published_figures(name):
    case = published(name)
    answer = json.loads(solve(str(CASES / f"{name}.json"))[0])
    for key, expected in case["expected"].items():
        assert differ(answer[key], expected) <= case["tolerance"][key] + 1e-12, key


@each("method", METHODS)
def test_an_answer_holds_only_finite_numbers_and_nulls_of_central_weights(method):
    text, _ = answer_text(problem(method, **example(method)), "x")
    found = json.loads(text, parse_constant=pytest.fail)
    for key, figure in found.items():
        assert ("null" in json.dumps(figure)) <= (key == "central_weights")


@each("method", METHODS)
def test_keys_of_no_use_may_be_absent_null_or_unknown(method):
    keys = example(method)
    expected = solved(method, **keys)
    extra = {"source": {"x": [1]}, "expected": None, "alternatives": None, "criteria": None}
    assert solved(method, **keys, **extra) == expected
    if method not in COMPARING:
        nothing = dict.fromkeys(("matrix", "weights", "objectives"))
        assert solved(method, **{**keys, **nothing}) == expected
        assert solved(method, params=keys["params"]) == expected


ALL_AT_ONCE = (
    "import sys; from prioritisation.solve.solve import solve; "
    "print(*(solve(file)[0] for file in sys.argv[1:]), sep='\\n\\n', end='')"
)


def test_the_same_problem_has_the_same_bytes_in_another_process(tmp_path):
    """Where sets have another order: whatever is drawn, listed or summed keeps its own."""
    files = []
    for method in METHODS:
        files.append(tmp_path / f"{method}.json")
        files[-1].write_text(json.dumps({"method": method, **example(method)}), "utf-8")
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", ALL_AT_ONCE, *map(str, files)],
        cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "1"}, capture_output=True, check=True,
    )  # fmt: skip
    here = "\n\n".join(solve(str(file))[0] for file in files)
    assert done.stdout.decode() == here


def test_a_command_prints_what_is_solved(tmp_path):
    file = tmp_path / "problem.json"
    file.write_text(json.dumps({"method": "ahp", **example("ahp")}), "utf-8")
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "prioritisation", "solve", str(file)],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode() == solve(str(file))[0] + "\n"


def test_every_method_is_documented():
    text = (ROOT / "docs" / "solve.md").read_text("utf-8")
    assert [name for name in METHODS if f"`{name}`" not in text] == []


def test_a_method_that_nobody_knows_is_refused_with_those_that_are():
    where, fault = refused("electre_iv")
    assert where == "method"
    assert all(name in fault for name in METHODS)


WRONG = {
    "matrix": [None, [], [[]], 3, [[1, 2], [3]], [["a", 2], [3, 4]], [[math.nan, 1], [2, 3]],
               [[1, None], [2, 3]], [[1, 2]], [[math.inf, 1], [2, 3]], [[10**400, 1], [2, 3]],
               [[[1], 2], [3, 4]], {"a": [1, 2]}],
    "objectives": [None, ["max"], ["max", "up"], "max", [1, 2], []],
}  # fmt: skip


@each("method", COMPARING)
@each("key", WRONG)
def test_a_wrong_table_is_refused_by_every_method(method, key):
    for value in WRONG[key]:
        assert refused(method, **{**example(method), key: value})[0].startswith(key)


@each("method", RANKING)
def test_wrong_weights_are_refused_by_every_method(method):
    values = [[], [1], [0, 0], [1, -1], [math.nan, 1], [math.inf, 1], ["a", 1], "1,2"]
    for value in values + [None] * (not method.startswith("moora")):
        assert refused(method, **{**example(method), "weights": value})[0].startswith("weights")


@each("method", METHODS)
def test_wrong_params_are_refused_by_every_method(method):
    params = example(method)["params"]
    for key in params:
        wrong = [None, math.nan, [], {}, "x", True, [[None]]]
        if key == "samples":
            wrong.remove(None)
        for value in wrong:
            keys = {**example(method), "params": {**params, key: value}}
            assert refused(method, **keys)[0].startswith(f"params.{key}")


def test_numbers_too_large_to_be_computed_are_said_so():
    huge = {"matrix": [[1e308, -1e308], [-1e308, 1e308]], "weights": [1, 1],
            "objectives": ["max", "max"]}  # fmt: skip
    for method, params in (("weighted_sum", {"normalisation": "minmax"}), ("vikor", {})):
        where, fault = refused(method, **huge, params=params)
        assert where == "problem.json"
        assert "trop grands" in fault


REFUSING = {"weighted_product": "matrix[2][2]", "spotis": "matrix[0][0]"}
"""Methods that take no zero, or nothing beyond their bounds, and what they name."""


@each("method", COMPARING)
@each("size", [1e-300, 1e-9, 1e9, 1e150, 1e300, 1e308])
def test_whatever_their_size_numbers_give_an_answer_or_a_refusal(method, size):
    matrix = [[size, 2, size / 3], [size / 2, 1, size / 5], [size / 7, 3, 0]]
    keys = {"matrix": matrix, "weights": [size, size, 1], "objectives": ["max"] * 3}
    try:
        text, _ = answer_text(problem(method, **suited(method, keys)), "x")
    except InvalidProblem as error:
        assert error.place.startswith(REFUSING.get(method, "no refusal"))  # noqa: PT017
    else:
        assert json.loads(text, parse_constant=pytest.fail)


def test_constant_criteria_are_said_to_be():
    keys = {"matrix": [[1, 5], [2, 5]], "weights": [1, 1], "objectives": ["max", "min"],
            "criteria": ["GES", "Emploi"]}  # fmt: skip
    _, warnings = warned("vikor", **keys)
    assert len(warnings) == 1
    assert "« Emploi »" in warnings[0].replace("\u00a0", " ")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


def test_whatever_is_written_is_an_answer_or_a_refusal():
    reached = set()

    @settings(max_examples=300)
    @given(st.sampled_from(sorted(METHODS)), st.data())
    def check(method, data):
        keys = json.loads(json.dumps(example(method)))
        place = data.draw(st.sampled_from(["matrix", "weights", "objectives", "params", "inside"]))
        if place == "inside" and keys["params"]:
            key = data.draw(st.sampled_from(sorted(keys["params"])))
            keys["params"][key] = data.draw(anything)
        else:
            keys["params" if place == "inside" else place] = data.draw(anything)
        text = json.dumps({"method": method, **keys})
        try:
            found, _ = answer_text(parse_problem(text, "problem.json"), "problem.json")
        except InvalidProblem as error:
            reached.add("refused")
            assert error.place  # noqa: PT017 (either outcome is right)
            assert error.fault  # noqa: PT017
        else:
            reached.add("answered")
            json.loads(found, parse_constant=pytest.fail)

    check()
    assert reached == {"answered", "refused"}


def scores_and_ranks(method, keys):
    found = solved(method, **suited(method, keys))
    score = next(found[key] for key in ("score", "Q", "net_flow") if key in found)
    return np.array(score), np.array(found["ranking"])


@each("method", [m for m in RANKING if m != "waspas"])
@FEWER
@given(keys=problems(), factor=st.sampled_from([0.01, 7, 1000]))
def test_only_the_proportions_of_the_weights_count(method, keys, factor):
    other = {**keys, "weights": [factor * weight for weight in keys["weights"]]}
    if method == "edas":
        keys["matrix"][0], other["matrix"][0] = ([61] * len(keys["weights"]) for _ in range(2))
    (score, ranks), (after, ranks_after) = (scores_and_ranks(method, k) for k in (keys, other))
    assert after == pytest.approx(score, abs=1e-9)
    assert ranks_after.tolist() == ranks.tolist()


@each("method", RANKING)
@FEWER
@given(keys=problems(), data=st.data())
def test_neither_the_order_of_the_levers_nor_of_the_criteria_counts(method, keys, data):
    if method == "edas":
        keys["matrix"][0] = [61] * len(keys["weights"])
    rows = data.draw(st.permutations(range(len(keys["matrix"]))))
    columns = data.draw(st.permutations(range(len(keys["weights"]))))
    other = {
        "matrix": [[keys["matrix"][i][j] for j in columns] for i in rows],
        "weights": [keys["weights"][j] for j in columns],
        "objectives": [keys["objectives"][j] for j in columns],
    }
    (score, ranks), (after, ranks_after) = (scores_and_ranks(method, k) for k in (keys, other))
    assert after == pytest.approx(score[rows], abs=1e-9)
    assert ranks_after.tolist() == ranks[rows].tolist()


@each("method", RANKING)
@FEWER
@given(keys=problems())
def test_a_lever_better_everywhere_is_never_behind(method, keys):
    matrix = np.array(keys["matrix"])
    signs = np.array([1 if way == "max" else -1 for way in keys["objectives"]])
    matrix[0] = np.clip(matrix[1] + 3 * signs, 1, 60)  # at least as good as the second lever
    matrix[-1] = 30  # so that EDAS has a mean lever to compare with
    if len(matrix) == 2 or (method == "edas" and (np.ptp(matrix, axis=0) == 0).all()):
        return
    _, ranks = scores_and_ranks(method, {**keys, "matrix": matrix.tolist()})
    assert ranks[0] <= ranks[1]


def test_the_example_of_the_documentation():
    text = (ROOT / "docs" / "solve.md").read_text("utf-8")
    asked, expected = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    assert json.loads(answer_text(parse_problem(asked, "x"), "x")[0]) == json.loads(expected)
    gap = asked.replace("[3, 1, 1]", "[3, 1, null]")
    with pytest.raises(InvalidProblem) as error:
        answer_text(parse_problem(gap, "x"), "x")
    assert f"{error.value.place}\u00a0: {error.value.fault}".replace("\u00a0", " ") in text
