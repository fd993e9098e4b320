"""What makes up a whole adds up to it, and no figure says more than is known: on random shares."""

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.robustness.regions import Region, Regions
from prioritisation.sentences.rounding import rounded_sure, rounded_whole
from prioritisation.sentences.shares import (
    exact_weight_texts,
    region_texts,
    rounded_note,
    weight_texts,
)
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.thresholds import ROBUSTNESS

THRESHOLDS = ROBUSTNESS
LIMITS = (0.9, 0.7, 0.5)
parts = st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any)


def of_one(numbers):
    return [n / sum(numbers) for n in numbers]


def read(text):
    """The least and the most that a share may be, in percent, as somebody reads it."""
    for words, low, high in (("moins de ", 0, None), ("plus de ", None, 100)):
        if text.startswith(words):
            figure = number(text.removeprefix(words))
            return (low, figure) if high is None else (figure, high)
    return (number(text),) * 2


def number(text):
    return float(text.removesuffix(" %").replace(",", "."))


def regions(numbers, undecided, more):
    """Shares of the weights: sure ones, an undecided part, and what is possible beside."""
    whole = sum(numbers) + undecided
    sure = [n / whole for n in numbers]
    possible = [min(1.0, s + undecided * m / whole) for s, m in zip(sure, more, strict=True)]
    made = (Region(str(k), *pair) for k, pair in enumerate(zip(sure, possible, strict=True)))
    return Regions(tuple(made), undecided / whole)


@given(parts, st.sampled_from([(exact_weight_texts, 0.0501), (weight_texts, 0.5 + 1e-6)]))
def test_weights_add_up_or_say_why_and_equal_ones_are_written_alike(numbers, way):
    (written, error), weights = way, of_one(numbers)
    texts = [plain(text) for text in written(weights)]
    for text, weight in zip(texts, weights, strict=True):
        low, high = read(text)
        assert low - error <= 100 * weight <= high + error
        assert (text == texts[weights.index(weight)]) is True
        assert high > 0 or weight <= 1e-9
    low, high = (sum(ends) for ends in zip(*map(read, texts), strict=True))
    adds_up = low - 1e-6 <= 100 <= high + 1e-6
    if written is weight_texts:
        assert rounded_note(weights) == ("" if adds_up else "poids arrondis")
        return
    equal = len(set(weights)) < len(weights)
    assert equal or adds_up


@given(parts)
def test_weights_of_a_room_are_whole_the_nearest_and_in_their_order(numbers):
    weights = of_one(numbers)
    texts = [plain(text) for text in weight_texts(weights)]
    assert not any("," in text for text in texts)
    for text, weight in zip(texts, weights, strict=True):
        if "de" not in text:
            assert abs(100 * weight - read(text)[0]) <= 0.5 + 1e-6
    ranked = [read(texts[k]) for k in sorted(range(len(weights)), key=weights.__getitem__)]
    assert ranked == sorted(ranked)


@given(parts)
def test_whole_shares_keep_their_order_and_reach_no_limit_before_it_is(numbers):
    shares = of_one(numbers)
    units = rounded_whole(shares, LIMITS).units
    for share, unit in zip(shares, units, strict=True):
        assert abs(100 * share - unit) < 1
        for limit in LIMITS:
            assert unit < 100 * limit or share >= limit - 1e-9
    assert [u for _, u in sorted(zip(shares, units, strict=True))] == sorted(units)


@given(parts, st.integers(1, 10**6), st.data())
def test_what_is_undecided_lets_no_sure_share_be_rounded_up(numbers, undecided, data):
    more = data.draw(st.lists(st.floats(0, 1), min_size=len(numbers), max_size=len(numbers)))
    given_ = regions(numbers, undecided, more)
    texts = region_texts(given_, THRESHOLDS)
    least = [read(plain(text)) for text in texts.sure]
    most = [read(plain(text)) for text in texts.possible]
    for region, (low, _), (_, high) in zip(given_.regions, least, most, strict=True):
        assert low <= 100 * region.sure_share + 1e-6
        # An exact share is one figure.
        exact = region.possible_share - region.sure_share <= 1e-9
        assert exact or high >= 100 * region.possible_share - 1e-6
        assert low >= 100 * region.sure_share - 1
    low, high = read(plain(texts.undecided))
    assert low - 1 <= 100 * given_.undecided_share <= high + 1e-6
    assert not any("," in plain(text) for text in (*texts.sure, *texts.possible, texts.undecided))
    rounded = rounded_sure([r.sure_share for r in given_.regions], given_.undecided_share)
    assert rounded.whole <= sum(rounded.units) + len(numbers)


@each(
    ("shares", "written"),
    [
        ([1 / 3, 1 / 3, 1 / 3], ["33,3 %"] * 3),
        ([0.5, 0.25, 0.25], ["50 %", "25 %", "25 %"]),
        ([0.34635620915, 0.266801051617, 0.386842739232], ["34,6 %", "26,7 %", "38,7 %"]),
        ([1.0, 0.0], ["100 %", "0 %"]),
    ],
)
def test_weights_as_they_are_written(shares, written):
    assert [plain(text) for text in exact_weight_texts(shares)] == written


@each(
    ("shares", "written"),
    [
        ([1 / 3, 1 / 3, 1 / 3], ["33 %"] * 3),
        ([0.3387, 0.3226, 0.3387], ["34 %", "32 %", "34 %"]),
        ([0.34635620915, 0.266801051617, 0.386842739232], ["35 %", "27 %", "39 %"]),
        ([0.996, 0.004], ["plus de 99 %", "moins de 1 %"]),
    ],
)
def test_weights_as_a_room_reads_them(shares, written):
    assert [plain(text) for text in weight_texts(shares)] == written
