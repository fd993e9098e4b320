"""Page *Séance*: where the meeting stands."""

from prioritisation.ui.meeting.page import seance

seance()
