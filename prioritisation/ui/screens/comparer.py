"""Page *Comparer*: what changes the ranking."""

from prioritisation.ui.comparing.page import comparison_page
from prioritisation.ui.shared.state import case_in_plain_words

comparison_page(case_in_plain_words())
