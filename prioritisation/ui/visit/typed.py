"""Lines that people type: of a form, or a reason; they start empty and outlive a reload."""

from typing import Any

from prioritisation.ui.shared import held
from prioritisation.ui.shared.drafts import watch
from prioritisation.wording import t

LONGEST_REASON = 300


def line(label: str, name: str, **looks: Any) -> None:  # noqa: ANN401 (the widget's own)
    """Draw it inside ``drafts``; ``said`` reads it when the form is sent."""
    held.text_input(label, name=name, value="", write=None, **looks)
    watch(name, "", held.key_of(name), form=True)


def said(name: str) -> str:
    """What was typed, without the blanks around it."""
    return str(held.value_of(name, "") or "").strip()


def why(name: str) -> str:
    """The field of a written reason, and what is written in it."""
    reason = held.own(name, "")
    held.text_input(
        t("Why"), name=name, value=reason, write=held.keep(name), max_chars=LONGEST_REASON
    )
    return reason
