"""What is typed and not sent yet: a reload of the page gives it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from prioritisation.wording import t

_DRAFTS = st.components.v2.component(
    "drafts",
    html='<div role="status" class="drafts"></div>',
    js=(Path(__file__).parent / "drafts.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)

WATCHED = "drafts_watched"
"""Session key: name of a text field -> the key of its widget, and what the server has of it."""


@contextmanager
def drafts(name: str) -> Iterator[None]:
    """Have the tab of the browser keep what is typed in the fields that are watched inside.

    What was typed before somebody else wrote there is shown, and never put back into the field.

    Parameters
    ----------
    name
        Whose fields: what was typed in a meeting does not come back in another.
    """
    fields = st.session_state[WATCHED] = dict[str, tuple[str, str]]()
    yield
    _DRAFTS(
        key=f"drafts_{name}",
        data={
            "name": f"drafts:{name}",
            "fields": fields,
            "back": t("What you had typed is back."),
            "other": t("What you had typed is not put back, somebody wrote there since:"),
            "forget": t("Forget this text"),
        },
    )


def watch(name: str, kept: str, key: str = "") -> None:
    """A text field, what the server has of it, and the key of its widget when that changes."""
    st.session_state.setdefault(WATCHED, {})[name] = (key or name, kept)
