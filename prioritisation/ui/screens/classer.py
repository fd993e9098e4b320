"""Page *Classer*: which lever comes first."""

from prioritisation.ui.ranking.page import board
from prioritisation.ui.shared.state import case_in_plain_words

board(case_in_plain_words())
