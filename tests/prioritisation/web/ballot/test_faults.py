from prioritisation.analysis.ballots.ballot import BallotFault, BallotProblem, Mode
from prioritisation.sentences.ballot import TRIAL, Vote, trial_ballot_criteria
from prioritisation.web.ballot.form import fault_texts, reason_too_long
from tests.each import each

VOTE = Vote(TRIAL, trial_ballot_criteria())


@each("fault", BallotFault)
def test_every_fault_has_a_sentence_and_a_place_in_the_form(fault):
    (found,) = fault_texts([BallotProblem(fault, "essai_choice", "90")], VOTE)
    assert found.text
    assert "{" not in found.text
    assert found.at.partition("-")[0] in ("f", "n", "a", "p")


def test_without_a_first_choice_only_that_is_asked():
    problems = [
        BallotProblem(BallotFault.FIRST_MISSING),
        BallotProblem(BallotFault.NOT_WHOLE, "essai_quiet"),
    ]
    assert [s.at for s in fault_texts(problems, VOTE)] == ["f-0"]


def test_the_place_is_that_of_the_criterion():
    assert fault_texts([BallotProblem(BallotFault.MISSING, "essai_quiet")], VOTE)[0].at == "n-2"
    assert reason_too_long(150).at == "reason"


@each(
    ("total", "said"),
    [
        ("90", "Il manque 10 points."),
        ("99", "Il manque 1 point."),
        ("115", "15 points de trop."),
    ],
)
def test_a_total_that_is_not_100_says_what_is_missing_or_too_much(total, said):
    assert fault_texts([BallotProblem(BallotFault.TOTAL, found=total)], VOTE)[0].text == said


@each(("mode", "at"), [(Mode.SWING, "f-0"), (Mode.POINTS, "n-0"), (Mode.ROC, "p-0-1")])
def test_a_ballot_in_another_way_leads_to_the_start_of_the_right_form(mode, at):
    problems = [BallotProblem(BallotFault.OTHER_MODE)]
    assert fault_texts(problems, Vote(1, trial_ballot_criteria(), mode))[0].at == at
