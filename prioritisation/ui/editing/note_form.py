"""The form of one score, beside the table: what stands there, the fields, what it would change."""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase, Problem
from criteria.load import case_from_files
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.completing import with_new_cells
from prioritisation.cases.editing.levers import sheets_are_unread, sheets_read
from prioritisation.cases.editing.notes import (
    computed_from,
    note_change,
    reason_problems,
    typed_note,
)
from prioritisation.cases.folder import files_of
from prioritisation.cases.typed import QUESTION_SIGNS
from prioritisation.cases.units import SCORE, CaseUnits, unit_parts
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.meeting.room import Sight, answer_in_time, current_room
from prioritisation.sentences.editing import (
    amount_in_full,
    change_of_score,
    combination_with,
    provenance_text,
)
from prioritisation.sentences.effects import cost_text, effect_lines
from prioritisation.sentences.lacking import why_missing
from prioritisation.sentences.phrases import score_in_both
from prioritisation.settings import current_day
from prioritisation.ui.editing.ground import (
    EditEntry,
    Workbench,
    draw_clash,
    draw_word,
    form_of,
    is_typed_in,
    leave_form,
    line_of_score,
    new_form,
    say_problems,
    write_entry,
)
from prioritisation.ui.editing.note_fields import (
    FIELDS,
    NoteFields,
    draw_fields,
    note_source_of,
)
from prioritisation.ui.editing.table import Cell, close_cell, draw_next, go_on, next_cell
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts
from prioritisation.ui.visit.trying import attempt
from prioritisation.ui.visit.voting import case_votes
from prioritisation.wording import t


def case_with(units: CaseUnits, change: UnitChange) -> Case | None:
    """The case as a change would make it; None when it would make none."""
    try:
        return case_from_files(files_of(applied(units, with_new_cells(units, change))))
    except InvalidCase:
        return None


def draw_effect(bench: Workbench, after: Case) -> None:
    """What a score that is being typed would change."""
    title = (
        "" if effect_is_hidden(bench.case, bench.key) else tag("p", tag("b", text(effect_title())))
    )
    lines = _lines(bench.case, bench.key, after, bench.combination)
    st.html(tag("div", title + lines, "effect"))


def effect_title() -> str:
    """What it is called."""
    return t("What it would change, with equal weights")


def draw_cost(bench: Workbench, cell: tuple[str, str]) -> None:
    """What it costs not to know a score; nothing while people vote, nor of one that is known."""
    words = cost_text(bench.case, bench.combination, cell)
    if words and not effect_is_hidden(bench.case, bench.key):
        st.html(tag("p", text(words), "note"))


def proposed_effect(case: Case, key: str, units: CaseUnits, change: UnitChange) -> str:
    """What a proposal for a dossier would change, in the way of counting that it is about."""
    after = case_with(units, change)
    if after is None:
        return tag("p", text(t("It cannot be written as the case stands now.")), "note")
    scores = [unit for unit in change if unit_parts(unit)[0] == SCORE]
    combination = combination_with(case, scores[0]) if scores else case.default_combination
    return tag("div", _lines(case, key, after, combination), "effect")


def effect_is_hidden(case: Case, key: str) -> bool:
    """Whether people vote on this case now, or that is not known.

    Not even to who leads, nor to who is of no meeting here: what they would write while others
    vote would be for its effect.
    """
    votes = case_votes(case, "", key)
    if votes.sight is not Sight.FREE or votes.sparing:
        return True
    return answer_in_time(lambda: current_room().is_voted_on(key)) is not False


def _lines(case: Case, key: str, after: Case, combination: str) -> str:
    """Who is first before and after; nothing of it while people vote on this case."""
    if effect_is_hidden(case, key):
        closed = t("What it would change is not shown while a vote is open.")
        return tag("p", text(closed), "note")
    lines = effect_lines(case, after, combination)
    return "".join(tag("p", text(line)) for line in lines)


