"""Page *Comparer*: what changes the ranking."""

from prioritisation.settings import current_case
from prioritisation.ui.comparing.page import comparing
from prioritisation.ui.shared.page import load

load()
comparing(current_case())
