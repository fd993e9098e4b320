"""The form of one score, beside the table: what stands there, the fields, what it would change."""

from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from criteria.cells import Confidence
from criteria.errors import InvalidCase, Problem
from criteria.load import case_from_files
from criteria.model import Criterion, Status
from criteria.scales import WordScale
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.completing import with_new_cells
from prioritisation.cases.editing.levers import sheets_are_unread, sheets_read
from prioritisation.cases.editing.notes import (
    NoteKind,
    TypedNote,
    computed_from,
    note_change,
    reason_problems,
    typed_note,
)
from prioritisation.cases.editing.sources import SOURCE
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
from prioritisation.sentences.phrases import anchor_text, score_in_both, status_text
from prioritisation.settings import current_day
from prioritisation.ui.editing.ground import (
    OTHER,
    EditEntry,
    LastSource,
    OpenForm,
    Workbench,
    draw_clash,
    draw_word,
    form_of,
    is_typed_in,
    iso_date,
    last_source,
    leave_form,
    line_of_score,
    new_form,
    note_last_source,
    say_problems,
    source_choices,
    typed_date,
    typed_source_of,
    write_entry,
)
from prioritisation.ui.editing.table import Cell, close_cell, draw_next, go_on, next_cell
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import drafts, watch
from prioritisation.ui.shared.scores import BETWEEN, NOBODY, ONE_VALUE, bound_labels, kind_field
from prioritisation.ui.visit.visit import attempt
from prioritisation.ui.visit.voting import case_votes
from prioritisation.wording import t

FIELDS = ("kind", "low", "high", "status", "source", "new", "date", "confidence", "reason")
_OF_WHAT_IS_KNOWN = ("source", "date", "reason")
"""What says why a score is missing says nothing of a score, nor the other way round."""

_KINDS = {ONE_VALUE: NoteKind.EXACT, BETWEEN: NoteKind.RANGE, NOBODY: NoteKind.UNKNOWN}


@dataclass(frozen=True, slots=True)
class NoteFields:
    """The fields of the score of a cell.

    Attributes
    ----------
    start
        What they show before anything is typed.
    """

    bench: Workbench
    form: OpenForm
    criterion: Criterion
    start: TypedNote

    def value(self, field: str) -> Any:  # noqa: ANN401 (a text, or a choice)
        """What stands in a field now."""
        return widgets.own_choice(self.name(field), self._starts()[field])

    def name(self, field: str) -> str:
        """The name of the control of a field."""
        return f"{self.form.name}_{field}"

    def _starts(self) -> dict[str, Any]:
        # Whoever opens the form of a missing score has one to write.
        start_kind = NoteKind.EXACT if self.start.kind is NoteKind.UNKNOWN else self.start.kind
        kind = next(word for word, kind in _KINDS.items() if kind is start_kind)
        start = {field: getattr(self.start, field, "") for field in FIELDS}
        start |= {"kind": kind, "date": typed_date(self.start.date)}
        now = _KINDS[widgets.own_choice(self.name("kind"), kind)]
        if (now is NoteKind.UNKNOWN) is not (self.start.kind is NoteKind.UNKNOWN):
            start |= dict.fromkeys(_OF_WHAT_IS_KNOWN, "")
        # Whoever gives an opinion is seldom in the list: the field for them is at hand.
        opinion = widgets.own_choice(self.name("status"), start["status"]) == Status.OPINION
        unlisted = opinion and now is not NoteKind.UNKNOWN
        # What was typed there stays in sight; a list of nothing is no choice.
        new = bool(widgets.own_choice(self.name("new"), ""))
        unlisted |= new or not source_choices(self.bench)
        other = OTHER if unlisted else None
        start["source"] = start["source"] or other
        # What a level is when nothing is chosen.
        words = isinstance(self.scale, WordScale)
        return start | ({f: start[f] or None for f in ("low", "high")} if words else {})

    @property
    def scale(self) -> Any:  # noqa: ANN401 (the scale of a criterion)
        """The scale of the criterion in the way of counting that is looked at."""
        return self.criterion.scale

    def keywords(self, field: str) -> dict[str, Any]:
        """Those of the control of a field."""
        return widgets.own_keywords(self.name(field), self._starts()[field])

    def typed(self) -> TypedNote:
        """The score as it stands in the fields."""
        text = {field: str(self.value(field) or "") for field in FIELDS}
        kind = _KINDS[self.value("kind")]
        source, new_source = typed_source_of(self.bench, text["source"], text["new"])
        return TypedNote(
            kind,
            text["low"],
            text["high"] if kind is NoteKind.RANGE else "",
            Status(text["status"]),
            source,
            new_source,
            iso_date(text["date"]),
            text["confidence"] if kind is not NoteKind.UNKNOWN else "",
            " ".join(text["reason"].split()),
        )


def draw_fields(fields: NoteFields) -> dict[str, DeltaGenerator]:
    """Draw them; name of each field of ``TypedNote`` -> the place beside it."""
    name = fields.name("kind")
    kind_field(name, fields.value("kind"), widgets.choice_writer(name))
    slots: dict[str, DeltaGenerator] = {}
    kind = _KINDS[fields.value("kind")]
    if kind is not NoteKind.UNKNOWN:
        _draw_amounts(fields, kind, slots)
        _draw_status(fields)
    _draw_source(fields, kind, slots)
    if kind is not NoteKind.UNKNOWN:
        _draw_confidence(fields)
    label = t("Why, in a sentence")
    if kind is NoteKind.UNKNOWN:
        label = t("Why it is missing, and whom to ask")
    _draw_reason(fields, label)
    slots["reason"] = st.container()
    return slots


