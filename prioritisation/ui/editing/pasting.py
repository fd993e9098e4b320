"""A block of a spreadsheet is pasted: what it would change is shown, then written at once."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from criteria.errors import Problem
from criteria.model import Status
from prioritisation.cases.editing.notes import TypedNote, note_change
from prioritisation.cases.editing.sources import SOURCE
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import SCORE, CaseUnits, unit_parts
from prioritisation.drawing.markup import html_paragraphs, plain_list
from prioritisation.errors import InvalidRequest
from prioritisation.imports.grids import FileRefused
from prioritisation.imports.making.over import FileComparison, FileScore, comparison
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.process.pasting import PastedReading, pasted_reading
from prioritisation.sentences.editing import change_of_score
from prioritisation.sentences.import_refusals import PastedPlaces, strange_sentences, wrong_cells
from prioritisation.settings import current_day
from prioritisation.ui.editing.ground import (
    EditEntry,
    OpenForm,
    TypedForm,
    Workbench,
    draw_clash,
    fold_of,
    last_clash,
    line_of_score,
    new_form,
    write_entry,
)
from prioritisation.ui.editing.note_form import draw_status_choice
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, watch
from prioritisation.ui.shared.file_asking import aside_line, draw_file_question
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.visit import notice_block
from prioritisation.wording import t, tn

_BLOCK = "block"
_READ = "edited_paste_read"
"""Session key: a dossier and a block -> the dossier as it was when the block was read."""

_TALL = 160


@dataclass(slots=True)
class _Reading:
    """What a block would write, and what of it is not understood, a sentence each.

    Attributes
    ----------
    asked
        Whether a question about it is still to be answered.
    due
        Whether its source or its reason is still to be typed.
    """

    change: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked: bool = False
    due: bool = False


def draw_pasting(bench: Workbench) -> None:
    """Where it is pasted, what it would change, and the button that writes all of it."""
    starts = {_BLOCK: "", "status": Status.OPINION.value, "source": "", "reason": ""}
    typed = new_form(bench, "pasted block", starts)
    fold = t("Paste a block from a spreadsheet")
    with (
        st.expander(fold, **fold_of(typed.form, typed.names, "paste_fold")),
        drafts(f"paste_{bench.key}"),
    ):
        words = t(
            "Copy the cells with the names of criteria and of what is compared. They are read as "
            "those of a file: 12,5, {range}, « 1,5 M€ », « 50 % », a word of the scale, n.d. "
            "What may be read in two ways is asked; what is empty stays as it is.",
            range=t("{low} to {high}", low=10, high=20),
        )
        st.html(html_paragraphs((words,), "note"))
        widgets.text_area(
            t("Cells apart by tabs, or by « ; »"),
            height=_TALL,
            **widgets.own_keywords(typed.name(_BLOCK), ""),
        )
        watch(typed.name(_BLOCK), typed.value(_BLOCK), widgets.key_of(typed.name(_BLOCK)))
        if typed.value(_BLOCK).strip():
            _draw_of_all(typed)
            units, seq = _as_read(bench, typed.value(_BLOCK))
            form = _form_of_block(typed, seq)
            _draw_reading(bench, units, replace(typed, form=form))
        else:
            st.session_state.pop(_READ, None)


def _draw_of_all(typed: TypedForm) -> None:
    """What is true of every score of the block: what it rests on, its source, its reason."""
    keywords = widgets.own_keywords(typed.name("status"), typed.starts["status"])
    draw_status_choice(t("What they all rest on"), keywords)
    typed.line("source", t("Source of all of them: its title, or who said so"), NAME_SIGNS)
    typed.line("reason", t("Why, for all of them"), QUESTION_SIGNS)


def _form_of_block(typed: TypedForm, base: int) -> OpenForm:
    """What clashes is of this block: another one in the same field has conflicts of its own."""
    block = zlib.crc32(typed.value(_BLOCK).encode())
    form = typed.form
    return replace(form, unit=f"{form.unit} {block:08x}", base=base, opened=form.name)


def _draw_reading(bench: Workbench, units: CaseUnits, typed: TypedForm) -> None:
    try:
        block = _block_read(bench, typed)
    except FileRefused as refused:
        draw_clash(bench, typed.form)
        st.html(notice_block(_why_not_read(refused)))
        return
    # What is answered about the block goes with it.
    typed = replace(typed, starts={**typed.starts, **{_asked(q): "" for q in block.asked}})
    draw_clash(bench, typed.form)
    compared = comparison(bench.case, units, block.reading, bench.combination)
    reading = _read(bench, units, typed, block, compared)
    if reading.faults:
        st.html(notice_block(*dict.fromkeys(reading.faults)))
    _draw_questions(typed, block)
    if aside := block.reading.left_out:
        st.html(html_paragraphs((t("Left out"),), "note") + plain_list(map(aside_line, aside)))
    scores = {u: pair for u, pair in reading.change.items() if unit_parts(u)[0] == SCORE}
    draw_html(
        plain_list(change_of_score(bench.case, unit, *pair) for unit, pair in scores.items())
    )
    if reading.faults or reading.asked:
        words = t("Correct the block, answer what is asked: nothing is written until then.")
        st.html(html_paragraphs((words,), "note"))
    elif reading.due:
        words = t("Give the source and why: what would change is shown first.")
        st.html(html_paragraphs((words,), "note"))
    _draw_writing(bench, typed, reading, scores)


def _draw_writing(
    bench: Workbench, typed: TypedForm, reading: "_Reading", scores: Mapping[str, object]
) -> None:
    """The button that writes what is seen, once nothing of it is wrong or still to be answered."""
    n = len(scores)
    label = tn("Write {n} score", "Write {n} scores", n)
    if bench.proposes:
        label = tn("Propose {n} score", "Propose {n} scores", n)
    slot = st.container()
    stopped = not scores or reading.due or reading.asked or bool(reading.faults)
    if st.button(label, key="write_block", disabled=stopped):
        reason = typed.value("reason").strip()
        entry = EditEntry(reading.change, "paste", reason, bench.done(t("The block is written.")))
        write_entry(bench, typed.form, typed.names, entry, {"": slot})


def _block_read(bench: Workbench, typed: TypedForm) -> PastedReading:
    """What the block says, with what was answered about it."""

    def answer(question: FileQuestion) -> str:
        return str(widgets.own_choice(typed.name(_asked(question)), "") or "")

    return pasted_reading(bench.case, typed.value(_BLOCK), answer)


def _asked(question: FileQuestion) -> str:
    """The field of a question: of what stands there as well, another cell is asked anew."""
    about = f"{question.kind} {question.about} {question.found} {question.choices}"
    return f"asked_{zlib.crc32(about.encode()):08x}"


def _why_not_read(refused: FileRefused) -> str:
    if refused.kind == "too_slow":
        return t("This block asks too many questions: paste fewer lines at once.")
    if refused.kind == "too_large" or refused.kind.startswith("many_"):
        return t("This block is larger than a case: nothing of it is read.")
    return t(
        "No table is seen in this block: it takes the names of criteria, and below them a line "
        "that begins with the name of what is compared."
    )


def _draw_questions(typed: TypedForm, block: PastedReading) -> None:
    """What may be read in two ways, each with its place and its answers."""
    places = PastedPlaces(block.reading)
    for k, question in enumerate(block.asked):
        with st.container(key=f"paste_asked_{k}"):
            draw_file_question(
                question,
                **widgets.own_keywords(typed.name(_asked(question)), ""),
                about=places.about(question.about),
            )


def _as_read(bench: Workbench, block: str) -> tuple[dict[str, str], int]:
    """The units, and the version, as they were when this block was first read here.

    What somebody else writes between that and the button is written over by nobody unseen.
    """
    about, units, seq = st.session_state.get(_READ, (None, {}, 0))
    # A lever or a criterion that came, or went, since makes another table of it.
    case = bench.case
    things = [v.id for v in case.levers], [c.id for c in case.criteria]
    # Shown against what clashed with it, it is read against that.
    now = bench.key, block, things, last_clash()
    if about != now:
        units, seq = bench.units, bench.dossier.seq
    elif units != bench.units:
        read = bench.with_own(units, seq)
        units, seq = {u: text for u, text in read.items() if text is not None}, bench.dossier.seq
    st.session_state[_READ] = now, units, seq
    return units, seq


def _read(
    bench: Workbench,
    units: CaseUnits,
    typed: TypedForm,
    block: PastedReading,
    compared: FileComparison,
) -> _Reading:
    """What a block would write; what it does not know is written where it says so."""
    read, places = block.reading, PastedPlaces(block.reading)
    reading = _Reading(asked=bool(read.pending))
    reading.faults += [*strange_sentences(bench.case, compared), *wrong_cells(read)]
    reading.faults += _no_scores(bench, compared.problems, places)
    open_cells = {one.about for one in read.pending}
    forgotten = (s for s in compared.forgotten if s.read.found and s.read.cell not in open_cells)
    for score in (*compared.changes, *forgotten):
        note, today = _note(bench, typed, score), current_day(bench.case)
        try:
            reading.change |= note_change(units, bench.case, score.unit, note, today)
        except InvalidRequest as error:
            about = places.named(score.read.cell)
            reading.faults += [
                t("{name}: {label}", name=_about(about, p.column), label=line_of_score(bench, p))
                for p in error.problems
                if not _is_due(p)
            ]
            reading.due |= any(map(_is_due, error.problems))
    return reading


def _no_scores(
    bench: Workbench, problems: Sequence[Problem], places: PastedPlaces
) -> Iterator[str]:
    """What no score of the case can be, or is there twice."""
    for one in problems:
        if one.kind == "duplicate":
            name = str(one.values.get("found", ""))
            yield t("« {name} » is there twice: keep one of them.", name=name)
        else:
            label = line_of_score(bench, one)
            yield t("{name}: {label}", name=places.named(one.place), label=label)


def _is_due(problem: Problem) -> bool:
    """Whether it is that the source or the reason of all is not typed yet: no fault of a block."""
    return problem.kind == "empty" and problem.column in (SOURCE, "reason")


def _about(cell: str, column: str) -> str:
    """What a fault is about: the reason and the source are those of all."""
    fields = {"reason": t("Why, for all of them"), "source": t("Source")}
    return fields.get(column, cell)


def _note(bench: Workbench, typed: TypedForm, score: FileScore) -> TypedNote:
    title = " ".join(typed.value("source").split())
    same = next(
        (s.id for s in bench.case.sources.values() if s.title.casefold() == title.casefold()), ""
    )
    note = score.note
    amounts = (note.kind, note.low, note.high, Status(typed.value("status")))
    return TypedNote(*amounts, same, "" if same else title, reason=typed.value("reason"))
