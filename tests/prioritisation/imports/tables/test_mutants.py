"""Tables as people deform them: never wrong and sure. `make soak` tries thousands."""

import pytest

from tests import mutant_verdicts as verdicts
from tests.mutant_tables import BASES
from tests.mutants import mutant

SEEDS = range(300)


@pytest.fixture(scope="module")
def counted():
    return verdicts.tally(SEEDS)


def test_no_mutant_is_wrong_and_sure(counted):
    _counts, wrong = counted
    assert wrong == []


def test_most_mutants_need_no_answer_and_nine_in_ten_one_tap_at_most(counted):
    """A table of one score a row is never guessed: it is that tap."""
    counts, _wrong = counted
    assert counts[verdicts.RIGHT_AND_SURE] > 0.7 * len(SEEDS)
    assert counts[verdicts.REFUSED] == 0
    made = map(mutant, SEEDS)
    tapped = [verdicts.verdict(one, verdicts.turned_answer(one)) for one in made]
    assert tapped.count(verdicts.RIGHT_AND_SURE) > 0.9 * len(SEEDS)
    assert verdicts.WRONG_AND_SURE not in tapped


def test_the_seeds_draw_each_table_and_each_way_of_deforming_it():
    made = [mutant(seed).made_by for seed in SEEDS]
    assert {one[0] for one in made} == {one.name for one in BASES}
    ways = {way for one in made for way in one[1:]}
    assert ways >= {"turned", "long", "hidden row", "struck row", "groups of levers", "unit line",
                    "weight line", "sums without a word", "second table"}  # fmt: skip
