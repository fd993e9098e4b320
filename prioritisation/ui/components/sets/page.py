"""The page *Un ou deux leviers*."""

import streamlit as st

from criteria.case import Case
from prioritisation.ui.components.voting import hidden
from prioritisation.wording import t


@st.fragment
def page(case: Case) -> None:
    """Answer, picture, who is on which side, what the group says of sets, arguments."""
    if hidden(case, t("One lever or two?")):
        return
