"""Page of *Compte rendu*: the text and what it lacks, of a meeting or of a scenario."""

from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared.pages import NOTE

report_page(NOTE)
