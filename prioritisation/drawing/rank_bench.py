"""The bench of *Comparer*: rank and bar of each lever in each setting, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from criteria.model import Lever
from prioritisation.analysis.opinions import Opinion
from prioritisation.drawing.markup import (
    html_paragraphs,
    picture_key,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.sentences.phrases import ranks_text
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class RankSpan:
    """A lever's rank in one column, from the best possible to the worst.

    Attributes
    ----------
    tied
        Whether it surely shares its rank.
    """

    best: int
    worst: int
    tied: bool = False

    @classmethod
    def of(cls, opinion: Opinion, row: int) -> "RankSpan":
        """The rank of a row of a method's ranks."""
        tied = bool(opinion.tied[row].sum() > 1)
        return cls(int(opinion.best[row]), int(opinion.worst[row]), tied)

    def __str__(self) -> str:
        """« 2 », « 2 (tied) », « 1 to 4 »."""
        return ranks_text(self.best, self.worst, tied=self.tied)


@dataclass(frozen=True, slots=True)
class RankColumn:
    """One ranking.

    Attributes
    ----------
    ranks
        Lever id -> its rank.
    told
        What its weights are, under its heading.
    bars
        Lever id -> its bar as HTML; none by a method that adds no points.
    """

    head: str
    ranks: Mapping[str, RankSpan]
    told: str = ""
    bars: Mapping[str, str] = field(default_factory=dict)


def ranks_beside(
    levers: Sequence[Lever],
    columns: Sequence[RankColumn],
    key: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> str:
    """Rank and bar of each lever in each column, the key (HTML) and what they rest on."""
    head = [text(t("Lever")), *map(_head, columns)]
    rows = [
        [text(lever.short_label), *(_cell(lever, column, columns[0]) for column in columns)]
        for lever in levers
    ]
    wide = tag("div", table(head, rows, "", "left benchtable"), style=f"--cols:{len(columns)}")
    written = scrollable(wide, t("Ranks side by side"))
    return written + picture_key(key) + html_paragraphs(notes, "note")


def _head(column: RankColumn) -> str:
    return text(column.head) + (tag("span", text(column.told), "st") if column.told else "")


def _cell(lever: Lever, column: RankColumn, first: RankColumn) -> str:
    """A rank in figures beside its bar; marked where it is not that of the first."""
    rank = column.ranks[lever.id]
    figure = tag("span", text(rank), "val" if rank.best == 1 else "rankout")
    changed = rank != first.ranks[lever.id]
    flag = tag("span", text(t("changed")), "flag") if changed else ""
    return figure + flag + column.bars.get(lever.id, "")
