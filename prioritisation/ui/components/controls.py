"""The controls: weights, perimeter, directions; and what stands beside them."""

import streamlit as st

from criteria.case import Case
from criteria.model import Criterion, Sense, Standing, Status
from prioritisation.matrix import Floats
from prioritisation.scenario import Scenario
from prioritisation.sentences import anchor_text, direction_label
from prioritisation.ui import state
from prioritisation.ui.components.markup import tag, text
from prioritisation.wording import percent, t, tn

MOST_POINTS = 100
UNDERSTAND = "screens/comprendre.py"


def assumptions(case: Case, chosen: Scenario) -> None:
    """The thin bar of what decides: perimeter, directions, what is unknown or to confirm."""
    with st.container(key="assume", horizontal=True, gap="medium"):
        _perimeter(case, chosen)
        for criterion in case.criteria:
            if len(criterion.direction.labels) > 1:
                _direction(case, criterion, chosen)
        for criterion in case.criteria:
            if criterion.scale_status is Standing.TO_CONFIRM:
                label = t("{criterion}: levels to confirm", criterion=criterion.label)
                with st.container(key=f"amber_{criterion.id}", width="content"):
                    st.page_link(UNDERSTAND, label=label)
        _links(case, chosen)


def _links(case: Case, chosen: Scenario) -> None:
    table = case.tables[chosen.perimeter]
    unknown = len(table.unknowns)
    inferred = sum(s.status is Status.INFERRED for s in table.scores.values())
    parts = [tn("{n} unknown score", "{n} unknown scores", unknown)] if unknown else []
    parts += [tn("{n} inferred", "{n} inferred", inferred)] if inferred else []
    if parts:
        st.page_link(UNDERSTAND, label=", ".join(parts))


def _perimeter(case: Case, chosen: Scenario) -> None:
    if len(case.perimeters) < 2:  # noqa: PLR2004 (nothing to choose)
        return
    label = t(
        "{name}: {label}", name=case.perimeter_name, label=case.perimeter(chosen.perimeter).label
    )
    with st.popover(label, type="tertiary", key="pop_perimeter", wrap=True):
        st.radio(
            case.perimeter_question,
            [p.id for p in case.perimeters],
            format_func=lambda p: _capital(case.perimeter(p).label),
            captions=[p.description for p in case.perimeters],
            key=state.PERIMETER_KEY,
            on_change=state.remember(case),
        )


def _direction(case: Case, criterion: Criterion, chosen: Scenario) -> None:
    sense = chosen.senses.get(criterion.id, criterion.direction.default)
    label = _capital(direction_label(criterion, sense))
    contested = criterion.direction.contested
    if contested:
        label = t("{label} (to confirm)", label=label)
    key = f"amber_pop_{criterion.id}" if contested else f"pop_{criterion.id}"
    with st.container(key=key, width="content"), st.popover(label, type="tertiary", wrap=True):
        st.radio(
            criterion.question,
            [s.value for s in criterion.direction.labels],
            format_func=lambda s: _capital(direction_label(criterion, Sense(s))),
            key=state.sense_key(criterion.id),
            on_change=state.remember(case),
        )
        st.html(tag("p", text(criterion.direction.reason), "note"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def weights_panel(case: Case, chosen: Scenario, weights: Floats | None) -> None:
    """One slider per criterion, with its share and its two anchors."""
    st.html(tag("h2", text(t("Weights of the criteria"))))
    for column, criterion in enumerate(case.criteria):
        share = None if weights is None else float(weights[column])
        with st.container(key=f"crit_{column}_{criterion.id}", gap=None):
            st.html(_head(criterion, column, share))
            st.slider(
                t("Weight: {criterion}", criterion=criterion.label),
                0,
                MOST_POINTS,
                step=1,
                key=state.points_key(criterion.id),
                on_change=state.remember(case),
                label_visibility="collapsed",
            )
            st.html(_anchors(criterion, chosen))
    if chosen.equal and weights is not None:
        st.html(tag("p", text(t("Starting point: equal weights")), "note"))
    else:
        st.button(t("Back to equal weights"), type="tertiary", on_click=state.equal_weights(case))


def _head(criterion: Criterion, column: int, share: float | None) -> str:
    swatch = tag("b", "", f"sw c{column}")
    written = "–" if share is None else percent(share)
    return tag(
        "div", swatch + tag("span", text(criterion.label)) + tag("strong", text(written)), "wh"
    )


def _anchors(criterion: Criterion, chosen: Scenario) -> str:
    sense = chosen.senses.get(criterion.id, criterion.direction.default)
    worst, best = (
        text(anchor_text(criterion, a, chosen.perimeter))
        for a in criterion.anchors(chosen.perimeter, sense)
    )
    return tag(
        "dl",
        tag("dt", text(t("at the lowest")))
        + tag("dd", worst)
        + tag("dt", text(t("at the highest")))
        + tag("dd", best),
        "anchor",
    )
