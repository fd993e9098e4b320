"""A link to a place on the page leads there, although the place is drawn after the page opens."""

from pathlib import Path

import streamlit as st

_ARRIVAL = st.components.v2.component(
    "arrival",
    html="<span hidden></span>",
    js=(Path(__file__).parent / "arrival.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def arrival() -> None:
    """Scroll to the place that the address names, once."""
    _ARRIVAL(key="arrival")


def place_id(place: str) -> str:
    """Id of a place on the page, for an address: « decision-motives »."""
    return f"decision-{place}"
