"""The loss that several levers bear, as a track: several on the left, one alone on the right."""

from math import ceil

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import WHOLE_EFFECT
from prioritisation.drawing.markup import picture_key, tag, text
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.second_lever import (
    loss_looked_at,
)
from prioritisation.wording import t

_PAIR_BEARS = 50
"""Percents that two levers bear at most, without synergy: the track always goes beyond."""


def track_end(comparison: SetComparison, *tops: float) -> int:
    """Percents of loss at the end of the track.

    Parameters
    ----------
    tops
        Losses that must be on it too, as shares of the effect.
    """
    top = max([comparison.dilution[1] if comparison.dilution else 0.0, *tops])
    loss = loss_looked_at(comparison)
    # Up to the next ten beyond; a rounding above one is not a reason for ten more.
    end = max(_PAIR_BEARS + 1, ceil(WHOLE_EFFECT * (top - TIE)), loss)
    return min(WHOLE_EFFECT, 10 * ceil(end / 10))


def loss_strip(comparison: SetComparison, end: int, loss: int | None) -> str:
    """The track itself: several levers, what depends on uncertain scores, one lever.

    Parameters
    ----------
    end
        Percents of loss at its end.
    loss
        Percents of the loss that is drawn across it, if any.
    """
    if comparison.dilution is None:
        return ""
    low, high = (min(100.0, max(0.0, 10_000 * x / end)) for x in comparison.dilution)
    more = t("two levers") if comparison.terms.most == 2 else t("several levers")  # noqa: PLR2004 (a pair)
    zones = _zone("several", 0, low) + _zone("u", low, high) + _zone("one", high, 100)
    line = None if loss is None else 100 * loss / end
    names = zone_name(more, "more", (0, low), line)
    names += zone_name(t("one lever"), "alone", (high, 100), line)
    mark = "" if loss is None else loss_mark(loss, end)
    return tag("div", zones + names + mark, "strip")


def loss_mark(loss: int, end: int) -> str:
    """The loss looked at, across a track."""
    return tag("i", "", style=f"left:{100 * loss / end:.3f}%")


def _zone(css: str, start: float, stop: float) -> str:
    return tag("b", "", css, style=_across(start, stop)) if stop - start > TIE else ""


def zone_name(words: str, css: str, zone: tuple[float, float], line: float | None) -> str:
    """The name of a zone, clear of the line across it; where it has no room it is not shown.

    Parameters
    ----------
    css
        « more » for several levers, « alone » for one.
    zone, line
        Where they are across the track, in percents of it; None for no line.
    """
    start, stop = zone
    if line is not None and start < line < stop:
        start, stop = (start, line) if line - start > stop - line else (line, stop)
    return tag("div", tag("span", text(words)), f"zone {css}", style=_across(start, stop))


def _across(start: float, stop: float) -> str:
    return f"left:{start:.3f}%;width:{max(0.0, stop - start):.3f}%"


def loss_key(comparison: SetComparison, *, judged: bool) -> str:
    """What the colours of the track mean, and its line if there is one."""
    scores = doubtful_scores(comparison.matrix)
    rest = t("depends on {scores}, or as good", scores=scores) if scores else t("both are as good")
    parts = (
        tag("b", "", "sw several") + text(t("several levers are better")),
        tag("b", "", "sw one") + text(t("one lever alone is better")),
        tag("b", "", "sw ink u") + text(rest),
        *([tag("b", "", "dash") + text(t("the loss looked at"))] if judged else []),
    )
    return picture_key(parts)
