"""Page of *Compte rendu*: how the figures are computed again."""

from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared import state
from prioritisation.ui.shared.pages import REPLAY

# Not called here: the report of a meeting needs no other case.
report_page(REPLAY, state.shown_case)
