"""The bench that *Autres calculs* and *Et si… ?* share: ranks of each lever, side by side.

A rank that is not known is the interval of those it may be, hatched on a track of all ranks; no
line joins what is not known.
"""

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
        Lever id -> its rank; a lever that the ranking does not have is not in it.
    worth
        Lever id -> its points as they are written; empty where they are not told.
    """

    head: str
    ranks: Mapping[str, RankSpan]
    worth: Mapping[str, str] = field(default_factory=dict)


def ranks_beside(
    levers: Sequence[Lever], columns: Sequence[RankColumn], notes: Sequence[str] = ()
) -> str:
    """Ranks of each lever in each column, its key and what they rest on."""
    count = max(len(column.ranks) for column in columns)
    head = [text(t("Lever")), *(text(column.head) for column in columns)]
    rows = [
        [_name(lever), *(_cell(lever, column, count) for column in columns)] for lever in levers
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


def _cell(lever: Lever, column: RankColumn, count: int) -> str:
    """A rank in figures, on the track of all ranks, and the points."""
    rank = column.ranks.get(lever.id)
    if rank is None:
        return tag("span", text(absent_text()), "st")
    style = (
        f"--c:{lever.colour};--edge:{lever.colour};left:{100 * (rank.best - 1) / count:.3f}%;"
        f"width:{100 * (rank.worst - rank.best + 1) / count:.3f}%"
    )
    piece = tag("b", "", "u" if rank.worst > rank.best else "", style=style)
    track = tag("span", piece, "ranktrack", aria_hidden="true")
    figure = tag("span", text(rank), "val" if rank.best == 1 else "rankout")
    worth = column.worth.get(lever.id, "")
    return figure + track + (tag("span", text(worth), "st") if worth else "")


def absent_text() -> str:
    """Where a ranking does not have a lever."""
    return t("not in it")


def key_text() -> str:
    """What a track is."""
    return t("its rank, the first on the left")


def _key() -> str:
    parts = (
        tag("b", "", "sw ink") + text(key_text()),
        tag("b", "", "sw ink u") + text(t("the ranks it may have: scores are uncertain")),
    )
    return picture_key(parts)
