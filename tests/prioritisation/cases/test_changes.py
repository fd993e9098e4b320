"""What may be written over what: as properties, whatever people write and in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.cases.changes import (
    applied,
    clashes,
    difference,
    inverse,
    needed,
    replayed,
)

NAMES = st.sampled_from("abcd")
STATES = st.dictionaries(NAMES, st.sampled_from("123"))


@st.composite
def forms(draw, state):
    """What somebody writes over a state that they read."""
    after = draw(STATES)
    mine = {n: after[n] for n in draw(st.sets(NAMES)) if n in after}
    gone = draw(st.sets(st.sampled_from(sorted(state) or ["z"]), max_size=1))
    wanted = {**state, **mine}
    wanted = {n: c for n, c in wanted.items() if n not in gone}
    return difference(state, wanted)


def written(state, change):
    """What the store does: all of it, or nothing when a unit clashes."""
    return None if clashes(state, change) else applied(state, needed(state, change))


@given(STATES, STATES)
def test_a_difference_leads_there_and_its_inverse_back(before, after):
    change = difference(before, after)
    assert applied(before, change) == after
    assert applied(after, inverse(change)) == before
    assert not clashes(before, change)


@given(st.data(), STATES)
def test_two_forms_of_one_version_converge_or_clash_in_any_order(data, state):
    first, second = data.draw(forms(state)), data.draw(forms(state))
    ends = []
    for one, other in ((first, second), (second, first)):
        between = written(state, one)
        assert between is not None  # nobody wrote before
        ends.append(written(between, other))
    apart = [u for u in first if u in second and first[u][1] != second[u][1]]
    if apart:
        assert ends == [None, None]
        assert {c.unit for c in clashes(applied(state, first), second)} == set(apart)
    else:
        assert ends[0] == ends[1] is not None


@given(st.data(), STATES)
def test_a_clash_says_what_was_read_what_is_wanted_and_what_is_there(data, state):
    mine, theirs = data.draw(forms(state)), data.draw(forms(state))
    now = applied(state, theirs)
    for clash in clashes(now, mine):
        assert (clash.read, clash.mine) == mine[clash.unit]
        assert clash.theirs == now.get(clash.unit) != clash.mine


@given(st.data(), st.integers(0, 6))
def test_replaying_all_changes_leads_to_the_last_state(data, turns):
    state, log = {}, []
    for _ in range(turns):
        change = data.draw(forms(state))
        log.append(change)
        state = applied(state, change)
        assert replayed(log) == state


@given(st.data(), STATES)
def test_undo_after_undo_is_as_before(data, state):
    change = data.draw(forms(state))
    after = applied(state, change)
    undone = applied(after, needed(after, inverse(change)))
    assert undone == state
    again = inverse(inverse(change))
    assert applied(undone, needed(undone, again)) == after


@given(STATES)
def test_what_is_there_already_is_not_written_again(state):
    change = difference({}, state)
    assert needed(state, change) == {}
    assert clashes(state, change) == ()
