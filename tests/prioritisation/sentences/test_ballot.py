from dataclasses import replace

import pytest

from criteria.model import Plain
from prioritisation.cases.blank import neutral_words
from prioritisation.meeting.rules.setup import TRIAL_IDS
from prioritisation.sentences.ballot import (
    TRIAL,
    Vote,
    ballot_criteria,
    trial_ballot_criteria,
    vote_of,
)
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE


@pytest.fixture
def plain_sitting(monkeypatch, sitting):
    """A meeting about the case that the program starts with, which has plain words."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    return sitting()


def test_each_criterion_is_a_difference_in_the_plain_words_of_its_case(plain_sitting):
    found = {c.id: c for c in ballot_criteria(plain_sitting.stage())}
    coverage = found["existing_coverage"]
    assert (coverage.label, coverage.question) == ("Peu de fiches action", "Reste-t-il à faire ?")
    assert (coverage.worst, coverage.best) == ("déjà 12 fiches", "aucune fiche")
    assert found["partner_ecosystem"].worst == "aucun partenaire identifié"
    assert found["ghg_impact"].best == "8 millions de tonnes en moins"


def test_without_plain_words_the_label_and_the_sentence_of_a_level_are_read(sitting):
    found = {c.id: c for c in ballot_criteria(sitting().stage())}
    assert found["existing_coverage"].worst == "12 fiches"
    partners = found["partner_ecosystem"]
    assert partners.label == "Écosystème partenarial"
    assert partners.worst.startswith("Aucun partenaire n’est identifié")


def test_a_criterion_that_may_be_counted_otherwise_says_how_it_is_counted(sitting):
    here = sitting()
    counted = {c.id: c.counted for c in ballot_criteria(here.stage())}
    assert counted["ghg_impact"] == "Compté ainsi\xa0: groupes normands."
    assert counted["partner_ecosystem"] == ""
    here.room.settle_reading(here.code, here.secret, "sgpe")
    counted = {c.id: c.counted for c in ballot_criteria(here.stage())}
    assert counted["ghg_impact"] == "Compté ainsi\xa0: chantiers du simulateur SGPE."
    assert not any(c.counted for c in trial_ballot_criteria())


def test_a_direction_turned_round_turns_the_difference_and_its_name_round(plain_sitting):
    here = plain_sitting
    sense = here.stage().case.criterion("existing_coverage").direction.default.opposite
    here.room.confirm_direction(here.code, here.secret, "existing_coverage", sense)
    coverage = {c.id: c for c in ballot_criteria(here.stage())}["existing_coverage"]
    assert (coverage.worst, coverage.best) == ("aucune fiche", "déjà 12 fiches")
    assert coverage.label == "Beaucoup de fiches action"
    assert coverage.question == "Peut-on s’appuyer sur l’existant ?"


def test_the_lobby_asks_about_lunch_then_the_round_about_the_case(sitting):
    here = sitting()
    assert (vote_of(here.stage()).number, vote_of(here.stage()).ids) == (TRIAL, TRIAL_IDS)
    here.open()
    assert (vote_of(here.stage()).number, list(vote_of(here.stage()).ids)) == (1, here.ids)


def test_answers_kept_on_a_device_belong_to_the_same_questions():
    one, other = Vote(1, trial_ballot_criteria()), Vote(1, trial_ballot_criteria()[:2])
    assert one.fingerprint == Vote(2, trial_ballot_criteria()).fingerprint
    assert one.fingerprint != other.fingerprint


def test_a_question_that_nobody_wrote_is_not_asked(sitting):
    """« Que vaut chacun sur « Coût » ? » stood under « Coût »."""
    stage = sitting().stage()
    first, *others = stage.case.criteria
    bare = replace(first, question=neutral_words(first.label).question, plain=Plain())
    case = replace(stage.case, criteria=(bare, *others))
    asked = {c.id: c.question for c in ballot_criteria(replace(stage, case=case))}
    assert asked[first.id] == ""
    assert all(asked[c.id] for c in others)
