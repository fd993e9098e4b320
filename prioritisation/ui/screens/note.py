"""Page of *Compte rendu*: the text and what it lacks, of a meeting or of a scenario."""

from prioritisation.settings import current_case
from prioritisation.ui.note.page import report_page
from prioritisation.ui.shared.pages import NOTE

# Not called here: the report of a meeting needs no case of the folder.
report_page(NOTE, current_case)
