"""Questions of reading: what they count, and what is wrong with them, by file, row and column."""

import csv
from itertools import product
from string import Formatter

import pytest

from criteria.errors import InvalidCase
from criteria.load import load_case
from criteria.readings import LinkRule, combination_of
from prioritisation.wording import problem_sentence
from prioritisation.wording.problems import template
from tests.conftest import NORMANDIE
from tests.criteria.question_breakages import BROKEN, COVERAGE, GHG, PARTNERS, by_reading
from tests.each import each


def problems_of(folder):
    with pytest.raises(InvalidCase) as error:
        load_case(folder)
    return error.value.problems


@each("name", BROKEN)
def test_what_is_wrong_with_a_question_is_said_where_it_is(copied, name):
    edit, expected = BROKEN[name]
    whole = copied(NORMANDIE)
    edit(whole)
    problems = problems_of(whole)
    assert [(p.kind, p.place, p.row, p.column) for p in problems] == expected
    for problem in problems:
        fields = {field for _, field, *_ in Formatter().parse(template(problem)) if field}
        assert fields <= set(problem.values)
        assert "{" not in problem_sentence(problem)


def test_scores_may_be_written_under_each_reading(whole):
    by_reading()(whole)
    case = load_case(whole)
    assert len(case.tables) == 24
    assert case.question_on(PARTNERS).id == "who"
    for table_ in case.tables.values():
        assert table_.score("mieux_produire", PARTNERS).low == "fortement_mobilise"


def links_of(sheet, rule):
    """The levers that a row of ``action_sheets.csv`` counts for, from its own cells."""
    every = [sheet["primary_lever"], *filter(None, sheet["secondary_levers"].split("|"))]
    if "sure" in rule.value and sheet["lever_confidence"] != "élevée":
        return []
    return every[:1] if "primary" in rule.value else every


@each("rule", LinkRule)
def test_a_reading_counts_all_levers_alike(normandie, rule):
    """Against the rows themselves, counted here."""
    with (NORMANDIE / "action_sheets.csv").open(encoding="utf-8", newline="") as file:
        sheets = list(csv.DictReader(file))
    (reading,) = [r for r in normandie.question_on(COVERAGE).readings if r.links is rule]
    scores = normandie.tables[normandie.reread(normandie.default_combination, reading.id)]
    for lever in normandie.levers:
        count = sum(lever.id in links_of(sheet, rule) for sheet in sheets)
        score = scores.score(lever.id, COVERAGE)
        assert (score.low, score.high) == (count, count)


def test_each_combination_is_one_reading_of_each_question(normandie):
    readings = [[r.id for r in q.readings] for q in normandie.questions]
    assert list(normandie.tables) == [combination_of(chosen) for chosen in product(*readings)]
    assert normandie.default_combination == "gt-primary" == next(iter(normandie.tables))
    for combination, scored in normandie.tables.items():
        assert scored.combination == combination
        for question in normandie.questions:
            assert question.answer(combination).id in combination.split("-")


def test_a_question_bears_on_its_own_criteria_only(normandie):
    here = normandie.tables[normandie.default_combination]
    for question in normandie.questions:
        for reading in question.readings:
            other = normandie.tables[normandie.reread(here.combination, reading.id)]
            for cell, score in here.scores.items():
                if cell[1] not in question.criteria:
                    assert other.scores[cell] == score


def test_counts_go_from_the_sure_links_to_all_where_nothing_says_which_ones_count(case):
    assert [q.criteria for q in case.questions] == [(GHG,)]
    score = case.tables["gt"].score("mieux_produire", COVERAGE)
    assert (score.low, score.high) == (3, 10)
