"""A limit and the weight beside it are read as they are: on random ranges and weights."""

import re

from hypothesis import assume, example, given
from hypothesis import strategies as st

from prioritisation.sentences.shares import weight_texts
from prioritisation.sentences.weight_limits import limit_range, written_range
from tests.prioritisation.sentences.made import plain

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


@given(shares, shares, shares)
@example(0.5, 0.5049, 0.5)
@example(0.0, 0.0099, 0.0)
@example(0.996, 1.0, 0.5)
@example(0.4, 0.4001, 0.9)
def test_a_range_that_is_wide_is_never_written_as_one_figure(first, second, weight):
    low, high = sorted((first, second))
    assume(high - low > 1e-6)
    assume(all(abs(weight - end) > 1e-8 for end in (low, high)) or weight in {low, high})
    span = plain(written_range(low, high, weight).span)
    if low <= 1e-9 and high >= 1 - 1e-9:
        assert span == "au moins 0 %"
        return
    figures = numbers(span)
    assert span.startswith(("au moins", "au plus", "entre")), span
    assert len(set(figures)) == len(figures)
    assert all(0 < figure < 100 for figure in figures), span


@given(shares, shares, shares, st.floats(0, 1))
@example(0.2716, 1.0, 1 / 3, 0.0)
@example(0.0, 0.0087, 0.0, 1.0)
@example(0.2716, 1.0, 1 / 3, 0.27)
@example(0.004, 1.0, 0.5, 0.0)
def test_a_limit_told_on_both_sides_is_true_a_unit_away_on_each(first, second, weight, reach):
    """Inside, outside as far as another goes, and between the limit and the weight beside it."""
    low, weight, high = sorted((first, second, weight))
    assume(low == 0 or low > 1e-6)
    assume(high == 1 or high < 1 - 1e-6)
    assume((low > 0 or high < 1) and high - low > 1e-3)
    assume(all(abs(weight - end) > 1e-4 for end in (low, high) if 0 < end < 1))
    below = low > 1e-6
    past = low - max(0.001, reach) * low if below else high + max(0.001, reach) * (1 - high)
    told = limit_range(low, high, weight, past)
    unit, figures = 10.0**-told.digits, numbers(plain(told.span))
    for figure, end in zip(figures, [end for end in (low, high) if 1e-9 < end < 1], strict=True):
        assert 0 < figure < 100
        assert abs(figure - 100 * end) <= unit / 2 + 1e-9
        inside = unit if end == low else -unit
        exact = abs(figure - 100 * end) < 1e-6
        assert exact or 100 * low <= figure + inside <= 100 * high
        assert ("environ" in told.span) or exact
    away = figures[0] - unit if below else figures[-1] + unit
    assert 100 * past - 1e-6 <= away if below else away <= 100 * past + 1e-6
    least, most = as_read(plain(told.here) or plain(weight_texts([weight, 1 - weight])[0]))
    assert 100 * told.inner[0] - 1e-6 <= most
    assert least <= 100 * told.inner[1] + 1e-6
