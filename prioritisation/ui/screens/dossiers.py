"""Page *Tous les dossiers*: which case is shown, and the meetings of this browser."""

from prioritisation.settings import current_case
from prioritisation.ui.understanding.cases import cases_page

cases_page(current_case())
