"""A score that is computed: from which rows or sheets, and under which lever each is counted."""

import streamlit as st

from criteria.case import Case
from criteria.readings import reading_on
from prioritisation.cases.editing.notes import computed_from
from prioritisation.drawing.markup import html_paragraphs, plain_list, tag, text
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.editing.table import Cell
from prioritisation.wording import number, t


def draw_computed(bench: Workbench, cell: Cell) -> None:
    """What it is computed from; it is not typed over."""
    lever, criterion = cell
    if computed_from(bench.units, criterion) == "sum":
        words = t(
            "This score is a sum of official lines: it changes with the lines counted in it."
        )
        rows = _rows(
            bench.case, lever, reading_on(bench.case.questions, criterion, bench.combination)
        )
    else:
        words = t("This score counts action sheets: it changes with the levers that they serve.")
        rows = [f"{s.id} · {s.title}" for s in bench.case.sheets if lever in s.levers]
    none = t("None is counted in this lever yet: the score is missing, not 0.")
    st.html(html_paragraphs((words,)) + (plain_list(rows) or tag("p", text(none), "note")))


def _rows(case: Case, lever: str, reading: str) -> list[str]:
    return [
        t("{row}, {sector}: {amount}", row=r.label, sector=r.sector, amount=number(r.amount, 1))
        for r in case.official_rows
        if r.lever(reading) == lever
    ]
