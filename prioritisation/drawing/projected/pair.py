"""One lever or two: the best of each, what the second adds, and the arguments in two columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from criteria.case import Case
from criteria.evidence import Stance
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.discussion import Card, Cards, on_side, short_text
from prioritisation.drawing.decision import ComparisonOrReasons
from prioritisation.drawing.markup import items, tag, text
from prioritisation.drawing.projected.frame import (
    Foot,
    framed_picture,
    lever_name,
)
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.one_or_two import (
    SideText,
    best_values,
    one_or_two,
    threshold_points,
    with_rounding,
)
from prioritisation.sentences.phrases import all_of, one_of
from prioritisation.wording import points, span, t, tn

_PAIR = 2
_LINES, _LINE = 4, 37
"""Lines of arguments in a column, and characters of one."""

_FOOT = 72
"""Characters of the foot that stand on one line: a second one takes the place of an argument's."""

_MOST_CUT = 2 * _LINE


def pair_picture(
    analysis: Analysis, outcome: ComparisonOrReasons, cards: Cards, right: str
) -> str:
    """The picture; the reasons when nothing can be compared.

    Parameters
    ----------
    analysis
        The ranking of the same levers: what is still open in it is so of the sets too.
    right
        HTML at the right of the foot.
    """
    question = t("One lever or two?")
    if not isinstance(outcome, SetComparison):
        body = tag("p", tag("span", text(" ".join(outcome)), "p-clamp"), "p-how")
        nothing = t("Nothing can be chosen.")
        return framed_picture("pair", question, nothing, body, Foot(right=right))
    case, both = analysis.case, one_or_two(outcome)
    picture = _bars(case, outcome) if outcome.terms.most == _PAIR else ""
    body = tag("div", picture, "p-sets") * bool(picture)
    if open_still := in_force_text(analysis):
        body += tag("p", tag("span", text(open_still), "p-clamp"), "p-departs p-notes")
    left = " ".join(filter(None, (both.between, _source(case, cards) if both.one else "")))
    if both.several and both.one:
        seconds = bool(open_still) and "p-seconds" in picture
        lines = _LINES - (len(left) > _FOOT) - seconds
        body += _columns(case, cards, (both.several, both.one), lines)
    else:
        reason = tag("span", text(both.headline.reservation), "p-clamp")
        body += tag("p", reason, "p-how")
    foot = Foot(text(left), right)
    return framed_picture("pair", question, both.headline.answer, body, foot)


@dataclass(frozen=True, slots=True)
class _Best:
    """The best sets of a size: levers that all have, least and most points, those of some only."""

    rows: tuple[int, ...]
    low: float
    high: float
    others: tuple[int, ...] = ()


def _best(comparison: SetComparison, size: int) -> _Best | None:
    best, ends = comparison.choice.of_size(size), best_values(comparison, size)
    sets = best and (best.possible or best.sure)
    if not sets or ends is None:
        return None
    common = set(sets[0]).intersection(*sets)
    order, others = (
        tuple(sorted(rows, key=comparison.ranking.order.index))
        for rows in (common, {row for one in sets for row in one} - common)
    )
    return _Best(order, 100 * ends[0], 100 * ends[1], others)


def _bars(case: Case, comparison: SetComparison) -> str:
    """The best lever alone, and the best two; what the second adds, under a bracket."""
    one, two = _best(comparison, 1), _best(comparison, _PAIR)
    if one is None or two is None or comparison.threshold is None:
        return ""
    scale = max(two.high, one.high, 1.0)
    both = _set_row(t("One only"), case, comparison, one, scale)
    both += _set_row(t("Both"), case, comparison, two, scale)
    both += _second_names(case, two)
    high = 100 * comparison.threshold[1]
    if high <= 100 * TIE:
        return both
    start, width = 100 * one.low / scale, 100 * high / scale
    bracket = tag("i", "", "p-bracket", style=f"left:{start:.2f}%;width:{width:.2f}%")
    # As the sentences say it: rounded outwards, never narrower than what is known.
    adds = points(span(*threshold_points(comparison)))
    words = text(with_rounding(comparison, t("the second adds {points}", points=adds)))
    middle = min(start + width / 2, 80.0)
    label = tag("span", words, "p-adds", style=f"left:{middle:.2f}%")
    return both + tag("div", bracket + label, "p-second")


