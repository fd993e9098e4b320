"""What moved between two rounds, in sentences; always of all voters together."""

from collections.abc import Mapping, Sequence

from prioritisation.analysis.ballots.comparability import Unlike
from prioritisation.analysis.ballots.movement import Change, Movement
from prioritisation.wording import listed, number, t, tn

DECIMALS = 2
"""Decimals of a normalised standard deviation."""
LEAST = 0.02
"""Less than that, as written, is no movement worth a word."""


def movement_text(found: Movement, labels: Mapping[str, str]) -> str:
    """What moved between two rounds: how many voters, where opinions came closer, the order."""
    told = [] if found.moved is None else [_moved(found.moved, found.both or 0)]
    nearer, further = ([c for c in found.changes if _sign(c) == sign] for sign in (-1, 1))
    if nearer:
        told.append(t("Opinions came closer on {criteria}.", criteria=_spans(nearer, labels)))
    if further:
        told.append(t("Opinions moved apart on {criteria}.", criteria=_spans(further, labels)))
    before, after = (
        ", ".join(labels[c] for c in order) for order in (found.order_before, found.order_after)
    )
    if before == after:
        told.append(t("Same order of the weights: {order}.", order=after))
    else:
        told.append(t("Order of the weights: {before}, then {after}.", before=before, after=after))
    return " ".join(told)


def unlike_text(why: Sequence[Unlike], before: int, after: int) -> str:
    """Why what moved between two rounds is not told."""
    reasons = {
        Unlike.CRITERIA: t("the criteria are not the same"),
        Unlike.DIRECTION: t("a criterion no longer counts in the same direction"),
        Unlike.ANCHORS: t("the scale of a criterion no longer has the same ends"),
        Unlike.ASKING: t("weights were not asked for in the same way"),
    }
    if not why:
        return ""
    return t(
        "Round {after} cannot be compared with round {before}: {reasons}.",
        before=before,
        after=after,
        reasons=listed([reasons[one] for one in why]),
    )


def _moved(moved: int, both: int) -> str:
    if not moved:
        return t(
            "None of the {all} voters in both rounds moved (no weight by 5 points or more, no "
            "abstention more or less).",
            all=both,
        )
    return tn(
        "{n} voter moved (a weight by 5 points or more, or an abstention), out of {all} in both "
        "rounds.",
        "{n} voters moved (a weight by 5 points or more, or an abstention), out of {all} in both "
        "rounds.",
        moved,
        all=both,
    )


def _sign(change: Change) -> int:
    """-1 when opinions came closer as written, 1 when they moved apart, 0 otherwise."""
    if change.before is None or change.after is None:
        return 0
    moved = round(round(change.after, DECIMALS) - round(change.before, DECIMALS), DECIMALS)
    return (moved >= LEAST) - (moved <= -LEAST)


def _spans(changes: Sequence[Change], labels: Mapping[str, str]) -> str:
    return listed(
        [
            t(
                "{criterion} (spread {before}, then {after})",
                criterion=labels[c.criterion],
                before=number(c.before or 0.0, DECIMALS),
                after=number(c.after or 0.0, DECIMALS),
            )
            for c in changes
        ]
    )
