"""What a session calls what it compares: said by its page, known where a part is drawn alone.

A part of a page that is drawn again, and what a press calls, run before anything of the page says
of which case it speaks, and perhaps in another thread: the session remembers it for them.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from criteria.case import Case
from criteria.model import DEFAULT_OPTION
from prioritisation.wording import t
from prioritisation.wording.nouns import ask_elsewhere, speak_of

_OPTION = "option"
"""Session key: what the page that is shown calls what it compares."""


def speak_of_case(case: Case | None) -> None:
    """From now on the page is of this case: its words, and its name in the browser."""
    option = case.option if case else DEFAULT_OPTION
    st.session_state[_OPTION] = option
    speak_of(option)
    st.set_page_config(page_title=t("Choosing the priority levers"))


def _of_session() -> str:
    if get_script_run_ctx(suppress_warning=True) is None:
        return DEFAULT_OPTION
    option = str(st.session_state.get(_OPTION, DEFAULT_OPTION))
    speak_of(option)
    return option


ask_elsewhere(_of_session)
