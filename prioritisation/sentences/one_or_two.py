"""One lever or two, as everybody in the room may judge it: one question, its two answers.

Nobody knows what leading several projects loses: the group judges. What is known is from where
one answer is right, and from where the other; the points between are not rounded away.
"""

from dataclasses import dataclass
from math import ceil, floor

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.second_lever import is_pair, judged_answer
from prioritisation.wording import number, points, span, t
from prioritisation.wording.numbers import half_up

_PAIR = 2


@dataclass(frozen=True, slots=True)
class SideText:
    """One of the two answers.

    Attributes
    ----------
    answer
        « No: two levers ».
    condition
        When it is right: « if it loses less than 74 points ».
    """

    answer: str
    condition: str


@dataclass(frozen=True, slots=True)
class OneOrTwo:
    """The question that the group is asked, and its two answers.

    Attributes
    ----------
    headline
        The answer of the page: the question itself, as long as nothing else is known.
    several, one
        When several levers are better, and when one alone is; None where it is not the question.
    between
        What is to be said of the points that are in neither; empty where there are none.
    """

    headline: Headline
    several: SideText | None = None
    one: SideText | None = None
    between: str = ""


def one_or_two(comparison: SetComparison) -> OneOrTwo:
    """Whether one lever or several: the two answers, each with the points from which it holds."""
    answer, reservation = _settled(comparison)
    if answer:
        return OneOrTwo(Headline(t("One lever or two?"), answer, reservation))
    answer, added = judged_answer(comparison) or _to_judge(comparison), adds_text(comparison)
    several, one, between = _sides(comparison)
    return OneOrTwo(Headline(t("One lever or two?"), answer, added), several, one, between)


def _settled(comparison: SetComparison) -> tuple[str, str]:
    """What there is nothing to judge of, and why; empty when there is."""
    if comparison.threshold is None:
        return t("Only one lever can be chosen."), t("No lever is left to be added.")
    _, high = comparison.threshold
    if high < -TIE:
        return t("One lever alone, even if working on several lost nothing."), t(
            "Together, levers take from each other, or ask for more work than the group can bear."
        )
    if high <= TIE and comparison.without_effect:
        return t("One lever or several, it is all the same."), t(
            "With these weights, no lever has any effect."
        )
    if high <= TIE:
        return t("With these weights, one more lever adds nothing."), t(
            "If working on several loses nothing, one or several are as good."
        )
    return "", ""


def _to_judge(comparison: SetComparison) -> str:
    if is_pair(comparison):
        return t("Ours to judge: would spreading out lose more than the second one adds?")
    return t("Ours to judge: would spreading out lose more than one more lever adds?")


def adds_text(comparison: SetComparison) -> str:
    """What a second lever adds to the best one, in points; empty when that is not the question."""
    if not is_pair(comparison) or comparison.threshold is None:
        return ""
    low, high = comparison.threshold
    if high <= TIE:
        return ""
    least, most = best_alone(comparison)
    down, up, digits = threshold_points(comparison)
    values = {
        "more": points(span(down, up, digits)),
        "most": points(number(up, digits)),
        "alone": span(100 * least, 100 * most),
    }
    if low <= TIE:
        sentence = t(
            "With these weights, the second one adds {most} at most to the {alone} of the best "
            "lever alone",
            **values,
        )
    else:
        sentence = t(
            "With these weights, the second one adds {more} to the {alone} of the best lever "
            "alone",
            **values,
        )
    return t("{sentence}.", sentence=with_rounding(comparison, sentence))


def with_rounding(comparison: SetComparison, sentence: str) -> str:
    """What the second lever adds, and that figures are rounded where those beside it differ.

    The gain is rounded outwards, so that both answers are true; the points of the best lever and
    of the best two to the nearest. None would be true if it were made from the others.
    """
    return sentence if _adds_up(comparison) else t("{first} (figures rounded)", first=sentence)


def _adds_up(comparison: SetComparison) -> bool:
    """Whether the points of the best two less those of the best lever are what is said added."""
    one, two = best_values(comparison, 1), best_values(comparison, _PAIR)
    if one is None or two is None:
        return True
    alone, both = ([half_up(100 * value) for value in ends] for ends in (one, two))
    down, up, _ = threshold_points(comparison)
    least, most = max(0.0, both[0] - alone[1]), both[1] - alone[0]
    if alone[0] == alone[1]:
        return (down, up) == (least, most)
    # Uncertain scores that both share leave less between the two than between their ends.
    return least <= down and up <= most


def best_values(comparison: SetComparison, size: int) -> tuple[float, float] | None:
    """Smallest and largest value in [0, 1] of the best set of a size; None where none is known."""
    best, ranking, terms = comparison.choice.of_size(size), comparison.ranking, comparison.terms
    sets = best and (best.possible or best.sure)
    if not sets:
        return None
    least, most = (
        max(sum(float(end[i]) for i in rows) + terms.bonus(tuple(rows)) for rows in sets)
        for end in (ranking.low, ranking.high)
    )
    return least, most


def best_alone(comparison: SetComparison) -> tuple[float, float]:
    """Smallest and largest value in [0, 1] of the best lever alone."""
    terms, ranking = comparison.terms, comparison.ranking
    rows = [i for i in terms.candidates if terms.fits((i,))]
    least, most = (
        max(float(values[i]) + terms.bonus((i,)) for i in rows)
        for values in (ranking.low, ranking.high)
    )
    return least, most


def threshold_points(comparison: SetComparison) -> tuple[float, float, int]:
    """Points below which several are better and above which one is, and their decimals.

    Rounded outwards of what is known, so that both answers are true: to whole points, to tenths
    where the least is less than one point.
    """
    assert comparison.threshold is not None  # noqa: S101 (asked by the caller)
    low, high = (100 * value for value in comparison.threshold)
    none = low <= 100 * TIE
    digits = 0 if low >= 1 - 100 * TIE or (none and high >= 10) else 1  # noqa: PLR2004 (points)
    unit = 10**digits
    down, up = floor(unit * (low + 100 * TIE)) / unit, ceil(unit * (high - 100 * TIE)) / unit
    return max(0.0, down), up, digits


def _sides(comparison: SetComparison) -> tuple[SideText, SideText, str]:
    down, up, digits = threshold_points(comparison)
    less, more = (points(number(end, digits)) for end in (down, up))
    pair = is_pair(comparison)
    condition = (
        t("if it loses less than {n}", n=less)
        if pair
        else t("if each lever added loses less than {n}", n=less)
    )
    if not down:
        condition = t("for none of these points is it sure")
    several = SideText(t("No: two levers") if pair else t("No: several levers"), condition)
    one = SideText(
        t("Yes: only one"),
        t("if it loses more than {n}", n=more)
        if pair
        else t("if each lever added loses more than {n}", n=more),
    )
    return several, one, _between(comparison, down, up, digits)


def _between(comparison: SetComparison, down: float, up: float, digits: int) -> str:
    """What neither answer is sure of, and why."""
    assert comparison.threshold is not None  # noqa: S101 (asked by the caller)
    low, high = comparison.threshold
    ends = {"low": number(down, digits), "high": points(number(up, digits))}
    if high - low > TIE:
        if not down:
            return t("Below {high}, nobody can say: scores are too uncertain.", **ends)
        return t("Between {low} and {high}, nobody can say: scores are too uncertain.", **ends)
    if up == down:
        return t("At {high}, one is as good as the other.", **ends)
    return t("Between {low} and {high}, one is about as good as the other.", **ends)
