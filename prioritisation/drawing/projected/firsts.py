"""Who is first, vote by vote: a disc for each vote, one bar when there are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from prioritisation.analysis.ballots.group import FirstCounts
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import framed_picture, lever_name, meeting_foot, units
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.sentences.crossing import in_force_text
from prioritisation.wording import listed, number, t, tn

_LARGE, _SMALL = 20, 60
"""Votes drawn as large discs, and as discs at all."""

_SIZES = (150, 120, 96, 80, 66, 54, 44, 36)
_WIDTH, _HEIGHT = 1744, 360
_BETWEEN = 120
_MOST_GROUPS = 5

_LINE = 50
"""Characters of a sentence that has a line of its own."""


@dataclass(frozen=True, slots=True)
class VoteGroup:
    """Votes that answer alike.

    Attributes
    ----------
    colour
        Of the lever, ``#RRGGBB``; empty for several levers together.
    sure
        Whether one knows who is first.
    """

    name: str
    count: int
    colour: str = ""
    sure: bool = True


def firsts_picture(stage: Stage, results: RoundResults) -> str:
    """A column for each answer that votes give, and one for those that give none yet."""
    counts = results.firsts
    if counts is None:
        return ""
    groups = vote_groups(results, counts)
    body = _bar(groups, counts.n) if counts.n > _SMALL else _discs(groups, counts.n)
    one = (
        t("The ranking is made again with the weights of each vote.")
        if counts.n > _SMALL
        else t("One disc = one vote, ranked with its weights.")
    )
    depends = in_force_text(results.analysis) if results.analysis else ""
    foot = meeting_foot(stage, f"{one} {depends}".strip())
    question = t("Which lever is first, vote by vote?")
    return framed_picture("firsts", question, firsts_answer(results, counts), body, foot)


def vote_groups(results: RoundResults, counts: FirstCounts) -> list[VoteGroup]:
    """At most five: the first levers, then the others together, ties, what is not known."""
    levers = results.case.levers
    sure = sorted(
        ((n, row) for row, n in enumerate(counts.sure) if n), key=lambda one: (-one[0], one[1])
    )
    rest = []
    if counts.tied:
        rest.append(VoteGroup(t("tied levers"), counts.tied))
    if joined := sum(counts.joined.values()):
        rest.append(VoteGroup(t("first, perhaps tied"), joined))
    if counts.undecided:
        rest.append(VoteGroup(t("not separated yet"), counts.undecided, sure=False))
    room = _MOST_GROUPS - len(rest)
    picked = sure if len(sure) <= room else sure[: room - 1]
    groups = [VoteGroup(lever_name(levers[row]), n, levers[row].colour) for n, row in picked]
    if others := sure[len(picked) :]:
        name = tn("{n} other lever", "{n} other levers", len(others))
        groups.append(VoteGroup(name, sum(n for n, _ in others)))
    return [*groups, *rest]


def firsts_answer(results: RoundResults, counts: FirstCounts) -> str:
    """Who is first for the most votes, and for how many one cannot say."""
    names = [lever_name(lever) for lever in results.case.levers]
    most = max(*counts.sure, *counts.ties.values(), 0)
    unknown = _unknown(counts, most)
    if not most:
        return unknown
    alone = [row for row, n in enumerate(counts.sure) if n == most]
    if alone:
        named = listed([names[row] for row in alone])
        if len(alone) > 2:  # noqa: PLR2004 (two are named)
            named = t("{n} levers", n=len(alone))
        first = tn(
            "{levers}: first for {n} vote out of {all}.",
            "{levers}: first for {n} votes out of {all}.",
            most,
            levers=named,
            all=counts.n,
        )
    else:
        first = t("Levers are tied for first for {n} votes out of {all}.", n=most, all=counts.n)
    apart = "\n" if unknown and max(len(first), len(unknown)) <= _LINE else " "
    return f"{first}{apart}{unknown}".strip()


def _unknown(counts: FirstCounts, most: int) -> str:
    k = counts.undecided
    if not k:
        joined = sum(counts.joined.values())
        return "" if most or not joined else t("Levers are first, perhaps tied.")
    return tn("For {n} vote, it is not known yet.", "For {n} votes, it is not known yet.", k)


def _discs(groups: Sequence[VoteGroup], n: int) -> str:
    size, columns = _arranged(groups, n)
    parts = []
    rows = max(ceil(g.count / across) for g, across in zip(groups, columns, strict=True))
    for group, across in zip(groups, columns, strict=True):
        mark = tag("i", "", _css(group))
        discs = tag(
            "div",
            mark * group.count,
            "p-discs",
            style=f"grid-template-columns:repeat({across},{units(size)});"
            f"grid-auto-rows:{units(size)};gap:{units(size * 0.18)};"
            f"min-height:{units(rows * size * 1.18)}",
            aria_hidden="true",
        )
        parts.append(_column(discs, group))
    shares = " ".join(
        f"{_width(group, across, size, groups):.0f}fr"
        for group, across in zip(groups, columns, strict=True)
    )
    return tag(
        "div",
        "".join(parts),
        f"p-columns p-n{len(groups)}",
        style=f"grid-template-columns:{shares}",
    )


def _css(group: VoteGroup) -> str:
    if not group.sure:
        return "p-disc p-hatch"
    return "p-disc" if group.colour else "p-disc p-together"


def _column(drawing: str, group: VoteGroup) -> str:
    words = tag("span", text(group.name), "p-clamp")
    figure = tag("b", text(number(group.count)), "p-figure")
    counted = tag("b", text(tn("vote", "votes", group.count)), "p-noun")
    count = tag("p", tag("span", f"{figure} {counted}", "p-so") + words, "p-told")
    style = f"--c:{group.colour}" if group.colour else ""
    return tag("div", drawing + count, "p-lever" if group.colour else "", style=style)


def _least(groups: Sequence[VoteGroup]) -> int:
    """Width that the name of a column needs."""
    return 620 if len(groups) <= 2 else 1744 // len(groups) - _BETWEEN  # noqa: PLR2004 (side by side)


def _width(group: VoteGroup, across: int, size: float, groups: Sequence[VoteGroup]) -> float:
    del group
    return max(_least(groups), across * size * 1.18)


def _arranged(groups: Sequence[VoteGroup], n: int) -> tuple[int, list[int]]:
    """The largest discs that fit, and how many stand side by side in each column."""
    room = _WIDTH - (len(groups) - 1) * _BETWEEN
    most = _SIZES[0] if n <= _LARGE else 66
    for size in (s for s in _SIZES if s <= most):
        step = size * 1.18
        for rows in range(1 if n <= 4 else 2, int(_HEIGHT / step) + 1):  # noqa: PLR2004 (a pile)
            columns = [ceil(group.count / rows) for group in groups]
            widths = [max(_least(groups), c * step) for c in columns]
            if sum(widths) <= room + 1:
                return size, columns
    return _SIZES[-1], [max(1, ceil(group.count / 8)) for group in groups]


def _bar(groups: Sequence[VoteGroup], n: int) -> str:
    """One bar, and what its parts are."""
    pieces, keys = "", ""
    for group in groups:
        css = _css(group).replace("p-disc", "p-piece") + (" p-lever" if group.colour else "")
        style = f"width:{100 * group.count / n:.3f}%"
        style += f";--c:{group.colour}" if group.colour else ""
        pieces += tag("i", "", css, style=style)
        swatch = tag("i", "", _css(group).replace("p-disc", "p-swatch"))
        keys += _column(swatch, group)
    columns = tag(
        "div",
        keys,
        f"p-columns p-n{len(groups)} p-keys",
        style=f"grid-template-columns:repeat({len(groups)},1fr)",
    )
    return tag("div", pieces, "p-whole", aria_hidden="true") + columns
