"""The bench of *Comparer*: ranks of each lever, side by side.

A rank that is not known is the interval of those it may be, hatched on a track of all ranks; no
line joins what is not known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    """

    head: str
    ranks: Mapping[str, RankSpan]
    told: str = ""


def ranks_beside(
    levers: Sequence[Lever], columns: Sequence[RankColumn], notes: Sequence[str] = ()
) -> str:
    """Ranks of each lever in each column, its key and what they rest on."""
    count = max(len(column.ranks) for column in columns)
    head = [text(t("Lever")), *map(_head, columns)]
    rows = [
        [_name(lever), *(_cell(lever, column, columns[0], count) for column in columns)]
        for lever in levers
    ]
    wide = tag("div", table(head, rows, "", "left benchtable"), style=f"--cols:{len(columns)}")
    unsure = any(one.worst > one.best for column in columns for one in column.ranks.values())
    return (
        scrollable(wide, t("Ranks side by side"))
        + (_key() if unsure else "")
        + html_paragraphs(notes, "note")
    )


def _name(lever: Lever) -> str:
    return tag("b", "", "dot", style=f"background-color:{lever.colour}") + text(lever.short_label)


def _head(column: RankColumn) -> str:
    return text(column.head) + (tag("span", text(column.told), "st") if column.told else "")


def _cell(lever: Lever, column: RankColumn, first: RankColumn, count: int) -> str:
    """A rank in figures, on the track of all ranks; marked where it is not that of the first."""
    rank = column.ranks[lever.id]
    style = (
        f"--c:{lever.colour};--edge:{lever.colour};left:{100 * (rank.best - 1) / count:.3f}%;"
        f"width:{100 * (rank.worst - rank.best + 1) / count:.3f}%"
    )
    piece = tag("b", "", "u" if rank.worst > rank.best else "", style=style)
    track = tag("span", piece, "ranktrack", aria_hidden="true")
    figure = tag("span", text(rank), "val" if rank.best == 1 else "rankout")
    changed = rank != first.ranks[lever.id]
    return figure + (tag("span", text(t("changed")), "flag") if changed else "") + track


def key_text() -> str:
    """What a track is."""
    return t("its rank, the first on the left")


def _key() -> str:
    parts = (
        tag("b", "", "sw ink") + text(key_text()),
        tag("b", "", "sw ink u") + text(t("the ranks it may have: scores are uncertain")),
    )
    return picture_key(parts)
