from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.analysis.ballots.anonymity import (
    MIN_SHOWN,
    ShownColleges,
    hidden_together,
    may_show,
    may_split,
    shown_colleges,
)
from tests.each import each

counts = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12), max_size=7)


def test_below_five_nothing_but_the_number_is_shown():
    assert [may_show(n) for n in (0, 1, 3, 4, 5, 60)] == [False] * 4 + [True] * 2


@each(("n", "typed", "hidden"), [(7, 0, 7), (7, 2, 5), (7, 6, 1), (7, 7, 7), (0, 0, 0)])
def test_ballots_typed_in_hide_no_other_unless_all_were(n, typed, hidden):
    assert hidden_together(n, typed) == hidden


def test_with_and_without_need_enough_on_both_sides():
    assert may_split(5, 9)
    assert not may_split(4, 10)
    assert not may_split(14, 0)


@each(
    ("found", "said"),
    [
        ({"a": 5, "b": 7}, ShownColleges(("a", "b"), ())),
        ({"a": 5, "b": 7, "c": 0}, ShownColleges(("a", "b"), ())),
        ({"a": 9, "b": 3, "c": 2}, ShownColleges(("a",), ("b", "c"))),
        ({"a": 9, "b": 6, "c": 1}, ShownColleges(("a",), ("b", "c"))),
        ({"a": 13, "b": 1}, ShownColleges((), ("a", "b"))),
        ({"a": 2, "b": 1}, ShownColleges((), ("a", "b"))),
        ({}, ShownColleges((), ())),
    ],
)
def test_small_colleges_are_merged(found, said):
    assert shown_colleges(found) == said


@given(counts)
def test_every_college_is_shown_or_merged_once(found):
    cut = shown_colleges(found)
    assert sorted(cut.shown + cut.merged) == sorted(c for c, n in found.items() if n)
    assert cut == shown_colleges(dict(reversed(found.items())))


@given(counts)
def test_no_difference_of_sums_is_about_a_few_ballots(found):
    """Every sum of published parts, the total among them, minus every other contained in it."""
    cut = shown_colleges(found)
    parts = [found[c] for c in cut.shown]
    published = [*parts, sum(found.values())] if parts else []
    if cut.merged and parts:
        published.append(sum(found[c] for c in cut.merged))
    total = sum(found.values())
    sums = {sum(some) for k in range(len(parts) + 1) for some in combinations(parts, k)}
    assert all(n >= MIN_SHOWN for n in published)
    if parts:
        assert all(total - s == 0 or total - s >= MIN_SHOWN for s in sums)
