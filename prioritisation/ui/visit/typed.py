"""A line of a form that starts empty, and whose text outlives a reload."""

from typing import Any

from prioritisation.ui import held
from prioritisation.ui.components.drafts import watch


def line(label: str, name: str, **looks: Any) -> None:  # noqa: ANN401 (the widget's own)
    """Draw it inside ``drafts``; ``said`` reads it when the form is sent."""
    held.text_input(label, name=name, value="", write=None, **looks)
    watch(name, "", held.key_of(name), form=True)


def said(name: str) -> str:
    """What was typed, without the blanks around it."""
    return str(held.value_of(name, "") or "").strip()
