"""The countdown of a round, shown live; the round stays open when it is over."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from prioritisation.wording import t

_CLOCK = st.components.v2.component(
    "meeting_clock",
    html='<p role="timer" class="clock"><b></b> <small></small></p>',
    js=(Path(__file__).parent / "clock.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def clock(deadline: str, note: str, key: str) -> None:
    """Draw the time left before a moment (ISO, UTC) by this server's clock, not the reader's."""
    left = (datetime.fromisoformat(deadline) - datetime.now(UTC)).total_seconds()
    over = t("Time is over")
    _CLOCK(key=key, data={"left": round(1000 * left), "over": over, "note": note})
