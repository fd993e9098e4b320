import pytest

from prioritisation.analysis.inquiry import inquire
from prioritisation.cli.report_json import COSTS, LOSSES, sets_json


@pytest.fixture
def report(example, further):
    return sets_json(example, further.sets)


def test_every_single_and_every_pair_is_there(report):
    sizes = [len(s["levers"]) for s in report["sets"]]
    assert (sizes.count(1), sizes.count(2)) == (6, 15)
    assert report["threshold"]["low"] <= report["threshold"]["high"]


def test_a_pair_is_worth_its_levers(report):
    values = {tuple(s["levers"]): s["value"]["low"] for s in report["sets"]}
    for levers, value in values.items():
        assert value == pytest.approx(sum(values[lever,] for lever in levers), abs=1e-8)


def test_the_loss_that_two_bear_is_between_nothing_and_a_half(report):
    assert 0 <= report["dilution"]["low"] <= report["dilution"]["high"] <= 0.5
    assert 0 <= report["median_dilution"]["low"] <= report["median_dilution"]["high"] <= 0.5


def test_the_sides_of_each_loss_sum_to_one_and_one_alone_wins_more_as_it_rises(report):
    assert [side["loss"] for side in report["sides_of_loss"]] == list(LOSSES)
    for side in report["sides_of_loss"]:
        assert sum(v for k, v in side.items() if k != "loss") == pytest.approx(1)
    alone = [side["one"] for side in report["sides_of_loss"]]
    assert alone == sorted(alone)
    assert alone[-1] == 1


def test_the_sides_of_each_cost_sum_to_one_and_one_alone_wins_more_as_it_rises(report):
    assert [side["cost"] for side in report["sides"]] == list(COSTS)
    for side in report["sides"]:
        assert sum(v for k, v in side.items() if k != "cost") == pytest.approx(1)
    alone = [side["one"] for side in report["sides"]]
    assert alone == sorted(alone)


def test_shares_of_a_size_leave_what_no_set_surely_has(report):
    for size in (1, 2):
        shares = [s["share_of_weights"] for s in report["sets"] if len(s["levers"]) == size]
        assert sum(s["sure"] for s in shares) <= 1 <= sum(s["possible"] for s in shares)


def test_each_lever_has_a_role(report, example):
    assert set(report["roles"]) == set(example.matrix.alternatives)


def test_with_one_criterion_there_are_no_shares(alone):
    report = sets_json(alone, inquire(alone).sets)
    assert report["sides"] is report["median_threshold"] is None
    assert report["sides_of_loss"] is report["median_dilution"] is None
    assert {s["share_of_weights"] for s in report["sets"]} == {None}
