"""The scores and the levers of the scenario being changed."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from criteria.model import Criterion, Lever
from criteria.scales import Amount, WordScale
from criteria.scoring import words_in_order
from prioritisation.analysis.whatif import LONGEST_NAME, Fork, InvalidFork, ScoreChange, forked
from prioritisation.analysis.whatif.fork import MOST_ADDED, with_shared_ids
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.sentences.phrases import anchor_in_both, score_bounds_text, score_in_both
from prioritisation.ui.scenarios.bench import become, current
from prioritisation.ui.scenarios.drafts import Bench
from prioritisation.ui.scenarios.ground import BaseCase, draw_notice
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.scores import (
    BETWEEN,
    ONE_VALUE,
    bound_field,
    bound_labels,
    kind_field,
    missing_score,
)
from prioritisation.wording import t

_LEVER, _CRITERION, _KIND = "lab_lever", "lab_criterion", "lab_kind"
_ADDED = "lab_added"
_SCORES, _LEVERS = "scores", "levers"


def draw_levers(ground: BaseCase, bench: Bench) -> None:
    """Which levers are compared: withdraw, put back, add."""
    fork = bench.edited.fork
    st.html(tag("h2", text(t("Levers of « {name} »", name=fork.name))))
    labels = {v.id: v.label for v in _all_levers(ground, fork)}
    widgets.pills(
        t("Levers compared: one click withdraws one, another puts it back"),
        labels,
        name="lab_present",
        value=[v for v in labels if v not in fork.withdrawn],
        write=partial(_present, ground),
        selection_mode="multi",
        format_func=lambda v: literal(labels[v]),
    )
    with st.form("lab_adding", border=False):
        label = t("Another lever, unknown until it is scored")
        widgets.text_input(label, name=_ADDED, value="", write=None, max_chars=LONGEST_NAME)
        st.form_submit_button(t("Add this lever"), on_click=_add, args=(ground,))
    draw_notice(bench.refusal, _LEVERS)


def _all_levers(ground: BaseCase, fork: Fork) -> list[Lever]:
    added = [Lever(a.id, a.label, a.label, "") for a in fork.added]
    return [*ground.case.levers, *added]


def _present(ground: BaseCase, picked: list[str]) -> None:
    fork = current().edited.fork
    for lever in [v.id for v in _all_levers(ground, fork)]:
        if lever not in picked and lever not in fork.withdrawn:
            fork = fork.without(lever)
        elif lever in picked and lever in fork.withdrawn:
            fork = fork.restored(lever)
    become(ground, fork, _LEVERS)


def _add(ground: BaseCase) -> None:
    bench = current()
    label = " ".join(str(widgets.value_of(_ADDED, "")).split())[:LONGEST_NAME]
    fork = bench.edited.fork
    names = {v.label.casefold() for v in _all_levers(ground, fork)}
    if not label or label.casefold() in names or len(fork.added) >= MOST_ADDED:
        bench.refusal = (_LEVERS, (_why_not(label, full=len(fork.added) >= MOST_ADDED),))
        return
    others = [draft.fork for draft in bench.drafts if draft is not bench.edited]
    # Of the same name in two scenarios it is the same lever.
    added = with_shared_ids(fork.adding(label), others, ground.levers)
    if become(ground, added, _LEVERS):
        widgets.renew_controls(_ADDED)
        widgets.choice_writer(_LEVER)(added.added[-1].id)


def _why_not(label: str, *, full: bool) -> str:
    if full:
        return t("{n} added levers at most.", n=MOST_ADDED)
    if not label:
        return t("Give the lever a name.")
    return t("There is already a lever called « {name} ».", name=label)


def draw_scores(ground: BaseCase, bench: Bench) -> None:
    """A score of a lever on a criterion, and the table of all."""
    fork = bench.edited.fork
    st.html(tag("h2", text(t("Scores of « {name} »", name=fork.name))))
    present = [v for v in _all_levers(ground, fork) if v.id not in fork.withdrawn]
    if present:
        _form(ground, bench, present)
    draw_notice(bench.refusal, _SCORES)
    with st.expander(t("Table of the scores of this variant"), type="compact", key="lab_table"):
        st.html(_table(ground, fork, present))


def _form(ground: BaseCase, bench: Bench, present: list[Lever]) -> None:
    labels = {v.id: v.label for v in present}
    which, what = st.columns(2)
    with which:
        lever = _one_of(t("Lever"), _LEVER, labels)
    with what:
        by_id = {c.id: c for c in ground.criteria(bench.edited.fork)}
        names = {c.id: c.label for c in by_id.values()}
        criterion = by_id[_one_of(t("Criterion"), _CRITERION, names)]
    st.html(tag("p", text(_present_score(ground, bench.edited.fork, lever, criterion)), "note"))
    kind = widgets.own_choice(_KIND, ONE_VALUE)
    kind_field(_KIND, kind, widgets.choice_writer(_KIND))
    _values(ground, bench, lever, criterion, kind)


def _one_of(label: str, name: str, labels: Mapping[str, str]) -> str:
    """A choice, the first one when what was chosen is gone: a lever withdrawn, another case."""
    chosen = widgets.own_choice(name, "")
    chosen = chosen if chosen in labels else next(iter(labels))
    widgets.selectbox(
        label,
        labels,
        name=name,
        value=chosen,
        write=widgets.choice_writer(name),
        format_func=labels.__getitem__,
    )
    return chosen


def _present_score(ground: BaseCase, fork: Fork, lever: str, criterion: Criterion) -> str:
    now, before = _score(ground, fork, lever, criterion)
    if before and before != now:
        sentence = t("In this variant: {now}. In the case: {before}.", now=now, before=before)
    else:
        sentence = t("In this variant: {now}.", now=now)
    return f"{sentence} {_scale(criterion)}".rstrip()


def _scale(criterion: Criterion) -> str:
    """The ends of a scale of numbers, in both units; words are in the list itself."""
    if isinstance(criterion.scale, WordScale):
        return ""
    ends = sorted(criterion.anchors(), key=lambda a: float(str(a)))
    low, high = (anchor_in_both(criterion, a) for a in ends)
    return t("Scale: from {low} to {high}.", low=low, high=high)


def _score(ground: BaseCase, fork: Fork, lever: str, criterion: Criterion) -> tuple[str, str]:
    """A score in the scenario, and in the case; the second is empty for an added lever."""
    combination = fork.scenario.combination
    try:
        table_now = forked(ground.case, fork).tables[combination]
    except InvalidFork:
        return score_bounds_text(criterion, (None, None)), ""
    now = score_in_both(criterion, table_now.score(lever, criterion.id))
    if lever not in ground.levers:
        return now, ""
    score = ground.case.tables[combination].score(lever, criterion.id)
    return now, score_in_both(criterion, score)


def _values(ground: BaseCase, bench: Bench, lever: str, criterion: Criterion, kind: str) -> None:
    changes = [
        s for s in bench.edited.fork.scores if (s.lever, s.criterion) == (lever, criterion.id)
    ]
    cell = f"{bench.edited.number}_{lever}_{criterion.id}"
    keys = {
        ONE_VALUE: [f"lab_one_{cell}"],
        BETWEEN: [f"lab_low_{cell}", f"lab_high_{cell}"],
    }
    known = _known(changes[0], kind) if changes else (None, None)
    with st.form(f"lab_score_{cell}", border=False):
        columns = st.columns(2)
        labels = bound_labels(kind, criterion.scale)
        # One field or two, though there are always two columns and two ends.
        for key, label, column, value in zip(
            keys.get(kind, []), labels, columns, known, strict=False
        ):
            with column:
                bound_field(criterion, label, key, value)
        with st.container(key="lab_write", horizontal=True, gap="small"):
            given = (ground, lever, criterion, keys.get(kind, []))
            st.form_submit_button(t("Write this score"), on_click=_write, args=given)
            if changes:
                st.form_submit_button(
                    t("Back to the score of the case"),
                    on_click=_unwrite,
                    args=(ground, lever, criterion.id),
                )


def _known(change: ScoreChange, kind: str) -> tuple[Amount | None, Amount | None]:
    """The ends that this scenario gives a score already."""
    if kind == ONE_VALUE and change.low != change.high:
        return None, None
    return change.low, change.high


def _write(ground: BaseCase, lever: str, criterion: Criterion, keys: list[str]) -> None:
    bench = current()
    given = [widgets.value_of(key) for key in keys]
    if None in given:
        bench.refusal = (_SCORES, (missing_score(),))
        return
    fork = bench.edited.fork
    # One field is both ends.
    low, high = (given[0], given[-1]) if given else (None, None)
    if low is not None and high is not None:
        low, high = words_in_order(low, high, criterion.scale)
    become(ground, fork.scored(ScoreChange(lever, criterion.id, low, high)), _SCORES)


def _unwrite(ground: BaseCase, lever: str, criterion: str) -> None:
    become(ground, current().edited.fork.unscored(lever, criterion), _SCORES)


def _table(ground: BaseCase, fork: Fork, present: list[Lever]) -> str:
    criteria = ground.criteria(fork)
    head = [text(t("Lever")), *(text(c.label) for c in criteria)]
    rows = [[text(v.label), *(_cell(ground, fork, v.id, c) for c in criteria)] for v in present]
    return scrollable(table(head, rows, css="twin left"), t("Scores of the levers"))


def _cell(ground: BaseCase, fork: Fork, lever: str, criterion: Criterion) -> str:
    now, before = _score(ground, fork, lever, criterion)
    if not before or before == now:
        return text(now)
    was = tag("span", text(t("In the case: {before}", before=before)), "st")
    return tag("span", text(now), "val") + was
