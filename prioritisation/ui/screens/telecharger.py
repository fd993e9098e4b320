"""Page of *Compte rendu*: the documents of the report, of a meeting or of a scenario."""

from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared.pages import DOWNLOADS

report_page(DOWNLOADS)
