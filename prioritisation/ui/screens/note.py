"""Page of *Compte rendu*: the text and what it lacks, of a meeting or of a scenario."""

from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared import state
from prioritisation.ui.shared.pages import NOTE

# Not called here: the report of a meeting needs no other case.
report_page(NOTE, state.shown_case)
