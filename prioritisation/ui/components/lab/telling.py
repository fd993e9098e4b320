"""The weights of a scenario: in points, or told by an order, a deck of cards, two by two."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from criteria.model import Criterion
from prioritisation.drawing.markup import tag, text
from prioritisation.scenario import START_POINTS
from prioritisation.sentences.told import (
    consistency_text,
    group_text,
    scale,
    way_name,
    way_note,
)
from prioritisation.ui.components.controls import MOST_POINTS, capital, plain, spoken, weight_head
from prioritisation.ui.components.lab.bench import Slot, become, current
from prioritisation.ui.components.lab.ground import Ground
from prioritisation.weights.ways import (
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


def shown(key: str, value: object) -> None:
    """Give a control its value, unless it has it: what is typed during a run is not undone."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _way(ground: Ground, slot: Slot) -> None:
    """The choice of the way; comparisons two by two are not proposed for too many criteria."""
    key, told = "lab_way", slot.fork.told
    few = len(slot.fork.scenario.points) <= MOST_JUDGED
    ways = [w for w in Way if few or w is not Way.PAIRWISE or (told and told.way is w)]
    shown(key, told.way.value if told else POINTS)
    st.selectbox(
        t("How the weights are told"),
        [POINTS, *(w.value for w in ways)],
        format_func=lambda w: capital(way_name(None if w == POINTS else Way(w))),
        key=key,
        on_change=_choose_way,
        args=(ground, key),
    )
    if told is not None:
        st.html(tag("p", text(way_note(told.way)), "note"))


def _choose_way(ground: Ground, key: str) -> None:
    """The order of the present weights is kept; points are those that the last way gave."""
    fork, picked = current().here.fork, str(st.session_state[key])
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
    key = f"lab_points_{criterion.id}"
    shown(key, min(MOST_POINTS, round(points)))
    st.slider(
        spoken(t("Weight: {criterion}", criterion=criterion.label)),
        0,
        MOST_POINTS,
        step=1,
        format=t("%d points"),
        key=key,
        on_change=_weigh,
        args=(ground, criterion.id, key),
        label_visibility="collapsed",
    )


def _weigh(ground: Ground, criterion: str, key: str) -> None:
    """Only the criterion that was moved: the others keep their exact points."""
    fork = current().here.fork
    points = {**fork.scenario.points, criterion: float(st.session_state[key])}
    become(ground, fork.weighed(points), FRAME)


def _place(ground: Ground, criterion: Criterion, told: Told) -> None:
    key = f"lab_place_{criterion.id}"
    shown(key, told.ranks[told.criteria.index(criterion.id)])
    st.pills(
        spoken(t("Place: {criterion}", criterion=criterion.label)),
        range(1, len(told.criteria) + 1),
        format_func=lambda k: t("1st") if k == 1 else t("{n}th", n=k),
        key=key,
        required=True,
        on_change=_put,
        args=(ground, criterion.id, key),
        label_visibility="collapsed",
    )


def _put(ground: Ground, criterion: str, key: str) -> None:
    """A criterion at its new place; the places of the others close up."""
    fork = current().here.fork
    if fork.told is None:
        return
    found = zip(fork.told.criteria, fork.told.ranks, strict=True)
    ranks = tuple(int(st.session_state[key]) if c == criterion else r for c, r in found)
    become(ground, fork.telling(laid(replace(fork.told, ranks=ranks))), FRAME)


def _deck(ground: Ground, told: Told) -> None:
    """The white cards between two places, and the ratio of the first to the last."""
    labels = {c.id: c.label for c in ground.case.criteria}
    for k, cards in enumerate(told.cards):
        after, before = (group_text(told, place, labels) for place in (k + 1, k + 2))
        key = f"lab_cards_{k}"
        shown(key, cards)
        st.number_input(
            plain(t("White cards between {first} and {second}", first=after, second=before)),
            0,
            MOST_CARDS,
            step=1,
            key=key,
            on_change=_deal,
            args=(ground, k, key),
        )
    if told.cards:
        _ratio(ground, told)


def _deal(ground: Ground, gap: int, key: str) -> None:
    fork = current().here.fork
    if fork.told is None:
        return
    wanted = int(st.session_state[key])
    cards = tuple(wanted if k == gap else c for k, c in enumerate(fork.told.cards))
    become(ground, fork.telling(replace(fork.told, cards=cards)), FRAME)


def _ratio(ground: Ground, told: Told) -> None:
    key = "lab_ratio"
    shown(key, max(LEAST_RATIO, told.ratio))
    st.number_input(
        t("How many times the first counts as the last (ratio z)"),
        LEAST_RATIO,
        MOST_RATIO,
        step=0.5,
        format="%g",
        key=key,
        on_change=_stretch,
        args=(ground, key),
    )


def _stretch(ground: Ground, key: str) -> None:
    fork = current().here.fork
    if fork.told is not None:
        ratio = float(st.session_state[key])
        become(ground, fork.telling(replace(fork.told, ratio=ratio)), FRAME)


def _comparisons(ground: Ground, told: Told) -> None:
    """Each two criteria, and whether the answers hold together."""
    labels = {c.id: c.label for c in ground.case.criteria}
    for k, (first, second) in enumerate(pairs(told.criteria)):
        words = scale(labels[first], labels[second])
        key = f"lab_pair_{first}_{second}"
        shown(key, told.judgements[k])
        st.selectbox(
            plain(t("{first} or {second}?", first=labels[first], second=labels[second])),
            list(words),
            format_func=_worded(words),
            key=key,
            on_change=_judge,
            args=(ground, k, key),
        )
    css = "warn" if judgement(told).inconsistent else "note"
    st.html(tag("p", text(consistency_text(told, labels)), css, role="status"))


def _worded(words: Mapping[int, str]) -> Callable[[int], str]:
    return lambda said: words[said]


def _judge(ground: Ground, pair: int, key: str) -> None:
    fork = current().here.fork
    if fork.told is None:
        return
    said = int(st.session_state[key])
    judgements = tuple(said if k == pair else v for k, v in enumerate(fork.told.judgements))
    become(ground, fork.telling(replace(fork.told, judgements=judgements)), FRAME)


def _criteria(ground: Ground, kept: tuple[str, ...]) -> None:
    key = "lab_criteria"
    shown(key, list(kept))
    st.pills(
        t("Criteria taken into account"),
        [c.id for c in ground.case.criteria],
        selection_mode="multi",
        format_func=lambda c: plain(ground.case.criterion(c).label),
        key=key,
        on_change=_keep_criteria,
        args=(ground, key),
    )


def _keep_criteria(ground: Ground, key: str) -> None:
    fork, picked = current().here.fork, st.session_state[key]
    names = [c.id for c in ground.case.criteria if c.id in picked]
    if fork.told is not None and 0 < len(names) <= _most(fork.told):
        become(ground, fork.telling(among(fork.told, names)), FRAME)
        return
    points = {c: fork.scenario.points.get(c, float(START_POINTS)) for c in names}
    become(ground, fork.weighed(points), FRAME)


def _most(told: Told) -> int:
    """Criteria of which this can be told."""
    return MOST_JUDGED if told.way is Way.PAIRWISE else 1_000
