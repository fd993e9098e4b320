from prioritisation.meeting.room.setup import TRIAL_IDS
from prioritisation.sentences.ballot import (
    TRIAL,
    Vote,
    ballot_criteria,
    trial_ballot_criteria,
    vote_of,
)


def test_each_criterion_has_its_question_and_both_ends_of_its_passage(sitting):
    found = {c.id: c for c in ballot_criteria(sitting().stage())}
    coverage = found["existing_coverage"]
    assert (coverage.worst, coverage.best) == ("12 fiches", "aucune fiche")
    assert coverage.passage == "de 12 fiches à aucune fiche"
    partners = found["partner_ecosystem"]
    assert partners.worst.startswith("Aucun partenaire")
    assert partners.passage == "de «\xa0à construire\xa0» à «\xa0déjà fortement mobilisé\xa0»"
    assert partners.long
    assert not coverage.long


def test_a_criterion_that_may_be_counted_otherwise_says_how_it_is_counted(sitting):
    here = sitting()
    counted = {c.id: c.counted for c in ballot_criteria(here.stage())}
    assert counted["ghg_impact"] == "Compté ainsi\xa0: groupes normands."
    assert counted["partner_ecosystem"] == ""
    here.room.settle_reading(here.code, here.secret, "sgpe")
    counted = {c.id: c.counted for c in ballot_criteria(here.stage())}
    assert counted["ghg_impact"] == "Compté ainsi\xa0: chantiers du simulateur SGPE."
    assert not any(c.counted for c in trial_ballot_criteria())


def test_a_direction_turned_round_turns_the_passage_round(sitting):
    here = sitting()
    sense = here.stage().case.criterion("existing_coverage").direction.default.opposite
    here.room.confirm_direction(here.code, here.secret, "existing_coverage", sense)
    found = {c.id: c for c in ballot_criteria(here.stage())}
    assert found["existing_coverage"].passage == "d’aucune fiche à 12 fiches"


def test_the_lobby_asks_about_lunch_then_the_round_about_the_case(sitting):
    here = sitting()
    assert (vote_of(here.stage()).number, vote_of(here.stage()).ids) == (TRIAL, TRIAL_IDS)
    here.open()
    assert (vote_of(here.stage()).number, list(vote_of(here.stage()).ids)) == (1, here.ids)


def test_the_ends_of_a_passage_of_the_trial_are_quoted_since_they_are_words():
    assert {c.passage for c in trial_ballot_criteria()} >= {
        "de «\xa0un seul plat\xa0» à «\xa0dix plats\xa0»"
    }


def test_answers_kept_on_a_device_belong_to_the_same_questions():
    one, other = Vote(1, trial_ballot_criteria()), Vote(1, trial_ballot_criteria()[:2])
    assert one.fingerprint == Vote(2, trial_ballot_criteria()).fingerprint
    assert one.fingerprint != other.fingerprint
