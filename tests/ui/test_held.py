"""Controls take what their page offers, and nothing that a forged message says instead."""

import pytest
from streamlit.testing.v1 import AppTest


def _page():
    import streamlit as st  # noqa: PLC0415 (this function is a script of its own)

    from prioritisation.ui import held  # noqa: PLC0415

    offered = ["a", "b"]
    for kind in ("radio", "selectbox"):
        write = held.keep(kind)
        getattr(held, kind)(kind, offered, name=kind, value=held.own(kind, "a"), write=write)
    held.selectbox("form", offered, name="form", value="a", write=None)
    st.session_state["read"] = [held.own(k, "a") for k in ("radio", "selectbox")]
    st.session_state["sent"] = held.value_of("form")


@pytest.mark.parametrize(("said", "found"), [("b", "b"), ("nothing that is offered", "a")])
def test_a_choice_is_one_of_those_offered(said, found):
    page = AppTest.from_function(_page).run()
    for kind, place in (("radio", 0), ("selectbox", 0), ("selectbox", 1)):
        box = getattr(page, kind)[place]
        box.options.append(said)  # known to the one who forges only
        box.set_value(said).run()
    assert not page.exception
    assert page.session_state["read"] == [found, found]
    assert page.session_state["sent"] == found
    assert page.radio[0].value == found
