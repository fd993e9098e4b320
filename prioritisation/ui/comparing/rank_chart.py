"""The rank chart of *Comparer*, and its table: one column per ranking of the same levers."""

from collections.abc import Sequence

from prioritisation.analysis.comparison import Column
from prioritisation.drawing.markup import scrollable, table, text
from prioritisation.sentences.columns import first_text, found_note, rank_span
from prioritisation.sentences.ranks import names
from prioritisation.ui.shared.lanes import Lane, Stop, lanes_chart
from prioritisation.wording import t


def rank_chart(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The chart, the levers' letters, and what could not be drawn."""
    levers = columns[0].analysis.case.levers
    lanes = [
        Lane(levers[i].short_label, levers[i].colour, tuple(_stop(c, i) for c in columns))
        for i in columns[0].analysis.ranking.order
    ]
    rows = len(columns[0].best)
    return lanes_chart(lanes, labels, rows, alternative(columns, labels), [found_note(columns)])


def _stop(column: Column, row: int) -> Stop:
    tied = bool(column.opinion.tied[row].sum() > 1)
    return Stop(int(column.best[row]), int(column.worst[row]), tied)


def alternative(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The chart as text."""
    told = (
        t("{column}: {first}", column=label, first=first_text(column))
        for column, label in zip(columns, labels, strict=True)
    )
    return t("Ranks of each lever in {n} rankings. {told}.", n=len(columns), told=" ; ".join(told))


def rank_table(columns: Sequence[Column], labels: Sequence[str]) -> str:
    """The same ranks as a table."""
    order = columns[0].analysis.ranking.order
    head = [text(t("Lever")), *(text(label) for label in labels)]
    rows = [
        [text(names(columns[0].analysis, (i,))[0]), *(text(rank_span(c, i)) for c in columns)]
        for i in order
    ]
    written = table(head, rows, _caption(columns), "twin")
    return scrollable(written, t("Table of ranks"))


def _caption(columns: Sequence[Column]) -> str:
    """What the spans of ranks rest on."""
    told = t("Ranks: from the best to the worst possible, whatever the unknown scores.")
    return f"{told} {found_note(columns)}".rstrip()