def _set_row(title: str, case: Case, comparison: SetComparison, best: _Best, scale: float) -> str:
    bar, at = "", 0.0
    for row in best.rows:
        lever = case.levers[row]
        width = 100 * float(comparison.ranking.low[row])
        inside = tag("span", text(lever_name(lever)))
        style = f"left:{100 * at / scale:.2f}%;width:{100 * width / scale:.2f}%;--c:{lever.colour}"
        bar += tag("i", inside, "p-sure p-lever p-named", style=style)
        at += width
    if best.low - at > 100 * TIE:
        # Which lever comes beside is not known: its part has no colour.
        style = f"left:{100 * at / scale:.2f}%;width:{100 * (best.low - at) / scale:.2f}%"
        bar, at = bar + tag("i", "", "p-sure p-any", style=style), best.low
    if best.high - at > 100 * TIE:
        style = f"left:{100 * at / scale:.2f}%;width:{100 * (best.high - at) / scale:.2f}%"
        bar += tag("i", "", "p-hatch", style=style)
    figures = tag("b", text(points(span(best.low, best.high))), "p-points")
    return tag("div", tag("b", text(title)) + tag("span", bar, "p-set") + figures, "p-set-row")


def _second_names(case: Case, best: _Best) -> str:
    """Which levers may be the second, or the two, where more than these may."""
    if not best.others:
        return ""
    names = one_of([lever_name(case.levers[row]) for row in best.others])
    words = t("and one more: {levers}", levers=names)
    if not best.rows:
        words = t(
            "two of: {levers}", levers=all_of([lever_name(case.levers[r]) for r in best.others])
        )
    return tag("p", tag("span", text(words), "p-clamp"), "p-seconds")


def _columns(case: Case, cards: Cards, sides: tuple[SideText, SideText], lines: int) -> str:
    """The two answers, each with when it is right and what is said for it."""
    stances = Stance.FOR, Stance.AGAINST
    columns = (
        _column(case, side, on_side(cards, stance), lines)
        for side, stance in zip(sides, stances, strict=True)
    )
    return tag("div", "".join(columns), "p-sides")


def _column(case: Case, side: SideText, cards: Cards, lines: int) -> str:
    picked = _fitting(case, cards, lines)
    rows = [tag("span", text(short_text(case, card)), "p-clamp") for card in picked]
    if more := len(cards) - len(picked):
        rows.append(text(tn("and {n} other argument", "and {n} other arguments", more)))
    head = tag("h2", text(side.answer)) + tag("p", text(side.condition), "p-label")
    return tag("div", head + items(rows), "p-side")


def _fitting(case: Case, cards: Cards, most: int) -> Sequence[Card]:
    """Cards from the first, as many as these lines hold; one is left for those that do not fit."""
    for count in range(len(cards), 0, -1):
        lines = sum(_lines(short_text(case, card)) for card in cards[:count])
        if lines + (count < len(cards)) <= most:
            return cards[:count]
    return cards[:1]


def _lines(words: str) -> int:
    return 1 if len(words) <= _LINE else 2


def _source(case: Case, cards: Cards) -> str:
    """Where the arguments come from."""
    argued = [*on_side(cards, Stance.FOR), *on_side(cards, Stance.AGAINST)]
    if not argued:
        return ""
    places = {card.place.partition(",")[0] for card in argued}
    place = places.pop() if len(places) == 1 else ""
    source = t("Arguments: {place}", place=place) if place else t("Arguments of the group")
    short = any(
        short_text(case, card) != card.text or len(card.text) > _MOST_CUT for card in argued
    )
    return t("{source}, shortened.", source=source) if short else f"{source}."
