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

from prioritisation.analysis.opinions import competition
from prioritisation.cli.main import ROOT, main
from prioritisation.cli.main import WRONG as WRONG_CODE
from prioritisation.solve import problem as reading
from prioritisation.solve.problem import (
    Answer,
    InvalidProblem,
    ProblemNames,
    excerpt,
    finite_numbers,
    parse_problem,
    read_problem,
    real,
    shared_ranks,
)
from prioritisation.solve.solve import COMPARING, METHODS, answer_text, solve
from tests.each import each
from tests.prioritisation.solve.made import problem, problems, refused, solved, table_of
from tests.published import CASES, NAMES, published
from tests.synthetic import identical, unknown, write_case

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


# Problems read and refused: files, numbers, names, tables; ranks and answers.

NOT_NUMBERS = ["1", True, None, [], {}, math.nan, math.inf, -math.inf, 10**400]
ABOUT = lambda *index: f" {list(index)}" if index else ""  # noqa: E731 (a place)


def place_of(function, *arguments):
    with pytest.raises(InvalidProblem) as error:
        function(*arguments)
    return error.value.place


@each("value", NOT_NUMBERS, ids=excerpt)
def test_anything_else_is_refused_where_it_is(value):
    assert place_of(real, value, "x") == "x"
    assert place_of(finite_numbers, [1, value], "v", (None,)) == "v[1]"
    assert place_of(finite_numbers, [[1, 2], [3, value]], "m", (2, 2), ABOUT) == "m[1][1] [1, 1]"


def refusal(text):
    with pytest.raises(InvalidProblem) as error:
        parse_problem(text, "problem.json")
    return error.value.place, error.value.fault


def test_a_problem_has_a_method_and_params():
    found = parse_problem('{"method": "borda", "params": {"a": 1}, "other": [NaN]}', "x")
    assert (found.method, found.need("params.a")) == ("borda", 1)


@each(
    ("text", "place"),
    [
        ("", "problem.json"), ("weights: [1]", "problem.json"),
        ('{"method": "borda"', "problem.json"), ("[]", "problem.json"), ("3", "problem.json"),
        ("null", "problem.json"), ('{"method": "borda", "params": []}', "params"),
        ("{}", "method"), ('{"method": null}', "method"), ('{"method": 3}', "method"),
        ('{"method": "borda", "method": "kemeny"}', "method"),
        ('{"method": "borda", "params": {"v": 1, "v": 2}}', "v"), ("[" * 100_000, "problem.json"),
        ('{"a":' * 100_000, "problem.json"), (f'{{"method": {"9" * 5_000}}}', "problem.json"),
    ],
    ids=lambda value: value[:40],
)  # fmt: skip
def test_what_is_not_a_problem_is_refused(text, place):
    assert refusal(text)[0] == place


def test_where_json_goes_wrong_is_said():
    assert "ligne 2, colonne 1" in refusal('{"method":\n}')[1]


def test_a_file_is_read_with_or_without_its_mark(tmp_path):
    for name, codec in (("plain", "utf-8"), ("marked", "utf-8-sig")):
        (tmp_path / name).write_text(json.dumps({"method": "é"}, ensure_ascii=False), codec)
        assert read_problem(str(tmp_path / name)).method == "é"


def test_files_that_cannot_be_read_are_refused(tmp_path, monkeypatch):
    (tmp_path / "latin").write_bytes('{"method": "é"}'.encode("latin-1"))
    (tmp_path / "large").write_text('{"method": "borda"}')
    monkeypatch.setattr(reading, "LARGEST_PROBLEM", 16)
    for name in ("latin", "large", "missing", ".", "a\0b", "x" * 400):
        with pytest.raises(InvalidProblem) as error:
            read_problem(str(tmp_path / name))
        assert error.value.place == str(tmp_path / name)


