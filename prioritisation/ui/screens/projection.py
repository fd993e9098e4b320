"""Page *Projection*: what the room sees."""

from prioritisation.ui.components.seance.meeting_page import projection

projection()
