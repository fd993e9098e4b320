"""Several rankings side by side: the rank of each lever in each, an interval where it is open."""

from collections.abc import Sequence

from criteria.model import Lever
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    Foot,
    answer_lines,
    framed_picture,
    lever_name,
    name_cell,
    units,
)
from prioritisation.drawing.rank_bench import RankColumn
from prioritisation.sentences.headline import Headline
from prioritisation.wording import t, tn

_LEAST_ROW, _ROW = 72, 96
_ROOM, _LINE = 520, 84
"""Height of the rows below an answer of two lines, and of one line more."""

_LONG_NAME, _LONGER_NAME = 20, 40
"""Characters of a name that its column holds in large type, and in smaller one."""

_FINE = 8
"""Characters of a rank that a column holds in large type."""


def beside_picture(
    headline: Headline, levers: Sequence[Lever], columns: Sequence[RankColumn], right: str
) -> str:
    """A row a lever, as many as fit, those that may be first before others; a column a ranking.

    Parameters
    ----------
    levers
        In the order of the first ranking.
    columns
        None where nothing can be ranked.
    right
        HTML at the right of the foot.
    """
    question, answer = headline.question, headline.answer
    if not columns:
        reason = tag("span", text(headline.reservation), "p-clamp")
        foot = Foot(right=right)
        return framed_picture("beside", question, answer, tag("p", reason, "p-how"), foot)
    room = _ROOM - _LINE * (answer_lines(answer) - 2)
    picked = _kept(levers, columns, room // _LEAST_ROW)
    left = len(levers) - len(picked)
    height = min(_ROW, room // (len(picked) + bool(left)))
    count = max(len(column.ranks) for column in columns)
    cells = tag("span", "") + "".join(_head(column) for column in columns)
    for lever in picked:
        name = lever_name(lever)
        longer = " p-longer" * (len(name) > _LONGER_NAME)
        cells += name_cell(name, f"p-long{longer}" if len(name) > _LONG_NAME else "")
        cells += "".join(_cell(lever, column, count) for column in columns)
    if left:
        words = tn("and {n} other lever", "and {n} other levers", left)
        cells += tag("p", text(words), "p-wide p-soft")
    style = f"--columns:{len(columns)};--row:{units(height)}"
    body = tag("div", cells, "p-bench", style=style)
    return framed_picture("beside", question, answer, body, Foot(_key(columns), right))


def _kept(levers: Sequence[Lever], columns: Sequence[RankColumn], most: int) -> list[Lever]:
    """Those that may be first somewhere before others, while there is room; in their order."""
    if len(levers) <= most:
        return list(levers)
    firsts = {one for column in columns for one, rank in column.ranks.items() if rank.best == 1}
    wanted = sorted(levers, key=lambda lever: lever.id not in firsts)[: most - 1]
    return [lever for lever in levers if lever in wanted]


def _head(column: RankColumn) -> str:
    return tag("p", tag("span", text(column.head), "p-clamp"), "p-over")


def _cell(lever: Lever, column: RankColumn, count: int) -> str:
    """A rank in figures, and on the track of all ranks."""
    rank = column.ranks[lever.id]
    kind = "p-hatch" if rank.worst > rank.best else "p-sure"
    at, width = 100 * (rank.best - 1) / count, 100 * (rank.worst - rank.best + 1) / count
    piece = tag("i", "", kind, style=f"left:{at:.2f}%;width:{width:.2f}%")
    figure = str(rank)
    css = "p-figures" + " p-fine" * (len(figure) > _FINE) + " p-b" * (rank.best == 1)
    track = tag("span", piece, "p-track p-lever", style=f"--c:{lever.colour}", aria_hidden="true")
    return tag("div", tag("span", text(figure), css) + track, "p-ranked")


def _key(columns: Sequence[RankColumn]) -> str:
    known = tag("i", "", "p-solid p-mini") + text(t("its rank, the first on the left"))
    ranks = [rank for column in columns for rank in column.ranks.values()]
    if all(rank.worst == rank.best for rank in ranks):
        return known
    open_ = tag("i", "", "p-hatch p-mini") + text(t("the ranks it may have"))
    return known + "\N{EM SPACE}" + open_