def draw_proposed(bench: Workbench, unit: str) -> None:
    """Each proposal for this score that waits: all of them for who answers, else one's own."""
    proposals = attempt(partial(bench.shelf.proposals, bench.key, bench.secret)) or ()
    pairs = [p.changes[unit] for p in proposals if p.answer is None and unit in p.changes]
    changes = [change_of_score(bench.case, unit, *pair) for pair in pairs]
    for change in dict.fromkeys(changes):
        words = t("Proposed, and waiting for its answer: {change}.", change=change)
        st.html(tag("p", text(words), "note"))


def draw_computed(bench: Workbench, cell: Cell) -> None:
    """What it is computed from; it is not typed over."""
    score = bench.case.tables[bench.combination].score(*cell)
    counts = computed_from(bench.units, cell[1]) != "sum"
    unread = counts and score.unknown and sheets_are_unread(bench.units, cell[0])
    lines = [
        t("This score counts action sheets: it changes with the levers that they serve.")
        if counts
        else t("This score is a sum of official lines: it changes with the lines counted in it.")
    ]
    if unread:
        lines.append(
            t(
                "This lever was added after the action sheets were read: its score is missing, "
                "not 0. Say that none serves it, or count those that do in the exported file."
            )
        )
    elif score.unknown:
        lines.append(t("None is counted in this lever yet: the score is missing, not 0."))
    elif not score.high:
        lines.append(t("None is counted in this lever: the score is 0, it is not missing."))
    st.html(html_paragraphs(tuple(lines)))
    if unread:
        _draw_none_serves(bench, cell[0])


def _draw_none_serves(bench: Workbench, lever: str) -> None:
    """Say, with a reason, that no sheet serves a lever that came after them."""
    typed = new_form(bench, f"sheets read {lever}", {"reason": ""})
    slots = {"reason": typed.line("reason", t("Why"), QUESTION_SIGNS), "": st.container()}

    def change() -> UnitChange:
        if not typed.value("reason").strip():
            raise InvalidRequest([Problem("empty", "sums", None, "reason")])
        return sheets_read(bench.units, lever)

    label = t("No sheet serves it: count 0")
    if bench.proposes:
        label = t("Propose that no sheet serves it: count 0")
    typed.send(label, change, slots, t("It is written: 0."))


_TRIED = "tried"
_STAYING, _GOING_ON = "write", "write_on"
_NAMES = (*FIELDS, _TRIED)


def draw_note(bench: Workbench, cell: Cell) -> None:
    """The form of the score of a cell."""
    lever, criterion = cell
    case = bench.case
    names = {"lever": case.lever(lever).label, "criterion": case.criterion(criterion).label}
    title = tag("h2", text(t("{lever}: {criterion}", **names)), data_cell=".".join(cell))
    st.html(title + _as_it_is(bench, cell))
    draw_cost(bench, cell)
    unit = bench.unit_of_score(lever, criterion)
    if not unit:
        with drafts(f"computed_{bench.key}"):
            draw_computed(bench, cell)
        draw_word()
        with st.container(key="score_acts", horizontal=True, gap="small"):
            st.button(t("Close"), key="close_score", on_click=close_cell, args=(bench.key,))
            draw_next(bench, cell)
        return
    draw_proposed(bench, unit)
    form = form_of(bench, unit, FIELDS)
    start = typed_note({} if form.before is None else {unit: form.before}, unit)
    _draw_form(NoteFields(bench, form, case.criterion(criterion), start), cell)


def _as_it_is(bench: Workbench, cell: Cell) -> str:
    """What stands there now, what it rests on, and why."""
    score = bench.case.tables[bench.combination].score(*cell)
    # A sum has figures that nobody typed.
    say = amount_in_full if bench.unit_of_score(*cell) else score_in_both
    amount = say(bench.case.criterion(cell[1]), score)
    rest = [provenance_text(bench.case, score), why_missing(score)]
    now = tag("span", text(t("Today:")) + " " + tag("b", text(amount)))
    return tag("p", now + "".join(tag("span", text(one)) for one in rest if one), "today")


