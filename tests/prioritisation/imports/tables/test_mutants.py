"""Tables as people deform them: never wrong and sure. `make soak` tries thousands."""

import pytest

from prioritisation.imports.model import FileAnswers
from prioritisation.imports.tables.reading import file_reading
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


def test_most_mutants_are_right_and_need_no_answer(counted):
    counts, _wrong = counted
    assert counts[verdicts.RIGHT_AND_SURE] > 0.7 * len(SEEDS)
    assert counts[verdicts.RIGHT_AND_SURE] + counts[verdicts.RIGHT_AND_ASKED] >= 0.9 * len(SEEDS)
    assert counts[verdicts.REFUSED] == 0


def test_the_seeds_draw_each_table_and_each_way_of_deforming_it():
    made = [mutant(seed).made_by for seed in SEEDS]
    assert {one[0] for one in made} == {one.name for one in BASES}
    ways = {way for one in made for way in one[1:]}
    assert ways >= {"turned", "long", "hidden row", "struck row", "groups of levers", "unit line",
                    "weight line", "sums without a word", "second table"}  # fmt: skip


def test_a_mutant_whose_way_round_is_answered_is_right():
    """Where nothing else is asked."""
    tried = 0
    for seed in SEEDS:
        one = mutant(seed)
        reading = file_reading(one.book, FileAnswers())
        if {q.kind for q in reading.pending} != {"orientation"} or reading.problems:
            continue
        tried += 1
        assert verdicts.verdict(one, verdicts.turned_answer(one)) == verdicts.RIGHT_AND_SURE, seed
    assert tried > 5
