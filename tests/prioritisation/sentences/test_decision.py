import pytest

from prioritisation.record.decision import (
    Decision,
    Missing,
    Objection,
    Outcome,
    ShowOfHands,
    status,
)
from prioritisation.sentences import decision as say

NBSP = "\u00a0"
DONE = Decision(proposed=("a",), motives="Parce que.", no_objection=True)


def test_a_decision_is_said_so():
    assert say.state_text(status(DONE)) == "décision"
    assert say.state_sentence(status(DONE)).startswith("C’est une décision du groupe")


def test_a_project_says_everything_it_lacks():
    waiting = Objection(text="Non.")
    found = status(Decision(objections=(waiting, waiting)), voted=False, rehearsal=True)
    assert say.state_text(found) == "projet"
    text = say.state_sentence(found)
    assert "2 objections attendent une réponse" in text
    assert "une seule personne" in text
    assert "répétition" in text
    assert len(say.missing_texts(found)) == len(found.missing) == 5


@pytest.mark.parametrize("missing", Missing)
def test_everything_that_can_be_missing_has_its_words(missing):
    assert say._missing(missing, 1)  # noqa: SLF001


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_words(outcome):
    assert say.outcome_text(outcome)


def test_the_group_proposes_to_the_body_that_validates():
    to = DONE.model_copy(update={"body": "bureau du CREFOP"})
    text = say.proposal_sentence(to, ["Mieux produire", "Mieux se loger"])
    assert text == (
        f"Le groupe propose «{NBSP}Mieux produire{NBSP}» et «{NBSP}Mieux se loger{NBSP}»{NBSP}; "
        f"à valider par{NBSP}: bureau du CREFOP."
    )
    assert say.proposal_sentence(DONE, ["Un"]) == f"Le groupe propose «{NBSP}Un{NBSP}»."
    assert say.proposal_sentence(Decision(), []) == ""


def test_the_vote_is_indicative():
    voted = DONE.model_copy(update={"vote": ShowOfHands(favour=7, against=2, abstaining=1)})
    assert say.vote_sentence(voted) == f"Vote indicatif{NBSP}: 7 pour, 2 contre, 1 abstention."
    assert say.vote_sentence(DONE) == ""
