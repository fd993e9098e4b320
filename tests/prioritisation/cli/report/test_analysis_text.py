import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from criteria.load import load_case
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cli import TERMINAL_COLUMNS
from prioritisation.cli.report_text import analysis_json, analysis_text
from prioritisation.sentences.verdict import conclusion
from prioritisation.wording import t
from tests.conftest import NORMANDIE
from tests.prioritisation.cli.report.made import analyses, scenario_of
from tests.thresholds import analyse

ROW = re.compile(r"\d+(?:,\d+)?|[^\W\d_]+(?:[ ’-][^\W\d_]+)*")


COUNT = "existing_coverage"


@pytest.fixture
def uncounted(tmp_path):
    """Normandie before anybody has listed an action sheet."""
    folder = Path(shutil.copytree(NORMANDIE, tmp_path / "case"))
    (folder / "action_sheets.csv").unlink()
    return load_case(folder)


def spaced(text):
    return " ".join(text.split())


@given(analyses())
def test_the_text_fits_a_terminal_and_names_every_lever_and_criterion(analysis):
    text = analysis_text(analysis)
    assert max(map(len, text.split("\n"))) <= TERMINAL_COLUMNS
    assert all(lever.label in text for lever in analysis.case.levers)
    assert all(criterion.label in text for criterion in analysis.case.criteria)


def test_the_text_opens_with_the_conclusion(example, equal):
    for analysis in (example, equal):
        first = analysis_text(analysis).split("\n\n")[0]
        assert spaced(first) == spaced(str(conclusion(analysis)))


def test_the_ranking_is_a_table_of_ranks_points_and_contributions(example):
    lines = analysis_text(example).split("\n")
    assert next(ROW.findall(line) for line in lines if "Mieux produire   " in line) == [
        *("1", "Mieux produire", "59,3", "à", "71,0", "25,98", "30,00", "3,33", "à", "15,00")
    ]
    columns = {line.index("Mieux") for line in lines if re.match(r"  \d.* Mieux", line)}
    assert len(columns) == 1


def test_the_text_says_what_is_assumed_and_to_be_confirmed(example):
    text = spaced(analysis_text(example))
    for criterion in example.case.criteria:
        assert criterion.direction.labels[example.sense(criterion.id)] in text
    assert spaced(example.case.criteria[2].direction.reason) in text
    assert spaced(example.case.criteria[1].scale_note) in text
    assert spaced(example.case.questions[0].readings[0].description) in text


def test_without_action_sheets_no_count_is_said_and_why_is(uncounted):
    analysis = analyse(uncounted, starting_scenario(uncounted))
    report = spaced(analysis_text(analysis))
    assert spaced("rien de recensé pour la calculer\u00a0: à compter") in report
    column = [
        score for score in analysis_json(analysis)["unknown_scores"] if score["criterion"] == COUNT
    ]
    assert len(column) == len(uncounted.levers)


def assumptions(analysis):
    """The lines of the section that says what is assumed."""
    sections = analysis_text(analysis).split("\n\n")
    (section,) = [s for s in sections if s.startswith(t("Assumptions"))]
    return section.split("\n  - ")[1:]


def test_equal_weights_are_said(equal, example):
    assert len(assumptions(equal)) == 1 + len(assumptions(example))


def test_a_case_cannot_command_the_terminal(case):
    levers = (replace(case.levers[0], label="Mieux\x1b[31m se\ndéplacer\x9b"), *case.levers[1:])
    text = analysis_text(analyse(replace(case, levers=levers), starting_scenario(case)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


def test_long_labels_are_folded_and_many_criteria_go_on_below(case):
    long = "Un critère dont le nom prend bien plus de place que prévu dans un tableau"
    criteria = tuple(replace(c, label=f"{c.label} {long}") for c in case.criteria)
    levers = tuple(replace(v, label=f"{v.label} {'x' * 90}") for v in case.levers)
    text = analysis_text(
        analyse(replace(case, levers=levers, criteria=criteria), starting_scenario(case))
    )
    assert max(map(len, text.split("\n"))) <= TERMINAL_COLUMNS


def test_no_stability_is_claimed_for_the_only_criterion_that_counts(case):
    alone = analyse(case, scenario_of(case, 1, 0, 0))
    assert {s["criterion"] for s in analysis_json(alone)["stability"]} == {
        c.id for c in case.criteria[1:] if c.active
    }
    assert max(map(len, analysis_text(alone).split("\n"))) <= TERMINAL_COLUMNS
