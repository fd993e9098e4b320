"""Page *Comparer*: what changes the ranking."""

from prioritisation.settings import current_case
from prioritisation.ui.components.comparing import comparing
from prioritisation.ui.components.loading import load

load()
comparing(current_case())
