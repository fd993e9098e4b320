"""The commands by themselves; the whole command line is in ``test_main``."""

import json

import pytest

from criteria.errors import Problem
from prioritisation.cli import analyse, main
from prioritisation.errors import InvalidRequest
from tests.conftest import INTERVALS

FOLDER = [str(INTERVALS)]


def refused(*arguments):
    with pytest.raises(InvalidRequest) as error:
        analyse.analyse_command(*arguments)
    return [(p.kind, p.place, p.column) for p in error.value.problems]


def test_problems_met_before_come_with_those_of_the_settings():
    before = [Problem("unknown_setting", "--colour")]
    lines = refused(FOLDER, {"--reading": ["moon"]}, before)
    assert lines == [("unknown_setting", "--colour", ""), ("unknown_reading", "--reading", "")]


def test_a_setting_given_twice_is_not_chosen_among():
    assert refused(FOLDER, {"--weights": ["a=1", "b=2"]}, [])[0][:2] == (
        "repeated",
        "--weights",
    )


@pytest.mark.parametrize(
    "options",
    [
        {"--reading": ["gt", "sgpe"]},
        {"--reading": ["gt", "gt"]},
    ],
)
def test_one_question_has_one_answer(options):
    assert refused(FOLDER, options, []) == [("repeated", "--reading", "")]


def test_settings_reach_the_analysis():
    options = {"--reading": ["sgpe"], "--direction": ["existing_coverage=max"], "--json": [""]}
    report = json.loads(analyse.analyse_command(FOLDER, options, []))
    assert report["readings"]["perimeter"] == "sgpe"


def test_benchmarks_are_files_that_run():
    assert set(main._benchmarks()) >= {"analysis", "start", "slider", "first_load"}  # noqa: SLF001 (what is offered)


def test_constraints_that_contradict_each_other_are_said_in_a_sentence():
    options = {"--constraint": ["ghg_impact>=70", "partner_ecosystem>=60"]}
    assert refused(FOLDER, options, []) == [("refused", "--constraint", "")]


def test_no_more_constraints_than_an_address_holds():
    thirteen = [f"ghg_impact>={share}" for share in range(13)]
    assert refused(FOLDER, {"--constraint": thirteen}, []) == [("refused", "--constraint", "")]
    assert "ghg_impact" in analyse.analyse_command(
        FOLDER, {"--constraint": thirteen[1:], "--json": [""]}, []
    )


def test_constraints_are_about_the_criteria_that_are_weighed():
    options = {
        "--weights": ["ghg_impact=hors,partner_ecosystem=1,existing_coverage=1"],
        "--constraint": ["ghg_impact>=20"],
    }
    assert refused(FOLDER, options, [])[0][:2] == ("unknown_criterion", "--constraint")


def test_constraints_reach_the_robustness():
    options = {"--constraint": ["ghg_impact 20..60"], "--json": [""]}
    report = json.loads(analyse.analyse_command(FOLDER, options, []))
    assert len(report["robustness"]["constraints"]) == 2
    assert report["portfolio"]["threshold"]


def test_a_malformed_threshold_of_the_environment_is_a_problem_like_another(monkeypatch):
    monkeypatch.setenv("PRIORITISATION_SOLIDITY", "70,90,50")
    monkeypatch.setenv("PRIORITISATION_QUORUM", "x")
    assert refused(FOLDER, {}, []) == [
        ("setting_falling", "PRIORITISATION_SOLIDITY", ""),
        ("setting_numbers", "PRIORITISATION_QUORUM", ""),
    ]
