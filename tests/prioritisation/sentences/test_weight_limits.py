"""Limits of weights are true on both sides, to the digit: against fractions, by brute force."""

import re
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from criteria.model import Sense
from prioritisation.analysis.scenario import Lead
from prioritisation.drawing.projected.ranked import change_block
from prioritisation.sentences.weight_limits import nearest_range
from tests.each import each
from tests.prioritisation.sentences.made import LEVERS, held, moving, normandie, plain, small
from tests.strategies import ENOUGH

HOLDS = re.compile(
    r"([A-Z]) reste premier(?P<tied>, seul ou à égalité,)? tant que c(\d) pèse "
    r"(?P<span>[^(.]*? %(?: environ)?)(?: \([^)]*\))?, les autres poids variant en proportion\."
    r"(?: (?P<side>En dessous|Au-dessus), (?P<who>[A-Z, ou]+) peut passer en tête\.)?"
)
SLIGHT = re.compile(
    r"ne? très lég\w+ (baisse|hausse|changement) du poids of c(\d) peut faire passer un autre "
    r"devant ([A-Z])\."
)
DRAWN = re.compile(r"(moins|plus) de ([\d,]+) %( environ)? à « c(\d) »")
HALF = Fraction(1, 2)

cells = st.integers(0, 20).map(lambda k: 5 * k) | st.integers(0, 100)
known_or_not = cells | cells | st.tuples(cells, cells).map(lambda pair: tuple(sorted(pair)))
points = st.integers(0, 100) | st.sampled_from([1, 2, 3, 50, 100])


@st.composite
def made(draw):
    """Scores of some levers, from 0 to 100, and points of the criteria."""
    columns = draw(st.integers(2, 3))
    row = st.lists(known_or_not, min_size=columns, max_size=columns)
    rows = draw(st.lists(row, min_size=2, max_size=4))
    return rows, draw(st.lists(points, min_size=columns, max_size=columns).filter(any))


class Exact:
    """Who is first once one weight is a share and the others follow, by the definition."""

    def __init__(self, rows, given_points):
        self.bounds = [[c if isinstance(c, tuple) else (c, c) for c in row] for row in rows]
        self.points = given_points

    def share(self, column, own=None):
        """The share of a criterion, with points of its own or others."""
        own = self.points[column] if own is None else own
        others = sum(self.points) - self.points[column]
        return Fraction(own, own + others) if own + others else None

    def values(self, column, share):
        others = sum(self.points) - self.points[column]
        weights = [Fraction(p, others) * (1 - share) for p in self.points]
        weights[column] = share
        return [
            tuple(sum(w * c[end] for w, c in zip(weights, row, strict=True)) for end in (0, 1))
            for row in self.bounds
        ]

    def sure(self, row, column, share, *, alone=False):
        each = self.values(column, share)
        others = [high for i, (_, high) in enumerate(each) if i != row]
        return each[row][0] > max(others) if alone else each[row][0] >= max(others)

    def possible(self, row, column, share):
        each = self.values(column, share)
        return each[row][1] >= max(low for i, (low, _) in enumerate(each) if i != row)


def analysed(rows, given_points):
    return small(*rows, points=given_points), Exact(rows, given_points)


def percents(span):
    return [Fraction(n.replace(",", ".")) / 100 for n in re.findall(r"\d+(?:,\d+)?", span)]


def unit_of(span):
    return Fraction(1, 100) / 10 ** max(len(d) for d in re.findall(r"\d+,?(\d*)", span))


def ends_of(span):
    """Both ends that somebody reads, None where there is none."""
    figures = percents(span)
    assert all(0 < one < 1 for one in figures), span
    assert len(set(figures)) == len(figures), span
    if "entre" in span:
        return figures[0], figures[1]
    return (figures[0], None) if "au moins" in span else (None, figures[0])


def check_holding(found, exact):
    row, column = LEVERS.index(found[1].lower()), int(found[3]) - 1
    span, unit = found["span"], unit_of(found["span"])
    ends, about = ends_of(span), "environ" in span
    steps = [unit if about else 0, -unit if about else 0]
    inner = [
        outer if end is None else end + step
        for end, outer, step in zip(ends, (0, 1), steps, strict=True)
    ]
    alone = not found["tied"]
    assert inner[0] <= inner[1], span
    for share in (*inner, sum(inner) * HALF):
        assert exact.sure(row, column, Fraction(share), alone=alone), (found[0], share)
    for own in range(101):
        share = exact.share(column, own)
        if share is not None and share < 1 and inner[0] <= share <= inner[1]:
            assert exact.sure(row, column, share, alone=alone), (found[0], share)
    if found["side"]:
        check_beyond(found, exact, (row, column), ends)
    else:
        assert not about, found[0]


