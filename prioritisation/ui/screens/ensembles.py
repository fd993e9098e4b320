"""Page *Un ou deux leviers*: whether to choose one lever or two."""

from prioritisation.ui.sets.page import sets_page
from prioritisation.ui.shared.state import shown_case

sets_page(shown_case())
