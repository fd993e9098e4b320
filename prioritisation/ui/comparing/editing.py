"""The controls of one setting of *Comparer*: name, weights, criteria, choices, method, a score."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.model import Criterion, Sense
from criteria.scoring import check_typed, words_in_order
from prioritisation.analysis.address import MOST_POINTS, legible_name
from prioritisation.analysis.comparison import LONGEST_NAME, Change, ScoreChange
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import START_POINTS, Scenario
from prioritisation.analysis.weights import on_sliders, shares
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.columns import change_label
from prioritisation.sentences.explained import method_name, method_note
from prioritisation.sentences.phrases import direction_label
from prioritisation.sentences.shares import weight_texts
from prioritisation.ui.shared import state, widgets
from prioritisation.ui.shared.controls import capital, literal, spoken, weight_head
from prioritisation.ui.shared.scores import (
    NOBODY,
    ONE_VALUE,
    bound_field,
    bound_labels,
    kind_field,
    missing_score,
)
from prioritisation.ui.visit.visit import notice_block
from prioritisation.wording import problem_sentence, t

_LEVER, _CRITERION, _KIND, _REFUSED = "own_lever", "own_criterion", "own_kind", "own_refused"

Read = Callable[[Case], list[Change]]
Write = Callable[[Case, list[Change]], None]


@dataclass(frozen=True, slots=True)
class _Own:
    """One setting, and how to read and write them all: several controls may be heard together."""

    case: Case
    read: Read
    write: Write
    place: int

    @property
    def change(self) -> Change:
        """As it is now."""
        return self.read(self.case)[self.place]

    @property
    def applied(self) -> Scenario:
        """The scenario that it gives now."""
        return self.change.applied(self.case, state.session_scenario())

    def become(self, change: Change) -> None:
        """Write it changed."""
        changes = self.read(self.case)
        changes[self.place] = change
        self.write(self.case, changes)

    def named(self, control: str) -> str:
        """The name of one of its controls."""
        return f"own_{self.place}_{control}"


def draw_editing(case: Case, read: Read, write: Write, place: int) -> None:
    """What the setting at a place of the list is made of, each thing to be changed."""
    own = _Own(case, read, write, place)
    with st.container(key=f"own_{place}", gap="small"):
        widgets.text_input(
            t("Name of the setting"),
            name=own.named("name"),
            value=change_label(case, state.session_scenario(), own.change),
            write=lambda typed: own.become(replace(own.change, name=legible_name(typed))),
            max_chars=LONGEST_NAME,
        )
        _weights(own)
        _choices(own)
        _score(own)


def _weights(own: _Own) -> None:
    points = own.applied.points
    criteria = own.case.in_plain_words(own.applied.senses).criteria
    given = any(points.values())
    share_of = dict(
        zip(points, weight_texts(shares(points)) if given else ["–"] * len(points), strict=True)
    )
    for place, criterion in zip(own.case.places, criteria, strict=True):
        if criterion.id not in points:
            continue
        with st.container(key=f"crit_{place}_{criterion.id}_{own.place}", gap=None):
            st.html(weight_head(criterion, place, share_of[criterion.id]))
            widgets.slider(
                spoken(t("Weight: {criterion}", criterion=criterion.label)),
                0,
                MOST_POINTS,
                name=own.named(f"points_{criterion.id}"),
                value=round(on_sliders(points)[criterion.id]),
                write=partial(_weigh, own, criterion.id),
                step=1,
                format=t("%d points"),
                label_visibility="collapsed",
            )
    labels = {c.id: c.label for c in criteria}
    widgets.pills(
        t("Criteria taken into account"),
        labels,
        name=own.named("criteria"),
        value=tuple(points),
        write=partial(_count, own),
        selection_mode="multi",
        format_func=lambda c: literal(labels[c]),
    )


def _weigh(own: _Own, criterion: str, moved: int) -> None:
    points = on_sliders(own.applied.points)
    if criterion in points:
        _give(own, {**points, criterion: float(moved)})


def _count(own: _Own, picked: list[str]) -> None:
    # With none left, the criteria stay: a setting without any would be that of the screen.
    if picked:
        points = on_sliders(own.applied.points)
        _give(
            own,
            {
                c.id: points.get(c.id, float(START_POINTS))
                for c in own.case.criteria
                if c.id in picked
            },
        )


def _give(own: _Own, points: dict[str, float]) -> None:
    own.become(replace(own.change, equal=False, points=tuple(points.items())))


def _choices(own: _Own) -> None:
    """Ways of counting, directions, method."""
    scenario, change = own.applied, own.change
    kept = own.case.keeping(tuple(scenario.points)).in_plain_words(scenario.senses)
    for question in kept.live_questions:
        labels = {r.id: capital(r.label) for r in question.readings}
        widgets.selectbox(
            literal(question.name),
            labels,
            name=own.named(f"reading_{question.id}"),
            value=question.answer(scenario.combination).id,
            write=partial(_read_otherwise, own, tuple(labels)),
            format_func=labels.__getitem__,
        )
    for criterion in kept.criteria:
        if len(criterion.direction.labels) > 1:
            widgets.selectbox(
                spoken(t("Direction: {label}.", label=criterion.label)),
                list(Sense),
                name=own.named(f"sense_{criterion.id}"),
                value=scenario.senses.get(criterion.id, criterion.direction.default),
                write=partial(_turn, own, criterion.id),
                format_func=partial(_sense_label, criterion),
            )
    widgets.selectbox(
        t("Method"),
        list(Method),
        name=own.named("method"),
        value=change.method,
        write=lambda method: own.become(replace(own.change, method=method)),
        format_func=lambda method: capital(method_name(method)),
    )
    if change.method is not Method.ADDITIVE:
        st.html(tag("p", text(method_note(change.method)), "note"))


def _sense_label(criterion: Criterion, sense: Sense) -> str:
    return capital(direction_label(criterion, sense))


def _read_otherwise(own: _Own, readings: tuple[str, ...], reading: str) -> None:
    others = tuple(r for r in own.change.readings if r not in readings)
    here = own.case.reread(state.session_scenario().combination, reading)
    same = here == state.session_scenario().combination
    own.become(replace(own.change, readings=others if same else (*others, reading)))


def _turn(own: _Own, criterion: str, sense: Sense) -> None:
    default = own.case.criterion(criterion).direction.default
    here = state.session_scenario().senses.get(criterion, default)
    turned = own.change.reversed - {criterion}
    own.become(replace(own.change, reversed=turned if sense is here else turned | {criterion}))


def _score(own: _Own) -> None:
    """One score otherwise, for this setting only."""
    labels = {v.id: v.label for v in own.case.levers}
    named = {c.id: c for c in own.case.in_plain_words(own.applied.senses).criteria}
    counted = {c: named[c].label for c in own.applied.points}
    if not counted:
        return
    with st.expander(
        t("Another score, in this setting only"), type="compact", key=own.named("fold")
    ):
        lever = _one_of(own, t("Lever"), _LEVER, labels)
        criterion = named[_one_of(own, t("Criterion"), _CRITERION, counted)]
        kind = widgets.own_choice(own.named(_KIND), ONE_VALUE)
        kind_field(own.named(_KIND), kind, widgets.choice_writer(own.named(_KIND)))
        bounds = bound_labels(kind, criterion.scale)
        keys = [own.named(f"end_{k}_{lever}_{criterion.id}") for k in range(len(bounds))]
        given = next(
            (s for s in own.change.scores if (s.lever, s.criterion) == (lever, criterion.id)), None
        )
        with st.form(own.named(f"score_{lever}_{criterion.id}"), border=False):
            ends = (given.low, given.high) if given else (None, None)
            for key, label, end in zip(keys, bounds, ends, strict=False):
                bound_field(criterion, label, key, end)
            st.form_submit_button(
                t("Write this score"), on_click=_write, args=(own, lever, criterion, keys, kind)
            )
        if given:
            st.button(
                t("Back to the score of the case"),
                key=own.named("unscore"),
                on_click=lambda: own.become(own.change.unscored(lever, criterion.id)),
            )
        if why := st.session_state.pop(_REFUSED, ()):
            st.html(notice_block(*why))


def _one_of(own: _Own, label: str, name: str, labels: dict[str, str]) -> str:
    """A choice, the first one when what was chosen is gone."""
    key = own.named(name)
    chosen = widgets.own_choice(key, "")
    chosen = chosen if chosen in labels else next(iter(labels))
    writer = widgets.choice_writer(key)
    widgets.selectbox(
        label, labels, name=key, value=chosen, write=writer, format_func=labels.__getitem__
    )
    return chosen


def _write(own: _Own, lever: str, criterion: Criterion, keys: list[str], kind: str) -> None:
    given = [widgets.value_of(key) for key in keys]
    if None in given:
        st.session_state[_REFUSED] = (missing_score(),)
        return
    low, high = (None, None) if kind == NOBODY else (given[0], given[-1])
    if low is not None and high is not None:
        low, high = words_in_order(low, high, criterion.scale)
    if wrong := check_typed(low, high, criterion.scale, t("score"), criterion.label):
        st.session_state[_REFUSED] = tuple(
            t("{sentence}.", sentence=problem_sentence(p)) for p in wrong
        )
        return
    own.become(own.change.scored(ScoreChange(lever, criterion.id, low, high)))
