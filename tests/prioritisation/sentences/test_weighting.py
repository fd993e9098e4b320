import pytest

from prioritisation.analysis.ballots.modes import Mode
from prioritisation.meeting.rules.setup import question_text
from prioritisation.sentences.weighting import (
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


@pytest.mark.parametrize(
    ("mode", "told"), [(Mode.ROC, "75\xa0% et 25\xa0%"), (Mode.RANK_SUM, "67\xa0% et 33\xa0%")]
)
def test_the_rule_says_what_places_weigh(mode, told):
    assert told in places_text(mode, 2)


def test_a_total_says_what_is_missing_or_too_much():
    assert "il manque 1 point" in total_text(99)
    assert "2 points de trop" in total_text(102)
