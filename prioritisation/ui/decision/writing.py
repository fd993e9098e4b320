"""The rest of what the group writes, from proposal to review; what results say beside it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import streamlit as st

from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.meeting.room.results import group_robustness
from prioritisation.meeting.rules.decision import Decision, Finding, Step, with_proposal
from prioritisation.sentences.decision import finding_text, reminder_text
from prioritisation.sentences.robustness import decided_word, learning_answer
from prioritisation.ui.decision.ground import (
    DecisionEdit,
    DecisionPage,
    Field,
    Unfit,
    field,
    keep_edit,
    part_heading,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.page import apart_block, draw_html, while_computing
from prioritisation.ui.visit.visit import draw_refusal, refuse
from prioritisation.wording import date_text, t

_EDITING = "decision_editing"
"""Session key: the row being edited, with the list and the place it stands at."""

_REMEMBERED = "decision_editing_told"
"""Session key: whose decision, and what is remembered of the row being edited."""

_ADDED = "decision_added"
"""Session key: list -> how many rows were added to it here; each new row has controls of its own.

A control that is emptied may keep its text on the screen, when the next run of the page comes at
once, as it does after each write of a meeting.
"""

Row = TypeVar("Row")
RowValues = dict[str, object]


@dataclass(frozen=True, slots=True)
class DecisionList(Generic[Row]):
    """A list of the decision.

    Attributes
    ----------
    controls
        Draws the controls of a row, given the start of their names, what they start from and
        whether the row is a new one.
    build
        A row from what the controls say; None when it says nothing.
    values
        What the controls must say for a row; empty ones for a new row.
    sentence, html
        A row in a sentence; as HTML.
    """

    kind: str
    get: Callable[[Decision], tuple[Row, ...]]
    put: Callable[[Decision, tuple[Row, ...]], Decision]
    controls: Callable[[str, RowValues, bool], None]
    build: Callable[[RowValues], Row | None]
    values: Callable[[Row | None], RowValues]
    sentence: Callable[[Row], str]
    html: Callable[[Row], str]
    add: str
    empty: str
    edit: Callable[[Row], str] | None = None


@dataclass(frozen=True, slots=True)
class _Edited(Generic[Row]):
    """The row that a form is about: as it was when it was opened, and where it stands now.

    Attributes
    ----------
    opened
        Place where it was opened: part of the names of its controls.
    """

    base: Row
    opened: int
    at: int


def draw_list(ground: DecisionPage, spec: DecisionList[Row]) -> None:
    """The list, each row with what may be done with it, and the form of one more."""
    rows = spec.get(ground.decision)
    edited = _edited(ground, spec)
    with apart_block():
        for place, row in enumerate(rows):
            with st.container(key=f"row_{spec.kind}_{place}", gap=None):
                if edited is not None and place == edited.at:
                    _changed(spec, edited.base, row)
                    _form(ground, spec, edited)
                else:
                    _draw_row(ground, spec, place, row)
        if edited is not None and edited.at >= len(rows):
            _changed(spec, edited.base, None)
            _form(ground, spec, edited)
    if ground.writes:
        _form(ground, spec, None)


def _edited(ground: DecisionPage, spec: DecisionList[Row]) -> _Edited[Row] | None:
    """The row being edited; it stays so when somebody else changes the list: its form is kept."""
    name, kind, place, base = st.session_state.get(_EDITING, ("", "", 0, None))
    if not ground.writes or (name, kind) != (ground.name, spec.kind):
        return None
    rows = spec.get(ground.decision)
    if isinstance(base, str):  # what an earlier session said of it
        if place >= len(rows) or spec.sentence(rows[place]) != base:
            _close()
            return None
        base = rows[place]
    _now_edited(ground, spec, place, base)
    # Others may have moved it; the controls keep the names of where it was opened.
    return _Edited(base, place, rows.index(base) if base in rows else place)


def _now_edited(ground: DecisionPage, spec: DecisionList[Row], place: int, base: Row) -> None:
    st.session_state[_EDITING] = (ground.name, spec.kind, place, base)
    st.session_state[_REMEMBERED] = (
        ground.name,
        {_EDITING: [spec.kind, place, spec.sentence(base)]},
    )


def edited_now(ground: DecisionPage) -> Mapping[str, object]:
    """The row being edited, for the tab of the browser to remember."""
    name, fields = st.session_state.get(_REMEMBERED, ("", {}))
    return fields if _EDITING in st.session_state and name == ground.name else {}


def edit_again(ground: DecisionPage, row_of_tab: Mapping[str, object]) -> None:
    """Open the row that an earlier session was editing; a browser may say anything."""
    match row_of_tab.get(_EDITING):
        case [str(kind), int(place), str(sentence)] if place >= 0:
            st.session_state[_EDITING] = (ground.name, kind, place, sentence)


def _changed(spec: DecisionList[Row], base: Row, row: Row | None) -> None:
    with apart_block():
        if row != base:
            theirs_now = spec.sentence(row) if row is not None else t("nothing")
            warning = t("Written meanwhile by somebody else: {said}", said=theirs_now)
            st.html(tag("p", text(warning), "warn"))


def _draw_row(ground: DecisionPage, spec: DecisionList[Row], place: int, row: Row) -> None:
    st.html(spec.html(row))
    if not ground.writes:
        return
    key = f"{ground.name}_{spec.kind}_{place}"
    with st.container(key=f"acts_{key}", horizontal=True, gap="small"):
        if spec.edit is not None:
            st.button(
                spec.edit(row),
                key=f"edit_{key}",
                type="tertiary",
                on_click=_start,
                args=(ground, spec, place, row),
            )
        st.button(
            t("Take back"),
            key=f"drop_{key}",
            type="tertiary",
            on_click=_drop,
            args=(ground, spec, row),
        )


def _start(ground: DecisionPage, spec: DecisionList[Row], place: int, row: Row) -> None:
    _now_edited(ground, spec, place, row)
    # An edit that was given up may have left its text there.
    widgets.renew_controls(*(_prefix(ground, spec, place) + name for name in spec.values(row)))


def _prefix(ground: DecisionPage, spec: DecisionList[Row], place: int | None) -> str:
    kind = f"{ground.name}_{spec.kind}"
    if place is not None:
        return f"{kind}_{place}_"
    return f"{kind}_new{st.session_state.get(_ADDED, {}).get(kind, 0)}_"


def _next(ground: DecisionPage, spec: DecisionList[Row]) -> None:
    """The controls of one more new row."""
    kind = f"{ground.name}_{spec.kind}"
    added = st.session_state.setdefault(_ADDED, {})
    added[kind] = added.get(kind, 0) + 1


def _form(ground: DecisionPage, spec: DecisionList[Row], edited: _Edited[Row] | None) -> None:
    row = edited.base if edited else None
    prefix, start = _prefix(ground, spec, edited.opened if edited else None), spec.values(row)
    # « Enter » in a line would send a row that is not finished.
    with st.form(f"form_{prefix}", border=False, enter_to_submit=False):
        spec.controls(prefix, start, row is None)
        for name, value in start.items():
            if isinstance(value, str) and widgets.is_mounted(prefix + name):
                watch(prefix + name, value, widgets.key_of(prefix + name))
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                spec.add if row is None else t("Save this row"),
                key=f"{prefix}send",
                on_click=_keep,
                args=(ground, spec, edited),
            )
            if row is not None:
                st.form_submit_button(
                    t("Give up"), key=f"{prefix}leave", type="tertiary", on_click=_close
                )
    with apart_block():
        draw_refusal(ground.name, prefix)


def _close() -> None:
    st.session_state.pop(_EDITING, None)


def _keep(ground: DecisionPage, spec: DecisionList[Row], edited: _Edited[Row] | None) -> None:
    """Add the row, once even if the button is pressed twice; or put it in the place of another."""
    base, place = (edited.base, edited.at) if edited else (None, None)
    prefix = _prefix(ground, spec, edited.opened if edited else None)
    start = spec.values(base)
    row = spec.build({name: widgets.value_of(prefix + name, start[name]) for name in start})
    if row is None:
        refuse(ground.name, prefix, spec.empty)
        return

    def edit(decision: Decision) -> Decision | None:
        rows = spec.get(decision)
        if row in rows:
            return decision
        if base is None:
            return spec.put(decision, (*rows, row))
        return _replaced(spec, decision, rows.index(base), row) if base in rows else None

    def after(_decision: Decision) -> None:
        if place is None:
            _next(ground, spec)
        _close()

    def current_text(decision: Decision) -> str:
        rows = spec.get(decision)
        return spec.sentence(rows[place]) if place is not None and place < len(rows) else ""

    force = partial(_replaced, spec, place=place, row=row)
    change = DecisionEdit(prefix, edit, force, spec.sentence(row), current_text, after)
    keep_edit(ground, change)


def _replaced(
    spec: DecisionList[Row], decision: Decision, place: int | None, row: Row
) -> Decision:
    """A row in the place of another; after the last when there is none there any more."""
    rows = list(spec.get(decision))
    if place is None or place >= len(rows):
        rows.append(row)
    else:
        rows[place] = row
    return spec.put(decision, tuple(rows))


def _drop(ground: DecisionPage, spec: DecisionList[Row], row: Row) -> None:
    def without(decision: Decision) -> Decision:
        rows = list(spec.get(decision))
        if row in rows:
            rows.remove(row)
        return spec.put(decision, tuple(rows))

    sentence = t("Taken back: {said}", said=spec.sentence(row))
    place = _prefix(ground, spec, None)
    keep_edit(
        ground,
        DecisionEdit(place, without, without, sentence, lambda _now: "", lambda _now: _close()),
    )


_PROPOSED, _MOST_PROPOSED = "proposed", 3
_SHORT = 96


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the results say.

    Attributes
    ----------
    sentence
        Who is first, and how far it holds.
    hints
        What helps to choose levers; none is chosen for the group.
    learning
        Whether a score known better could change the first place.
    cells
        (lever, criterion) of the scores that are not known, the most useful first.
    """

    sentence: str
    hints: tuple[str, ...] = ()
    learning: str = ""
    cells: tuple[tuple[str, str], ...] = ()


