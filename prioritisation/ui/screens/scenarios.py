"""Page *Scénarios*: what if something were otherwise."""

import streamlit as st

from prioritisation.settings import current_case
from prioritisation.ui.components.lab.page import lab
from prioritisation.ui.components.loading import load

with st.container(key="loading"):  # always there, so that nothing moves once all is loaded
    load()
lab(current_case())
