"""How weights are asked for or told, in words; and whether comparisons hold together."""

from collections.abc import Mapping

from prioritisation.analysis.ballots.modes import FULL, Mode, place_weights
from prioritisation.analysis.weight_elicitation import (
    STRONGEST,
    Elicitation,
    ElicitationMethod,
    furthest,
    judgement,
    pairs,
)
from prioritisation.analysis.weight_methods import ACCEPTED
from prioritisation.sentences.phrases import joined
from prioritisation.sentences.shares import rounded_note, weight_texts
from prioritisation.wording import listed, number, t, tn
from prioritisation.wording.asserted import joined_by
from prioritisation.wording.numbers import plain

_Labels = Mapping[str, str]
"""Criterion id -> what people call it."""

_DIGITS = 2


def way_name(way: ElicitationMethod | None) -> str:
    """How weights are told; None is in points."""
    if way is None:
        return t("points of each criterion")
    return {
        ElicitationMethod.ROC: t("order of importance"),
        ElicitationMethod.RANK_SUM: t("order of importance, by equal steps"),
        ElicitationMethod.CARDS: t("deck of cards"),
        ElicitationMethod.PAIRWISE: t("comparisons two by two"),
    }[way]


def way_note(way: ElicitationMethod | None) -> str:
    """What the way asks, in one sentence; empty for points."""
    if way is None:
        return ""
    return {
        ElicitationMethod.ROC: t(
            "Only the order is told: the weights are the mean of all those that keep it. Criteria "
            "of the same place weigh the same."
        ),
        ElicitationMethod.RANK_SUM: t(
            "Only the order is told: the weights fall by the same step from each place to the "
            "next. Criteria of the same place weigh the same."
        ),
        ElicitationMethod.CARDS: t(
            "The order, then white cards where the gap between two places is wider, then how many "
            "times the first counts as the last."
        ),
        ElicitationMethod.PAIRWISE: t(
            "For each two criteria, how many times one counts as the other: 1 as much, 3 a little "
            "more, 5 more, 7 much more, 9 extremely more."
        ),
    }[way]


def elicitation_text(elicitation: Elicitation | None, labels: _Labels) -> str:
    """Everything that was told, in one sentence from which the weights can be had again."""
    if elicitation is None:
        return t("Weights given in points.")
    sentence = t(
        "Weights by {way}: {what}.", way=way_name(elicitation.way), what=_what(elicitation, labels)
    )
    if elicitation.way is not ElicitationMethod.PAIRWISE:
        return sentence
    return f"{sentence} {consistency_text(elicitation, labels)}"


def _what(elicitation: Elicitation, labels: _Labels) -> str:
    if elicitation.way is ElicitationMethod.PAIRWISE:
        if len(elicitation.criteria) == 1:
            return t(
                "{criterion} alone",
                criterion=labels.get(elicitation.criteria[0], elicitation.criteria[0]),
            )
        compared = zip(pairs(elicitation.criteria), elicitation.judgements, strict=True)
        return joined([judgement_text(judged, *pair, labels) for pair, judged in compared])
    parts = [group_text(elicitation, place, labels) for place in sorted(set(elicitation.ranks))]
    if elicitation.way is not ElicitationMethod.CARDS:
        return joined_by(" > ", parts)
    laid = parts[0]
    for cards, part in zip(elicitation.cards, parts[1:], strict=True):
        white = tn("({n} white card)", "({n} white cards)", cards)
        laid = f"{laid} > {white} > {part}" if cards else f"{laid} > {part}"
    return t("{order}, ratio {ratio}", order=laid, ratio=plain(elicitation.ratio))


def group_text(elicitation: Elicitation, place: int, labels: _Labels) -> str:
    """The criteria of one place."""
    ranked = zip(elicitation.criteria, elicitation.ranks, strict=True)
    return joined_by(" = ", [labels.get(c, c) for c, rank in ranked if rank == place])


def judgement_text(judgement: int, first: str, second: str, labels: _Labels) -> str:
    """« A counts 3 times as much as B »."""
    first, second = labels.get(first, first), labels.get(second, second)
    if judgement == 1:
        return t("{first} as much as {second}", first=first, second=second)
    if judgement < 0:
        first, second = second, first
    return t("{first} {n} times {second}", first=first, second=second, n=abs(judgement))


def scale(first: str, second: str) -> Mapping[int, str]:
    """The answers there may be to a comparison, from one end to the other, and their words."""
    more = {k: t("{criterion}, {n} times", criterion=first, n=k) for k in range(STRONGEST, 1, -1)}
    less = {
        -k: t("{criterion}, {n} times", criterion=second, n=k) for k in range(2, STRONGEST + 1)
    }
    return {**more, 1: t("as much"), **less}


def consistency_text(elicitation: Elicitation, labels: _Labels) -> str:
    """The consistency ratio, and the warning above what is accepted (W15)."""
    judged_weights = judgement(elicitation)
    if judged_weights.ratio is None:
        return t("Too many criteria for a consistency ratio.")
    told_ratio, most = number(judged_weights.ratio, _DIGITS), number(ACCEPTED, _DIGITS)
    if not judged_weights.inconsistent:
        # Never shown below what it is: 0.104 is not « 0.10 at most ».
        return t("Consistency ratio: {ratio} ({most} at most).", ratio=told_ratio, most=most)
    if told_ratio == most:
        told_ratio = number(judged_weights.ratio, _DIGITS + 2)
    sentence = t(
        "These comparisons contradict each other: consistency ratio {ratio}, above {most}. Look "
        "at them again before using these weights.",
        ratio=told_ratio,
        most=most,
    )
    far = furthest(elicitation)
    if far is None:
        return sentence
    first, second = (labels.get(c, c) for c in far)
    pair = t("{first} and {second}", first=first, second=second)
    furthest_one = t("The furthest from the others: {pair}.", pair=pair)
    return f"{sentence} {furthest_one}"


def mode_name(mode: Mode) -> str:
    """What voters are asked, in a few words."""
    return {
        Mode.SWING: t("comparison with the difference that weighs most"),
        Mode.POINTS: t("100 points to share out"),
        Mode.ROC: t("order of the differences, made weights by a published rule"),
        Mode.RANK_SUM: t("order of the differences, made weights by equal steps"),
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
        Mode.RANK_SUM: t(
            "Each voter puts the differences in order, nothing more. The rule makes weights "
            "fall by the same step from each place to the next: closer than with the other "
            "rule."
        ),
    }[mode]


def places_text(mode: Mode, count: int) -> str:
    """What the places of that many criteria weigh, said before anyone gives them."""
    weights = place_weights(mode, list(range(1, count + 1))).tolist()
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