def reminder(ground: DecisionPage) -> Reminder:
    """What the results of a round say; how far they hold is computed once for all."""
    results = ground.results
    with while_computing():
        analysis, robustness = results.analysis, group_robustness(results)
    if analysis is None or robustness is None:
        return Reminder(t("Too few votes to rank: nothing is said of the first place."))
    sentence = reminder_text(analysis, decided_word(analysis, robustness.word))
    cells = tuple(
        (results.case.levers[c.row].id, results.case.criteria[c.column].id)
        for c in robustness.information
    )
    none = t("No lever is chosen for you: the ranking helps, the group proposes.")
    return Reminder(sentence, (none,), learning_answer(analysis, robustness), cells)


def proposal_form(ground: DecisionPage, reminder: Reminder) -> None:
    """Which levers, to whom, under which mandate."""
    part_heading(t("What does the group propose?"), _PROPOSED)
    draw_html(html_paragraphs(reminder.hints, "thin"))
    key = f"{ground.name}_{_PROPOSED}"
    names = {v.id: v.label for v in ground.case.levers}
    widgets.pills(
        t("Levers proposed: one or two"),
        names,
        name=key,
        value=ground.decision.proposed,
        write=partial(_propose, ground),
        selection_mode="multi",
        format_func=lambda v: literal(names[v]),
    )
    with apart_block():
        draw_refusal(ground.name, _PROPOSED)
    field(ground, _line("body", t("Who validates it"), t("For example: the steering committee")))
    field(ground, _text("context", t("Context and mandate of the group"), _SHORT))
    field(ground, _text("arguments", t("Arguments of the group for one lever or two"), _SHORT))


