"""The weights of a scenario: in points, or told by an order."""

from dataclasses import replace
from functools import partial

import streamlit as st

from criteria.model import Criterion
from prioritisation.analysis.address import MOST_POINTS
from prioritisation.analysis.scenario import START_POINTS
from prioritisation.analysis.weight_elicitation import (
    Elicitation,
    elicitation_among,
    laid_out,
    starting_elicitation,
)
from prioritisation.analysis.weights import shares
from prioritisation.analysis.whatif import Fork
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.sentences import weighting
from prioritisation.sentences.explained import NumberKind
from prioritisation.sentences.methods import how_computed, method_notes
from prioritisation.sentences.shares import rounded_note, weight_texts
from prioritisation.sentences.specialists import order_rule, scaling_rule
from prioritisation.ui.scenarios.bench import become, current
from prioritisation.ui.scenarios.drafts import ForkDraft
from prioritisation.ui.scenarios.ground import BaseCase
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal, spoken, weight_head
from prioritisation.ui.shared.folds import answered_fold, page_numbers
from prioritisation.wording import ordinal, t

_FRAME, _POINTS, _ORDER = "frame", "points", "order"
_NUMBERS = (
    NumberKind.PLACE,
    NumberKind.WAYS,
    NumberKind.POINTS,
    NumberKind.WEIGHT,
    NumberKind.AMOUNT,
    NumberKind.SCALE,
    NumberKind.SHARE,
)


def draw_weights(ground: BaseCase, draft: ForkDraft) -> None:
    """How the weights are told, then what is told, criterion by criterion."""
    elicitation, points = draft.fork.elicitation, draft.fork.scenario.points
    rounded = rounded_note(shares(points)) if any(points.values()) else ""
    title = text(t("Weights of the criteria"))
    st.html(tag("h2", title + (" " + tag("small", text(rounded)) if rounded else "")))
    _way(ground, draft)
    texts = weight_texts(shares(points)) if any(points.values()) else ("–",) * len(points)
    share_of = dict(zip(points, texts, strict=True))
    for place, criterion in zip(ground.case.places, ground.criteria(draft.fork), strict=True):
        if criterion.id in points:
            with st.container(key=f"crit_{place}_{criterion.id}", gap=None):
                st.html(weight_head(criterion, place, share_of[criterion.id]))
                if elicitation is None:
                    _slider(ground, criterion, points[criterion.id])
                else:
                    _place(ground, criterion, elicitation)
    _criteria(ground, draft.fork)
    with answered_fold(how_computed(), "", "lab_method"):
        rules = plain_list([scaling_rule(), order_rule(), *method_notes()])
        st.html(page_numbers(*_NUMBERS) + rules)


def _way(ground: BaseCase, draft: ForkDraft) -> None:
    ordered = draft.fork.elicitation is not None
    widgets.selectbox(
        t("How the weights are told"),
        [_POINTS, _ORDER],
        name="lab_way",
        value=_ORDER if ordered else _POINTS,
        write=partial(_choose_way, ground),
        format_func=lambda way: capital(weighting.way_name(ordered=way == _ORDER)),
    )
    if ordered:
        st.html(tag("p", text(weighting.order_note()), "note"))


def _choose_way(ground: BaseCase, picked: str) -> None:
    """The order of the present weights is kept; points are those that the order gave."""
    fork = current().edited.fork
    points = fork.scenario.points
    told = fork.weighed(points)
    if picked == _ORDER:
        told = fork.elicited(starting_elicitation(tuple(points), list(points.values())))
    become(ground, told, _FRAME)


def _slider(ground: BaseCase, criterion: Criterion, points: float) -> None:
    widgets.slider(
        spoken(t("Weight: {criterion}", criterion=criterion.label)),
        0,
        MOST_POINTS,
        name=f"lab_points_{criterion.id}",
        # Points that another way of weighing gave may be beyond the end of the slider.
        value=min(MOST_POINTS, round(points)),
        write=partial(_weigh, ground, criterion.id),
        step=1,
        format=t("%d points"),
        label_visibility="collapsed",
    )


def _weigh(ground: BaseCase, criterion: str, moved: int) -> None:
    """Only the criterion that was moved: the others keep their exact points.

    One that was left out in the same breath stays so.
    """
    fork = current().edited.fork
    points = fork.scenario.points
    if criterion in points:
        become(ground, fork.weighed({**points, criterion: float(moved)}), _FRAME)


def _place(ground: BaseCase, criterion: Criterion, elicitation: Elicitation) -> None:
    widgets.pills(
        spoken(t("Place: {criterion}", criterion=criterion.label)),
        range(1, len(elicitation.criteria) + 1),
        name=f"lab_place_{criterion.id}",
        value=elicitation.ranks[elicitation.criteria.index(criterion.id)],
        write=partial(_put, ground, criterion.id),
        format_func=ordinal,
        required=True,
        label_visibility="collapsed",
    )


def _put(ground: BaseCase, criterion: str, rank: int) -> None:
    """A criterion at its new place; the places of the others close up."""
    fork = current().edited.fork
    if fork.elicitation is None:
        return
    ranked = zip(fork.elicitation.criteria, fork.elicitation.ranks, strict=True)
    ranks = tuple(rank if c == criterion else r for c, r in ranked)
    become(ground, fork.elicited(laid_out(replace(fork.elicitation, ranks=ranks))), _FRAME)


def _criteria(ground: BaseCase, fork: Fork) -> None:
    labels = {c.id: c.label for c in ground.criteria(fork)}
    widgets.pills(
        t("Criteria taken into account"),
        labels,
        name="lab_criteria",
        value=tuple(fork.scenario.points),
        write=partial(_keep_criteria, ground),
        selection_mode="multi",
        format_func=lambda c: literal(labels[c]),
    )


def _keep_criteria(ground: BaseCase, picked: list[str]) -> None:
    fork = current().edited.fork
    names = [c.id for c in ground.case.criteria if c.id in picked]
    # With none left, points come back.
    if fork.elicitation is not None and names:
        become(ground, fork.elicited(elicitation_among(fork.elicitation, names)), _FRAME)
        return
    points = {c: fork.scenario.points.get(c, float(START_POINTS)) for c in names}
    become(ground, fork.weighed(points), _FRAME)
