"""Page *Scénarios*: what if something were otherwise."""

from prioritisation.ui.scenarios.page import lab
from prioritisation.ui.shared.page import load

load()
lab()
