"""Where the group agrees: a dot a vote, a diamond for the group, words by the thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from prioritisation.analysis.ballots.ballot import ballot_shares_of
from prioritisation.analysis.ballots.spread import Flag, Spread, spreads
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    Foot,
    criterion_name,
    framed_picture,
    meeting_foot,
    name_cell,
    units,
)
from prioritisation.drawing.swarm import Distribution, distribution
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.sentences.ballots import swarm_text
from prioritisation.sentences.shares import weight_texts
from prioritisation.wording import listed, number, percent, t, tn

_MOST_ROWS, _FEW = 4, 3
"""Criteria in the picture: with more than five, the two closest and the two farthest."""

_WIDE, _NARROW = 1210, 1040
"""Width of a strip, and of one whose figure stands at its end, in units."""

_DOT, _STEP = 30, 32
_ROOM = 640
_LONGEST = 104
"""Characters of an answer beyond which criteria are counted, not named: the distant ones first."""


@dataclass(frozen=True, slots=True)
class _Row:
    column: int
    name: str
    spread: Spread | None
    percents: tuple[int, ...]


def agreement_picture(stage: Stage, results: RoundResults) -> str:
    """Each criterion on a line, from « counts little » to « counts much »."""
    rows = _rows(stage, results)
    picked = rows if len(rows) <= _MOST_ROWS + 1 else _ends(rows)
    top = max((p for row in rows for p in row.percents), default=0)
    scale = min(100, max(50, 10 * ceil((top + 4) / 10)))
    lines = "".join(_line(results, row, scale, len(picked)) for row in picked)
    ends = tag("span", text(t("counts little"))) + tag("span", text(t("counts much")))
    few = "p-few" if len(picked) <= _FEW else "p-many"
    body = tag("div", lines, f"p-strips {few}", style=f"--rows:{len(picked)}")
    body += tag("div", ends, f"p-ends {few}")
    foot = meeting_foot(stage)
    left = tag("i", "", "p-dot p-mini") + text(_key(results, rows))
    if more := len(rows) - len(picked):
        left += "\N{EM SPACE}" + text(
            tn(
                "{n} criterion between these is not shown.",
                "{n} criteria between these are not shown.",
                more,
            )
        )
    question = t("Where do we agree?")
    return framed_picture("agreement", question, _answer(rows), body, Foot(left, foot.right))


def _key(results: RoundResults, rows: Sequence[_Row]) -> str:
    if any(distribution(row.percents).bins for row in rows):
        return t("a bar: so many of the {n} votes", n=number(results.n))
    return t("one vote, out of {n}", n=number(results.n))


def _rows(stage: Stage, results: RoundResults) -> list[_Row]:
    every = spreads(
        results.ballots, tuple(c.id for c in results.case.criteria), results.thresholds.group
    )
    by_criterion = {s.criterion: s for s in every if s.shown}
    given = [ballot_shares_of(ballot) for ballot in results.ballots]
    return [
        _Row(
            column,
            criterion_name(stage, criterion),
            by_criterion.get(criterion.id),
            tuple(round(100 * share) for one in given if (share := one[criterion.id]) is not None),
        )
        for column, criterion in enumerate(results.case.criteria)
    ]


def _ends(rows: list[_Row]) -> list[_Row]:
    """The two criteria on which votes are closest, and the two on which they are farthest."""
    known = sorted((r for r in rows if r.spread), key=_deviation)
    picked = {row.column for row in (*known[: _MOST_ROWS // 2], *known[-_MOST_ROWS // 2 :])}
    return [row for row in rows if row.column in picked]


def _deviation(row: _Row) -> float:
    return row.spread.deviation if row.spread else 0.0


def _flag_word(flag: Flag) -> str:
    return {
        Flag.CLOSE: t("close opinions"),
        Flag.SHARED: t("mixed opinions"),
        Flag.FLAGGED: t("distant opinions"),
    }[flag]


def _answer(rows: Sequence[_Row]) -> str:
    names = {flag: [r.name for r in rows if r.spread and r.spread.flag is flag] for flag in Flag}
    mixed = len(names[Flag.SHARED])
    return agreement_answer(names[Flag.CLOSE], names[Flag.FLAGGED], mixed, len(rows))


def agreement_answer(close: Sequence[str], distant: Sequence[str], mixed: int, count: int) -> str:
    """On what opinions are close, and on what they are distant.

    Parameters
    ----------
    close, distant
        Names of criteria.
    mixed, count
        How many criteria are neither, and how many there are.
    """
    few = count - len(close) - len(distant) - mixed
    if few == count:
        return t("Too few opinions to show where we agree.")
    lacking = tn("Too few opinions on {n} criterion.", "Too few opinions on {n} criteria.", few)
    for of_close, of_distant in product((_quoted, _counted), repeat=2):
        sentence = _said(of_close(close), of_distant(distant), elsewhere=mixed, everywhere=not few)
        sentence = f"{sentence} {lacking}" if few else sentence
        if len(sentence) <= _LONGEST:
            break
    return sentence


def _quoted(names: Sequence[str]) -> str:
    return listed([t("“{words}”", words=name) for name in names])


def _counted(names: Sequence[str]) -> str:
    return tn("{n} criterion", "{n} criteria", len(names)) if names else ""


def _said(close: str, distant: str, *, elsewhere: int, everywhere: bool) -> str:
    """Where opinions are close or distant; ``everywhere``: no criterion has too few of them."""
    values = {"close": close, "distant": distant}
    if close and distant:
        return t("Our opinions are close on {close}, distant on {distant}.", **values)
    if not (close or distant):
        return t("Our opinions are mixed.")
    if elsewhere:
        return (
            t("Our opinions are close on {close}, mixed elsewhere.", **values)
            if close
            else t("Our opinions are distant on {distant}, mixed elsewhere.", **values)
        )
    if not everywhere:
        return (
            t("Our opinions are close on {close}.", **values)
            if close
            else t("Our opinions are distant on {distant}.", **values)
        )
    return (
        t("Our opinions are close on every criterion.")
        if close
        else t("Our opinions are distant on every criterion.")
    )


def _line(results: RoundResults, row: _Row, scale: int, n: int) -> str:
    group = results.group
    weight = float(group.mean[row.column]) if group else 0.0
    written = weight_texts(group.mean)[row.column] if group else percent(weight)
    width = _WIDE if n <= _FEW else _NARROW
    name = name_cell(row.name, "p-b")
    words, label = t("too few opinions to show"), row.name
    if row.spread:
        words = _flag_word(row.spread.flag)
        label = swarm_text(row.spread, written, row.name, rehearsal=results.simulated)
    name = tag("div", name + tag("p", text(words), "p-flag"), "p-who")
    inside = _marks(row, scale, width, _ROOM / n)
    at = min(100 * weight * 100 / scale, 100.0)
    side = " p-before" if at > 62 else ""  # noqa: PLR2004 (the figure stays in the picture)
    figure = t("the group: {weight}", weight=written) if n <= _FEW else written
    inside += tag("i", "", "p-diamond", style=f"left:{at:.2f}%")
    inside += tag("b", text(figure), f"p-group{side}", style=f"left:{at:.2f}%")
    css = f"p-line c{results.case.places[row.column]}"
    return tag("div", name + tag("div", inside, "p-strip", role="img", aria_label=label), css)


def _marks(row: _Row, scale: int, width: int, room: float) -> str:
    """Dots at their exact share, stacked where they would overlap; bars when there are many."""
    if not row.spread:
        return ""
    high = room - (100 if room > 200 else 44)  # noqa: PLR2004 (what stands below a strip)
    spots = distribution(row.percents, ceil((_DOT + 1) * scale / width))
    if spots.bins:
        return _bars(spots, scale, high)
    levels = 1 + max((d.level for d in spots.dots), default=0)
    step = min(_STEP, high / levels)
    size = units(min(_DOT, step - 1))
    return "".join(
        tag(
            "i",
            "",
            "p-dot",
            style=f"left:{100 * d.percent / scale:.2f}%;bottom:{units(26 + step * d.level)};"
            f"width:{size};height:{size};margin-left:calc(-.5*{size})",
        )
        for d in spots.dots
    )


def _bars(spots: Distribution, scale: int, high: float) -> str:
    most = max(b.count for b in spots.bins)
    unit = 100 / scale
    return "".join(
        tag(
            "i",
            "",
            "p-bin",
            style=f"left:{unit * b.low:.2f}%;width:{unit * (b.high - b.low) - 0.3:.2f}%;"
            f"height:{units(max(8.0, high * b.count / most))}",
        )
        for b in spots.bins
        if b.count and b.low < scale
    )
