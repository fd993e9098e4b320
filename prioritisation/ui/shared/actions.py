"""What can be done with the screen: copy its link, save its picture, full screen, print."""

from pathlib import Path

import streamlit as st

from prioritisation.ui.shared.fetching import script
from prioritisation.wording import t

_ACTIONS = st.components.v2.component(
    "screen_actions",
    html='<div class="acts"></div>',
    js=script(Path(__file__).with_suffix(".js")),
    isolate_styles=False,
)


def actions(query: str) -> None:
    """Draw the buttons; ``query`` is the address of the scenario, after the question mark."""
    words = {
        "copy": t("Copy the link"),
        "copied": t("Link copied"),
        "copyByHand": t("Copy this link:"),
        "picture": t("Save the picture"),
        "file": t("ranking.png"),
        "making": t("Making the picture…"),
        "saved": t("Picture downloaded"),
        "lost": t("The picture could not be drawn: ask for it again."),
        "full": t("Full screen"),
        "print": t("Print"),
    }
    _ACTIONS(key="actions", data={"query": query, "words": words})
