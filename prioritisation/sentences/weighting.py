"""How weights were asked for, in words; and what a rule makes of places."""

from prioritisation.analysis.ballots.modes import FULL, Mode, place_weights
from prioritisation.wording import listed, percent, t, tn


def mode_name(mode: Mode) -> str:
    """What voters are asked, in a few words."""
    return {
        Mode.SWING: t("comparison with the passage that counts most (swing)"),
        Mode.POINTS: t("100 points to share out"),
        Mode.ROC: t("order of the passages, turned into weights by the centroid (ROC)"),
        Mode.RANK_SUM: t("order of the passages, turned into weights by equal steps (rank sum)"),
    }[mode]


def asked_for(mode: Mode) -> str:
    """« poids demandés : 100 points à répartir »."""
    return t("weights asked for: {mode}", mode=mode_name(mode))


def mode_note(mode: Mode) -> str:
    """What a mode asks of voters, in a sentence for who chooses it."""
    return {
        Mode.SWING: t(
            "Each voter names the passage that counts most, then says what the others are worth "
            "beside it, from 0 to 100. It is the reference: the weights have the meaning that the "
            "ranking gives them."
        ),
        Mode.POINTS: t(
            "Each voter shares 100 points out. Familiar, but people tend to give close numbers: "
            "the passages are compared less."
        ),
        Mode.ROC: t(
            "Each voter puts the passages in order, nothing more. The rule takes the mean of all "
            "the weights that keep this order: the first weighs much more than the last."
        ),
        Mode.RANK_SUM: t(
            "Each voter puts the passages in order, nothing more. The rule makes weights fall by "
            "the same step from each place to the next: closer than with the centroid."
        ),
    }[mode]


def places_text(mode: Mode, count: int) -> str:
    """What the places of that many criteria weigh, said before anyone gives them."""
    weights = place_weights(mode, list(range(1, count + 1))).tolist()
    told = listed([percent(w) for w in weights])
    if mode is Mode.ROC:
        return t(
            "A published rule turns places into weights (centroid, ROC): from first to last, "
            "{weights}.",
            weights=told,
        )
    return t(
        "A published rule turns places into weights (rank sum): from first to last, {weights}.",
        weights=told,
    )


def total_text(total: int) -> str:
    """What is missing to 100 points, or too much."""
    if total < FULL:
        return tn(
            "Your points make {total}: {n} point is still to be given, for a total of 100.",
            "Your points make {total}: {n} points are still to be given, for a total of 100.",
            FULL - total,
            total=total,
        )
    return tn(
        "Your points make {total}: {n} point too many, for a total of 100.",
        "Your points make {total}: {n} points too many, for a total of 100.",
        total - FULL,
        total=total,
    )
