"""Page *Note*: what would be written, of a meeting or of the scenario of the address."""

from prioritisation.settings import current_case
from prioritisation.ui.note.page import note_page

note_page(current_case)
