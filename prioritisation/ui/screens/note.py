"""Page *Note*: what would be written, of a meeting or of the scenario of the address."""

from prioritisation.settings import current_case
from prioritisation.ui.note.page import note_page

# Not called here: the note of a meeting needs no case of the folder.
note_page(current_case)
