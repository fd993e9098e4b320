import datetime as dt

import pytest

from prioritisation.analysis.sets.question import (
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
    day_of,
    with_loads,
    with_synergy,
    with_wait,
    without_absent_levers,
    without_load,
    without_synergy,
    without_wait,
)

HELP = PairSynergy("a", "b", Synergy.HELP, "mêmes entreprises")
WAIT = Wait("c", "attendre les premiers résultats")


def test_what_is_said_again_of_a_pair_in_any_order_replaces_what_was_said():
    other = PairSynergy("b", "a", Synergy.HARM)
    third = PairSynergy("a", "c", Synergy.NONE)
    question = with_synergy(with_synergy(with_synergy(Question(), HELP), third), other)
    assert question.synergies == (third, other)
    assert without_synergy(question, "a", "b").synergies == (third,)


def test_a_workload_is_said_of_several_levers_at_once_and_taken_back_of_one():
    question = with_loads(Question(), ("a", "b"), Load.HEAVY, "enquête")
    question = with_loads(question, ("b", "c"), Load.LIGHT, "")
    assert question.loads == (
        LeverLoad("a", Load.HEAVY, "enquête"),
        LeverLoad("b", Load.LIGHT, ""),
        LeverLoad("c", Load.LIGHT, ""),
    )
    assert [s.lever for s in without_load(question, "b").loads] == ["a", "c"]


def test_a_lever_waits_once():
    later = Wait("c", "", dt.date(2027, 1, 1))
    assert with_wait(with_wait(Question(), WAIT), later).waits == (later,)
    assert without_wait(with_wait(Question(), WAIT), "c") == Question()


def test_what_is_said_of_levers_that_left_is_left_out():
    question = with_wait(with_loads(with_synergy(Question(3), HELP), "ab", Load.LIGHT, ""), WAIT)
    kept = without_absent_levers(question, ("a", "c"))
    assert (kept.most, kept.synergies, kept.waits) == (3, (), (WAIT,))
    assert [s.lever for s in kept.loads] == ["a"]


@pytest.mark.parametrize(
    "text", ["5/12/2026", "05/12/2026", "5.12.2026", "05-12-2026", "2026-12-05"]
)
def test_a_day_is_read_as_people_write_it(text):
    assert day_of(f" {text} ") == dt.date(2026, 12, 5)


@pytest.mark.parametrize(
    "text", ["demain", "32/1/2026", "5/13/2026", "5/12/26", "2026-13-01", "٥/١٢/٢٠٢٦", "0/0/0000"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r"^.+$"):
        day_of(text)


def test_no_day_is_no_date():
    assert day_of("  ") is None
