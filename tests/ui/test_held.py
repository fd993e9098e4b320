"""Controls take what their page offers, and nothing that a forged message says instead."""

import pytest
from streamlit.testing.v1 import AppTest

from prioritisation.settings import current_case
from tests.ui.test_pages import opened

CRITERIA = [c.id for c in current_case().criteria if c.active]


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


def sent(app):
    """What the browser says of the widgets that it shows."""
    return app._tree.get_widget_states()  # noqa: SLF001 (no test of its own has widgets that are gone)


def run_with_those_gone(app, before):
    """Another run, before the browser has taken away what the last one did."""
    now = sent(app)
    shown = {one.id for one in now.widgets}
    gone = [one for one in before.widgets if one.id not in shown]
    assert gone
    now.widgets.extend(gone)
    app._run(now)  # noqa: SLF001 (as above)


def weighed(path):
    """A page where a weight was moved, its settings, and the names of its controls."""
    app = opened()
    app.switch_page(path).run()
    start = "lab_" if path.endswith("scenarios.py") else ""
    app.slider(key=f"{start}points_{CRITERIA[0]}").set_value(53).run()
    return app, start, "lab_criteria" if start else "criteria_kept"


WITH_WEIGHTS = [
    f"screens/{name}.py"
    for name in ("classer", "comparer", "scenarios", "robustesse", "ensembles")
]


@pytest.mark.parametrize("path", WITH_WEIGHTS)
def test_what_a_widget_that_is_gone_still_says_puts_nothing_back(path):
    """As a timer does, or another control, asked for before the page was drawn."""
    app, _, kept = weighed(path)
    before = sent(app)
    app.pills(key=kept).set_value(CRITERIA[1:]).run()
    address = dict(app.query_params)
    run_with_those_gone(app, before)
    assert not app.exception
    assert dict(app.query_params) == address
    assert app.pills(key=kept).value == CRITERIA[1:]


@pytest.mark.parametrize("path", WITH_WEIGHTS)
def test_a_weight_moved_in_the_same_breath_does_not_bring_back_what_was_left_out(path):
    app, start, kept = weighed(path)
    app.pills(key=kept).set_value(CRITERIA[1:]).run()
    address = dict(app.query_params)
    former, start, kept = weighed(path)
    former.slider(key=f"{start}points_{CRITERIA[0]}").set_value(80)
    former.pills(key=kept).set_value(CRITERIA[1:]).run()
    assert not former.exception
    assert dict(former.query_params) == address
