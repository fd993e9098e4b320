"""The table of scores, levers by criteria: one part of the page, whatever its size."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from criteria.case import Case
from prioritisation.cases.editing.notes import computed_from
from prioritisation.sentences.editing import CellWords, cell_words, column_note, without_unit
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.scripts import declared
from prioritisation.ui.visit.visit import said_next
from prioritisation.wording import t, typeset

TABLE_SCRIPT = Path(__file__).parent / "table.js"
_TABLE = declared("score_table", TABLE_SCRIPT, html='<div class="scoretable"></div>')
_COMPUTED = "is-computed"
_NEXT_KEYS = "Alt+N"
_GONE_ON = "edited_gone_on"
"""Session key: how many times the next score was gone to."""

Cell = tuple[str, str]
"""Ids of a lever and of a criterion."""


def draw_table(bench: Workbench, cell: Cell | None) -> None:
    """Draw it; a tap, or Enter, opens the form of a cell at the next run.

    Parameters
    ----------
    cell
        The one whose form is open.
    """
    key = f"score_table_{bench.key}"

    def on_open() -> None:
        take_cell(bench, st.session_state[key].get("open"))

    data = table_data(bench, cell) | {"turn": bench.times_written()}
    _TABLE(key=key, data=data, on_open_change=on_open)


def take_cell(bench: Workbench, tap: object) -> None:
    """Open the form of a cell; a browser may say anything."""
    if not isinstance(tap, dict):
        return
    open_cell(bench, str(tap.get("lever")), str(tap.get("criterion")))


def open_cell(bench: Workbench, lever: str, criterion: str) -> None:
    """Open the form of a cell, if the case has one of these ids."""
    case = bench.case
    if lever in {v.id for v in case.levers} and criterion in {c.id for c in case.criteria}:
        widgets.choice_writer(_cell_name(bench.key))((lever, criterion))


def close_cell(key: str) -> None:
    """No form is open any more."""
    widgets.drop_choices(_cell_name(key))


def open_cell_of(bench: Workbench) -> Cell | None:
    """The cell whose form is open, as long as the case has it."""
    cell = noted_cell(bench.key)
    scores = bench.case.tables[bench.combination].scores
    return cell if cell in scores else None


def next_cell(bench: Workbench, cell: Cell) -> Cell | None:
    """The score to go on with: the next one that is missing, by row, else the next one.

    After the last comes the first; computed ones are not written. None without any other.
    """
    case = bench.case
    written = {c.id for c in case.criteria if not computed_from(bench.units, c.id)}
    order = [(v.id, c.id) for v in case.levers for c in case.criteria]
    place = order.index(cell)
    after = [one for one in order[place + 1 :] + order[:place] if one[1] in written]
    scores = case.tables[bench.combination].scores
    return next((one for one in after if scores[one].unknown), next(iter(after), None))


def draw_next(bench: Workbench, cell: Cell, unsent: str = "") -> None:
    """The button that opens the form of the next score, also by its keys.

    Parameters
    ----------
    unsent
        What is said there of what stays typed here and is not written.
    """
    following = next_cell(bench, cell)
    if following is None:
        return
    missing = bench.case.tables[bench.combination].scores[following].unknown
    label = t("Next missing score") if missing else t("Next score")
    st.button(
        label, key="next_score", shortcut=_NEXT_KEYS, on_click=_leave, args=(bench, cell, unsent)
    )


def _leave(bench: Workbench, cell: Cell, unsent: str) -> None:
    go_on(bench, cell)
    if unsent:
        said_next()[:] = [unsent]


def go_on(bench: Workbench, cell: Cell) -> None:
    """Open the form of the score that comes after a cell, if there is any."""
    following = next_cell(bench, cell)
    if following is not None:
        open_cell(bench, *following)
        st.session_state[_GONE_ON] = _times_gone_on() + 1


def _times_gone_on() -> int:
    return int(st.session_state.get(_GONE_ON, 0))


def noted_cell(key: str) -> Cell | None:
    """The cell whose form was opened last and not closed, whether the case still has it or not."""
    cell: Cell | None = widgets.own_choice(_cell_name(key), None)
    return cell


def _cell_name(key: str) -> str:
    return f"edited_cell_{key}"


def table_data(bench: Workbench, cell: Cell | None) -> dict[str, Any]:
    """What the browser draws the table from."""
    case = bench.case
    computed = {c.id: computed_from(bench.units, c.id) for c in case.criteria}
    place = _place(bench, cell)
    return {
        "levers": [{"id": v.id, "name": typeset(v.short_label)} for v in case.levers],
        "criteria": [
            {"id": c.id, "name": typeset(c.label), "note": typeset(column_note(c, computed[c.id]))}
            for c in case.criteria
        ],
        "cells": _cells(case, bench.combination, computed),
        "open": place,
        "focus": place,
        "steps": _times_gone_on(),
        "words": {
            "lever": t("Lever"),
            "title": t("Scores per lever and criterion"),
            "cell": typeset(t("{name}: {label}", name="{name}", label="{label}")),
        },
    }


def _place(bench: Workbench, cell: Cell | None) -> list[int] | None:
    if cell is None:
        return None
    rows, columns = ([one.id for one in all_] for all_ in (bench.case.levers, bench.case.criteria))
    return [rows.index(cell[0]), columns.index(cell[1])]


def _cells(case: Case, combination: str, computed: Mapping[str, str]) -> list[list[list[str]]]:
    """What each cell says, what it rests on, how it is drawn: hundreds at each run."""
    scores = case.tables[combination].scores
    columns = [(without_unit(c), bool(computed[c.id])) for c in case.criteria]
    return [
        [
            _cell(cell_words(c, scores[v.id, c.id], computed=is_computed), is_computed)
            for c, is_computed in columns
        ]
        for v in case.levers
    ]


def _cell(words: CellWords, is_computed: bool) -> list[str]:
    note = t("computed") if is_computed else words.rests_on
    look = f"{words.look} {_COMPUTED}" if is_computed else words.look
    return [typeset(words.amount), typeset(note), look.strip()]
