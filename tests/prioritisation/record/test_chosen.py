import datetime as dt

import pytest
from pydantic import ValidationError

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
from prioritisation.record.sets_part import (
    QuestionPart,
    portfolio_part,
    question_from_part,
    question_part,
)
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
    dilution=20,
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


def test_the_loss_that_several_bear_is_told_by_quartile_too():
    part = sample("contested").results.portfolio
    assert 0 <= part.loss.low <= part.loss.high <= 1
    for quartiles in (part.losses_over_weights, part.losses_over_voters):
        assert [q.share for q in quartiles] == [0.25, 0.5, 0.75]
        assert quartiles[0].loss.low <= quartiles[2].loss.low
    few = portfolio_part(analysis(), question_part(Question()), ())
    assert few.losses_over_voters == ()


def test_a_loss_that_nobody_judges_is_not_written_and_one_that_is_none_is_refused():
    assert "dilution" not in question_part(Question()).model_dump()
    tree = {**question_part(Question()).model_dump(), "dilution": 101}
    with pytest.raises(ValidationError):
        QuestionPart.model_validate(tree)


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
