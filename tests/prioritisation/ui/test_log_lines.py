"""The log has one line for the versions of one text that follow each other."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.meeting.room.rationale import (
    RESTORED,
    RETIRED,
    PaperChange,
    paper_change,
    paper_change_from,
    paper_change_json,
)
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import (
    Decision,
    Step,
    to_json,
    with_nobody_objecting,
    with_proposal,
)
from prioritisation.meeting.store import Entry
from prioritisation.ui.meeting.logbook import written_together


def entry(act, detail, role="recorder"):
    return Entry(at="2026-02-01T10:00:00+00:00", role=role, act=act, detail=detail)


def written(paper, version, *parts, role="recorder"):
    change = PaperChange(paper, version, version, parts)
    return entry(Act.EDIT_PAPER, paper_change_json(change), role)


def test_versions_in_a_row_are_one_line_with_all_that_changed():
    lines = written_together(
        [
            written("decision", 1, "proposed"),
            written("decision", 2, "vote"),
            written("decision", 3, "vote", "objections"),
            entry(Act.PROJECT, "auto"),
            written("decision", 4, "motives"),
            written("sets", 1),
        ]
    )
    assert [paper_change_from(line.detail) for line in lines if line.act == Act.EDIT_PAPER] == [
        PaperChange("decision", 1, 3, ("proposed", "vote", "objections")),
        PaperChange("decision", 4, 4, ("motives",)),
        PaperChange("sets", 1, 1),
    ]
    assert lines[1].detail == "auto"


def test_another_role_has_its_own_line():
    both = [written("decision", 1), written("decision", 2, role="x")]
    assert written_together(both) == both


def parts_of(before, after):
    old = to_json(before) if before else ""
    return paper_change("decision", 1, old, to_json(after)).parts


WRITTEN = st.fixed_dictionaries(
    {
        "proposed": st.sampled_from(((), ("a",), ("b",))),
        "body": st.sampled_from(("", "x")),
        "motives": st.sampled_from(("", "y")),
        "minority": st.sampled_from(("", "z")),
        "no_objection": st.booleans(),
        "steps": st.sampled_from(((), (Step(action="s"),))),
    }
)


@given(WRITTEN)
def test_the_first_version_names_what_was_written_and_nothing_else(fields):
    """A version is the whole text: what nobody wrote is in it, empty."""
    named = {name for name, value in fields.items() if value}
    assert set(parts_of(None, Decision(**fields))) == named


@given(WRITTEN, WRITTEN)
def test_a_version_names_what_differs_from_the_one_before(old, new):
    differing = {name for name in new if new[name] != old[name]}
    assert set(parts_of(Decision(**old), Decision(**new))) == differing


def test_levers_are_told_from_the_first_version_to_the_last():
    versions = [Decision(proposed=levers) for levers in (("a",), ("a", "b"), ("b",))]
    texts = ["", *map(to_json, versions)]
    lines = written_together(
        entry(Act.EDIT_PAPER, paper_change_json(paper_change("decision", n, old, new)))
        for n, (old, new) in enumerate(pairwise(texts), 1)
    )
    change = paper_change_from(lines[0].detail)
    assert (change.first, change.last, change.before, change.after) == (1, 3, (), ("b",))


def test_an_answer_no_more_in_force_is_told_and_that_it_is_again():
    first = with_nobody_objecting(Decision(proposed=("a",)), ("a",), nobody=True)
    second = with_proposal(first, ("b",))
    third = with_proposal(second, ())
    assert RETIRED in parts_of(first, second)
    assert not {RETIRED, RESTORED} & set(parts_of(second, third))
    assert RESTORED in parts_of(third, with_proposal(third, ("a",)))
    again = with_nobody_objecting(second, ("b",), nobody=True)
    assert parts_of(second, again) == ("no_objection",)


def test_a_text_that_is_a_list_has_no_parts():
    assert paper_change("arguments", 1, "[]", json.dumps([1])).parts == ()
