"""The table of scores, levers by criteria: one part of the page, whatever its size."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from criteria.case import Case
from criteria.scales import WordScale
from prioritisation.cases.editing.notes import computed_from
from prioritisation.sentences.editing import CellWords, cell_words, column_note, without_unit
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.scripts import declared
from prioritisation.wording import t, typeset

TABLE_SCRIPT = Path(__file__).parent / "table.js"
_TABLE = declared("score_table", TABLE_SCRIPT, html='<div class="scoretable"></div>')
_COMPUTED = "is-computed"
_HEARD = "edited_heard"
"""Session key: the last that was typed in a cell, by the number that the browser gave it."""

Cell = tuple[str, str]
"""Ids of a lever and of a criterion."""


def draw_table(
    bench: Workbench,
    cell: Cell | None,
    typed: Mapping[Cell, str],
    take: Callable[[Cell, str], None],
) -> None:
    """Draw it; a tap, or Enter, opens the form of a cell at the next run; one types in a cell too.

    Parameters
    ----------
    cell
        The one whose form is open.
    typed
        What was typed in cells and is not written yet.
    take
        Called with a cell of the case and what was just typed there.
    """
    key = f"score_table_{bench.key}"

    def on_open() -> None:
        take_cell(bench, st.session_state[key].get("open"))

    def on_typed() -> None:
        sent = st.session_state[key].get("typed")
        if isinstance(sent, dict) and isinstance(sent.get("cells"), list):
            st.session_state[_HEARD] = sent.get("n")
            for lever, criterion, words in sent["cells"]:
                if (lever, criterion) in bench.case.tables[bench.combination].scores:
                    take((lever, criterion), str(words))

    data = table_data(bench, cell, typed) | {"turn": bench.times_written()}
    _TABLE(key=key, data=data, on_open_change=on_open, on_typed_change=on_typed)


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
    cell: Cell | None = widgets.own_choice(_cell_name(bench.key), None)
    scores = bench.case.tables[bench.combination].scores
    return cell if cell in scores else None


def _cell_name(key: str) -> str:
    return f"edited_cell_{key}"


def table_data(bench: Workbench, cell: Cell | None, typed: Mapping[Cell, str]) -> dict[str, Any]:
    """What the browser draws the table from."""
    case = bench.case
    computed = {c.id: computed_from(bench.units, c.id) for c in case.criteria}
    place = _place(bench, cell)
    return {
        "levers": [{"id": v.id, "name": typeset(v.short_label)} for v in case.levers],
        "criteria": [
            {
                "id": c.id,
                "name": typeset(c.label),
                "note": typeset(column_note(c, computed[c.id])),
                "computed": bool(computed[c.id]),
                "levels": [v.label for v in c.scale.levels]
                if isinstance(c.scale, WordScale)
                else [],
            }
            for c in case.criteria
        ],
        "cells": _cells(case, bench.combination, computed, typed),
        "heard": st.session_state.get(_HEARD),
        "open": place,
        "focus": place,
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


def _cells(
    case: Case, combination: str, computed: Mapping[str, str], typed: Mapping[Cell, str]
) -> list[list[list[str]]]:
    """What each cell says, what it rests on, how it is drawn: hundreds at each run."""
    scores = case.tables[combination].scores
    columns = [(without_unit(c), bool(computed[c.id])) for c in case.criteria]
    return [
        [
            [typeset(words), t("not written yet"), "is-typed"]
            if (words := typed.get((v.id, c.id)))
            else _cell(cell_words(c, scores[v.id, c.id], computed=is_computed), is_computed)
            for c, is_computed in columns
        ]
        for v in case.levers
    ]


def _cell(words: CellWords, is_computed: bool) -> list[str]:
    note = t("computed") if is_computed else words.rests_on
    look = f"{words.look} {_COMPUTED}" if is_computed else words.look
    return [typeset(words.amount), typeset(note), look.strip()]
