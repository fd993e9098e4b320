"""One lever or several, in sentences: the answer, the best sets, the threshold in points.

Thresholds are rounded so that the sentence stays true: up where one lever alone is better, down
where several are. A best set is announced with the share of all weights for which it stays so.
"""

from collections.abc import Sequence
from math import ceil, floor

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.best import Best, Membership
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.sets import LeverSet
from prioritisation.sentences.assertions import BestSets
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.one_or_two import adds_text
from prioritisation.sentences.phrases import all_of, joined
from prioritisation.sentences.second_lever import second_lever_texts
from prioritisation.sentences.set_shares import best_set_text, is_alone, weights_of_set
from prioritisation.wording import listed, number, points, t
from prioritisation.wording.asserted import asserting, joined_by, with_capital
from prioritisation.wording.numbers import either

_MOST_NAMED = 3
"""Sets named in a sentence; beyond, their number is said."""

_TENTHS = 1000
"""Tenths of a point in a value of 1."""

_PAIR = 2

Labels = Sequence[str]
"""What people call the levers, in the order of the rows."""


def sets_answer(comparison: SetComparison, levers: Labels) -> Headline:
    """One lever or several: the loss that several bear, what a second adds, the best sets."""
    loud, rest = second_lever_texts(comparison)
    texts = (rest, adds_text(comparison), best_text(comparison, levers))
    return Headline(t("One lever or two?"), loud, joined_by(" ", list(filter(None, texts))))


def threshold_text(comparison: SetComparison) -> str:
    """The threshold in points, and from where they are counted; empty when there is none.

    It is the least of what is said: it moves with the zero of the scales, and nobody judges what
    points are worth.
    """
    if comparison.threshold is None:
        return ""
    return t(
        "In points, zero being the lowest of each scale, everywhere: {threshold}",
        threshold=_inside(" ".join(_threshold(comparison))),
    )


def zero_text() -> str:
    """What points and percents both rest on."""
    return t(
        "Zero is the lowest of everything: a lever at the lowest of each scale counts for no "
        "effect. With a zero elsewhere, these figures would be others."
    )


def _inside(sentence: str) -> str:
    """A sentence after a colon."""
    return sentence[:1].lower() + sentence[1:]


def _threshold(comparison: SetComparison) -> tuple[str, str]:
    assert comparison.threshold is not None  # noqa: S101 (asked by the caller)
    (low, high), cost = comparison.threshold, _cost(comparison)
    if high < -TIE:
        return (
            t("One lever alone is better even if {cost} costs nothing:", cost=cost),
            t("synergies and workload take more than one lever more brings."),
        )
    up, _ = _ends(low, high)
    if high - low <= TIE:
        loud = t("One lever alone is better when {cost} costs more than {up};", cost=cost, up=up)
    else:
        loud = t(
            "One lever is better for sure when {cost} costs more than {up};", cost=cost, up=up
        )
    return loud, _below(comparison, low, high)


def _below(comparison: SetComparison, low: float, high: float) -> str:
    """What is better when dispersion costs less."""
    more = (
        t("two levers are better") if comparison.terms.most == _PAIR else t("several are better")
    )
    up, down = _ends(low, high)
    if high - low <= TIE:
        if high <= TIE:
            return t("if it costs nothing, both are as good.")
        where = t("below") if up == down else t("below {down}", down=down)
        return t("{below}, {more}.", below=where, more=more)
    scores = doubtful_scores(comparison.matrix)
    if low <= TIE or _down(low) == 0:
        return t("below, it depends on {scores}.", scores=scores)
    return t(
        "{more} for sure below {down}; in between, it depends on {scores}.",
        more=more,
        down=down,
        scores=scores,
    )


def _ends(low: float, high: float) -> tuple[str, str]:
    """What is above all that is possible and what is below it, with as many decimals."""
    up, down = _up(high), _down(low)
    digits = _digits(up, down) if down > 0 else _digits(up)
    return points_number(up, digits), points_number(down, digits)


def _cost(comparison: SetComparison) -> str:
    return t("spreading out") if comparison.terms.most == _PAIR else t("each lever added")


def _up(value: float) -> float:
    return ceil(_TENTHS * value - TIE * _TENTHS) / 10


def _down(value: float) -> float:
    return floor(_TENTHS * value + TIE * _TENTHS) / 10


def points_number(value: float, digits: int | None = None) -> str:
    """A number of points, with as many decimals; with one when it has one, where none is given."""
    return points(number(value, _digits(value) if digits is None else digits))


def _digits(*values: float) -> int:
    return 0 if all(value == int(value) for value in values) else 1


def best_text(comparison: SetComparison, levers: Labels) -> str:
    """The best sets of each size with these weights, the largest first."""
    parts = [
        asserting(_best(comparison, best, levers), *_asserted(best))
        for best in reversed(comparison.choice.bests)
    ]
    return t("With these weights, {best}.", best=joined(parts))


