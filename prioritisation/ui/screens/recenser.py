"""Page *Recenser*: what the members of the group already do."""

from prioritisation.settings import current_case
from prioritisation.ui.census.page import census_page

census_page(current_case())
