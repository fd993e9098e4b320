"""In what order tests are handed out to the workers that run them at the same time."""

from collections import defaultdict
from itertools import chain, islice

LONGEST = ("test_every_page", "test_restart", "test_ballot_told", "test_meeting", "test_pictures")
"""The longest, alone on a busy machine."""


def dealt(here, others, workers):
    """All workers but one start with their share of the tests with a browser, the longest first.

    They are handed out in as many equal parts as there are workers: what is left at the end, and
    is shared again then, is short.
    """
    files = defaultdict(list)
    for item in here:
        files[item.path.stem].append(item)
    browsers = max(1, workers - 1)
    piles = [[] for _ in range(browsers)]
    for k, name in enumerate(sorted(files, key=lambda f: (f not in LONGEST, -len(files[f])))):
        turn, place = divmod(k, browsers)
        piles[-1 - place if turn % 2 else place] += files[name]
    size, left = -(-(len(here) + len(others)) // workers), iter(others)
    parts = ([*pile, *islice(left, max(0, size - len(pile)))] for pile in piles)
    return [*chain.from_iterable(parts), *left]
