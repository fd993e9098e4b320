"""Thousands of deformed tables: never wrong and sure. Run by ``make soak``."""

from tests import mutant_verdicts as verdicts

SEEDS = range(1_000, 13_000)


def test_no_mutant_is_wrong_and_sure():
    counts, wrong = verdicts.tally(SEEDS)
    print({one: f"{100 * count / len(SEEDS):.1f} %" for one, count in counts.items()})  # noqa: T201
    assert wrong == []
    assert counts[verdicts.RIGHT_AND_SURE] > 0.65 * len(SEEDS)
