"""Page *Robustesse*: whether the first place is solid."""

from prioritisation.ui.robustness.page import robustness_page
from prioritisation.ui.shared.state import shown_case

robustness_page(shown_case())
