"""Who is first depending on the weights: the corners one chooses, the triangle, the shares."""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.problems import Problem
from prioritisation.analysis.address import TRIANGLE, corners_of
from prioritisation.analysis.robustness.slices import CORNERS, Columns
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weight_map import weight_map
from prioritisation.drawing import triangle
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.shared import held, state
from prioritisation.ui.shared.controls import plain
from prioritisation.wording import t


def weights_seen(case: Case, analysis: Analysis) -> None:
    """The weight map, with the choice of its corners when there are more than three criteria."""
    st.html(tag("h2", text(t("Who is first, depending on the weights"))))
    criteria = analysis.matrix.criteria
    corners = _corners(case, criteria)
    if len(criteria) > CORNERS:
        held.pills(
            t("Corners of the triangle"),
            criteria,
            name="corners",
            value=[criteria[j] for j in corners],
            write=partial(_keep, case, criteria),
            selection_mode="multi",
            format_func=lambda c: plain(analysis.case.criterion(c).label),
        )
    shown = weight_map(analysis, corners) if len(criteria) >= CORNERS else None
    if shown is None and len(criteria) >= CORNERS:
        st.html(tag("p", text(t("These three criteria have no weight: nothing to draw.")), "note"))
    st.html(triangle.weight_map(analysis, shown))


def corner_problems(case: Case) -> tuple[Problem, ...]:
    """What is wrong in the corners of the address."""
    return corners_of(case, state.view(TRIANGLE))[1]


def _corners(case: Case, criteria: tuple[str, ...]) -> Columns:
    """The three criteria of the address; the first ones when one of these is left out."""
    asked, _ = corners_of(case, state.view(TRIANGLE))
    if not asked or not set(asked) <= set(criteria):
        return 0, 1, 2
    first, second, third = (criteria.index(c) for c in asked)
    return first, second, third


def _keep(case: Case, criteria: tuple[str, ...], picked: list[str]) -> None:
    """Exactly three corners: the last three chosen, completed by the first ones left."""
    before = [criteria[j] for j in _corners(case, criteria)]
    added = [c for c in picked if c not in before]
    kept = [c for c in before if c in picked]
    chosen = [*kept, *added][-CORNERS:]
    chosen += [c for c in criteria if c not in chosen and c not in set(before) - set(picked)]
    state.show(case, TRIANGLE, ".".join(chosen[:CORNERS]))
