"""Page *Un ou deux leviers*: whether to choose one lever or two."""

from prioritisation.settings import current_case
from prioritisation.ui.sets.page import sets_page

sets_page(current_case())
