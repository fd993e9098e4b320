"""A block of a spreadsheet is pasted: what it would change is shown, then written at once."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Status
from prioritisation.cases.editing.notes import TypedNote, note_change, typed_note
from prioritisation.cases.editing.pasting import (
    PastedBlock,
    PastedScore,
    nearest_name,
    pasted_block,
)
from prioritisation.cases.editing.sources import SOURCE
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import SCORE, CaseUnits, unit_parts
from prioritisation.drawing.markup import html_paragraphs, plain_list
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.clashing import change_of_score
from prioritisation.settings import current_day
from prioritisation.ui.editing.ground import OpenForm, Workbench, line_of_score
from prioritisation.ui.editing.note_fields import draw_status_choice
from prioritisation.ui.editing.unwritten import fold_of
from prioritisation.ui.editing.writing import (
    EditEntry,
    TypedForm,
    new_form,
    settle_clash,
    write_entry,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, watch
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.trying import notice_block
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
    due
        Whether its source or its reason is still to be typed.
    """

    change: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
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
            "First line: a cell for nothing, then the names of criteria. Then a line for each: "
            "its name, then 12,5, or {range}, or a word of the scale, or inconnu. What is empty "
            "stays as it is.",
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
    settle_clash(bench, typed.form, typed.names)
    block = pasted_block(bench.case, bench.combination, typed.value(_BLOCK))
    reading = _read(bench, units, typed, block)
    if reading.faults:
        st.html(notice_block(*dict.fromkeys(reading.faults)))
    scores = {u: pair for u, pair in reading.change.items() if unit_parts(u)[0] == SCORE}
    draw_html(
        plain_list(change_of_score(bench.case, unit, *pair) for unit, pair in scores.items())
    )
    if reading.due:
        words = t("Give the source and why: what would change is shown first.")
        st.html(html_paragraphs((words,), "note"))
    n = len(scores)
    label = tn("Write {n} score", "Write {n} scores", n)
    if bench.proposes:
        label = tn("Propose {n} score", "Propose {n} scores", n)
    slot = st.container()
    if st.button(
        label, key="write_block", disabled=not scores or reading.due or bool(reading.faults)
    ):
        reason = typed.value("reason").strip()
        entry = EditEntry(reading.change, "paste", reason, bench.done(t("The block is written.")))
        write_entry(bench, typed.form, typed.names, entry, {"": slot})


def _as_read(bench: Workbench, block: str) -> tuple[dict[str, str], int]:
    """The units, and the version, as they were when this block was first read here.

    What somebody else writes between that and the button is written over by nobody unseen.
    """
    about, units, seq = st.session_state.get(_READ, (None, {}, 0))
    # A lever or a criterion that came, or went, since makes another table of it.
    case = bench.case
    things = [v.id for v in case.levers], [c.id for c in case.criteria]
    if about != (bench.key, block, things):
        units, seq = bench.units, bench.dossier.seq
    elif units != bench.units:
        read = bench.with_own(units, seq)
        units, seq = {u: text for u, text in read.items() if text is not None}, bench.dossier.seq
    st.session_state[_READ] = (bench.key, block, things), units, seq
    return units, seq


def _read(bench: Workbench, units: CaseUnits, typed: TypedForm, block: PastedBlock) -> _Reading:
    reading = _Reading(faults=[*_strange(bench.case, block)])
    for score in block.scores:
        unit = bench.unit_of_score(score.lever, score.criterion)
        name = {
            "lever": bench.case.lever(score.lever).label,
            "criterion": bench.case.criterion(score.criterion).label,
        }
        if not unit:
            reading.faults.append(t("{lever}: {criterion} is computed, not written.", **name))
            continue
        note = _note(bench, typed, score)
        try:
            change = note_change(units, bench.case, unit, note, current_day(bench.case))
        except InvalidRequest as error:
            about = t("{lever}: {criterion}", **name)
            reading.faults += [
                t("{name}: {label}", name=_about(about, p.column), label=line_of_score(bench, p))
                for p in error.problems
                if not _is_due(p)
            ]
            reading.due |= any(map(_is_due, error.problems))
            continue
        if _amounts(units, unit) != _amounts({unit: change[unit][1] or "{}"}, unit):
            reading.change |= change
    return reading


def _is_due(problem: Problem) -> bool:
    """Whether it is that the source or the reason of all is not typed yet: no fault of a block."""
    return problem.kind == "empty" and problem.column in (SOURCE, "reason")


def _amounts(units: CaseUnits, unit: str) -> tuple[str, str]:
    """What a score is: one that stays the same keeps its source and its reason."""
    note = typed_note(units, unit)
    return note.low, note.high


def _about(cell: str, column: str) -> str:
    """What a fault is about: the reason and the source are those of all."""
    fields = {"reason": t("Why, for all of them"), "source": t("Source")}
    return fields.get(column, cell)


def _note(bench: Workbench, typed: TypedForm, score: PastedScore) -> TypedNote:
    title = " ".join(typed.value("source").split())
    same = next(
        (s.id for s in bench.case.sources.values() if s.title.casefold() == title.casefold()), ""
    )
    amounts = (score.kind, score.low, score.high, Status(typed.value("status")))
    return TypedNote(*amounts, same, "" if same else title, reason=typed.value("reason"))


def _strange(case: Case, block: PastedBlock) -> Iterator[str]:
    if block.too_large:
        yield t("This block is larger than a case: nothing of it is read.")
    for name in block.criteria:
        words = t("« {name} » is no criterion of this case.", name=name[:80])
        yield words + _nearest(name, [n for c in case.criteria for n in (c.official, c.label)])
    for name in block.levers:
        words = t("« {name} » is no lever of this case.", name=name[:80])
        yield words + _nearest(name, [n for v in case.levers for n in (v.short_label, v.label)])
    for name in block.twice:
        yield t("« {name} » is there twice: keep one of them.", name=name[:80])
    for cell in block.beyond:
        yield t("« {name} » stands under no criterion.", name=cell[:80])


def _nearest(name: str, names: Iterable[str]) -> str:
    """A sentence on the name that may be meant, a space before it; empty where none is near."""
    near = nearest_name(name[:80], names)
    return f" {t('The nearest name is « {name} ».', name=near)}" if near else ""
