import zlib
from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest

from prioritisation.analysis.whatif import (
    InvalidFork,
    ScoreChange,
    data_mark,
    from_json,
    from_text,
    packed,
    starting_fork,
    to_json,
    to_text,
    unpacked_fork_text,
)
from prioritisation.settings import current_case

CASE = current_case()
FORK = starting_fork(CASE, "Quatre fiches").scored(
    ScoreChange("mieux_produire", "existing_coverage", 4.0, 4.0)
)


def test_a_fork_is_read_back_with_the_case_it_was_made_on():
    text = to_text(CASE, FORK)
    made = from_text(text)
    assert (made.fork, made.case_id, made.data) == (FORK, CASE.id, data_mark(CASE, FORK))
    assert from_json(text) == FORK


def test_a_text_that_does_not_say_its_case_is_still_a_fork():
    made = from_text(to_json(FORK))
    assert (made.fork, made.case_id, made.data) == (FORK, "", "")
    assert from_text(to_json(FORK)[:-1] + ',"case":5}').case_id == ""


def test_the_mark_follows_the_scores_and_not_the_object():
    table = CASE.tables["gt"]
    cell, score = next(iter(table.scores.items()))
    other = replace(table, scores={**table.scores, cell: replace(score, low=None, high=None)})
    assert data_mark(replace(CASE), FORK) == data_mark(CASE, FORK)
    changed = replace(CASE, tables={**CASE.tables, "gt": other})
    assert (cell[1] in FORK.scenario.points) is (data_mark(changed, FORK) != data_mark(CASE, FORK))


def test_the_mark_is_of_what_the_fork_counts():
    criteria = tuple(FORK.scenario.points)
    assert len(criteria) < len(CASE.criteria)
    assert data_mark(CASE.keeping(criteria), FORK) == data_mark(CASE, FORK)
    assert data_mark(CASE.in_plain_words({}), FORK) == data_mark(CASE, FORK)
    one = FORK.weighed({criteria[0]: 50})
    assert data_mark(CASE, one) != data_mark(CASE, FORK)


def test_a_fork_keeps_its_vote_whatever_is_changed():
    made = replace(FORK, vote="ABCDE:2")
    changed = made.named("Autre").weighed({"ghg_impact": 3}).without("mieux_produire")
    assert from_json(to_json(changed)) == changed
    assert (changed.vote, changed.meeting) == ("ABCDE:2", "ABCDE")
    assert FORK.meeting == ""
    assert "vote" not in to_json(FORK)


def test_six_forks_are_short_enough_for_an_address():
    assert 6 * len(packed(to_text(CASE, FORK))) < 2500


@pytest.mark.parametrize(
    "short",
    [
        "",
        "é",
        "a b",
        packed("x")[:-3],
        urlsafe_b64encode(zlib.compress(b"0" * 10**7)).decode(),
        urlsafe_b64encode(zlib.compress(b"\xff")).decode(),
        urlsafe_b64encode(zlib.compress(b"x") + b"y").decode(),
        "a",
    ],
)
def test_what_was_not_made_short_here_is_refused_however_large(short):
    with pytest.raises(InvalidFork):
        unpacked_fork_text(short)
