from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.meeting.rules.setup import question_text
from prioritisation.sentences.ballot import (
    TRIAL,
    Vote,
    places,
    question_words,
    trial_ballot_criteria,
    words,
)
from tests.each import each


@each("mode", Mode)
@each("number", [TRIAL, 1])
def test_each_mode_has_its_question_in_the_trial_and_in_a_round(mode, number):
    found = question_words(Vote(number, trial_ballot_criteria(), mode))
    assert ("déjeuner" in found["lead"]) == (number == TRIAL)
    assert ("plus de points" in found["lead"]) == (mode is Mode.POINTS)
    assert ("Votre choix vaut *100*" in found["how"]) == (mode is Mode.SWING)
    assert (len(found["places"]) == 3) == mode.ordered
    assert found["mode"] == mode.value


@each("mode", Mode)
def test_the_report_quotes_the_question_of_the_ballot(mode):
    boxes, question = question_text(mode).split(". ")
    assert boxes in question_words(Vote(1, trial_ballot_criteria(), mode))["lead"]
    assert question in words().values()


def test_what_places_weigh_is_said_before_anybody_votes():
    roc = question_words(Vote(1, trial_ballot_criteria(), Mode.ROC))["rule"]
    assert "61\xa0%, 28\xa0% et 11\xa0%" in roc
    assert question_words(Vote(1, trial_ballot_criteria()))["rule"] == ""
    assert [p.text for p in places(3)] == ["1er", "2e", "3e"]
