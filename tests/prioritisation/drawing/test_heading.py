"""What stands on top of the pages of a meeting."""

from prioritisation.drawing.heading import band, meeting_heading, phase_in_words, rail
from prioritisation.meeting.rules import Act


def test_the_present_phase_is_marked_once(sitting):
    sitting.open()
    drawn = meeting_heading(sitting.stage().meeting, "GT ECTE")
    assert drawn.count('aria-current="step"') == 1
    assert "Tour 1, ouvert" in drawn
    assert phase_in_words(sitting.stage().meeting) in drawn


def test_a_short_meeting_names_the_phases_that_it_has(sitting):
    assert "Contrôles" not in rail(sitting.stage().meeting)


def test_only_a_rehearsal_has_a_band(sitting):
    sitting.lobby()
    assert band(sitting.stage().meeting) == ""
    sitting.act(Act.REHEARSE)
    assert "Rien de ce qui s’affiche" in band(sitting.stage().meeting)
