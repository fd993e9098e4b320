"""A score that is computed: what it is computed from, and where that is corrected."""

import streamlit as st

from criteria.errors import Problem
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.levers import sheets_are_unread, sheets_read
from prioritisation.cases.editing.notes import computed_from
from prioritisation.cases.typed import QUESTION_SIGNS
from prioritisation.drawing.markup import html_paragraphs
from prioritisation.errors import InvalidRequest
from prioritisation.ui.editing.ground import Workbench, new_form
from prioritisation.ui.editing.table import Cell
from prioritisation.wording import t


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
