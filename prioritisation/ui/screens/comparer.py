"""Page *Comparer*: what changes the ranking."""

from prioritisation.settings import current_case
from prioritisation.ui.comparing.page import comparison_page
from prioritisation.ui.shared.page import load

load()
comparison_page(current_case())
