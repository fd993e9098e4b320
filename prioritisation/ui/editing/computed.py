"""A score that is computed: its rows or sheets, each moved under another lever with a reason."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from criteria.errors import Problem
from criteria.model import Score
from criteria.readings import reading_on
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.levers import sheets_are_unread, sheets_read
from prioritisation.cases.editing.notes import computed_from
from prioritisation.cases.editing.sums import counted_rows, counted_sheets, moved
from prioritisation.cases.typed import QUESTION_SIGNS
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.editing.sheets import draw_sheet_forms
from prioritisation.ui.editing.table import Cell
from prioritisation.ui.editing.writing import TypedForm, new_form
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.wording import number, t

_SUM = "sum"
_NOWHERE = ""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a score is computed from.

    Attributes
    ----------
    names
        Unit of each row, or of the levers of each sheet -> what it is called.
    levers
        The same units -> the lever that each is counted in first; empty for none.
    """

    names: Mapping[str, str]
    levers: Mapping[str, str]


def draw_computed(bench: Workbench, cell: Cell) -> None:
    """What it is computed from; it is not typed over."""
    lever, criterion = cell
    if computed_from(bench.units, criterion) == _SUM:
        words = t(
            "This score is a sum of official lines: it changes with the lines counted in it."
        )
        counted = _rows(bench, reading_on(bench.case.questions, criterion, bench.combination))
    else:
        words = t("This score counts action sheets: it changes with the levers that they serve.")
        counted = _sheets(bench)
    st.html(html_paragraphs((words,)))
    units = [unit for unit, one in counted.levers.items() if one == lever]
    if none := _none_text(bench, cell):
        st.html(tag("p", text(none), "note"))
    if _is_unread(bench, cell):
        _draw_none_serves(bench, lever)
    _draw_moves(bench, cell, counted, units)
    if computed_from(bench.units, criterion) != _SUM and not bench.proposes:
        draw_sheet_forms(bench, lever)


def _is_unread(bench: Workbench, cell: Cell) -> bool:
    """Whether a count is unknown because nobody has read the sheets for its lever."""
    counts = computed_from(bench.units, cell[1]) != _SUM
    return counts and _score(bench, cell).unknown and sheets_are_unread(bench.units, cell[0])


def _score(bench: Workbench, cell: Cell) -> Score:
    return bench.case.tables[bench.combination].score(*cell)


def _none_text(bench: Workbench, cell: Cell) -> str:
    """Why a score is missing, or that it is 0; empty for any other."""
    if _is_unread(bench, cell):
        return t(
            "This lever was added after the action sheets were read: its score is missing, not 0. "
            "Count those that serve it here, or say that none does."
        )
    if _score(bench, cell).unknown:
        return t("None is counted in this lever yet: the score is missing, not 0.")
    if not _score(bench, cell).high:
        return t("None is counted in this lever: the score is 0, it is not missing.")
    return ""


def _draw_none_serves(bench: Workbench, lever: str) -> None:
    """Say, with a reason, that no sheet serves a lever that came after them."""
    typed = new_form(bench, f"sheets read {lever}", {"reason": ""})
    slots = {"reason": typed.line("reason", t("Why"), QUESTION_SIGNS), "": st.container()}

    def change() -> UnitChange:
        _check_reason(typed)
        return sheets_read(bench.units, lever)

    label = t("No sheet serves it: count 0")
    if bench.proposes:
        label = t("Propose that no sheet serves it: count 0")
    typed.send(label, change, slots, t("It is written: 0."))


def _check_reason(typed: TypedForm) -> None:
    if not typed.value("reason").strip():
        raise InvalidRequest([Problem("empty", "sums", None, "reason")])


def _rows(bench: Workbench, reading: str) -> _Counted:
    rows = {(r.label, r.sector): r for r in bench.case.official_rows}
    levers = counted_rows(bench.units, reading)
    names = {
        unit: t(
            "{row}, {sector}: {amount}",
            row=label,
            sector=sector,
            amount=number(rows[label, sector].amount, 1),
        )
        for unit, (label, sector, _) in levers.items()
    }
    return _Counted(names, {unit: lever for unit, (_, _, lever) in levers.items()})


def _sheets(bench: Workbench) -> _Counted:
    titles = {s.id: s.title for s in bench.case.sheets}
    levers = counted_sheets(bench.units)
    names = {
        unit: t("{name}: {label}", name=sheet, label=titles[sheet])
        for unit, (sheet, _) in levers.items()
    }
    return _Counted(names, {unit: lever for unit, (_, lever) in levers.items()})


def _draw_moves(bench: Workbench, cell: Cell, counted: _Counted, units: list[str]) -> None:
    """A choice of lever for each that is counted here, and one more to be counted here."""
    fields = {unit: _move_field(bench, unit) for unit in units}
    starts = {field: counted.levers[unit] for unit, field in fields.items()}
    typed = new_form(bench, f"moves {cell}", {"reason": "", "more": ""} | starts)
    moves = {unit: _lever_choice(typed, fields[unit], unit, counted) for unit in units}
    others = {unit: name for unit, name in counted.names.items() if unit not in units}
    if others:
        widgets.selectbox(
            t("Count another one here (optional)"),
            list(others),
            format_func=lambda unit: _with_lever(bench, others[str(unit)], counted, str(unit)),
            **widgets.own_keywords(typed.name("more"), None),
        )
    slots = {"reason": typed.line("reason", t("Why"), QUESTION_SIGNS), "": st.container()}
    if typed.value("more") in others:
        moves[typed.value("more")] = cell[0]

    def change() -> UnitChange:
        _check_reason(typed)
        gone = {unit: lever for unit, lever in moves.items() if lever != counted.levers[unit]}
        return moved(bench.units, gone, " ".join(typed.value("reason").split()))

    about = [(unit, bench.units[unit]) for unit in sorted(moves)]
    label = t("Propose these moves") if bench.proposes else t("Write these moves")
    typed.send(label, change, slots, t("It is counted there now."), about)


def _move_field(bench: Workbench, unit: str) -> str:
    """The field of where a row or a sheet goes: another one once it is counted elsewhere."""
    return f"moved_{zlib.crc32(f'{unit} {bench.units[unit]}'.encode()):08x}"


def _lever_choice(typed: TypedForm, field: str, unit: str, counted: _Counted) -> str:
    """The lever that is chosen for a row or a sheet: its own until another one is."""
    bench = typed.bench
    names = {v.id: v.label for v in bench.case.levers} | _elsewhere(bench, unit)
    widgets.selectbox(
        literal(counted.names[unit]),
        list(names),
        format_func=lambda one: names[str(one)],
        **widgets.own_keywords(typed.name(field), typed.starts[field]),
    )
    return typed.value(field) or _NOWHERE


def _elsewhere(bench: Workbench, unit: str) -> dict[str, str]:
    """Where else it may be counted: in no lever; a sheet serves a whole axis, too."""
    nowhere = {_NOWHERE: t("no lever")}
    return nowhere if unit.startswith("row/") else dict(bench.case.axes) | nowhere


def _with_lever(bench: Workbench, name: str, counted: _Counted, unit: str) -> str:
    names = {v.id: v.label for v in bench.case.levers} | _elsewhere(bench, unit)
    return t("{name} ({label})", name=name, label=names[counted.levers[unit]])
