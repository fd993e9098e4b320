from dataclasses import replace

from criteria.model import Sense, Standing
from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.meeting.rules.setup import (
    Setup,
    framed,
    from_json,
    starting_setup,
    to_json,
    unanchored,
    unconfirmed,
)
from prioritisation.settings import current_case

CASE = current_case()
START = starting_setup(CASE)


def test_a_setup_written_and_read_again_is_the_same():
    setup = Setup(
        "gt", ("a", "b"), {"a": Sense.MIN}, True, ("État",), True, "2026", "firsts", Mode.ROC
    )
    assert from_json(to_json(setup)) == setup


def test_it_starts_with_the_default_reading_and_the_active_criteria():
    assert START.combination == CASE.default_combination
    assert START.criteria == tuple(c.id for c in CASE.criteria if c.active)
    assert START.senses == {}


def test_a_confirmed_direction_is_no_longer_contested_and_the_others_are_untouched():
    setup = replace(START, senses={"existing_coverage": Sense.MAX})
    seen = framed(CASE, setup)
    assert unconfirmed(framed(CASE, START), START) == ("existing_coverage",)
    assert unconfirmed(seen, setup) == ()
    assert seen.criterion("existing_coverage").direction.status is Standing.CONFIRMED
    assert seen.tables["gt"].criteria == seen.criteria
    assert CASE.criterion("existing_coverage").direction.contested


def test_a_criterion_without_two_anchors_is_named():
    seen = framed(CASE, START)
    assert unanchored(seen) == ()
    criterion = seen.criteria[0]

    class Blank:
        id = criterion.id

        @staticmethod
        def anchors():
            return 3.0, 3.0

    assert unanchored(replace(seen, criteria=(Blank(), *seen.criteria[1:]))) == (criterion.id,)
