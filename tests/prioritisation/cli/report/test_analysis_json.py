import json

import pytest
from hypothesis import given

from prioritisation.cli.report_text import analysis_json
from prioritisation.sentences.verdict import conclusion
from tests.prioritisation.cli.report.made import analyses, scenario_of
from tests.thresholds import analyse


def plain(found):
    """Whether a value is made of what ``json`` writes without a thought, and of finite numbers."""
    if isinstance(found, dict):
        return all(type(k) is str and plain(v) for k, v in found.items())
    if isinstance(found, list):
        return all(map(plain, found))
    return found is None or isinstance(found, str | bool | int | float)


@given(analyses())
def test_the_json_is_plain_finite_and_the_same_when_read_back(analysis):
    report = analysis_json(analysis)
    assert plain(report)
    assert json.loads(json.dumps(report, allow_nan=False)) == report


@given(analyses())
def test_contributions_add_up_to_the_value(analysis):
    for lever in analysis_json(analysis)["levers"]:
        for end in ("low", "high"):
            total = sum(part[end] for part in lever["contributions"].values())
            assert total == pytest.approx(lever["value"][end], abs=1e-8)


@given(analyses(columns=(7, 8)))
def test_estimated_shares_say_how_they_were_drawn(analysis):
    assert analysis_json(analysis)["sampling"]["draws"] == analysis.regions.draws > 0
    assert analysis_json(analysis)["sampling"]["seed"] == analysis.regions.seed


def test_exact_shares_have_no_sampling(example):
    assert analysis_json(example)["sampling"] is None


def test_the_json_is_the_same_at_each_run(case, example):
    again = analyse(case, scenario_of(case, 50, 30, 20))
    assert json.dumps(analysis_json(example)) == json.dumps(analysis_json(again))


def test_the_json_says_what_was_asked(example):
    report = analysis_json(example)
    assert report["case"]["id"] == "normandie"
    assert "+".join(report["readings"].values()) == example.case.default_combination
    assert list(report["points"].values()) == [50, 30, 20]
    assert list(report["weights"].values()) == [0.5, 0.3, 0.2]
    assert not report["equal_weights"]
    assert [c["direction"]["sense"] for c in report["criteria"]] == ["max", "max", "min"]
    assert [c["direction"]["status"] for c in report["criteria"]][-1] == "à confirmer"


def test_anchors_are_those_of_the_direction_asked(example, announced):
    for analysis, anchors in ((example, (12, 0)), (announced, (0, 12))):
        coverage = analysis_json(analysis)["criteria"][2]
        assert (coverage["anchors"]["worst"], coverage["anchors"]["best"]) == anchors


def test_nobody_wins_where_the_first_place_is_open(example, equal):
    verdict = analysis_json(example)["verdict"]
    assert (verdict["lead"], verdict["leaders"]) == ("ahead", ["mieux_produire"])
    assert (verdict["solidity"], verdict["winner"]) == ("open", None)
    verdict = analysis_json(equal)["verdict"]
    assert (verdict["lead"], verdict["leaders"], verdict["winner"]) == ("open", [], None)
    assert verdict["solidity"] == "none", "of scores, not of weights"
    assert (verdict["rival"], verdict["gap"]) == (None, None)


def test_a_winner_is_named_where_it_may_be_announced(announced):
    assert analysis_json(announced)["verdict"]["winner"] == "mieux_produire"


def test_unknown_scores_are_listed_with_their_reasons(example):
    scores = analysis_json(example)["unknown_scores"]
    assert [(s["lever"], s["criterion"]) for s in scores] == [
        (s.lever, s.criterion) for s in example.table.unknowns
    ]
    assert len(scores) == 4
    assert all(s["low"] is None and s["high"] is None and s["reason"] for s in scores)


def test_uncertain_scores_are_listed_with_their_bounds(example):
    scores = analysis_json(example)["uncertain_scores"]
    assert len(scores) == len(example.table.uncertain) == 6
    assert all(s["low"] < s["high"] for s in scores)


def test_what_could_settle_the_first_place_is_in_the_json(equal):
    cell = analysis_json(equal)["deciding_cells"][0]
    assert (cell["lever"], cell["criterion"]) == ("mieux_produire", "existing_coverage")
    # Ahead of « Mieux se nourrir » at its best where 52.0 + 100 + x > 16.8 + 100 + 100.
    assert cell["settles"] == [3, 4]
    assert cell["leaves_open"] == [5, 6, 7, 8, 9, 10]


def test_the_other_direction_is_in_the_json(example):
    (other,) = analysis_json(example)["alternates"]
    assert (other["criterion"], other["sense"]) == ("existing_coverage", "max")
    assert other["verdict"]["winner"] == "mieux_produire"
    assert len(other["levers"]) == 6


def test_the_sentences_are_those_of_the_screens(example):
    report = analysis_json(example)
    assert report["conclusion"] == str(conclusion(example))
    assert report["next_step"] == str(conclusion(example).settling) != ""
    assert len(report["caveats"]) == 1
