"""The weight triangle: its corners, its regions, a circle for each ballot."""

from prioritisation.analysis.weight_map import weight_map as mapped
from prioritisation.drawing.ballot_dots import flat
from prioritisation.drawing.triangle import triangle, weight_map_block
from tests.each import each


@each(
    ("corner", "point"),
    [((1, 0, 0), (0.5, 0)), ((0, 1, 0), (1, 1)), ((0, 0, 1), (0, 1))],
)
def test_the_first_criterion_is_at_the_top(corner, point):
    assert flat(corner) == point


def test_each_ballot_has_its_circle(results):
    found = mapped(results.analysis)
    apart = [(k / 8, 0.25, 0.75 - k / 8) for k in range(7)]
    drawn = triangle(results.analysis, found, apart)
    assert drawn.count('class="ballot"') == 7
    assert 'class="ballot"' not in triangle(results.analysis, found)


def test_without_a_triangle_the_shares_are_said(results):
    assert "tri" in weight_map_block(results.analysis, mapped(results.analysis))
    assert "plane" not in weight_map_block(results.analysis, None)
