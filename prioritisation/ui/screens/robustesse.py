"""Page *Robustesse*: whether the first place is solid."""

from prioritisation.ui.robustness.page import robustness_page
from prioritisation.ui.shared.state import case_in_plain_words

robustness_page(case_in_plain_words())
