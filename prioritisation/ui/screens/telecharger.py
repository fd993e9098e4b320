"""Page of *Compte rendu*: the documents of the report, of a meeting or of a scenario."""

from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared import state
from prioritisation.ui.shared.pages import DOWNLOADS

# Not called here: the report of a meeting needs no other case.
report_page(DOWNLOADS, state.shown_case)
