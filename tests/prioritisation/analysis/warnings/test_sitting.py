from prioritisation.analysis.warnings import MeetingFigures
from tests.each import each
from tests.thresholds import are_few, meeting_warnings


def ids(**found):
    return [note.id for note in meeting_warnings(MeetingFigures(**found))]


def test_a_meeting_of_which_nothing_is_to_be_said():
    assert ids() == []
    assert ids(present=10) == []


@each(
    ("found", "expected"),
    [
        ({"changed": 2}, "changed:2"),
        ({"opened": 3}, "ranking_seen"),
        ({"present": 9}, "few_present"),
        ({"present": 0}, "few_present"),
    ],
)
def test_each_thing_is_told_under_its_name(found, expected):
    assert ids(**found) == [expected]


def test_counts_come_with_it():
    seen, few = meeting_warnings(MeetingFigures(opened=3, present=4))
    assert (seen.n, few.n, few.of) == (3, 4, 10)


def test_few_are_those_that_the_group_is_warned_of():
    for present in (0, 9, 10, 11):
        assert are_few(present) == (ids(present=present) == ["few_present"])
