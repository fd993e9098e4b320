"""The weights of a scenario: in points, or told by an order, a deck of cards, two by two."""

from dataclasses import replace
from functools import partial

import streamlit as st

from criteria.model import Criterion
from prioritisation.analysis.scenario import START_POINTS
from prioritisation.analysis.weight_ways import (
    MOST_CARDS,
    MOST_JUDGED,
    MOST_RATIO,
    Told,
    Way,
    among,
    judgement,
    laid,
    pairs,
    starting,
)
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.weighting import (
    consistency_text,
    group_text,
    scale,
    way_name,
    way_note,
)
from prioritisation.ui.scenarios.bench import Slot, become, current
from prioritisation.ui.scenarios.ground import Ground
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import MOST_POINTS, capital, plain, spoken, weight_head
from prioritisation.wording import t

FRAME, POINTS = "frame", "points"
LEAST_RATIO = 1.1


def weights(ground: Ground, slot: Slot) -> None:
    """How the weights are told, then what is told, criterion by criterion."""
    st.html(tag("h2", text(t("Weights of the criteria"))))
    told = slot.fork.told
    _way(ground, slot)
    points = slot.fork.scenario.points
    total = sum(points.values())
    for place, criterion in zip(ground.case.places, ground.case.criteria, strict=True):
        if criterion.id in points:
            share = points[criterion.id] / total if total else None
            with st.container(key=f"crit_{place}_{criterion.id}", gap=None):
                st.html(weight_head(criterion, place, share))
                if told is None:
                    _slider(ground, criterion, points[criterion.id])
                elif told.way is not Way.PAIRWISE:
                    _place(ground, criterion, told)
    if told is not None and told.way is Way.CARDS:
        _deck(ground, told)
    if told is not None and told.way is Way.PAIRWISE:
        _comparisons(ground, told)
    _criteria(ground, tuple(points))


def _way(ground: Ground, slot: Slot) -> None:
    """The choice of the way; comparisons two by two are not proposed for too many criteria."""
    told = slot.fork.told
    few = len(slot.fork.scenario.points) <= MOST_JUDGED
    ways = [w for w in Way if few or w is not Way.PAIRWISE or (told and told.way is w)]
    held.selectbox(
        t("How the weights are told"),
        [POINTS, *(w.value for w in ways)],
        name="lab_way",
        value=told.way.value if told else POINTS,
        write=partial(_choose_way, ground),
        format_func=lambda w: capital(way_name(None if w == POINTS else Way(w))),
    )
    if told is not None:
        st.html(tag("p", text(way_note(told.way)), "note"))


def _choose_way(ground: Ground, picked: str) -> None:
    """The order of the present weights is kept; points are those that the last way gave."""
    fork = current().here.fork
    points = fork.scenario.points
    if picked == POINTS:
        become(ground, fork.weighed(points), FRAME)
        return
    way, told = Way(picked), fork.told
    if told is not None and way is not Way.PAIRWISE and told.way is not Way.PAIRWISE:
        become(ground, fork.telling(laid(replace(told, way=way))), FRAME)
        return
    become(ground, fork.telling(starting(way, tuple(points), list(points.values()))), FRAME)


def _slider(ground: Ground, criterion: Criterion, points: float) -> None:
    held.slider(
        spoken(t("Weight: {criterion}", criterion=criterion.label)),
        0,
        MOST_POINTS,
        name=f"lab_points_{criterion.id}",
        value=min(MOST_POINTS, round(points)),
        write=partial(_weigh, ground, criterion.id),
        step=1,
        format=t("%d points"),
        label_visibility="collapsed",
    )


def _weigh(ground: Ground, criterion: str, moved: int) -> None:
    """Only the criterion that was moved: the others keep their exact points.

    One that was left out in the same breath stays so.
    """
    fork = current().here.fork
    points = fork.scenario.points
    if criterion in points:
        become(ground, fork.weighed({**points, criterion: float(moved)}), FRAME)


def _place(ground: Ground, criterion: Criterion, told: Told) -> None:
    held.pills(
        spoken(t("Place: {criterion}", criterion=criterion.label)),
        range(1, len(told.criteria) + 1),
        name=f"lab_place_{criterion.id}",
        value=told.ranks[told.criteria.index(criterion.id)],
        write=partial(_put, ground, criterion.id),
        format_func=lambda k: t("1st") if k == 1 else t("{n}th", n=k),
        required=True,
        label_visibility="collapsed",
    )


