"""Page of *Compte rendu*: how the figures are computed again."""

from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared.pages import REPLAY

report_page(REPLAY)
