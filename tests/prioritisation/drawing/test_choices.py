"""Open choices drawn: a row for each way to settle them; before a vote, scores and no ranking."""

import re
from dataclasses import replace

import pytest

from criteria.model import Sense, Standing
from prioritisation.analysis.crossing import crossing_of, open_choices
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.drawing.choices import choices_block, open_question_block
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.thresholds import analyse

COVERAGE = "existing_coverage"


def words(html):
    return re.sub(r"\s+", " ", plain(re.sub("<[^>]*>", " ", html)))


@pytest.fixture(scope="module")
def analysis(normandie):
    return analyse(normandie, starting_scenario(normandie))


def test_the_rows_add_up_to_all_the_ways_and_one_holds_the_choices_in_force(analysis):
    html = choices_block(analysis)
    rows = re.findall("<tr>(.*?)</tr>", html, re.DOTALL)[1:]
    counts = [int(re.findall(r"(\d+)\s*</td>", row)[-1]) for row in rows]
    assert sum(counts) == len(crossing_of(analysis).outcomes) == 48
    assert [("choix actuels" in row) for row in rows].count(True) == 1


@each("points", [(50, 50, 50), (0, 0, 50), (1, 0, 99)])
def test_only_what_is_not_known_is_drawn_with_dashes(normandie, points):
    """Whoever is surely first, alone or tied, is in bold."""
    start = starting_scenario(normandie)
    made = analyse(normandie, replace(start, points=dict(zip(start.points, points, strict=True))))
    rows = re.findall("<tr>(.*?)</tr>", choices_block(made), re.DOTALL)[1:]
    for branch, row in zip(crossing_of(made).branches, rows, strict=True):
        known = branch.sure is not None or len(branch.tied) > 1
        assert ('class="u"' in row) is not known
        assert bool(re.search("</span> <b>", row)) is known


def test_a_tie_is_among_the_ways_drawn(normandie):
    start = starting_scenario(normandie)
    alone = dict(zip(start.points, (0, 0, 50), strict=True))
    made = analyse(normandie, replace(start, points=alone))
    assert any(branch.tied for branch in crossing_of(made).branches)


@each("about", [COVERAGE, "perimeter", "links"])
def test_before_a_vote_there_are_scores_and_no_rank(analysis, about):
    case, scenario = analysis.case, analysis.scenario
    (choice,) = (c for c in open_choices(case, scenario) if c.about == about)
    text = words(open_question_block(case, scenario, choice))
    assert "choix actuel" in text
    assert all(lever.short_label in text for lever in case.levers)
    assert not re.search(
        "rang|est premier|premiers|premier à|en tête|points|solide|départager", text
    )


def test_a_score_is_first_in_the_unit_of_the_room_then_in_its_own(normandie):
    case, scenario = normandie, starting_scenario(normandie)
    (choice,) = (c for c in open_choices(case, scenario) if c.about == "perimeter")
    drawn = words(open_question_block(case, scenario, choice))
    official = len(re.findall("ktCO₂e", drawn))
    assert official > 1
    room = r"(?:millions? de tonnes|tonnes)[^()]*\([^()]*ktCO₂e[^()]*\)"
    assert len(re.findall(room, drawn)) == official


def test_the_sign_says_against_whom_and_with_which_direction(analysis):
    case, scenario = analysis.case, analysis.scenario
    (links,) = (c for c in open_choices(case, scenario) if c.about == "links")
    text = words(open_question_block(case, scenario, links))
    assert "le plus sur les autres en moyenne, si « moins couvert = plus prioritaire »." in text
    other = replace(scenario, senses={COVERAGE: Sense.MAX})
    assert "si « plus couvert = plus" in words(open_question_block(case, other, links))
    agreed = tuple(
        replace(c, direction=replace(c.direction, status=Standing.CONFIRMED))
        for c in case.criteria
    )
    table = words(open_question_block(replace(case, criteria=agreed), scenario, links))
    assert "ici pour « moins couvert = plus prioritaire »." in table, "once it is agreed too"