def _put(ground: Ground, criterion: str, rank: int) -> None:
    """A criterion at its new place; the places of the others close up."""
    fork = current().here.fork
    if fork.told is None:
        return
    found = zip(fork.told.criteria, fork.told.ranks, strict=True)
    ranks = tuple(rank if c == criterion else r for c, r in found)
    become(ground, fork.telling(laid(replace(fork.told, ranks=ranks))), FRAME)


def _deck(ground: Ground, told: Told) -> None:
    """The white cards between two places, and the ratio of the first to the last."""
    labels = {c.id: c.label for c in ground.case.criteria}
    for k, cards in enumerate(told.cards):
        gap = _gap(told, k)
        after, before = (group_text(told, place, labels) for place in (k + 1, k + 2))
        held.number_input(
            plain(t("White cards between {first} and {second}", first=after, second=before)),
            0,
            MOST_CARDS,
            name=f"lab_cards_{gap}",
            value=cards,
            write=partial(_deal, ground, gap),
            step=1,
        )
    if told.cards:
        _ratio(ground, told)


def _gap(told: Told, place: int) -> str:
    """The criteria before and after the cards, which move when a criterion changes its place."""
    found = list(zip(told.criteria, told.ranks, strict=True))
    sides = ([c for c, rank in found if rank == place + side] for side in (1, 2))
    return "--".join("-".join(side) for side in sides)


def _deal(ground: Ground, gap: str, wanted: int) -> None:
    fork = current().here.fork
    if fork.told is None:
        return
    told = fork.told
    cards = tuple(wanted if _gap(told, k) == gap else c for k, c in enumerate(told.cards))
    become(ground, fork.telling(replace(fork.told, cards=cards)), FRAME)


def _ratio(ground: Ground, told: Told) -> None:
    held.number_input(
        t("How many times the first counts as the last (ratio z)"),
        LEAST_RATIO,
        MOST_RATIO,
        name="lab_ratio",
        value=max(LEAST_RATIO, told.ratio),
        write=partial(_stretch, ground),
        step=0.5,
        format="%g",
    )


def _stretch(ground: Ground, ratio: float) -> None:
    fork = current().here.fork
    if fork.told is not None:
        become(ground, fork.telling(replace(fork.told, ratio=ratio)), FRAME)


def _comparisons(ground: Ground, told: Told) -> None:
    """Each two criteria, and whether the answers hold together."""
    labels = {c.id: c.label for c in ground.case.criteria}
    for k, (first, second) in enumerate(pairs(told.criteria)):
        words = scale(labels[first], labels[second])
        held.selectbox(
            plain(t("{first} or {second}?", first=labels[first], second=labels[second])),
            words,
            name=f"lab_pair_{first}_{second}",
            value=told.judgements[k],
            write=partial(_judge, ground, (first, second)),
            format_func=words.__getitem__,
        )
    css = "warn" if judgement(told).inconsistent else "note"
    st.html(tag("p", text(consistency_text(told, labels)), css, role="status"))


def _judge(ground: Ground, pair: tuple[str, str], said: int) -> None:
    """Known by its criteria: one of them may have been left out since it was drawn."""
    fork = current().here.fork
    if fork.told is None:
        return
    found = zip(pairs(fork.told.criteria), fork.told.judgements, strict=True)
    judgements = tuple(said if two == pair else before for two, before in found)
    become(ground, fork.telling(replace(fork.told, judgements=judgements)), FRAME)


def _criteria(ground: Ground, kept: tuple[str, ...]) -> None:
    held.pills(
        t("Criteria taken into account"),
        [c.id for c in ground.case.criteria],
        name="lab_criteria",
        value=kept,
        write=partial(_keep_criteria, ground),
        selection_mode="multi",
        format_func=lambda c: plain(ground.case.criterion(c).label),
    )


def _keep_criteria(ground: Ground, picked: list[str]) -> None:
    fork = current().here.fork
    names = [c.id for c in ground.case.criteria if c.id in picked]
    if fork.told is not None and 0 < len(names) <= _most(fork.told):
        become(ground, fork.telling(among(fork.told, names)), FRAME)
        return
    points = {c: fork.scenario.points.get(c, float(START_POINTS)) for c in names}
    become(ground, fork.weighed(points), FRAME)


def _most(told: Told) -> int:
    """Criteria of which this can be told."""
    return MOST_JUDGED if told.way is Way.PAIRWISE else 1_000
