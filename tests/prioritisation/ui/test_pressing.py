"""A click whose run begins again before it is answered, since the meeting changed, is answered."""

import pytest
from streamlit.testing.v1 import AppTest


def page_of_a_button():
    """Counts how often its button was pressed; a run may begin again before it comes there."""
    from types import SimpleNamespace  # noqa: PLC0415 (the script of a page)

    import streamlit as st  # noqa: PLC0415

    from prioritisation.ui.visit.visit import forget_press, press  # noqa: PLC0415

    kept = st.session_state
    stage = SimpleNamespace(meeting=SimpleNamespace(stamp=kept.get("stamp", "lobby")))
    visit = SimpleNamespace(code="K7Q42", stage=stage)
    if kept.pop("changes", False):
        st.rerun()
    if not kept.get("elsewhere") and press(visit, "Accepté", "accept"):
        kept["times"] = kept.get("times", 0) + 1
    st.text(kept.get("times", 0))
    forget_press()


@pytest.fixture
def app():
    return AppTest.from_function(page_of_a_button).run()


def times(app):
    return int(app.text[0].value)


@pytest.mark.parametrize("changes", [False, True])
def test_a_click_counts_once_whether_its_run_begins_again_or_not(app, changes):
    app.session_state["changes"] = changes
    app.button[0].click().run()
    assert times(app) == 1
    assert times(app.run()) == 1
    app.button[0].click().run()
    assert times(app) == 2


def test_a_click_on_what_the_meeting_has_left_behind_counts_for_nothing(app, monkeypatch):
    monkeypatch.setattr("prioritisation.ui.visit.visit.overtaken", lambda _visit: "trop tard")
    app.session_state["changes"], app.session_state["stamp"] = True, "round"
    app.button[0].click().run()
    assert times(app) == 0
    assert "trop tard" in "".join(one.proto.body for one in app.get("html"))


def test_a_click_that_a_whole_run_has_not_answered_counts_for_nothing_later(app):
    app.session_state["elsewhere"] = True
    app.button[0].click().run()
    app.session_state["elsewhere"] = False
    assert times(app.run()) == 0
