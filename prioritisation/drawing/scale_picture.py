"""A scale as a small picture: from the worst to the best, what scores are worth, and who has them.

Streamlit's HTML keeps no SVG: lines are boxes cut by ``clip-path``, exact and responsive.
"""

from collections.abc import Iterator, Sequence

from criteria.case import Case
from criteria.model import Criterion, Score
from criteria.scales import Amount, LinearScale, PiecewiseScale, WordScale
from prioritisation.drawing.ballot_dots import Point
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.phrases import anchor_text, score_text
from prioritisation.wording import listed, t, tn
from prioritisation.wording.numbers import plain, points

_THICK = 0.018
"""Half of a line, as a part of the height."""
_APART = 0.12
"""Ticks nearer than this part of the width have one label."""


def scale_picture(
    case: Case,
    criterion: Criterion,
    combination: str,
    typed: Sequence[tuple[float, float]] = (),
) -> str:
    """The line, its bends, a tick for each known score; the names under it.

    Parameters
    ----------
    typed
        Scores and what each is worth, from the worst to the best, as they are typed now; without
        any, those that are written.
    """
    steps = [*typed] or [*_steps(criterion)]
    line = [(_across(steps, amount), value) for amount, value in steps]
    scores = [case.tables[combination].score(v.id, criterion.id) for v in case.levers]
    known = sorted(_placed(criterion, steps, scores), key=lambda one: one[0])
    bent = any(abs(x - y) > _THICK / 10 for x, y in line)
    plane = tag("i", "", "sc-area", style=_cut([(0.0, 0.0), *line, (1.0, 0.0)]))
    plane += tag("i", "", "sc-straight", style=_band([(0.0, 0.0), (1.0, 1.0)])) if bent else ""
    plane += tag("i", "", "sc-line", style=_band(line))
    plane += "".join(tag("i", "", "sc-bend", style=_at(x, y)) for x, y in line)
    plane += "".join(_tick(low, high) for low, high, _ in known)
    alternative = _alternative(criterion, steps, bent=bent)
    picture = tag("div", plane, "sc-plane", role="img", aria_label=alternative)
    names = {v.id: v.label for v in case.levers}
    inside = picture + tag("div", _numbers([x for x, _, _ in known]), "sc-numbers")
    inside += _ends(criterion, steps)
    rows = [f"{names[score.lever]} ({score_text(criterion, score)})" for _, _, score in known]
    key = tag("ol", "".join(tag("li", text(row)) for row in rows), "sc-key") if rows else ""
    return tag("div", inside + key + _missing(len(scores) - len(known)), "scalepic")


def _steps(criterion: Criterion) -> Iterator[tuple[float, float]]:
    """Scores and what each is worth, from the worst to the best; of words, the values alone."""
    scale = criterion.scale
    match scale:
        case LinearScale():
            yield from ((scale.worst, 0.0), (scale.best, 1.0))
        case PiecewiseScale():
            pairs = zip(scale.cutoffs, scale.values, strict=True)
            yield from sorted(pairs, key=lambda pair: (pair[1], pair[0]))
        case WordScale():
            yield from ((level.value, level.value) for level in scale.levels)


def _across(steps: Sequence[tuple[float, float]], amount: float) -> float:
    worst, best = steps[0][0], steps[-1][0]
    return (amount - worst) / (best - worst)


def _placed(
    criterion: Criterion,
    steps: Sequence[tuple[float, float]],
    scores: Sequence[Score],
) -> Iterator[tuple[float, float, Score]]:
    """Each score that is known and on the scale: from where to where across it."""
    scale = criterion.scale

    def place(amount: Amount) -> float:
        if isinstance(scale, WordScale):
            return scale.value(amount)
        return _across(steps, float(amount))

    for score in scores:
        if score.low is None or score.high is None:
            continue
        low, high = sorted((place(score.low), place(score.high)))
        if low >= 0 and high <= 1:
            yield low, high, score


def _cut(corners: Sequence[Point]) -> str:
    written = ",".join(f"{100 * x:.2f}% {100 * (1 - y):.2f}%" for x, y in corners)
    return f"clip-path:polygon({written})"


def _band(line: Sequence[Point]) -> str:
    """A line as thick as it is read: the points above it, then those below, backwards."""
    above, below = ([(x, y + way * _THICK) for x, y in line] for way in (1, -1))
    return _cut([*above, *below[::-1]])


def _at(x: float, y: float) -> str:
    return f"left:{100 * x:.2f}%;bottom:{100 * y:.2f}%"


def _tick(low: float, high: float) -> str:
    """A score on the line of scores; as wide as what is not known of it."""
    return tag("i", "", "sc-tick", style=f"left:{100 * low:.2f}%;width:{100 * (high - low):.2f}%")


def _numbers(places: Sequence[float]) -> str:
    """The number of each tick, as in the list below; one label for those that touch."""
    groups: list[list[int]] = []
    for k, place in enumerate(places):
        if groups and place - places[groups[-1][0]] < _APART:
            groups[-1].append(k)
        else:
            groups.append([k])
    labels = ""
    for first, *more in groups:
        words = f"{first + 1}–{more[-1] + 1}" if more else f"{first + 1}"
        at = 100 * places[first]
        labels += tag("span", text(words), style=f"left:{at:.2f}%;translate:-{at:.0f}%")
    return labels


def _ends(criterion: Criterion, steps: Sequence[tuple[float, float]]) -> str:
    ends = [_amount(criterion, steps[k]) for k in (0, -1)]
    words = [_worth(end, worth) for end, worth in zip(ends, (0, 1), strict=True)]
    return tag("div", "".join(tag("span", text(one)) for one in words), "sc-ends")


def _worth(amount: str, value: float) -> str:
    """« 30 %: 50 points »."""
    return t("{name}: {label}", name=amount, label=points(plain(round(100 * value))))


def _amount(criterion: Criterion, step: tuple[float, float]) -> str:
    scale = criterion.scale
    if isinstance(scale, WordScale):
        return min(scale.levels, key=lambda level: abs(level.value - step[1])).label
    return anchor_text(criterion, step[0])


def _alternative(criterion: Criterion, steps: Sequence[tuple[float, float]], *, bent: bool) -> str:
    """What the picture says, in words."""
    worth = [_worth(_amount(criterion, step), step[1]) for step in steps]
    shape = t("The scale bends") if bent else t("The scale is a straight line")
    return t("{name}: {label}", name=shape, label=listed(worth))


def _missing(count: int) -> str:
    if not count:
        return ""
    words = tn("{n} score is not on it: missing.", "{n} scores are not on it: missing.", count)
    return tag("p", text(words), "note")
