"""The form of one score, beside the table: what stands there, the fields, what it would change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from criteria.cells import Confidence
from criteria.errors import InvalidCase, Problem
from criteria.load import case_from_files
from criteria.model import Status
from criteria.scales import WordScale
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.completing import with_new_cells
from prioritisation.cases.editing.notes import (
    NoteKind,
    TypedNote,
    amount_typed,
    computed_from,
    note_change,
    reason_problems,
    typed_note,
)
from prioritisation.cases.editing.sources import SOURCE
from prioritisation.cases.folder import files_of
from prioritisation.cases.typed import QUESTION_SIGNS
from prioritisation.cases.units import SCORE, CaseUnits, unit_parts
from prioritisation.drawing.markup import html_paragraphs, items, tag, text
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
    FORM_NAMES,
    OTHER,
    UnitForm,
    Workbench,
    draw_word,
    iso_date,
    line_of,
    say_problems,
    source_choices,
    typed_date,
    typed_source_of,
)
from prioritisation.ui.editing.table import Cell, close_cell
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.ui.shared.scores import BETWEEN, NOBODY, ONE_VALUE, bound_labels, kind_field
from prioritisation.ui.visit.visit import attempt, notice_block, said_next
from prioritisation.ui.visit.voting import case_votes
from prioritisation.wording import NBSP, listed, t, tn

_KINDS = {ONE_VALUE: NoteKind.EXACT, BETWEEN: NoteKind.RANGE, NOBODY: NoteKind.UNKNOWN}
_OF_WHAT_IS_KNOWN = ("source", "date", "reason")
"""What says why a score is missing says nothing of a score, nor the other way round."""


def case_with(units: CaseUnits, change: UnitChange) -> Case | None:
    """The case as a change would make it; None when it would make none."""
    try:
        return case_from_files(files_of(applied(units, with_new_cells(units, change))))
    except InvalidCase:
        return None


def effect_title() -> str:
    """What it is called."""
    return t("What it would change, with equal weights")


def proposed_effect(case: Case, key: str, units: CaseUnits, change: UnitChange) -> str:
    """What a proposal for a dossier would change, in the way of counting that it is about."""
    after = case_with(units, change)
    if after is None:
        return tag("p", text(t("It cannot be written as the case stands now.")), "note")
    scores = [unit for unit in change if unit_parts(unit)[0] == SCORE]
    combination = combination_with(case, scores[0]) if scores else case.default_combination
    return tag("div", _effect(case, key, after, combination), "effect")


def _effect(case: Case, key: str, after: Case, combination: str) -> str:
    """Who is first before and after; nothing of it while people vote on this case."""
    if effect_is_hidden(case, key):
        closed = t("What it would change is not shown while a vote is open.")
        return tag("p", text(closed), "note")
    return html_paragraphs(effect_lines(case, after, combination))


def effect_is_hidden(case: Case, key: str) -> bool:
    """Whether people vote on this case now, or that is not known.

    Not even to who leads, nor to who is of no meeting here: what they would write while others
    vote would be for its effect.
    """
    votes = case_votes(case, "", key)
    if votes.sight is not Sight.FREE or votes.sparing:
        return True
    return answer_in_time(lambda: current_room().is_voted_on(key)) is not False


def draw_note(bench: Workbench, cell: Cell) -> None:
    """The form of the score of a cell."""
    lever, criterion = cell
    case = bench.case
    names = {"lever": case.lever(lever).label, "criterion": case.criterion(criterion).label}
    title = tag("h2", text(t("{lever}: {criterion}", **names)), data_cell=".".join(cell))
    st.html(title + _as_it_is(bench, cell))
    cost = cost_text(case, bench.combination, cell)
    if cost and not effect_is_hidden(case, bench.key):
        st.html(tag("p", text(cost), "note"))
    unit = bench.unit_of_score(lever, criterion)
    if not unit:
        st.html(html_paragraphs(_computed(bench, cell)))
        draw_word()
        with st.container(key="score_acts"):
            st.button(t("Close"), key="close_score", on_click=close_cell, args=(bench.key,))
        return
    # All proposals for it that wait, for who answers; else one's own.
    proposals = attempt(partial(bench.shelf.proposals, bench.key, bench.secret)) or ()
    pairs = [p.changes[unit] for p in proposals if p.answer is None and unit in p.changes]
    for change in dict.fromkeys(change_of_score(case, unit, *pair) for pair in pairs):
        words = t("Proposed, and waiting for its answer: {change}.", change=change)
        st.html(tag("p", text(words), "note"))
    _draw_form(_fields_of(bench, unit))


def _as_it_is(bench: Workbench, cell: Cell) -> str:
    """What stands there now, what it rests on, and why."""
    score = bench.case.tables[bench.combination].score(*cell)
    # A sum has figures that nobody typed.
    say = amount_in_full if bench.unit_of_score(*cell) else score_in_both
    amount = say(bench.case.criterion(cell[1]), score)
    rest = [provenance_text(bench.case, score), why_missing(score)]
    now = tag("span", text(t("Today:")) + " " + tag("b", text(amount)))
    return tag("p", now + "".join(tag("span", text(one)) for one in rest if one), "today")


def _computed(bench: Workbench, cell: Cell) -> tuple[str, ...]:
    """What a score is computed from; it is not typed over."""
    score = bench.case.tables[bench.combination].score(*cell)
    summed = computed_from(bench.units, cell[1]) == "sum"
    lines = [
        t("This score is a sum of official lines: it changes with the lines counted in it.")
        if summed
        else t("This score counts action sheets: it changes with the levers that they serve.")
    ]
    if score.unknown:
        lines.append(t("None is counted in this lever yet: the score is missing, not 0."))
    elif not score.high:
        lines.append(t("None is counted in this lever: the score is 0, it is not missing."))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Fields(UnitForm):
    """The fields of a score: what is known of it, who says so, since when, how surely, and why."""

    @property
    def kind(self) -> NoteKind:
        """Whether what stands in the fields is one value, two, or that nobody knows."""
        return _KINDS[self.value("kind")]

    @property
    def scale(self) -> Any:  # noqa: ANN401 (the scale of a criterion)
        """The scale of the criterion."""
        return self.bench.case.criterion(unit_parts(self.unit)[2]).scale

    @property
    def said(self) -> str:
        """The amount as it stands in the fields, in words."""
        if self.kind is NoteKind.UNKNOWN:
            return t("missing")
        ends = [self.value("low"), *[self.value("high")] * (self.kind is NoteKind.RANGE)]
        if isinstance(self.scale, WordScale):
            ends = [self.scale.level(end).label for end in ends]
        return t("{low} to {high}", low=ends[0], high=ends[1]) if len(ends) > 1 else ends[0]

    def typed(self) -> TypedNote:
        """The score as it stands in the fields."""
        words = {field: self.value(field) for field in self.starts}
        source, new_source = typed_source_of(self.bench, words["source"], words["new"])
        return TypedNote(
            self.kind,
            words["low"],
            words["high"] if self.kind is NoteKind.RANGE else "",
            Status(words["status"]),
            source,
            new_source,
            iso_date(words["date"]),
            words["confidence"] if self.kind is not NoteKind.UNKNOWN else "",
            " ".join(words["reason"].split()),
        )


def _fields_of(bench: Workbench, unit: str) -> _Fields:
    """The fields, with what they show before anything is typed."""
    now = typed_note(bench.units, unit)
    # Whoever opens the form of a missing score has one to write.
    start_kind = NoteKind.EXACT if now.kind is NoteKind.UNKNOWN else now.kind
    kind = next(word for word, kind in _KINDS.items() if kind is start_kind)
    fields = ("low", "high", "status", "source", "date", "confidence", "reason")
    starts: dict[str, Any] = {field: getattr(now, field) for field in fields}
    starts |= {"kind": kind, "date": typed_date(now.date), "new": ""}
    form = _Fields(bench, unit, starts)
    unknown = form.kind is NoteKind.UNKNOWN
    if unknown is not (now.kind is NoteKind.UNKNOWN):
        starts |= dict.fromkeys(_OF_WHAT_IS_KNOWN, "")
    # Whoever gives an opinion is seldom in the list: the field for them is at hand. What was
    # typed there stays in sight; a list of nothing is no choice.
    opinion = form.value("status") == Status.OPINION and not unknown
    if form.value("new"):
        starts["source"] = OTHER
    elif opinion or not source_choices(bench):
        starts["source"] = starts["source"] or OTHER
    if isinstance(form.scale, WordScale):
        # What a level is when nothing is chosen.
        starts |= {field: starts[field] or None for field in ("low", "high")}
    starts |= {field: starts[field] or None for field in ("source", "confidence")}
    return form


def _draw_form(form: _Fields) -> None:
    bench, tried = form.bench, f"{form.name}_tried"
    with drafts(f"edited_{bench.key}"):
        slots = _draw_fields(form)
    change: UnitChange | None = None
    try:
        today = current_day(bench.case)
        change = note_change(bench.units, bench.case, form.unit, form.typed(), today)
        problems: tuple[Problem, ...] = reason_problems(change, form.unit)
    except InvalidRequest as error:
        problems = tuple(error.problems)
    # Beside the button that was pressed: on a phone the form is long.
    slots |= form.end()
    with st.container(key="effect_place"):
        if change is not None and form.is_typed and (after := case_with(bench.units, change)):
            hidden = effect_is_hidden(bench.case, bench.key)
            title = "" if hidden else tag("p", tag("b", text(effect_title())))
            lines = _effect(bench.case, bench.key, after, bench.combination)
            st.html(tag("div", title + lines, "effect"))
    draw_word()
    with st.container(key="score_acts", horizontal=True, gap="small"):
        label = t("Propose") if bench.proposes else t("Write this score")
        sent = st.button(label, type="primary", key=f"write_{form.name}_{form.clashed}")
        if st.button(t("Close"), key=f"close_{form.name}"):
            form.close()
            widgets.drop_choices(tried)
            close_cell(bench.key)
            st.rerun()
    if sent:
        widgets.choice_writer(tried)(True)
    if widgets.own_choice(tried, start=False):
        say_problems(problems, slots, partial(_line, bench))
    if sent and change is not None and not problems:
        done = _done(bench, 1)
        form.hand_in(
            change,
            form.typed().reason.strip(),
            done,
            slots,
            after=partial(widgets.drop_choices, tried),
        )


def _line(bench: Workbench, problem: Problem) -> str:
    """What is wrong; out of its scale, with where that is changed, for who may."""
    line = line_of(problem)
    if problem.kind != "score_outside_anchors" or bench.proposes:
        return line
    return f"{line} {t('The ends of a scale are changed in « Criteria ».')}"


def _done(bench: Workbench, n: int) -> str:
    if bench.proposes:
        return t("Your correction is proposed: it waits for an answer.")
    return tn("{n} score is written.", "{n} scores are written.", n)


def _name(bench: Workbench, cell: Cell) -> str:
    case = bench.case
    return f"{case.lever(cell[0]).label}, {case.criterion(cell[1]).label}"


def _typed_list(bench: Workbench) -> str:
    """Name of the choice that holds in which cells something was typed."""
    return f"{FORM_NAMES}{bench.key}_cells"


def take_typed(bench: Workbench, cell: Cell, words: str) -> None:
    """Put what was typed in a cell into the form of its score, where it waits to be written."""
    unit = bench.unit_of_score(*cell)
    if not unit:
        return
    form = _fields_of(bench, unit)
    read = amount_typed(words, form.scale)
    if read is None:
        names = listed([level.label for level in form.scale.levels])
        said_next()[:] = [
            t("« {word} » is no word of this scale: {names}.", word=words, names=names)
        ]
        return
    kind = next(word for word, kind in _KINDS.items() if kind is read[0])
    for field, value in zip(("kind", "low", "high"), (kind, *read[1:]), strict=True):
        widgets.choice_writer(form.name_of(field))(value)
    cells = widgets.own_choice(_typed_list(bench), ())
    widgets.choice_writer(_typed_list(bench))(tuple(dict.fromkeys((*cells, ".".join(cell)))))
    close_cell(bench.key)


def typed_cells(bench: Workbench) -> dict[Cell, "_Fields"]:
    """The forms of the scores that were typed in their cells and are not written yet."""
    scores = bench.case.tables[bench.combination].scores
    found, cells = dict[Cell, _Fields](), widgets.own_choice(_typed_list(bench), tuple[str, ...]())
    for one in cells:
        lever, _, criterion = one.partition(".")
        unit = bench.unit_of_score(lever, criterion) if (lever, criterion) in scores else ""
        if unit and (form := _fields_of(bench, unit)).is_typed:
            found[lever, criterion] = form
    return found


def draw_typed(bench: Workbench, typed: Mapping[Cell, "_Fields"]) -> None:
    """All that was typed in cells, with one source, one date and one reason for it."""
    n = len(typed)
    title = tn("{n} score typed, not written yet", "{n} scores typed, not written yet", n)
    rows = (
        text(t("{name}: {label}", name=_name(bench, cell), label=form.said))
        for cell, form in typed.items()
    )
    st.html(tag("h2", text(title)) + items(rows, "plainlist"))
    listed_source = None if source_choices(bench) else OTHER
    start = {"status": Status.OPINION.value, "source": listed_source, "new": "", "date": ""}
    form = UnitForm(bench, "typed", start | {"reason": ""})
    with drafts(f"typed_{bench.key}"):
        draw_status_choice(t("What it rests on"), form.keywords("status"))
        slots = _draw_source(form, known=True)
        slots["reason"] = form.line("reason", t("Why, in a sentence"), QUESTION_SIGNS, whole=True)
    slots |= form.end()
    with st.container(key="score_acts", horizontal=True, gap="small"):
        label = t("Propose") if bench.proposes else t("Write all that is typed")
        sent = st.button(label, type="primary", key=f"write_{form.name}")
        forgotten = st.button(t("Forget what is typed"), key=f"forget_{form.name}")

    def after() -> None:
        for one in typed.values():
            one.close()
        widgets.drop_choices(_typed_list(bench))

    if forgotten:
        form.close()
        after()
        st.rerun()
    if sent:
        _write_typed(form, typed, slots, after)


def _write_typed(
    form: UnitForm,
    typed: Mapping[Cell, "_Fields"],
    slots: Mapping[str, DeltaGenerator],
    after: Callable[[], None],
) -> None:
    bench, reason = form.bench, " ".join(form.value("reason").split())
    source, title = typed_source_of(bench, form.value("source"), form.value("new"))
    status, date = Status(form.value("status")), iso_date(form.value("date"))
    change: dict[str, tuple[str | None, str | None]] = {}
    wrong: dict[str, Problem] = {}
    for cell, one in typed.items():
        note = replace(one.typed(), status=status, source=source, new_source=title)
        note = replace(note, date=date, reason=reason)
        try:
            made = note_change(bench.units, bench.case, one.unit, note, current_day(bench.case))
            problems = reason_problems(made, one.unit)
            change |= made
        except InvalidRequest as error:
            problems = tuple(error.problems)
        # What is wrong with a value says of which score; the rest is the same for all.
        wrong |= {(p.column if p.column in slots else _name(bench, cell)): p for p in problems}
    for place, problem in wrong.items():
        name = "" if place in slots else f"{place}{NBSP}: "
        with slots.get(place, slots[""]):
            st.html(notice_block(name + _line(bench, problem)))
    unseen = {unit: pair for one in typed.values() for unit, pair in one.unseen().items()}
    if unseen:
        slots[""].html(form.clash_block(unseen))
        for one in typed.values():
            one.see()
    elif not wrong:
        form.hand_in(change, reason, _done(bench, len(typed)), slots, after=after)


def _draw_fields(form: _Fields) -> dict[str, DeltaGenerator]:
    """Draw them; name of each field of ``TypedNote`` -> the place beside it."""
    name, kind = form.name_of("kind"), form.kind
    kind_field(name, form.value("kind"), widgets.choice_writer(name))
    slots: dict[str, DeltaGenerator] = {}
    known = kind is not NoteKind.UNKNOWN
    if known:
        labels = bound_labels(form.value("kind"), form.scale)
        for field, label in zip(("low", "high"), labels, strict=False):
            slots[field] = _draw_amount(form, field, label)
        draw_status_choice(t("What it rests on"), form.keywords("status"))
    slots |= _draw_source(form, known=known)
    if known:
        widgets.segmented_control(
            t("Confidence (optional)"),
            [one for one in get_args(Confidence) if one],
            format_func=capital,
            **form.keywords("confidence"),
        )
    label = t("Why, in a sentence") if known else t("Why it is missing, and whom to ask")
    slots["reason"] = form.line("reason", label, QUESTION_SIGNS, whole=True)
    return slots


def _draw_amount(form: _Fields, field: str, label: str) -> DeltaGenerator:
    """A number between the two ends of its scale, or a word of it; the place beside it."""
    if not isinstance(form.scale, WordScale):
        criterion = form.bench.case.criterion(unit_parts(form.unit)[2])
        worst, best = (anchor_text(criterion, end) for end in criterion.anchors())
        ends = {"label": label, "worst": worst, "best": best}
        words = t("{label}, from {worst} (worst) to {best} (best)", **ends)
        return form.line(field, literal(words), QUESTION_SIGNS)
    levels = {level.id: level for level in form.scale.levels}
    if form.kind is NoteKind.RANGE:
        form.select(field, label, {ident: capital(v.label) for ident, v in levels.items()})
        return st.container()
    # A word that nobody explained has itself for a sentence: it is there once.
    captions = [literal(v.sentence) if v.sentence != v.label else "" for v in levels.values()]
    looks: dict[str, Any] = {"captions": captions} if any(captions) else {}
    widgets.radio(
        label,
        list(levels),
        format_func=lambda one: literal(capital(levels[one].label)),
        **form.keywords(field),
        **looks,
    )
    return st.container()


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


def _draw_source(form: UnitForm, *, known: bool) -> dict[str, DeltaGenerator]:
    """Who says so, of the list or not, and since when; the places beside them."""
    names = source_choices(form.bench)
    if names:
        form.select("source", t("Source") if known else t("Source (optional)"), names)
    if form.value("source") == OTHER:
        opinion = known and form.value("status") == Status.OPINION
        label = t("Who says so?") if opinion else t("Its title, or who said so")
        if not names and not opinion:
            label = t("Source: its title, or who said so")
        form.line("new", label, QUESTION_SIGNS)
    date = t("Date, such as 2026, 02/2026 or 03/02/2026 (optional)")
    return {SOURCE: st.container(), "date": form.line("date", date, QUESTION_SIGNS)}
