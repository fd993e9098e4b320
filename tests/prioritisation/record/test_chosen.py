import datetime as dt

import pytest

from prioritisation.analysis.sets.question import (
    Capacity,
    InvalidQuestion,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
    Wait,
)
from prioritisation.record.sets_part import portfolio_part, question_from_part, question_part
from tests.prioritisation.record.made import sample
from tests.thresholds import analysis_of

FULL = Question(
    3,
    (PairSynergy("a", "b", Synergy.HARM, "car"),),
    (LeverLoad("a", Load.HEAVY),),
    Capacity.LARGE,
    hard=True,
    waits=(Wait("b", "résultats", dt.date(2027, 1, 1)),),
    day=dt.date(2026, 12, 5),
)


@pytest.mark.parametrize("question", [Question(), FULL], ids=["nothing", "everything"])
def test_what_was_said_is_told_and_read_back(question):
    assert question_from_part(question_part(question)) == question


def test_sets_and_costs_are_told():
    part = sample("contested").results.portfolio
    assert [b.size for b in part.bests] == [1, 2]
    assert len(part.sets_over_weights[1].sets) == 15
    shares = part.sets_over_weights[1]
    assert sum(s.sure for s in shares.sets) + shares.undecided == pytest.approx(1)
    assert [c.share for c in part.over_voters] == [0.25, 0.5, 0.75]
    assert part.over_voters[0].cost.low <= part.over_voters[2].cost.low


def analysis():
    record = sample("undecidable")
    return analysis_of(record.case, record.votes)


def test_shares_of_few_voters_are_not_told():
    part = portfolio_part(analysis(), question_part(Question()), ())
    assert (part.sets_over_voters, part.over_voters) == ((), ())


def test_dates_may_leave_nothing_and_it_is_told():
    waits = tuple(Wait(v, "plus tard") for v in analysis().matrix.alternatives)
    part = portfolio_part(analysis(), question_part(Question(waits=waits)), ())
    assert part.nothing_left
    assert len(part.waiting) == 6


def test_a_question_about_other_levers_is_refused():
    with pytest.raises(InvalidQuestion):
        portfolio_part(analysis(), question_part(FULL), ())
