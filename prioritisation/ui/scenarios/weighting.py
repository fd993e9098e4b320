"""The weights of a scenario: in points, or told by an order, a deck of cards, two by two."""

from dataclasses import replace
from functools import partial

import streamlit as st

from criteria.model import Criterion
from prioritisation.analysis.address import MOST_POINTS
from prioritisation.analysis.scenario import START_POINTS
from prioritisation.analysis.weight_elicitation import (
    MOST_JUDGED,
    MOST_RATIO,
    MOST_WHITE_CARDS,
    Elicitation,
    ElicitationMethod,
    elicitation_among,
    judgement,
    laid_out,
    pairs,
    starting_elicitation,
)
from prioritisation.analysis.weights import shares
from prioritisation.analysis.whatif import Fork
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.sentences import weighting
from prioritisation.sentences.explained import NumberKind
from prioritisation.sentences.methods import how_computed, method_notes
from prioritisation.sentences.shares import rounded_note, weight_texts
from prioritisation.sentences.specialists import scaling_rule, weight_rule_lines
from prioritisation.ui.scenarios.bench import become, current
from prioritisation.ui.scenarios.drafts import ForkDraft
from prioritisation.ui.scenarios.ground import BaseCase
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal, spoken, weight_head
from prioritisation.ui.shared.folds import answered_fold, page_numbers
from prioritisation.wording import ordinal, t

_FRAME, _POINTS = "frame", "points"
_LEAST_RATIO = 1.1
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
                elif elicitation.way is not ElicitationMethod.PAIRWISE:
                    _place(ground, criterion, elicitation)
    if elicitation is not None and elicitation.way is ElicitationMethod.CARDS:
        _deck(ground, draft.fork, elicitation)
    if elicitation is not None and elicitation.way is ElicitationMethod.PAIRWISE:
        _comparisons(ground, draft.fork, elicitation)
    _criteria(ground, draft.fork)
    with answered_fold(how_computed(), "", "lab_method"):
        rules = plain_list([scaling_rule(), *weight_rule_lines(), *method_notes()])
        st.html(page_numbers(*_NUMBERS) + rules)


def _way(ground: BaseCase, draft: ForkDraft) -> None:
    """The choice of the way; comparisons two by two are not proposed for too many criteria."""
    elicitation = draft.fork.elicitation
    few = len(draft.fork.scenario.points) <= MOST_JUDGED
    ways = [
        w
        for w in ElicitationMethod
        if few or w is not ElicitationMethod.PAIRWISE or (elicitation and elicitation.way is w)
    ]
    widgets.selectbox(
        t("How the weights are told"),
        [_POINTS, *(w.value for w in ways)],
        name="lab_way",
        value=elicitation.way.value if elicitation else _POINTS,
        write=partial(_choose_way, ground),
        format_func=lambda w: capital(
            weighting.way_name(None if w == _POINTS else ElicitationMethod(w))
        ),
    )
    if elicitation is not None:
        st.html(tag("p", text(weighting.way_note(elicitation.way)), "note"))


def _choose_way(ground: BaseCase, picked: str) -> None:
    """The order of the present weights is kept; points are those that the last way gave."""
    fork = current().edited.fork
    points = fork.scenario.points
    if picked == _POINTS:
        become(ground, fork.weighed(points), _FRAME)
        return
    way, elicitation = ElicitationMethod(picked), fork.elicitation
    if (
        elicitation is not None
        and way is not ElicitationMethod.PAIRWISE
        and elicitation.way is not ElicitationMethod.PAIRWISE
    ):
        become(ground, fork.elicited(laid_out(replace(elicitation, way=way))), _FRAME)
        return
    become(
        ground,
        fork.elicited(starting_elicitation(way, tuple(points), list(points.values()))),
        _FRAME,
    )


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


