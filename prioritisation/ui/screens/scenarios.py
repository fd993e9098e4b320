"""Page *Scénarios*: what if something were otherwise."""

from prioritisation.ui.scenarios.page import lab

lab()
