"""Page *Comparer*: what changes the ranking."""

from prioritisation.settings import current_case
from prioritisation.ui.components.comparing import comparing

comparing(current_case())