def _deck(ground: BaseCase, fork: Fork, elicitation: Elicitation) -> None:
    """The white cards between two places, and the ratio of the first to the last."""
    labels = {c.id: c.label for c in ground.criteria(fork)}
    for k, cards in enumerate(elicitation.cards):
        gap = _gap(elicitation, k)
        after, before = (
            weighting.group_text(elicitation, place, labels) for place in (k + 1, k + 2)
        )
        widgets.number_input(
            literal(t("White cards between {first} and {second}", first=after, second=before)),
            0,
            MOST_WHITE_CARDS,
            name=f"lab_cards_{gap}",
            value=cards,
            write=partial(_deal, ground, gap),
            step=1,
        )
    if elicitation.cards:
        _ratio(ground, elicitation)


def _gap(elicitation: Elicitation, place: int) -> str:
    """The criteria before and after the cards, which move when a criterion changes its place."""
    ranked = list(zip(elicitation.criteria, elicitation.ranks, strict=True))
    sides = ([c for c, rank in ranked if rank == place + side] for side in (1, 2))
    return "--".join("-".join(side) for side in sides)


def _deal(ground: BaseCase, gap: str, count: int) -> None:
    fork = current().edited.fork
    if fork.elicitation is None:
        return
    elicitation = fork.elicitation
    cards = tuple(
        count if _gap(elicitation, k) == gap else c for k, c in enumerate(elicitation.cards)
    )
    become(ground, fork.elicited(replace(fork.elicitation, cards=cards)), _FRAME)


def _ratio(ground: BaseCase, elicitation: Elicitation) -> None:
    widgets.number_input(
        t("How many times the first counts as the last (ratio z)"),
        _LEAST_RATIO,
        MOST_RATIO,
        name="lab_ratio",
        # A link may hold a smaller one, which the control would refuse.
        value=max(_LEAST_RATIO, elicitation.ratio),
        write=partial(_stretch, ground),
        step=0.5,
        format="%g",
    )


def _stretch(ground: BaseCase, ratio: float) -> None:
    fork = current().edited.fork
    if fork.elicitation is not None:
        become(ground, fork.elicited(replace(fork.elicitation, ratio=ratio)), _FRAME)


def _comparisons(ground: BaseCase, fork: Fork, elicitation: Elicitation) -> None:
    """Each two criteria, and whether the answers hold together."""
    labels = {c.id: c.label for c in ground.criteria(fork)}
    for k, (first, second) in enumerate(pairs(elicitation.criteria)):
        words = weighting.scale(labels[first], labels[second])
        widgets.selectbox(
            literal(t("{first} or {second}?", first=labels[first], second=labels[second])),
            words,
            name=f"lab_pair_{first}_{second}",
            value=elicitation.judgements[k],
            write=partial(_judge, ground, (first, second)),
            format_func=words.__getitem__,
        )
    css = "warn" if judgement(elicitation).inconsistent else "note"
    st.html(tag("p", text(weighting.consistency_text(elicitation, labels)), css, role="status"))


def _judge(ground: BaseCase, pair: tuple[str, str], judgement: int) -> None:
    """Known by its criteria: one of them may have been left out since it was drawn."""
    fork = current().edited.fork
    if fork.elicitation is None:
        return
    judged = zip(pairs(fork.elicitation.criteria), fork.elicitation.judgements, strict=True)
    judgements = tuple(judgement if two == pair else before for two, before in judged)
    become(ground, fork.elicited(replace(fork.elicitation, judgements=judgements)), _FRAME)


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
    # With none left, or too many for this way, points come back.
    if fork.elicitation is not None and 0 < len(names) <= _most(fork.elicitation):
        become(ground, fork.elicited(elicitation_among(fork.elicitation, names)), _FRAME)
        return
    points = {c: fork.scenario.points.get(c, float(START_POINTS)) for c in names}
    become(ground, fork.weighed(points), _FRAME)


def _most(elicitation: Elicitation) -> int:
    """Criteria of which this can be told."""
    # Pairs grow fast; places are as many as the criteria, however many.
    return MOST_JUDGED if elicitation.way is ElicitationMethod.PAIRWISE else 1_000
