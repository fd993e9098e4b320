"""Page *Recenser*: what the members of the group already do."""

from prioritisation.ui.census.page import census_page
from prioritisation.ui.shared.state import shown_case

census_page(shown_case())
