"""What comes and goes on a page moves no control: the browser knows a block by its place.

A panel that moves is made again, closed, under whoever has it open; a slider or a field loses the
focus. Slow machines show it first: what comes late, comes later there.
"""

import streamlit as st
from streamlit.testing.v1 import AppTest

from prioritisation.ui.shared import state
from prioritisation.ui.shared.pages import MEETING, TABS
from tests.each import each
from tests.prioritisation.ui.reading import page, places, places_of_panels

OTHERS = [path for path in TABS if path != MEETING]


@each("name", OTHERS)
def test_a_notice_on_the_address_moves_nothing(name):
    told = page(name, lecture="ailleurs")
    assert "n’a pas été compris" in "".join(one.proto.body for one in told.get("html"))
    assert places(told) == places(page(name))


def test_bounds_that_contradict_one_another_move_nothing():
    held, contradicted = (
        page("est-ce-solide", contraintes=f"ghg_impact>={least},partner_ecosystem>={least}")
        for least in (20, 60)
    )
    assert "se contredisent" in "".join(one.proto.body for one in contradicted.get("html"))
    assert places(contradicted) == places(held)


COUNTED = (
    ("ghg_impact", "partner_ecosystem", "existing_coverage"),
    ("ghg_impact", "partner_ecosystem", "existing_coverage", "cop_progress"),
    ("partner_ecosystem", "existing_coverage", "cop_progress"),
    ("ghg_impact",),
    ("partner_ecosystem",),
)
"""Criteria taken into account: with and without a way of counting, directions, open scales."""


@each("name", ["classer", "est-ce-solide", "un-ou-deux", "comparer"])
def test_a_criterion_put_back_or_left_out_moves_no_panel_of_the_bar(name):
    """The panel where criteria are chosen is open under the hand meanwhile."""
    drawn = [page(name, **{f"poids.{c}": "50" for c in ids}) for ids in COUNTED]
    panels = [{places_of_panels(one)["Choisir les critères"]} for one in drawn]
    assert panels == panels[:1] * len(COUNTED)
    shared = [places_of_panels(one) for one in drawn[:2]]
    assert shared[0].items() <= shared[1].items()


def asked_by_a_timer():
    """A page whose timer draws it again after a choice, told of the address before it."""
    import streamlit as st  # noqa: PLC0415 (the script of a page)

    from prioritisation.settings import current_case  # noqa: PLC0415
    from prioritisation.ui.shared import state  # noqa: PLC0415

    case = current_case()
    state.synchronise(case)
    if "late" not in st.session_state:
        before = st.query_params.to_dict()
        state.read_otherwise(case, "gt_freight")
        st.session_state["late"] = True
        st.query_params.from_dict(before)
        state.draw_again()
    st.text(state.session_scenario().combination)


def test_what_a_timer_draws_again_takes_back_no_choice():
    app = AppTest.from_function(asked_by_a_timer)
    app.query_params["lecture"] = "gt"
    app.run()
    assert not app.exception
    assert app.text[0].value == "gt_freight"
    assert app.query_params["lecture"] == "gt_freight"


@each(("address", "told"), [("gt", True), ("gt_freight", False)])
def test_a_timer_tells_the_browser_its_address_only_when_it_has_another(
    monkeypatch, address, told
):
    """A browser that has gone back meanwhile would be brought forward again."""
    written = []
    monkeypatch.setattr(st, "query_params", Address({"lecture": address}, written))
    monkeypatch.setattr(st, "session_state", {state.ADDRESS: {"lecture": "gt_freight"}})
    monkeypatch.setattr(st, "rerun", lambda: written.append("again"))
    state.draw_again()
    assert written == [{"lecture": "gt_freight"}] * told + ["again"]


class Address(dict):
    """The address that the browser says it has, and what it is told instead."""

    def __init__(self, held, written):
        super().__init__(held)
        self.from_dict = written.append

    def to_dict(self):
        return dict(self)
