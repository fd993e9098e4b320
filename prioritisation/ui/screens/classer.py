"""Page *Classer*: which lever comes first."""

from prioritisation.settings import current_case
from prioritisation.ui.ranking.page import board

board(current_case())
