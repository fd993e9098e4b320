"""How weights are asked for or told, in words."""

from collections.abc import Mapping

from prioritisation.analysis.ballots.ballot import FULL, Mode
from prioritisation.analysis.weights import Elicitation, rank_order_centroid
from prioritisation.sentences.shares import rounded_note, weight_texts
from prioritisation.wording import listed, t, tn

_Labels = Mapping[str, str]
"""Criterion id -> what people call it."""


def elicitation_text(elicitation: Elicitation, labels: _Labels) -> str:
    """Everything that was told, in one sentence from which the weights can be had again."""
    ranked = list(zip(elicitation.criteria, elicitation.ranks, strict=True))
    groups = [
        " = ".join([labels.get(c, c) for c, rank in ranked if rank == place])
        for place in sorted(set(elicitation.ranks))
    ]
    return t("Weights by order of importance: {what}.", what=" > ".join(groups))


def mode_name(mode: Mode) -> str:
    """What voters are asked, in a few words."""
    return {
        Mode.SWING: t("comparison with the difference that weighs most"),
        Mode.POINTS: t("100 points to share out"),
        Mode.ROC: t("order of the differences, made weights by a published rule"),
    }[mode]


def weighting_text(mode: Mode) -> str:
    """« poids demandés : 100 points à répartir »."""
    return t("weights asked for: {mode}", mode=mode_name(mode))


def mode_note(mode: Mode) -> str:
    """What a mode asks of voters, in a sentence for who chooses it."""
    return {
        Mode.SWING: t(
            "Each voter names the difference that weighs most, then says what the others are "
            "worth beside it, from 0 to 100. It is the reference: the weights have the "
            "meaning that the ranking gives them."
        ),
        Mode.POINTS: t(
            "Each voter shares 100 points out. Familiar, but people tend to give close numbers: "
            "the differences are compared less."
        ),
        Mode.ROC: t(
            "Each voter puts the differences in order, nothing more. The rule takes the mean of "
            "all the weights that keep this order: the first weighs much more than the last."
        ),
    }[mode]


def places_text(count: int) -> str:
    """What the places of that many criteria weigh, said before anyone gives them."""
    weights = rank_order_centroid(list(range(1, count + 1))).tolist()
    sentence, rounded = listed(weight_texts(weights)), rounded_note(weights)
    if rounded:
        sentence = t("{weights} ({rounded})", weights=sentence, rounded=rounded)
    return t(
        "A fixed rule turns places into weights: from the first to the last, {weights}.",
        weights=sentence,
    )


def total_text(total: int, n: str = "") -> str:
    """What is missing to 100 points, or too much; with ``n`` written in place of the number."""
    off = abs(total - FULL)
    if total < FULL:
        return tn("{n} point is missing", "{n} points are missing", off, n=n or off)
    return tn("{n} point too many", "{n} points too many", off, n=n or off)
