"""Colours of options: told apart, and seen on both grounds, to the last."""

from itertools import combinations

from prioritisation.cases.blank import COLOURS, MOST_OPTIONS


def light(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def seen(colour):
    """Where an eye sees a colour (OKLab)."""
    r, g, b = light(colour)
    cones = (
        0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
        0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
        0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
    )
    long, middle, short = (cone ** (1 / 3) for cone in cones)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def far(one, other):
    return sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5


def test_there_is_one_for_each_option_and_no_two_are_alike():
    assert len(COLOURS) == MOST_OPTIONS == 30
    assert min(far(a, b) for a, b in combinations(COLOURS, 2)) > 0.1
    assert min(far(a, b) for a, b in combinations(COLOURS[:6], 2)) > 0.15


def test_each_is_seen_on_white_and_on_black():
    for colour in COLOURS:
        r, g, b = light(colour)
        luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b
        assert 1.05 / (luminance + 0.05) > 2
        assert (luminance + 0.05) / 0.05 > 2
