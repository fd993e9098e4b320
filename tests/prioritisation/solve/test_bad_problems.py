"""Problems from which nothing can be computed: one French sentence, exit code 2, no figure.

Both commands are tried: ``solve`` on JSON, ``analyse`` on the folder of a case.
"""

import json
import re

import pytest

from prioritisation.cli.main import WRONG, main
from tests.each import each
from tests.synthetic import identical, unknown, write_case

BASE = {
    "method": "weighted_sum",
    "alternatives": ["A", "B", "C"],
    "criteria": ["g", "p"],
    "matrix": [[1, 2], [2, 1], [3, 0]],
    "weights": [1, 1],
    "objectives": ["max", "max"],
    "params": {"normalisation": "minmax"},
}
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
def solved(tmp_path, capsys):
    def of(text):
        path = tmp_path / "problem.json"
        path.write_text(text, "utf-8")
        code = main(["solve", str(path)])
        return code, *capsys.readouterr()

    return of


@each("what", REFUSED)
def test_solve_refuses_in_a_sentence_that_says_where(solved, what):
    changed, place = REFUSED[what]
    code, out, err = solved(json.dumps({**BASE, **changed}))
    assert (code, out) == (WRONG, "")
    assert len(err.splitlines()) == 1
    assert place in err.split(" : ")[0]
    assert "Traceback" not in err


@each("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
@each("key", ["matrix", "weights"])
def test_numbers_that_are_not_finite_are_refused_wherever_they_are(solved, number, key):
    text = json.dumps({**BASE, key: [[7777, 2], [2, 1], [3, 0]] if key == "matrix" else [7777, 1]})
    code, out, err = solved(text.replace("7777", number))
    assert (code, out) == (WRONG, "")
    assert err.startswith(f"{key}[0]")


@each("method", ["weighted_sum", "vikor", "smaa2"])
def test_identical_levers_are_tied_and_it_is_said(solved, method):
    same = {"matrix": [[0.1, 0.2]] * 3, "params": SMAA, "method": method}
    code, out, err = solved(json.dumps({**BASE, **same}))
    found = json.loads(out)
    assert code == 0
    assert err.count("à égalité") == 2
    if method == "smaa2":
        assert {share for row in found["rank_acceptability"] for share in row} == {1 / 3}
    else:
        assert found["ranking"] == [1, 1, 1]


def test_ten_thousand_levers_are_ranked_where_a_ranking_is_what_is_asked(solved):
    code, out, _ = solved(json.dumps({**BASE, "alternatives": None, "matrix": MANY}))
    assert code == 0
    assert len(json.loads(out)["ranking"]) == len(MANY)


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
    assert (code, out) == (WRONG, "")
    assert all(line.startswith(place) for line in err.splitlines())


def test_an_inconsistent_constraint_is_named_and_the_others_are_not(analysed):
    options = ["--constraint", "c2>=1", "--constraint", "c0>=70", "--constraint", "c1>=60"]
    _, _, err = analysed(6, known, *options)
    assert "Critère 0 pèse au moins 70" in err
    assert "Critère 1 pèse au moins 60" in err
    assert "Critère 2" not in err


@each("levers", [0, 1, 1_001])
def test_analyse_refuses_too_few_or_too_many_levers(analysed, levers):
    code, out, err = analysed(levers, known)
    assert (code, out) == (WRONG, "")
    assert "levers.csv" in err


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