def test_levers_and_criteria_are_called_by_their_names_or_numbered_from_1():
    found = ProblemNames(("Vélo", "Bus"), ("GES",))
    assert found.of_cell(1, 0).replace("\u00a0", " ") == " (levier « Bus », critère « GES »)"
    assert ProblemNames().of_cell(0, 2).replace("\u00a0", " ") == " (levier n° 1, critère n° 3)"
    assert ProblemNames().of_cell(0).replace("\u00a0", " ") == " (levier n° 1)"
    assert len(ProblemNames(("x" * 1000,)).lever(0)) < 60


NAMED = {"alternatives": ["Vélo", "Bus"], "criteria": ["GES", "Emploi"]}
GOOD = {
    "matrix": [[1, 2], [3, 4]],
    "weights": [1, 3],
    "objectives": ["max", "min"],
    "params": {"normalisation": "minmax"},
    **NAMED,
}


def test_weights_are_divided_by_their_sum_unless_taken_as_given():
    made = table_of(**GOOD)
    assert made.weights().tolist() == [0.25, 0.75]
    assert made.points().tolist() == [1, 3]


def test_directions_and_constant_criteria_are_told():
    made = table_of([[0.1 + 0.2, 1, -5], [0.3, 1 + 1e-9, -5]], ["max", "min", "min"])
    assert made.signs.tolist() == [1, -1, -1]
    assert made.constant.tolist() == [True, False, True]


@each(
    ("change", "place"),
    [
        ({"matrix": None}, "matrix"),
        ({"matrix": []}, "matrix"),
        ({"matrix": {}}, "matrix"),
        ({"matrix": "1 2"}, "matrix"),
        ({"matrix": [[], []]}, "matrix[0]"),
        ({"matrix": [1, 2]}, "matrix[0]"),
        ({"matrix": [[1, 2], [3]]}, "matrix[1] (levier « Bus »)"),
        ({"matrix": [[1, 2], [3, "a"]]}, "matrix[1][1] (levier « Bus », critère « Emploi »)"),
        ({"matrix": [[1, None], [3, 4]]}, "matrix[0][1] (levier « Vélo », critère « Emploi »)"),
        ({"matrix": [[math.nan, 2], [3, 4]]}, "matrix[0][0] (levier « Vélo », critère « GES »)"),
        ({"matrix": [[1, 2], [-math.inf, 4]]}, "matrix[1][0] (levier « Bus », critère « GES »)"),
        ({"matrix": [[1, 2], [True, 4]]}, "matrix[1][0] (levier « Bus », critère « GES »)"),
        ({"matrix": [[1, 2]], "alternatives": None}, "matrix"),
        ({"weights": None}, "weights"),
        ({"weights": [1]}, "weights"),
        ({"weights": [0, 0]}, "weights"),
        ({"weights": [1, -1]}, "weights[1] (critère « Emploi »)"),
        ({"weights": [1, "1"]}, "weights[1] (critère « Emploi »)"),
        ({"weights": 1}, "weights"),
        ({"objectives": None}, "objectives"),
        ({"objectives": ["max"]}, "objectives"),
        ({"objectives": ["max", "maximise"]}, "objectives[1] (critère « Emploi »)"),
        ({"objectives": ["max", 1]}, "objectives[1] (critère « Emploi »)"),
        ({"objectives": ["max", ["min"]]}, "objectives[1] (critère « Emploi »)"),
        ({"alternatives": ["Vélo"]}, "alternatives"),
        ({"criteria": ["GES", 2]}, "criteria"),
    ],
    ids=str,
)
def test_what_is_wrong_is_named_by_its_lever_and_its_criterion(change, place):
    assert refused("weighted_sum", **{**GOOD, **change})[0] == place


scores = st.lists(st.integers(-50, 50).map(lambda k: k / 7), min_size=1, max_size=12)


@given(scores)
def test_ranks_count_who_is_strictly_better(found):
    ranks = shared_ranks(np.array(found))
    assert ranks.tolist() == competition(np.array([found]))[0].tolist()
    assert ranks.min() == 1


