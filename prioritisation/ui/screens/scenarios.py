"""Page *Scénarios*: what if something were otherwise."""

from prioritisation.settings import current_case
from prioritisation.ui.scenarios.page import lab
from prioritisation.ui.shared.page import load

load()
lab(current_case())
