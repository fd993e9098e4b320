import itertools

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.drawing.swarm import Distribution, Dot, distribution

MOST_DRAWN = 60
given_percents = st.sampled_from([0, 4, 5, 30, MOST_DRAWN, MOST_DRAWN + 1, 90]).flatmap(
    lambda n: st.lists(st.integers(0, 100), min_size=n, max_size=n)
)


def test_dots_stand_at_their_percent_and_are_stacked_when_they_touch():
    found = distribution([50, 50, 51, 52, 10], width=2)
    assert found.dots == (Dot(10, 0), Dot(50, 0), Dot(50, 1), Dot(51, 2), Dot(52, 0))


def test_too_few_ballots_are_not_drawn():
    assert distribution([1, 2, 3, 4, None, None]) == Distribution()


def test_many_ballots_are_counted_by_bins():
    found = distribution([0] * 20 + [4] * 10 + [5] * 11 + [95] * 10 + [100] * 10)
    assert found.dots == ()
    assert [(b.low, b.high, b.count) for b in found.bins if b.count] == [
        (0, 5, 30),
        (5, 10, 11),
        (95, 100, 20),
    ]
    assert len(found.bins) == 20


def test_sixty_ballots_are_still_dots():
    assert len(distribution([50] * 60).dots) == 60
    assert not distribution([50] * 61).dots


@given(given_percents, st.lists(st.none(), max_size=3), st.integers(1, 6), st.randoms())
def test_every_ballot_is_drawn_once_without_overlap(shown, silent, width, random):
    drawn = distribution([*shown, *silent], width)
    if len(shown) < 5:
        assert drawn == Distribution()
    elif len(shown) <= MOST_DRAWN:
        assert drawn.bins == ()
        assert [d.percent for d in drawn.dots] == sorted(shown)
        for level in {d.level for d in drawn.dots}:
            row = [d.percent for d in drawn.dots if d.level == level]
            assert all(b - a >= width for a, b in itertools.pairwise(row))
    else:
        assert drawn.dots == ()
        assert sum(b.count for b in drawn.bins) == len(shown)
    again = [*shown, *silent]
    random.shuffle(again)
    assert distribution(again, width) == drawn
