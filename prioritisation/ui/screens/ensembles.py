"""Page *Un ou deux leviers*: whether to choose one lever or two."""

from prioritisation.ui.sets.page import sets_page
from prioritisation.ui.shared.state import case_in_plain_words

sets_page(case_in_plain_words())
