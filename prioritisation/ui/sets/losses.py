"""How much of its effect each lever may lose when two are led: a slider, who is on which side."""

from functools import partial

import streamlit as st

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.discussion import Discussion
from prioritisation.analysis.sets.question import WHOLE_EFFECT, with_dilution
from prioritisation.analysis.sets.threshold import DispersionThresholds
from prioritisation.drawing.loss_track import (
    loss_key,
    loss_mark,
    loss_strip,
    track_end,
    zone_name,
)
from prioritisation.drawing.markup import (
    html_paragraphs,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.sentences import second_lever, set_comparison
from prioritisation.sentences.shares import side_texts
from prioritisation.ui.sets.ground import SetsEdit, SetsKeeper, SetsPage
from prioritisation.ui.shared import widgets
from prioritisation.wording import percent, t

_STEPS = 160
_NAME_HIGH = 0.27
"""Part of the height of a panel that a name takes."""
_TABLE_STEP = 5
"""Percents between two rows of the table of losses."""


def draw_losses(ground: SetsPage, comparison: SetComparison) -> None:
    """The slider for who may move it, the picture, and its sentences; nothing without a pair."""
    if comparison.dilution is None:
        return
    with st.container(key="sets_sides", gap="small"):
        if ground.keep is not None:
            _slider(ground, ground.keep, comparison)
        st.html(losses_picture(comparison))


def _slider(ground: SetsPage, keep: SetsKeeper, comparison: SetComparison) -> None:
    """What the group judges that is lost; taken back, nothing is judged any more."""
    with st.container(key="sets_judged", horizontal=True, vertical_alignment="bottom"):
        widgets.slider(
            t("If leading two projects made each lose…"),
            0,
            _scale(comparison),
            name=f"{ground.name}_dilution",
            value=second_lever.loss_looked_at(comparison),
            write=partial(_judge, keep),
            step=1,
            format=t("%d %%"),
            help=t("Of its effect. The first value is what two levers bear for sure."),
        )
        if comparison.question.dilution is not None:
            st.button(
                t("No longer say it"),
                key=f"{ground.name}_unjudged",
                type="tertiary",
                on_click=_judge,
                args=(keep, None),
            )


def _judge(keep: SetsKeeper, loss: int | None) -> None:
    def edit(discussion: Discussion) -> Discussion:
        return Discussion(with_dilution(discussion.question, loss), discussion.cards)

    keep.make(SetsEdit(edit, second_lever.judged_loss_text(loss), _current))


def _current(discussion: Discussion) -> str:
    return second_lever.judged_loss_text(discussion.question.dilution)


def losses_picture(comparison: SetComparison) -> str:
    """One panel for each kind of weights, the loss looked at across them, and its sentences."""
    if comparison.dilution is None:
        return ""
    scale, loss = _scale(comparison), second_lever.loss_looked_at(comparison)
    panels = _row(t("With these weights"), loss_strip(comparison, scale, loss))
    weights, voters = _spreads(comparison)
    if weights:
        panels += _panel(t("All the ways to share out the weights"), weights, scale, loss)
    if voters:
        panels += _panel(t("The {n} votes", n=comparison.voters), voters, scale, loss)
    median = second_lever.median_loss_text(comparison)
    sentences = [*second_lever.sides_texts(comparison), *filter(None, [median])]
    drawing = tag(
        "div", panels + _axis(scale), "costsides", role="img", aria_label=" ".join(sentences)
    )
    zero = tag("p", text(set_comparison.zero_text()), "note zero")
    return drawing + loss_key(comparison, judged=True) + html_paragraphs(sentences) + zero


def _spreads(
    comparison: SetComparison,
) -> tuple[DispersionThresholds | None, DispersionThresholds | None]:
    """What all weights bear, and what those of the ballots do, where they may be shown."""
    weights, voters = comparison.over_weights, comparison.over_voters
    several = weights is not None and len(comparison.matrix.criteria) > 1
    return (
        weights.losses if several and weights else None,
        voters.losses if comparison.voters_shown and voters else None,
    )


def _scale(comparison: SetComparison) -> int:
    """Percents of the whole axis."""
    tops = [float(one.high.max()) for one in _spreads(comparison) if one]
    return track_end(comparison, *tops)


def _panel(label: str, thresholds: DispersionThresholds, scale: int, loss: int) -> str:
    """Shares of the weights by loss: several from below, one from above, the rest undecided."""
    shares = thresholds.curve([scale * k / _STEPS / 100 for k in range(_STEPS + 1)])
    one = ",".join(_point(k, 100 * s) for k, s in enumerate(shares[0].tolist()))
    several = ",".join(_point(k, 100 - 100 * s) for k, s in enumerate(shares[1].tolist()))
    line = 100 * loss / scale
    areas = (
        tag("b", "", "u")
        + tag("b", "", "several", style=f"clip-path:polygon({several},100% 100%,0% 100%)")
        + tag("b", "", "one", style=f"clip-path:polygon({one},100% 0%,0% 0%)")
        + zone_name(t("several levers"), "more", (0, _clear(shares[1], last=True)), line)
        + zone_name(t("one lever"), "alone", (_clear(shares[0], last=False), 100), line)
        + loss_mark(loss, scale)
    )
    ticks = "".join(tag("span", text(percent(share))) for share in (1, 0.5, 0))
    return _row(label, tag("div", areas, "plane2"), tag("div", ticks, "pct"))


def _clear(shares: Floats, *, last: bool) -> float:
    """Where an area is high enough for its name: its last place, or its first; percents across."""
    places = (shares >= _NAME_HIGH).nonzero()[0]
    if not len(places):
        return 0.0 if last else 100.0
    return 100 * float(places[-1 if last else 0]) / _STEPS


def _point(step: int, y: float) -> str:
    return f"{100 * step / _STEPS:.2f}% {y:.2f}%"


def _row(label: str, drawing: str, ticks: str = "") -> str:
    return tag(
        "div", tag("span", text(label), "nm") + (ticks or tag("span", "")) + drawing, "srow"
    )


def _axis(scale: int) -> str:
    step = 10 if scale <= 6 * 10 else 20
    marks = "".join(
        tag("span", text(k), style=f"left:{100 * k / scale:.2f}%")
        for k in range(0, scale + 1, step)
    )
    title = tag("p", text(t("What each lever loses of its effect, in %")), "note")
    return _row("", tag("div", tag("div", marks, "xaxis") + title))


def losses_table(comparison: SetComparison) -> str:
    """The same shares, loss by loss."""
    weights = comparison.over_weights and comparison.over_weights.losses
    if not weights:
        return ""
    voters = _spreads(comparison)[1]
    head = [
        t("What each lever loses of its effect, in %"),
        t("Ways to share out the weights: one lever"),
        t("Ways to share out the weights: several levers"),
    ]
    head += [t("Votes: one lever"), t("Votes: several levers")] if voters else []
    rows = [
        [text(x), *_shares(weights, x), *(_counts(voters, x) if voters else ())]
        for x in range(0, _scale(comparison) + 1, _TABLE_STEP)
    ]
    caption = t(
        "Share of the ways to share out the weights, estimated at random, and votes, for which it "
        "is sure that each answer is better."
    )
    written = table([text(h) for h in head], rows, caption, "twin")
    return scrollable(written, t("Shares by loss of effect"))


def _shares(thresholds: DispersionThresholds, loss: int) -> tuple[str, str]:
    one, several, _, _ = side_texts(thresholds.sides(loss / WHOLE_EFFECT))
    return text(one), text(several)


def _counts(thresholds: DispersionThresholds, loss: int) -> tuple[str, str]:
    sides = thresholds.sides(loss / WHOLE_EFFECT)
    return text(round(thresholds.n * sides.one)), text(round(thresholds.n * sides.several))
