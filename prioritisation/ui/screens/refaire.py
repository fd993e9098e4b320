"""Page of *Compte rendu*: how the figures are computed again."""

from prioritisation.settings import current_case
from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared.pages import REPLAY

# Not called here: the report of a meeting needs no case of the folder.
report_page(REPLAY, current_case)
