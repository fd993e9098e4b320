"""Page *Classer*: which lever comes first."""

from prioritisation.settings import current_case
from prioritisation.ui.components.board import board

board(current_case())
