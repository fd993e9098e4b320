"""Page *Robustesse*: whether the first place is solid."""

from prioritisation.settings import current_case
from prioritisation.ui.robustness.page import page

page(current_case())
