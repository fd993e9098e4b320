"""What stands on top of the pages of a meeting."""

import re

from prioritisation.drawing.heading import band, phase_in_words, rail, rail_block, state_block
from prioritisation.meeting.rules import Act, Form, Meeting


def test_the_steps_say_what_is_done_and_where_one_is_once(sitting):
    assert "aria-current" not in rail(sitting.stage().meeting)
    sitting.open()
    meeting = sitting.stage().meeting
    assert rail(meeting).count('aria-current="step"') == 1
    assert rail(meeting).count('class="past"') == 1
    assert phase_in_words(meeting) == "Le premier vote est ouvert"
    assert phase_in_words(meeting) in state_block(meeting)


def test_a_full_meeting_has_eight_steps_and_a_short_one_those_that_it_has():
    steps = re.findall("<li[^>]*>([^<]+)", rail(Meeting(form=Form.FULL)))
    assert steps == [
        "Accueil",
        "Notes",
        "Questions",
        "Vote",
        "Résultats",
        "Un ou deux",
        "Décision",
        "Compte rendu",
    ]
    short = re.findall("<li[^>]*>([^<]+)", rail(Meeting(form=Form.SHORT)))
    assert [s for s in steps if s not in short] == ["Notes", "Questions", "Un ou deux"]


def test_only_a_rehearsal_has_a_band(sitting):
    sitting.lobby()
    assert band(sitting.stage().meeting) == ""
    sitting.act(Act.REHEARSE)
    assert "Rien de ce qui s’affiche" in band(sitting.stage().meeting)


def test_a_title_turns_nothing_that_stands_after_it_round():
    drawn = rail_block(Meeting(), "Atelier \u202e1", "NHF9W", "lead")
    assert "<bdi>Atelier \u202e1</bdi> · NHF9W · lead" in drawn
