"""Page *Comprendre*: what the ranking rests on."""

from prioritisation.settings import current_case
from prioritisation.ui.understanding.page import basis

basis(current_case())