def _draw_form(fields: NoteFields, cell: Cell) -> None:
    bench, form = fields.bench, fields.form
    with drafts(f"edited_{bench.key}"):
        slots = draw_fields(fields)
    change, problems = _change(fields)
    slots[""] = st.container()
    # Beside the button that was pressed: on a phone the form is long.
    with slots[""]:
        draw_clash(bench, form)
    with st.container(key="effect_place"):
        _draw_effect(fields, change)
    draw_word()
    sent = _draw_acts(fields, cell)
    if widgets.own_choice(f"{form.name}_{_TRIED}", start=False):
        say_problems(problems, slots, partial(line_of_score, bench))
    if sent and change is not None and not problems:
        write_entry(bench, form, _NAMES, _entry(fields, cell, change, sent), slots)


def _entry(fields: NoteFields, cell: Cell, change: UnitChange, sent: str) -> EditEntry:
    """What is written, and what is said then: of which score, once another one is open."""
    bench, reason = fields.bench, fields.typed().reason.strip()
    done = bench.done(t("The score is written."))
    if sent != _STAYING:
        done = t("{name}: {label}", name=_name(bench, cell), label=done)

    def after() -> None:
        note_source_of(fields)
        if sent != _STAYING:
            go_on(bench, cell)

    return EditEntry(change, "form", reason, done, after)


def _name(bench: Workbench, cell: Cell) -> str:
    case = bench.case
    return f"{case.lever(cell[0]).label}, {case.criterion(cell[1]).label}"


def _draw_acts(fields: NoteFields, cell: Cell) -> str:
    """The buttons of the form; whether what is typed is sent, and what opens then."""
    bench, form = fields.bench, fields.form
    labels = {_STAYING: t("Write this score"), _GOING_ON: t("Write it and go to the next")}
    if bench.proposes:
        labels = {_STAYING: t("Propose"), _GOING_ON: t("Propose it and go to the next")}
    if next_cell(bench, cell) is None:
        del labels[_GOING_ON]
    sent = ""
    with st.container(key="score_acts", horizontal=True, gap="small"):
        for way, label in labels.items():
            first = way == _STAYING
            pressed = st.button(
                label, type="primary" if first else "secondary", key=f"{way}_{form.name}"
            )
            sent = way if pressed else sent
        closed = st.button(t("Close"), key=f"close_{form.name}")
        draw_next(bench, cell, _unsent(fields, cell))
    if closed:
        leave_form(bench, form, _NAMES)
        close_cell(bench.key)
        st.rerun()
    if sent:
        widgets.choice_writer(f"{form.name}_{_TRIED}")(True)
    return sent


def _unsent(fields: NoteFields, cell: Cell) -> str:
    """What is said of what is typed and not written, on the way to another score."""
    if not is_typed_in(fields.form, FIELDS):
        return ""
    name = _name(fields.bench, cell)
    if fields.bench.proposes:
        return t("{name}: what you typed is not proposed; it waits in its form.", name=name)
    return t("{name}: what you typed is not written; it waits in its form.", name=name)


def _change(fields: NoteFields) -> tuple[UnitChange | None, tuple[Problem, ...]]:
    """What is to be written, against what the form began with; and what is wrong."""
    bench, form = fields.bench, fields.form
    read, today = bench.read_by(form), current_day(bench.case)
    try:
        change = note_change(read, bench.case, form.unit, fields.typed(), today)
    except InvalidRequest as error:
        return None, tuple(error.problems)
    return change, reason_problems(change, form.unit)


def _draw_effect(fields: NoteFields, change: UnitChange | None) -> None:
    if change is None or not is_typed_in(fields.form, FIELDS):
        return
    after = case_with(fields.bench.units, change)
    if after is not None:
        draw_effect(fields.bench, after)
