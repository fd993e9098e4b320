"""The log has one line for the versions of one text that follow each other."""

from prioritisation.meeting.room.writings import changed_parts
from prioritisation.meeting.rules import Act
from prioritisation.meeting.store import Entry
from prioritisation.ui.meeting.logbook import written_together


def entry(act, detail, role="recorder"):
    return Entry(at="2026-02-01T10:00:00+00:00", role=role, act=act, detail=detail)


def test_versions_in_a_row_are_one_line_with_all_that_changed():
    lines = written_together(
        [
            entry(Act.EDIT_PAPER, "decision, 1, proposed"),
            entry(Act.EDIT_PAPER, "decision, 2, vote"),
            entry(Act.EDIT_PAPER, "decision, 3, vote, objections"),
            entry(Act.PROJECT, "auto"),
            entry(Act.EDIT_PAPER, "decision, 4, motives"),
            entry(Act.EDIT_PAPER, "sets, 1"),
        ]
    )
    assert [line.detail for line in lines] == [
        "decision, 1-3, proposed, vote, objections",
        "auto",
        "decision, 4, motives",
        "sets, 1",
    ]


def test_another_role_has_its_own_line():
    both = [entry(Act.EDIT_PAPER, "decision, 1"), entry(Act.EDIT_PAPER, "decision, 2", "x")]
    assert written_together(both) == both


def test_the_parts_that_changed_are_named():
    assert changed_parts("", '{"vote": 1}') == ("vote",)
    assert changed_parts('{"vote": 1, "body": "b"}', '{"body": "b"}') == ("vote",)
    assert changed_parts("[]", "[]") == ()
