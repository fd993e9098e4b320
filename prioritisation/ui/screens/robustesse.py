"""Page *Robustesse*: whether the first place is solid."""

from prioritisation.settings import current_case
from prioritisation.ui.robustness.page import robustness_page

robustness_page(current_case())
