"""Page *Comparer*: what changes the ranking."""

from prioritisation.ui.comparing.page import comparison_page
from prioritisation.ui.shared.page import load
from prioritisation.ui.shared.state import shown_case

load()
comparison_page(shown_case())
