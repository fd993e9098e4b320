"""Page *Recenser*: what the members of the group already do."""

from prioritisation.ui.census.page import census_page
from prioritisation.ui.shared.state import case_in_plain_words

census_page(case_in_plain_words())
