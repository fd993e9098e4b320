"""Page *Séance*: where the meeting stands."""

from prioritisation.ui.components.seance.meeting_page import seance

seance()
