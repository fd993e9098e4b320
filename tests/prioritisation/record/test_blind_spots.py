import pytest

from prioritisation.record.blind_spots import BlindSpot, blind_spots
from prioritisation.record.replaying import replay
from tests.cases.present import present
from tests.prioritisation.record.made import as_tree, put, resealed, sample

_G = BlindSpot
_MEETING = (_G.PRESENT, _G.WRITTEN, _G.DAYS, _G.HELD)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clear", (_G.PAPER, *_MEETING, _G.LOG)),
        ("contested", (_G.COUNTS, _G.PAPER, _G.SHARES, *_MEETING, _G.LOG)),
        ("undecidable", (_G.PAPER, *_MEETING, _G.LOG)),
    ],
)
def test_what_nothing_can_check_is_named(name, expected):
    assert blind_spots(sample(name)) == expected


def test_a_scenario_may_keep_no_file_and_it_is_said():
    assert blind_spots(present()) == ()
    tree = as_tree(present())
    put(tree, "case.files", {})
    record = resealed(tree)
    assert replay(record).identical
    assert blind_spots(record) == (_G.CASE,)


def test_thresholds_that_the_program_does_not_start_with_are_said():
    tree = as_tree(sample("clear"))
    tree["settings"]["PRIORITISATION_QUORUM"] = [40.0]
    assert blind_spots(resealed(tree)) == (*blind_spots(sample("clear")), _G.THRESHOLDS)
