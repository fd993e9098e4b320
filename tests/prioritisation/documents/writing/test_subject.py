import os

import pytest

from prioritisation.documents.writing.subject import subject_of
from tests.each import each
from tests.prioritisation.documents.writing.recorded import NAMES, alone, few, sample


@each("name", NAMES)
def test_what_sentences_are_made_from_is_what_the_record_says(name):
    subject = subject_of(sample(name))
    places = subject.results.ranking.places
    assert [p.value.low for p in places] == pytest.approx(subject.analysis.ranking.low.tolist())
    assert len(subject.ballots) == len(sample(name).votes.deciding.ballots)
    assert subject.one_or_two.over_ballots is not None


def test_without_enough_ballots_there_is_nothing():
    assert subject_of(few()) is None


def test_a_record_of_one_person_has_no_ballot():
    subject = subject_of(alone())
    assert subject.ballots == ()
    assert subject.one_or_two.over_ballots is None


def test_a_record_keeps_its_own_thresholds(monkeypatch):
    monkeypatch.setenv("PRIORITISATION_SOLIDITY", "99,98,97")
    subject = subject_of(sample("clear"))
    assert subject.robustness.thresholds.solid == pytest.approx(0.9)
    assert subject.analysis.verdict.thresholds.solid == pytest.approx(0.9)
    assert os.environ["PRIORITISATION_SOLIDITY"] == "99,98,97"
