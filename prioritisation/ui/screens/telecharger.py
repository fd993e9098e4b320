"""Page of *Compte rendu*: the documents of the report, of a meeting or of a scenario."""

from prioritisation.settings import current_case
from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared.pages import DOWNLOADS

# Not called here: the report of a meeting needs no case of the folder.
report_page(DOWNLOADS, current_case)
