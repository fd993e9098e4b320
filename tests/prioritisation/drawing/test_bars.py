"""The ranking as bars: every lever once, the same figures in the table."""

import re

from prioritisation.drawing.bars import bars, points_table, rank_reasons
from prioritisation.sentences import points_text


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
