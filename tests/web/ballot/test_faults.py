import pytest

from prioritisation.ballots.errors import BallotProblem, Fault
from prioritisation.web.ballot.asked import trial
from prioritisation.web.ballot.faults import reason_too_long, shown


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence_and_a_place_in_the_form(fault):
    (found,) = shown([BallotProblem(fault, "essai_choice", "abc")], trial())
    assert found.text
    assert "{" not in found.text
    assert found.at.partition("-")[0] in ("f", "n", "a")


def test_without_a_first_choice_only_that_is_asked():
    problems = [BallotProblem(Fault.FIRST_MISSING), BallotProblem(Fault.NOT_WHOLE, "essai_quiet")]
    assert [s.at for s in shown(problems, trial())] == ["f-0"]


def test_the_place_is_that_of_the_criterion():
    assert shown([BallotProblem(Fault.MISSING, "essai_quiet")], trial())[0].at == "n-2"
    assert reason_too_long(150).at == "reason"
