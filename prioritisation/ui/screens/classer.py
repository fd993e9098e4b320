"""Page *Classer*: which lever comes first."""

from prioritisation.ui.ranking.page import board
from prioritisation.ui.shared.state import shown_case

board(shown_case())
