import pytest

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.record.computing import ballots_of
from prioritisation.record.robustness_part import robustness_part
from tests.each import each
from tests.prioritisation.record.made import NAMES, sample
from tests.thresholds import analysis_of


@each("name", NAMES)
def test_everything_about_the_first_place_is_told(name):
    record = sample(name)
    robustness = assess_robustness(
        analysis_of(record.case, record.votes), ballots_of(record.votes)
    )
    part = record.results.robustness
    assert part.word == robustness.word
    assert len(part.information) == len(robustness.information)
    assert [sum(line.ranks) for line in part.acceptability.levers] == pytest.approx([1.0] * 6)
    assert part.pivotal_voters == robustness.without_voters.pivotal
    assert robustness_part(robustness) == part


def test_the_words_of_the_samples_go_from_solid_to_none():
    assert [sample(name).results.robustness.word for name in NAMES] == [
        "solid",
        "open",
        "none",
    ]


def test_groups_of_colleges_are_told_by_their_place():
    record = sample("clear")
    left = record.results.robustness.without_colleges
    assert [c.group for c in left] == [0, 1, 2]
    lines = record.votes.deciding.ballots
    assert [c.n for c in left] == [sum(x.group == k for x in lines) for k in range(3)]
    assert sample("contested").results.robustness.without_colleges == ()


def test_what_does_not_exist_is_null():
    part = sample("undecidable").results.robustness
    assert part.held is None
    assert part.centres is None