def check_beyond(found, exact, place, ends):
    """From the limit to a unit past it: those named may be first, the other is not sure."""
    row, column = place
    below, unit = found["side"] == "En dessous", unit_of(found["span"])
    end = ends[0 if below else 1]
    away = end - unit if below else end + unit
    assert 0 <= away <= 1, found[0]
    hair = HALF * unit if "environ" in found["span"] else Fraction(1, 10**7)
    near = end - hair if below else end + hair
    named = [LEVERS.index(name.lower()) for name in re.findall("[A-Z]", found["who"])]
    assert named
    for share in (near, (near + away) * HALF, away):
        if "environ" not in found["span"] or share != near:
            assert not exact.sure(row, column, share), (found[0], share)
        for other in named:
            assert exact.possible(other, column, share), (found[0], other, share)


def check_slight(found, exact):
    column, row = int(found[2]) - 1, LEVERS.index(found[3].lower())
    share, little = exact.share(column), Fraction(1, 10**4)
    undone = {
        side
        for side, step in (("baisse", -little), ("hausse", little))
        if 0 <= share + step <= 1 and not exact.sure(row, column, share + step)
    }
    assert undone == ({"baisse", "hausse"} if found[1] == "changement" else {found[1]}), found[0]


def kinds_of(line):
    """What a sentence is of those that tell a limit."""
    return {
        name
        for name, here in {
            "about": " environ" in line,
            "exact": HOLDS.search(line) and " environ" not in line,
            "between": "tant que" in line and "entre" in line,
            "decimals": "environ" in line and re.search(r"\d,\d+ %", line),
            "slight": SLIGHT.search(line),
        }.items()
        if here
    }


def check_line(line, exact):
    told = HOLDS.search(line)
    if told:
        check_holding(told, exact)
    elif slight := SLIGHT.search(line):
        check_slight(slight, exact)
    else:
        assert "environ" not in line, line
        assert "tant que" not in line, line
        assert "moins de" not in line, line


def test_what_is_told_of_both_sides_of_a_limit_is_so():
    reached = set()

    @ENOUGH
    @given(made())
    @example(([[60, 60], [100, 0], [0, 100]], [1, 1]))
    @example(([[57, 59], [99, 0], [0, 100]], [1, 1]))
    @example(([[50, 50], [100, 0], [0, 100]], [1, 1]))
    @example(([[53, 50], [3, 100], [51, (0, 51)]], [53, 50]))
    @example(([[100, 50], [0, 51]], [3, 10]))
    @example(([[50, 50], [0, 100]], [100, 99]))
    @example(([[51, 50], [0, 100]], [3, 3]))
    def check(drawn):
        analysis, exact = analysed(*drawn)
        for line in held(analysis):
            check_line(line, exact)
            reached.update(kinds_of(line))

    check()
    assert reached >= {"about", "exact", "between", "decimals"}


def test_the_projector_writes_the_limit_of_the_sentence():
    reached = set()

    @ENOUGH
    @given(made())
    def check(drawn):
        analysis, _ = analysed(*drawn)
        if analysis.verdict.lead in {Lead.OPEN, Lead.TIED} or not nearest_range(analysis):
            return
        block = re.sub("<[^>]+>", " ", plain(change_block(analysis, ours=True)))
        told, found = moving(analysis)[-1], DRAWN.search(block)
        if not found:
            assert SLIGHT.search(told)[1] in block
            return
        below = found[1] == "moins"
        assert ("au-dessous" in told) is below
        assert ("en deçà" in block) is below
        assert f"{found[2]} %" in told
        assert not found[3] or " environ" in told
        reached.add(below)

    check()
    assert reached == {True, False}


THIRD = ([60, 40, 50], [40, (50, 60), 50])
"""At equal weights the first is at the limit of the weight of c1, which has no last decimal."""


@each("scores", [THIRD, ([60, 40, 50], [40, (50, 60), 50], [0, 0, 50])])
def test_at_a_limit_that_cannot_be_written_only_the_side_that_undoes_it_is_told(scores):
    analysis, exact = analysed(scores, [1, 1, 1])
    found = [one for one in (SLIGHT.search(plain(line)) for line in held(analysis)) if one]
    for one in found:
        check_slight(one, exact)
    assert {one[1] for one in found} == {"baisse", "hausse"}
    assert "une très légère baisse du poids de « c1 »" in plain(change_block(analysis, ours=True))


@each("points_given", [(1, 0, 20), (10, 0, 80), (5, 0, 100), (1, 1, 100)])
@each("combination", ["gt", "gt_freight", "sgpe"])
@each("sense", Sense)
def test_no_limit_of_the_case_is_written_as_nothing(points_given, combination, sense):
    analysis = normandie(points_given, combination, existing_coverage=sense)
    for line in held(analysis):
        assert not re.search(r"(?<![\d,])(0|100)(,0+)? % environ", line), line
        assert "presque rien" not in line
        assert not re.search(r"(moins|plus) 0 %|entre 0 %", line), line
