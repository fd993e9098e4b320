"""Page *Un ou deux leviers*: whether to choose one lever or two."""

from prioritisation.settings import current_case
from prioritisation.ui.sets.page import page

page(current_case())
