"""Page *Critères*: what levers are compared on."""

from prioritisation.ui.shared.state import shown_case
from prioritisation.ui.understanding.criteria import criteria_page

criteria_page(shown_case())