def _draw_reason(fields: NoteFields, label: str) -> None:
    """A sentence, in sight whole: a field of one line cut what is read there."""
    name = fields.name("reason")
    looks: dict[str, Any] = {"height": "content"}
    widgets.text_area(label, **fields.keywords("reason"), **looks)
    watch(name, str(fields.value("reason")), widgets.key_of(name))


def _line(fields: NoteFields, field: str, label: str) -> None:
    widgets.text_input(label, **fields.keywords(field))
    watch(fields.name(field), str(fields.value(field)), widgets.key_of(fields.name(field)))


def _draw_amounts(fields: NoteFields, kind: NoteKind, slots: dict[str, DeltaGenerator]) -> None:
    labels = bound_labels(fields.value("kind"), fields.scale)
    for field, label in zip(("low", "high"), labels, strict=False):
        if isinstance(fields.scale, WordScale):
            _draw_levels(fields, field, label, alone=kind is NoteKind.EXACT)
        else:
            _line(fields, field, _with_unit(fields, label))
        slots[field] = st.container()


def _with_unit(fields: NoteFields, label: str) -> str:
    """The label of an amount: its unit, and the two ends of its scale."""
    criterion, _combination = fields.criterion, fields.bench.combination
    worst, best = (anchor_text(criterion, end) for end in criterion.anchors())
    return literal(
        t("{label}, from {worst} (worst) to {best} (best)", label=label, worst=worst, best=best)
    )


def _draw_levels(fields: NoteFields, field: str, label: str, *, alone: bool) -> None:
    levels = {level.id: level for level in fields.scale.levels}
    looks: dict[str, Any] = {"format_func": lambda v: literal(capital(levels[v].label))}
    if alone:
        # A word that nobody explained has itself for a sentence: it is there once.
        sentences = [v.sentence if v.sentence != v.label else "" for v in levels.values()]
        captions = [literal(one) for one in sentences]
        looks |= {"captions": captions} if any(captions) else {}
        widgets.radio(label, list(levels), **fields.keywords(field), **looks)
    else:
        widgets.selectbox(
            label,
            list(levels),
            format_func=lambda v: capital(levels[str(v)].label),
            **fields.keywords(field),
        )


def _draw_status(fields: NoteFields) -> None:
    draw_status_choice(t("What it rests on"), fields.keywords("status"))


def draw_status_choice(label: str, keywords: dict[str, Any]) -> None:
    """What scores that are known rest on: an official figure, an opinion, a deduction."""
    known = [Status.OFFICIAL.value, Status.OPINION.value, Status.INFERRED.value]
    widgets.segmented_control(
        label,
        known,
        required=True,
        format_func=lambda one: capital(status_text(Status(one))),
        **keywords,
    )


def note_source_of(fields: NoteFields) -> None:
    """What is written now has this source: it is offered to the next score."""
    typed = fields.typed()
    last = LastSource(typed.source, typed.new_source, str(fields.value("date") or ""))
    note_last_source(fields.bench, last)


def _draw_last_source(fields: NoteFields) -> None:
    """One tap for the source of the score that was written before, where none is named yet."""
    last = last_source(fields.bench)
    empty = fields.value("source") in ("", None, OTHER) and not fields.value("new")
    if last is None or not empty or fields.value("date"):
        return
    st.button(
        literal(t("Same source as the last one: {name}", name=last.name(fields.bench))),
        key=f"same_source_{fields.form.name}",
        type="tertiary",
        on_click=_take_source,
        args=(fields, last),
    )


def _take_source(fields: NoteFields, last: LastSource) -> None:
    values = {"source": last.source or OTHER, "new": last.title, "date": last.date}
    for field, value in values.items():
        widgets.choice_writer(fields.name(field))(value)


def _draw_source(fields: NoteFields, kind: NoteKind, slots: dict[str, DeltaGenerator]) -> None:
    if kind is not NoteKind.UNKNOWN:
        _draw_last_source(fields)
    names = source_choices(fields.bench)
    if names:
        label = t("Source") if kind is not NoteKind.UNKNOWN else t("Source (optional)")
        widgets.selectbox(
            label,
            list(names),
            format_func=lambda one: names[str(one)],
            **fields.keywords("source"),
        )
    if fields.value("source") == OTHER:
        opinion = kind is not NoteKind.UNKNOWN and fields.value("status") == Status.OPINION
        label = t("Who says so?") if opinion else t("Its title, or who said so")
        if not names and not opinion:
            label = t("Source: its title, or who said so")
        if not names and kind is NoteKind.UNKNOWN:
            label = t("Source: its title, or who said so (optional)")
        _line(fields, "new", label)
    slots[SOURCE] = st.container()
    _line(fields, "date", t("Date, such as 2026, 02/2026 or 03/02/2026 (optional)"))
    slots["date"] = st.container()


def _draw_confidence(fields: NoteFields) -> None:
    levels = [one for one in get_args(Confidence) if one]
    widgets.segmented_control(
        t("Confidence (optional)"),
        levels,
        format_func=capital,
        **fields.keywords("confidence"),
    )


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
