from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.analysis.weights import Elicitation
from prioritisation.meeting.rules.setup import question_text
from prioritisation.sentences.weight_limits import (
    elicitation_text,
    mode_name,
    mode_note,
    places_text,
    total_text,
    weighting_text,
)


def test_each_mode_has_its_own_words():
    for said in (mode_name, mode_note, weighting_text):
        assert len({said(m) for m in Mode}) == len(Mode)
    assert weighting_text(Mode.POINTS) == "poids demandés\xa0: 100 points à répartir"
    assert len({question_text(m) for m in Mode}) == 3


def test_the_rule_says_what_places_weigh():
    assert "75\xa0% et 25\xa0%" in places_text(2)


def test_what_was_told_is_said_whole():
    told = Elicitation(("a", "b", "c"), (2, 1, 2))
    said = "Poids par ordre d’importance\xa0: Partenaires > Impact = c."
    assert elicitation_text(told, {"a": "Impact", "b": "Partenaires"}) == said


def test_a_total_says_what_is_missing_or_too_much():
    assert "il manque 1 point" in total_text(99)
    assert "2 points de trop" in total_text(102)
