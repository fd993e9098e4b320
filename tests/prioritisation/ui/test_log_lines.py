"""A line of the log names what a version of the decision changed."""

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.meeting.room.rationale import (
    RESTORED,
    RETIRED,
    paper_change,
)
from prioritisation.meeting.rules.decision import (
    Decision,
    Step,
    to_json,
    with_nobody_objecting,
    with_proposal,
)


def parts_of(before, after):
    old = to_json(before) if before else ""
    return paper_change(1, old, to_json(after)).parts


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


def test_an_answer_no_more_in_force_is_told_and_that_it_is_again():
    first = with_nobody_objecting(Decision(proposed=("a",)), ("a",), nobody=True)
    second = with_proposal(first, ("b",))
    third = with_proposal(second, ())
    assert RETIRED in parts_of(first, second)
    assert not {RETIRED, RESTORED} & set(parts_of(second, third))
    assert RESTORED in parts_of(third, with_proposal(third, ("a",)))
    again = with_nobody_objecting(second, ("b",), nobody=True)
    assert parts_of(second, again) == ("no_objection",)