def _propose(ground: DecisionPage, picked: list[str]) -> None:
    ids = set(picked or ())
    proposed = tuple(v.id for v in ground.case.levers if v.id in ids)
    if len(proposed) > _MOST_PROPOSED:
        refuse(
            ground.name,
            _PROPOSED,
            t("{n} levers at most are proposed together.", n=_MOST_PROPOSED),
        )
        return
    base = ground.decision.proposed

    def put(decision: Decision) -> Decision:
        return with_proposal(decision, proposed)

    def edit(decision: Decision) -> Decision | None:
        # The same choice by somebody else is no conflict.
        return put(decision) if decision.proposed in (base, proposed) else None

    def names(decision: Decision) -> str:
        return ", ".join(ground.labels(decision))

    change = DecisionEdit(
        _PROPOSED, edit, put, names(put(ground.decision)), names, lambda _now: None
    )
    keep_edit(ground, change)


def _text(name: str, label: str, height: int) -> Field:
    return Field(name, label, lambda now: str(getattr(now, name)), _putter(name), height)


def _line(name: str, label: str, placeholder: str) -> Field:
    return Field(
        name, label, lambda now: str(getattr(now, name)), _putter(name), placeholder=placeholder
    )


class _putter:  # noqa: N801 (used as a function)
    """Writes a text at a name of the decision."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, decision: Decision, value: str) -> Decision:
        return decision.model_copy(update={self._name: value})


def steps(ground: DecisionPage) -> None:
    """Action, who, when; and the day the decision is looked at again."""
    part_heading(t("What next?"), "steps")
    spec = DecisionList(
        "step",
        lambda now: now.steps,
        lambda now, rows: now.model_copy(update={"steps": rows}),
        _step_controls,
        _step,
        _step_values,
        step_text,
        lambda step: tag("p", text(step_text(step)), "wrote"),
        t("Add this step"),
        t("Write the action first."),
        lambda _step: t("Edit"),
    )
    draw_list(ground, spec)


def _step_controls(prefix: str, start: RowValues, _new: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        for label, name, width in (
            (t("Action"), "action", 420),
            (t("In charge"), "who", 220),
            (t("Due"), "when", 160),
        ):
            _typed(label, prefix, name, start, width)


def _typed(label: str, prefix: str, name: str, start: RowValues, width: int) -> None:
    widgets.text_input(label, name=prefix + name, value=str(start[name]), write=None, width=width)


def _step_values(step: Step | None) -> RowValues:
    return {name: getattr(step, name, "") for name in ("action", "who", "when")}


def _step(values: RowValues) -> Step | None:
    action, people, when = (str(values[n] or "").strip() for n in ("action", "who", "when"))
    # Not checked here: the whole is, when it is written.
    return Step.model_construct(action=action, who=people, when=when) if action else None


def step_text(step: Step) -> str:
    """What, who, when, on a line; what nobody has said is named."""
    people = step.who or t("who does it is to be said")
    return f"{step.action} · {people} · {step.when or t('when is to be said')}"


def finding_out(ground: DecisionPage, reminder: Reminder) -> None:
    """Scores of the table, or anything else, that the group wants to know first."""
    part_heading(t("What to find out first"), "to_find", reminder.learning)
    cells = {f"{lever}\n{criterion}": (lever, criterion) for lever, criterion in reminder.cells}

    def controls(prefix: str, start: RowValues, _new: bool) -> None:
        _finding_controls(ground, cells, prefix, start)

    def build(values: RowValues) -> Finding | None:
        lever, criterion = cells.get(str(values["cell"] or ""), ("", ""))
        sentence = str(values["text"] or "").strip()
        finding = Finding.model_construct(lever=lever, criterion=criterion, text=sentence)
        return finding if lever or sentence else None

    def sentence_of(finding: Finding) -> str:
        return finding_text(finding, ground.case)

    spec = DecisionList(
        "finding",
        lambda now: now.to_find,
        lambda now, rows: now.model_copy(update={"to_find": rows}),
        controls,
        build,
        lambda finding: {"cell": None, "text": finding.text if finding else ""},
        sentence_of,
        lambda finding: tag("p", text(sentence_of(finding)), "wrote"),
        t("Add to the list"),
        t("Choose a score, or write what to find out."),
    )
    draw_list(ground, spec)


def _finding_controls(
    ground: DecisionPage, cells: dict[str, tuple[str, str]], prefix: str, start: RowValues
) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        widgets.selectbox(
            t("A score of the table"),
            cells,
            name=prefix + "cell",
            value=None,
            write=None,
            format_func=lambda k: finding_text(_cell(cells[k]), ground.case),
            placeholder=t("The most useful first"),
            width=420,
        )
        _typed(t("How, or something else"), prefix, "text", start, 420)


def _cell(place: tuple[str, str]) -> Finding:
    return Finding(lever=place[0], criterion=place[1])


def review_form(ground: DecisionPage) -> None:
    """The day the decision is looked at again, as people write days."""
    part_heading(t("When is it looked at again?"), "review")
    label = t("Review date (dd/mm/yyyy)")
    field(ground, Field("review", label, review_day_text, _put_day))


def review_day_text(decision: Decision) -> str:
    """The day of the review, as people write it; empty without one."""
    return date_text(decision.review.isoformat()) if decision.review else ""


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)


def _day_of(text: str) -> dt.date | None:
    """A day as people write it, « 5/12/2026 » too; None for an empty text; raises ValueError."""
    words = text.strip()
    if not words:
        return None
    if _ISO_DAY.fullmatch(words):
        return dt.date.fromisoformat(words)
    match = _DAY.fullmatch(words)
    if match is None:
        raise ValueError(words)
    day, month, year = (int(part) for part in match.groups())
    return dt.date(year, month, day)


def _put_day(decision: Decision, value: str) -> Decision:
    try:
        day: dt.date | None = _day_of(value)
    except ValueError as error:
        place = t("Review date")
        sentence = t("{place}: « {found} » is not a date (dd/mm/yyyy).", place=place, found=value)
        raise Unfit(sentence) from error
    return decision.model_copy(update={"review": day})
