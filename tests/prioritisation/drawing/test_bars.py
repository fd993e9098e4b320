"""The ranking as bars: every lever once, the same figures in the table."""

import re
from dataclasses import replace

import numpy as np
import pytest

from criteria.model import Status
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.drawing.bars import bars, points_table, rank_reasons
from prioritisation.drawing.projected.ranked import projected_ranking
from prioritisation.sentences.lacking import doubted_text
from prioritisation.sentences.phrases import points_text
from prioritisation.sentences.verdict import conclusion
from prioritisation.ui.shared.navigation import page_help
from prioritisation.ui.shared.pages import FIRST
from prioritisation.ui.shared.scores import matrix
from tests.each import each
from tests.thresholds import analyse


def test_each_lever_has_its_bar_and_its_points(results):
    drawn = bars(results.analysis)
    ranking = results.analysis.ranking
    assert drawn.count('class="row') == 1 + len(results.case.levers)
    for row in ranking.order:
        assert points_text(ranking, row) in drawn
        assert points_text(ranking, row) in points_table(results.analysis)


def test_no_piece_is_wider_than_the_picture(results):
    widths = [float(w) for w in re.findall(r"width:([\d.]+)%", bars(results.analysis))]
    assert widths
    assert max(widths) <= 100


def test_the_column_of_ranks_holds_the_longest_one(results):
    drawn = bars(results.analysis)
    ranks = re.findall(r'class="rk">([^<]*)<', drawn)
    assert float(re.search(r"--rank:([\d.]+)rem", drawn)[1]) >= 0.65 * max(map(len, ranks))


def test_each_rank_has_its_reason(results):
    assert rank_reasons(results.analysis).count("<li>") == len(results.case.levers)


def test_a_score_to_check_is_drawn_as_one_up_to_what_it_may_be(results):
    """Never solid: what is given is striped, and what its scale leaves is hatched."""
    analysis = results.analysis
    page, wall = bars(analysis), projected_ranking(analysis, "")
    for i, lever in enumerate(analysis.case.levers):
        sure, checked, more = [], [], []
        for j, weight in enumerate(100 * analysis.weights):
            score = analysis.score(i, j)
            low, high = weight * analysis.matrix.low[i, j], weight * analysis.matrix.high[i, j]
            to_check = score.exact and score.status is Status.INFERRED
            (checked if to_check else sure).append(low)
            more.append((weight if to_check else high) - low)
        row = re.search(rf'{lever.short_label}</span><span class="bar">(.*?)</span>', page)[1]
        for css, widths in (("", sure), (" chk", checked), (" u", more)):
            drawn = re.findall(rf'class="c\d{css}" style="width:([\d.]+)%', row)
            assert [float(w) for w in drawn] == pytest.approx([w for w in widths if w], abs=1e-3)
        ends = np.cumsum([sum(sure), sum(checked), sum(more)])
        for css, start, end in zip(("sure", "check", "hatch"), [0, *ends], ends, strict=False):
            drawn = f'"p-{css}" style="left:{start:.2f}%;width:{end - start:.2f}%"'
            assert (drawn in wall) is bool(end - start > 1e-7)
    assert ' chk"' in page


def test_whatever_draws_a_score_to_check_says_how(results):
    case = results.case
    drawn = bars(results.analysis), projected_ranking(results.analysis, "")
    for place in (*drawn, matrix(case, starting_scenario(case)), page_help(FIRST)):
        assert "donnée, à vérifier" in place


@each("points", [(50, 50, 50), (45, 35, 20), (10, 50, 20), (1, 50, 1)])
def test_the_wall_names_the_scores_to_check_that_the_page_names(normandie, points):
    start = starting_scenario(normandie)
    given = replace(start, points=dict(zip(start.points, points, strict=True)))
    analysis = analyse(normandie, given)
    page, wall = (
        re.findall(
            r"\d+ notes? donnée?s?, à vérifier, peu\w+ changer le premier",
            made.replace("\u00a0", " "),
        )
        for made in (str(conclusion(analysis)), projected_ranking(analysis, ""))
    )
    assert page == wall


def test_a_score_to_check_is_named_somewhere(normandie):
    assert doubted_text(analyse(normandie, starting_scenario(normandie)))
