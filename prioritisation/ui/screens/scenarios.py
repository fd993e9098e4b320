"""Page *Scénarios*: what if something were otherwise."""

from prioritisation.settings import current_case
from prioritisation.ui.components.lab.page import lab
from prioritisation.ui.components.loading import load

load()
lab(current_case())
