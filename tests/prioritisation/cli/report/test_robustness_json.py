import json

import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.robustness.constraints import Order
from prioritisation.cli.report_figures import robustness_json
from prioritisation.cli.report_text import analysis_json
from tests.prioritisation.cli.report.made import analyses

KEYS = {
    *("word", "thresholds", "constraints", "held", "allowed", "drawn", "by_scores"),
    *("not_satisfied", "share_of_all_weights"),
    *("uncertainties", "reversals", "without_levers", "without_criteria"),
    "information",
}


@pytest.fixture
def report(example, further):
    return robustness_json(example, further)


@pytest.mark.slow
@settings(max_examples=15)
@given(analyses(columns=(1, 4)))
def test_whatever_the_case_the_json_is_finite(analysis):
    report = analysis_json(analysis, assess_robustness(analysis))
    assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_everything_asked_is_there(report):
    assert set(report) == KEYS
    assert report["thresholds"] == {"solid": 0.9, "fair": 0.7, "shared": 0.5}
    assert (report["word"], report["held"]["lever"]) == ("open", "mieux_produire")


def test_ranks_sum_to_one_by_lever_and_by_rank(report):
    ranks = np.array(list(report["drawn"]["ranks"].values()))
    assert ranks.sum(axis=0) == pytest.approx(1)
    assert ranks.sum(axis=1) == pytest.approx(1)
    assert report["drawn"]["draws"] == 100_000


def test_two_levers_share_the_draws(report):
    ahead = report["drawn"]["ahead"]
    for one in ahead:
        for other in ahead:
            assert ahead[one][other] + ahead[other][one] == pytest.approx(1)


def test_a_lever_never_first_has_no_central_weights(report, further):
    never = np.flatnonzero(further.joint.firsts == 0)
    ids = further.question.matrix.alternatives
    centres = report["drawn"]["central_weights"]
    assert {lever for lever, weights in centres.items() if weights is None} == {
        ids[row] for row in never
    }
    assert all(sum(w.values()) == pytest.approx(1) for w in centres.values() if w)


def test_the_leader_is_at_no_distance_and_unknown_cells_are_all_there(report, example):
    distances = {r["lever"]: r["possible"]["distance"] for r in report["reversals"]}
    assert distances["mieux_produire"] == 0
    assert min(d for lever, d in distances.items() if lever != "mieux_produire") > 0
    open_cells = [c for c in report["information"] if not c["weak"]]
    assert len(open_cells) == len(example.matrix.open_cells)


def test_with_one_criterion_no_share_of_the_weights_is_given(alone):
    whole = analysis_json(alone, assess_robustness(alone))
    report = whole["robustness"]
    assert report["word"] == "alone"
    assert report["allowed"] is report["drawn"] is report["uncertainties"] is None
    assert whole["undecided_share"] is None
    assert {lever["share_of_weights"] for lever in whole["levers"]} == {None}


def test_constraints_are_said_and_followed(example):
    report = robustness_json(example, assess_robustness(example, constraints=(Order(0, 2),)))
    assert report["constraints"] == ["Impact GES pèse au moins autant que Couverture existante"]
    weights = report["drawn"]["central_weights"]["mieux_produire"]
    assert weights["ghg_impact"] > weights["existing_coverage"]
    assert report["held"]["weights"] == report["allowed"]["firsts"]["mieux_produire"]["sure"]
    assert report["share_of_all_weights"] == {"share": 0.5, "error": 0}
    assert (report["allowed"]["firsts_error"], report["allowed"]["surely_ahead_error"]) == (0, 0)