def _asserted(best: Best) -> tuple[BestSets, ...]:
    """What is known of the best sets of a size; nothing where they are too many to be listed."""
    if best.size is None or best.possible is None:
        return ()
    return (BestSets(best.size, best.sure, best.possible),)


def _best(comparison: SetComparison, best: Best, levers: Labels) -> str:
    what, possible = set_kind(best.size or 1), best.possible or ()
    others = [rows for rows in possible if rows not in best.sure]
    if not best.sure:
        if not possible or len(possible) > _MOST_NAMED:
            return _open(best, what)
        sets = either([set_name(rows, levers) for rows in possible])
        return t("{what} may still be {sets}", what=what, sets=sets)
    if len(best.sure) > 1:
        return _tied(best, what, levers)
    people = listed([levers[i] for i in best.sure[0]])
    if others:
        return t("{what} is {who}, perhaps not alone", what=what, who=people)
    how_far = best_set_text(comparison, best.sure[0])
    sentence = t("{what} is {who}", what=what, who=people)
    return t("{told}, {how_far}", told=sentence, how_far=how_far) if how_far else sentence


def _open(best: Best, subject: str) -> str:
    if not best.possible:
        return t("{what} is not known yet", what=subject)
    return t("{what} is still open between {n} choices", what=subject, n=len(best.possible))


def _tied(best: Best, subject: str, levers: Labels) -> str:
    if len(best.sure) > _MOST_NAMED:
        return t("{n} choices are tied for {what}", n=len(best.sure), what=subject)
    sets = listed([set_name(rows, levers) for rows in best.sure])
    return t("{sets} are tied for {what}", sets=sets, what=subject)


def set_kind(size: int) -> str:
    """What a best set of a size is called."""
    if size == 1:
        return t("the best lever alone")
    return t("the best pair") if size == _PAIR else t("the best set of {n} levers", n=size)


def set_name(rows: LeverSet, levers: Labels) -> str:
    """A set in a list or a table: « A + B »."""
    return joined_by(" + ", [levers[i] for i in rows])


def robust_answer(comparison: SetComparison, levers: Labels) -> str:
    """For how many ways to share out the weights the best set is; empty with one criterion."""
    if comparison.over_weights is None or len(comparison.matrix.criteria) == 1:
        return ""
    robust = comparison.over_weights.robust[max(comparison.over_weights.robust)]
    if is_alone(comparison, robust.sets[0].rows):
        return ""
    ranked = sorted(robust.sets, key=lambda one: (-one.alone - one.tied, -one.possible))
    sure = {one.rows: one.alone + one.tied for one in ranked}
    most = max(sure.values())
    # Nearer than twice the error of what is drawn, shares are not told apart.
    often = [rows for rows, share in sure.items() if share >= most - 2 * robust.error - TIE]
    what = with_capital(set_kind(len(often[0])))
    if most <= TIE or len(often) > _MOST_NAMED:
        return t("{what} depends on the weights, and no choice is so most often.", what=what)
    names = listed([set_name(rows, levers) for rows in often])
    share = weights_of_set(comparison, often[0])
    if any(robust.of(rows).tied > TIE for rows in often):
        share = t("{share}, alone or tied", share=share)
    if len(often) > 1:
        return t(
            "Most often surely {what}, about as often: {sets}, each for {share}.",
            what=set_kind(len(often[0])),
            sets=names,
            share=share,
        )
    return t(
        "Most often surely {what}: {set}, for {share}.",
        what=set_kind(len(often[0])),
        set=names,
        share=share,
    )


def drawn_weights_text(comparison: SetComparison) -> str:
    """How many weights were drawn, and from which number; empty when none were."""
    thresholds = comparison.over_weights and comparison.over_weights.thresholds
    if not thresholds or thresholds.seed is None:
        return ""
    return t(
        "Ways to share out the weights: {n} random tries, all as likely (number of the try: "
        "{seed}).",
        n=number(thresholds.n),
        seed=thresholds.seed,
    )


def roles_text(comparison: SetComparison, levers: Labels) -> str:
    """Which levers are in all, some or none of the largest sets that no other dominates."""
    if not comparison.roles:
        return ""
    core, some, none = (
        all_of([levers[r.row] for r in comparison.roles if r.place is place])
        for place in Membership
    )
    parts = [t("in all, {levers}", levers=core)] if core else []
    parts += [t("in some, {levers}", levers=some)] if some else []
    parts += [t("in none, {levers}", levers=none)] if none else []
    return t("Of the choices that no other dominates: {parts}.", parts=joined(parts))


def method_text() -> str:
    """How a set is valued, and what the loss borne is."""
    return t(
        "The value of a choice: the sum of its levers' values, each less what leading several "
        "loses of its effect, plus synergies, less the workload beyond the capacity. Nobody "
        "has to put a figure on this loss: the share shown is the one at which one lever "
        "alone is worth as much. Without synergy, two levers never bear more than 50 %: it is "
        "what two equal ones bear."
    )
