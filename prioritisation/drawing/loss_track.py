"""The loss that several levers bear, as a track: several on the left, one alone on the right."""

from math import ceil

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import WHOLE_EFFECT
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.second_lever import (
    judged_text,
    loss_looked_at,
    second_lever_texts,
)
from prioritisation.wording import percent, t

_PAIR_BEARS = 50
"""Percents that two levers bear at most, without synergy: the track always goes beyond."""

_WORDS = 25
"""Percents of the track that a zone needs to hold its words: on a phone, and large."""


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


def loss_strip(comparison: SetComparison, end: int, mark: str = "") -> str:
    """The track itself: several levers, what depends on uncertain scores, one lever.

    Parameters
    ----------
    end
        Percents of loss at its end.
    mark
        What is drawn over it.
    """
    if comparison.dilution is None:
        return ""
    low, high = (min(100.0, max(0.0, 10_000 * x / end)) for x in comparison.dilution)
    more = t("two levers") if comparison.terms.most == 2 else t("several levers")  # noqa: PLR2004 (a pair)
    zones = (
        _zone("several", 0, low, more if low > _WORDS else "")
        + _zone("u", low, high, "")
        + _zone("one", high, 100, t("one lever") if 100 - high > _WORDS else "")
    )
    return tag("div", zones + mark, "strip")


def loss_mark(loss: int, end: int) -> str:
    """The loss looked at, across a track."""
    return tag("i", "", style=f"left:{100 * loss / end:.3f}%")


def _zone(css: str, start: float, stop: float, label: str) -> str:
    if stop - start <= TIE:
        return ""
    inside = tag("span", text(label)) if label else ""
    return tag("b", inside, css, style=f"left:{start:.3f}%;width:{stop - start:.3f}%")


def projected_losses(comparison: SetComparison) -> str:
    """Large: the track, its ends in percents, and the loss that the group judges, if it does."""
    if comparison.dilution is None:
        return ""
    end, judged = track_end(comparison), comparison.question.dilution
    mark = "" if judged is None else loss_mark(judged, end)
    step = 10 if end <= 6 * 10 else 20
    ticks = "".join(
        tag("span", text(percent(x / 100)), style=f"left:{100 * x / end:.2f}%")
        for x in range(0, end + 1, step)
    )
    words = tag("p", text(t("What each lever loses of its effect when two are led")), "thin")
    alone = "" if judged is None else judged_text(comparison, judged)
    label = " ".join(filter(None, (*second_lever_texts(comparison), alone)))
    track = loss_strip(comparison, end, mark) + tag("div", ticks, "xaxis") + words
    return tag("div", track, "losstrack", role="img", aria_label=label)