def test_many_levers_are_ranked_without_comparing_pairs():
    ranks = shared_ranks(np.arange(100_000.0))
    assert ranks.tolist() == list(range(100_000, 0, -1))


def test_figures_are_one_line_of_finite_numbers_without_minus_zero():
    figures = {"a": np.array([-0.0, 1.5]), "b": np.array([1, 2]), "c": True, "d": 0.25}
    text = Answer(figures).text()
    assert "\n" not in text
    assert "-0" not in text
    assert json.loads(text) == {"a": [0, 1.5], "b": [1, 2], "c": True, "d": 0.25}
    for figure in (math.nan, np.array([1, math.inf])):
        with pytest.raises(ValueError, match="JSON compliant"):
            Answer({"a": figure}).text()


# Problems from which nothing can be computed: one French sentence, exit code 2, no figure.

BASE = {
    "method": "weighted_sum", "alternatives": ["A", "B", "C"], "criteria": ["g", "p"],
    "matrix": [[1, 2], [2, 1], [3, 0]], "weights": [1, 1], "objectives": ["max", "max"],
    "params": {"normalisation": "minmax"},
}  # fmt: skip
SMAA = {"normalisation": "none", "samples": 1000}
CONSTRAINED = {**SMAA, "constraints": [[0, 1]]}
NOT_RECIPROCAL = {"priority": "eigenvector", "criteria_pairwise": [[1, 2], [3, 1]]}
MANY = [[i % 97, i % 89] for i in range(10_000)]
REFUSED = {
    "constraints on the weights": ({"method": "smaa2", "params": CONSTRAINED}, "constraints"),
    "constraints, exact": ({"method": "smaa2_exact_rank1", "params": CONSTRAINED}, "constraints"),
    "all criteria abstained": ({"weights": [0, 0]}, "weights"),
    "unknown weights": ({"weights": [None, None]}, "weights[0]"),
    "a negative weight": ({"weights": [1, -1]}, "weights[1]"),
    "a single lever": ({"alternatives": ["A"], "matrix": [[1, 2]]}, "matrix"),
    "a single lever, drawn": (
        {"method": "smaa2", "alternatives": ["A"], "matrix": [[1, 2]], "params": SMAA},
        "matrix",
    ),
    "all unknown": ({"matrix": [[None, None]] * 3}, "matrix[0][0]"),
    "all unknown, drawn": (
        {"method": "smaa2_stochastic", "matrix": [[None, None]] * 3, "params": {"samples": 99}},
        "matrix[0][0]",
    ),
    "one lever unknown": ({"matrix": [[1, 2], [None, None], [3, 1]]}, "matrix[1][0]"),
    "not reciprocal": ({"method": "ahp", "params": NOT_RECIPROCAL}, "criteria_pairwise[0][1]"),
    "not reciprocal, ranked": (
        {"method": "weights_rancom", "params": {"pairwise": [[0.5, 1], [1, 0.5]]}},
        "pairwise[0][1]",
    ),
    "cards without groups": (
        {"method": "revised_simos", "params": {"group_sizes": [], "white_cards": [], "z": 6}},
        "group_sizes",
    ),
    "cards in one group": (
        {"method": "revised_simos", "params": {"group_sizes": [2], "white_cards": [], "z": 6}},
        "group_sizes",
    ),
    "no ballots": ({"method": "borda", "params": {"ballots": []}}, "ballots"),
    "ballots of nobody": (
        {"method": "kemeny", "params": {"ballots": [{"count": 0, "order": [0, 1, 2]}]}},
        "count",
    ),
    "10,000 levers, drawn": (
        {"method": "smaa2", "alternatives": None, "matrix": MANY, "params": SMAA},
        "matrix",
    ),
    "10,000 levers by pairs": (
        {"method": "electre1_concordance", "alternatives": None, "matrix": MANY, "params": {}},
        "matrix",
    ),
}
"""What -> the keys changed, and the place said."""


