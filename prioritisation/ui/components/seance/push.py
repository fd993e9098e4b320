"""The page follows the meeting: the server pushes versions, nothing asks again and again."""

from pathlib import Path

import streamlit as st

from prioritisation.wording import t

_PUSH = st.components.v2.component(
    "meeting_push",
    html='<p role="status" class="cut"></p>',
    js=(Path(__file__).parent / "push.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def push(code: str, version: int, key: str) -> None:
    """Run the fragment around again when the meeting has another version than the page shows."""
    _PUSH(
        key=key,
        data={
            "url": f"/seance/{code}/flux",
            "version": version,
            "lost": t("Connection lost; trying again…"),
        },
        on_version_change=lambda: None,
    )
