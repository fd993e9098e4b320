"""A limit and the weight beside it are read as they are: on random ranges and weights."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from prioritisation.drawing.projected.changing import change_block, nearest_limit
from prioritisation.sentences.change import changes, what_settles
from prioritisation.sentences.ranges import written_range
from prioritisation.sentences.shares import weight_texts
from tests.prioritisation.sentences.made import plain, small

shares = st.floats(0, 1) | st.integers(0, 1000).map(lambda k: k / 1000)
NUMBER = re.compile(r"\d+(?:,\d+)?")


def numbers(text):
    return [float(n.replace(",", ".")) for n in NUMBER.findall(text)]


def as_read(text):
    """The least and the most that a weight may be, in percent."""
    (figure,) = numbers(text)
    unit = 10.0 ** -len(text.partition(",")[2].removesuffix(" %")) if "," in text else 1.0
    if text.startswith("moins"):
        return unit / 100, figure - unit / 100
    if text.startswith("plus"):
        return figure + unit / 100, 100 - unit / 100
    return figure, figure


def written(low, high, weight):
    """The ends of a range in percent and the weight beside it, as somebody reads them."""
    told = written_range(low, high, weight)
    span = plain(told.span)
    here = plain(told.here) or plain(weight_texts([weight, 1 - weight])[0])
    ends = numbers(span)
    if len(ends) == 1:
        ends = [*ends] * 2 if "au" not in span else [0.0, *ends]
        ends = [ends[1], 100.0] if "au moins" in span else ends
    return ends, as_read(here), told.digits


@given(shares, shares, shares)
@example(0.3320, 1.0, 1 / 3)
@example(0.3336, 1.0, 1 / 3)
@example(0.0, 0.714, 0.7136)
@example(0.002, 1.0, 0.006)
def test_a_limit_is_read_as_reached_where_it_is_and_nowhere_else(first, second, weight):
    low, high = sorted((first, second))
    # A range of which something is written, and a weight that no tie hides.
    assume(high - low > 1e-6)
    assume(all(abs(weight - end) > 1e-8 for end in (low, high)))
    ends, (least, most), digits = written(low, high, weight)
    if low < weight < high:
        assert ends[0] <= least <= most <= ends[1], (ends, least, most)
    elif weight < low:
        assert most < ends[0], (ends, most)
    else:
        assert least > ends[1], (ends, least)
    # Never more is promised than is so.
    assert 100 * low - 1e-6 <= ends[0]
    assert ends[1] <= 100 * high + 1e-6
    assert digits == 0 or min(abs(weight - low), abs(weight - high), high - low) < 0.02


@given(st.integers(1, 999))
def test_a_weight_at_its_limit_is_read_as_in_it(thousandths):
    weight = thousandths / 1000
    for low, high in ((weight, 1.0), (0.0, weight)):
        ends, (least, most), _ = written(low, high, weight)
        assert ends[0] <= most
        assert least <= ends[1]


def weighed(points):
    return small([90, 20, 40], [40, 70, 60], [30, 60, 80], points=points)


@pytest.mark.parametrize("points", [(50, 50, 50), (60, 40, 33), (71, 17, 13), (38, 31, 31)])
def test_sentences_and_the_projector_say_the_limit_and_the_weight_alike(points):
    analysis = weighed(points)
    told = [plain(line) for line in (*changes(analysis), str(what_settles(analysis) or ""))]
    for line in told:
        span = re.search(r"(au moins|au plus) ([\d,]+) %( \(([\d,]+) % ici\))?", line)
        if span and "," in span[2]:
            limit, here = (float(n.replace(",", ".")) for n in (span[2], span[4]))
            assert (here >= limit) is (span[1] == "au moins") or "serait" in line
    if len(analysis.verdict.leaders) == 1 and nearest_limit(analysis):
        column, low, high = nearest_limit(analysis)
        ends = written_range(low, high, float(analysis.weights[column]))
        drawn = plain(change_block(analysis, ours=False))
        shown = [plain(end) for end in NUMBER.findall(ends.span)]
        assert any(end in drawn for end in shown)
        assert not ends.here or plain(ends.here) in drawn