@pytest.fixture
def solved_bad_problems(tmp_path, capsys):
    def of(text):
        path = tmp_path / "problem.json"
        path.write_text(text, "utf-8")
        code = main(["solve", str(path)])
        return code, *capsys.readouterr()

    return of


@each("what", REFUSED)
def test_solve_refuses_in_a_sentence_that_says_where(solved_bad_problems, what):
    changed, place = REFUSED[what]
    code, out, err = solved_bad_problems(json.dumps({**BASE, **changed}))
    assert (code, out) == (WRONG_CODE, "")
    assert len(err.splitlines()) == 1
    assert place in err.split(" : ")[0]
    assert "Traceback" not in err


@each("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
@each("key", ["matrix", "weights"])
def test_numbers_that_are_not_finite_are_refused_wherever_they_are(
    solved_bad_problems, number, key
):
    text = json.dumps({**BASE, key: [[7777, 2], [2, 1], [3, 0]] if key == "matrix" else [7777, 1]})
    code, out, err = solved_bad_problems(text.replace("7777", number))
    assert (code, out) == (WRONG_CODE, "")
    assert err.startswith(f"{key}[0]")


@each("method", ["weighted_sum", "vikor", "smaa2"])
def test_identical_levers_are_tied_and_it_is_said(solved_bad_problems, method):
    same = {"matrix": [[0.1, 0.2]] * 3, "params": SMAA, "method": method}
    code, out, err = solved_bad_problems(json.dumps({**BASE, **same}))
    found = json.loads(out)
    assert code == 0
    assert err.count("à égalité") == 2
    if method == "smaa2":
        assert {share for row in found["rank_acceptability"] for share in row} == {1 / 3}
    else:
        assert found["ranking"] == [1, 1, 1]


@pytest.fixture
def analysed(tmp_path, capsys):
    def of(levers, scores, *options):
        folder = tmp_path / "case"
        write_case(folder, levers, 3, scores)
        code = main(["analyse", str(folder), *options])
        return code, *capsys.readouterr()

    return of


def known(lever, criterion):
    return (lever + criterion) % 11, (lever + criterion) % 11


ASKED = {
    "constraints that contradict each other": (
        ["--constraint", "c0>=70", "--constraint", "c1>=60"],
        "--constraint",
    ),
    "an order that goes round": (
        [*("--constraint", "c0>=c1", "--constraint", "c1>=c2"),
         *("--constraint", "c2>=50", "--constraint", "c0<=20")],
        "--constraint",
    ),
    "all criteria left out": (["--weights", "c0=hors,c1=hors,c2=hors"], "--weights"),
    "all weights zero": (["--weights", "c0=0,c1=0,c2=0"], "--weights"),
    "weights that are no numbers": (["--weights", "c0=nan,c1=inf,c2=1"], "--weights"),
    "a bound above all": (["--constraint", "c0>=101"], "--constraint"),
}  # fmt: skip


@each("what", ASKED)
def test_analyse_refuses_what_no_weights_can_be(analysed, what):
    options, place = ASKED[what]
    code, out, err = analysed(6, known, *options)
    assert (code, out) == (WRONG_CODE, "")
    assert all(line.startswith(place) for line in err.splitlines())


@each(("scores", "said"), [(unknown, "Rien à classer"), (identical, "à égalité")])
def test_a_case_that_tells_nothing_apart_has_no_winner(analysed, scores, said):
    code, out, _ = analysed(6, scores)
    assert code == 0
    assert said in out.split("\n\n")[0]
    code, out, _ = analysed(6, scores, "--json")
    found = json.loads(out)["results"]
    assert found["ranking"]["verdict"]["winner"] is None
    assert found["robustness"]["word"] == "none"
    assert not re.search(r"\b(NaN|Infinity)\b", out)
