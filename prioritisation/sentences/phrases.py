"""Phrases that other sentences contain: ranks, points, scores, names, who leads."""

from collections.abc import Sequence

import numpy as np

from criteria.case import Case
from criteria.model import PLURAL, Criterion, Score, Sense, Status
from criteria.scales import Amount, WordScale
from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE, Ranking
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.thresholds import RobustnessThresholds
from prioritisation.memory import cached_with
from prioritisation.sentences.rounding import less_than
from prioritisation.wording import NBSP, listed, number, span, t
from prioritisation.wording.numbers import either, half_up, plain

_MOST_DIGITS = 3
_MOST_LISTED = 5
"""Words of a list that are said; with more, the last of these says how many others there are."""


def word_limits(thresholds: RobustnessThresholds) -> dict[str, str]:
    """Name of each word of solidity -> the share it is said from, with the decimals it has."""
    shares = {"solid": thresholds.solid, "fair": thresholds.fair, "shared": thresholds.shared}
    return {word: f"{plain(100 * share)}{NBSP}%" for word, share in shares.items()}


def lever_labels(analysis: Analysis, rows: tuple[int, ...]) -> list[str]:
    """Labels of levers, for rows of the matrix."""
    return [analysis.case.levers[i].label for i in rows]


def all_of(words: Sequence[str]) -> str:
    """« a, b and c », shortened when it is long: « a, b, c, d and 3 others »."""
    left = len(words) - _MOST_LISTED + 1
    if left < 2:  # noqa: PLR2004 (one alone is named)
        return listed(words)
    return listed([*words[: _MOST_LISTED - 1], t("{n} others", n=left)])


def one_of(words: Sequence[str]) -> str:
    """« a, b or c », shortened when it is long: « a, b, c, d or one of 3 others »."""
    left = len(words) - _MOST_LISTED + 1
    if left < 2:  # noqa: PLR2004 (one alone is named)
        return either(words)
    return either([*words[: _MOST_LISTED - 1], t("one of {n} others", n=left)])


def perhaps_with(who: str, others: Sequence[str], *, tied: bool = False) -> str:
    """Who is first, several of them tied, and who may be with them; as it is where nobody may."""
    if not others:
        return who
    if tied:
        return t("{who}, perhaps with {others}", who=who, others=one_of(others))
    return t("{who}, perhaps tied with {others}", who=who, others=one_of(others))


def rank_text(ranking: Ranking, row: int) -> str:
    """A rank, or the interval of ranks, and whether it is surely shared."""
    best, worst = int(ranking.best[row]), int(ranking.worst[row])
    return ranks_text(best, worst, tied=_surely_tied(ranking, row))


def ranks_text(best: int, worst: int, *, tied: bool) -> str:
    """The same of the best and the worst rank possible."""
    ranks = span(best, worst)
    return t("{rank} (tied)", rank=ranks) if tied else ranks


def _surely_tied(ranking: Ranking, row: int) -> bool:
    """Whether another row has the same value, both being known."""
    known = ranking.high - ranking.low <= TIE
    equal = np.abs(ranking.low - ranking.low[row]) <= TIE
    return bool(known[row] and (known & equal).sum() > 1)


def _levelled(*values: Floats) -> Floats:
    """Arrays stacked, all values that are tied made one, so that they have one figure."""
    stacked = np.array(values)
    order = np.argsort(stacked, axis=None)
    ranked = stacked.ravel()[order]
    # The first of those tied stands for them all.
    starts = np.diff(ranked, prepend=-np.inf) > TIE
    ranked = ranked[np.maximum.accumulate(np.where(starts, np.arange(len(ranked)), 0))]
    levelled = np.empty(len(ranked))
    levelled[order] = ranked
    return levelled.reshape(stacked.shape)


@cached_with
def _points(ranking: Ranking) -> Floats:
    """Points of all levers out of 100, at the lowest and at the highest, ties made one."""
    return 100 * _levelled(ranking.low, ranking.high)


@cached_with
def points_digits(ranking: Ranking) -> int:
    """Decimals of points: none, unless two levers that are not tied would read the same."""
    values = list(zip(*_levelled(ranking.low, ranking.high).tolist(), strict=True))
    return next(
        (
            digits
            for digits in range(_MOST_DIGITS)
            if len({(number(100 * lo, digits), number(100 * hi, digits)) for lo, hi in values})
            == len(set(values))
        ),
        _MOST_DIGITS,
    )


def points_text(ranking: Ranking, row: int) -> str:
    """Points out of 100: « 73 à 76 »."""
    low, high = _points(ranking)[:, row]
    return span(float(low), float(high), points_digits(ranking))


def contribution_texts(ranking: Ranking, row: int) -> tuple[str, ...]:
    """Points that each criterion brings to a lever: « 0 à 33 »; they add up to its points.

    Each to the nearest, with one decimal more in all the table where those of the points do not
    make each lever's add up.
    """
    parts, digits = _contributions(ranking)
    lows, highs = (end[row].tolist() for end in parts)
    return tuple(span(low, high, digits) for low, high in zip(lows, highs, strict=True))


@cached_with
def _contributions(ranking: Ranking) -> tuple[list[Floats], int]:
    """Points that each criterion brings to each lever, low and high, and their decimals."""
    digits = points_digits(ranking)
    parts = [
        100 * _levelled(each)[0]
        for each in (ranking.low_contributions, ranking.high_contributions)
    ]
    every = [
        _make(line, total, digits)
        for end, ends in zip(parts, _points(ranking), strict=True)
        for line, total in zip(end.tolist(), ends.tolist(), strict=True)
    ]
    return parts, digits if all(every) else digits + 1


def _make(parts: Sequence[float], total: float, digits: int) -> bool:
    """Whether parts as they are written make a total as it is."""
    made = sum(half_up(part, digits) for part in parts)
    return half_up(made, digits) == half_up(total, digits)


def amounts(criterion: Criterion, values: tuple[Amount, ...]) -> str:
    """Some scores of a criterion, in words or as a range of whole numbers."""
    scale = criterion.scale
    if isinstance(scale, WordScale):
        return either([t("« {word} »", word=scale.level(a).label) for a in values])
    numbers = [float(a) for a in values]
    return quantity(criterion, min(numbers), max(numbers), phrase=False)


def quantity(criterion: Criterion, low: float, high: float, *, phrase: bool = True) -> str:
    """One or two numbers of a criterion with its unit: « 3 à 8 fiches ».

    Zero alone is the criterion's own ``phrase`` (« aucune fiche »), unless it must follow a word.
    """
    unit = criterion.unit
    word = unit.several if unit.several and high >= PLURAL else unit.one
    if phrase and low == high == 0:
        return unit.nothing
    first, last = _plain_or_round(low), _plain_or_round(high)
    # Two bounds that would read the same are written in full.
    if first == last and low != high:
        first, last = plain(low), plain(high)
    text = first if first == last else t("{low} to {high}", low=first, high=last)
    return f"{text}\N{NO-BREAK SPACE}{word}" if word else text


def _plain_or_round(value: float) -> str:
    return plain(value) if abs(value) < 10 else number(value)  # noqa: PLR2004 (three digits are enough)


def status_text(status: Status) -> str:
    """What a score rests on, in the words of the screens."""
    return {
        Status.OFFICIAL: t("official"),
        Status.OPINION: t("opinion"),
        Status.INFERRED: t("deduced, to check"),
        Status.UNKNOWN: t("missing"),
    }[status]


def score_text(criterion: Criterion, score: Score) -> str:
    """A score as people read it; the word « inconnu » when nobody knows."""
    return score_bounds_text(criterion, (score.low, score.high))


def score_bounds_text(criterion: Criterion, bounds: tuple[Amount | None, Amount | None]) -> str:
    """The same of the lowest and the highest score possible."""
    low, high = bounds
    if low is None or high is None:
        return t("missing score")
    scale = criterion.scale
    if isinstance(scale, WordScale):
        words = [t("« {word} »", word=scale.level(a).label) for a in dict.fromkeys((low, high))]
        return words[0] if len(words) == 1 else t("{low} to {high}", low=words[0], high=words[1])
    return quantity(criterion, float(low), float(high))


def reading_labels(case: Case, combination: str) -> list[str]:
    """Each question of reading that has several readings, and its answer."""
    questions = (q for q in case.questions if len(q.readings) > 1)
    return [
        t("{name}: {label}", name=q.name, label=q.answer(combination).label) for q in questions
    ]


def anchor_text(criterion: Criterion, amount: Amount) -> str:
    """An anchor as people read it: a level's word, or a number in its phrase."""
    scale = criterion.scale
    if isinstance(scale, WordScale):
        return scale.level(amount).label
    if amount == 0:
        return criterion.unit.nothing
    return criterion.unit.counted(plain(float(amount)), several=float(amount) >= PLURAL)


def plain_anchor(criterion: Criterion, amount: Amount) -> str:
    """An anchor as a room reads it: a level in plain words, or a number in the plain unit."""
    scale, unit = criterion.scale, criterion.plain.unit
    if isinstance(scale, WordScale):
        level = scale.level(amount)
        return criterion.plain.levels.get(level.id, level.label)
    if unit is None:
        return anchor_text(criterion, amount)
    if amount == 0:
        return unit.zero
    value = float(amount) / criterion.plain.per
    return unit.phrase(half_up(value, _MOST_DIGITS)).replace("{n}", plain(value))


def plain_amount(criterion: Criterion, amount: float) -> str:
    """A number of a criterion in the unit that a room counts in, without that unit."""
    per = criterion.plain.per if criterion.plain.unit else 1
    value = amount / per
    # A tenth of what a room counts in is enough, the whole of what is less than the case's unit;
    # a zero is written as it is, and is nothing else.
    if per == 1 or not value:
        return plain(value)
    digits = 1 if per > 1 else 0
    if value > 0 and not half_up(value, digits):
        return less_than(number(10**-digits, digits))
    return number(value, digits)


def plain_score_text(criterion: Criterion, score: Score) -> str:
    """A score in the unit of a room; empty where the criterion counts in the same."""
    unit, low, high = criterion.plain.unit, score.low, score.high
    words = isinstance(criterion.scale, WordScale)
    if words or unit is None or criterion.plain.per == 1 or low is None or high is None:
        return ""
    if not (low or high):
        return unit.zero
    first, last = (plain_amount(criterion, float(a)) for a in (low, high))
    amount = first if first == last else t("{low} to {high}", low=first, high=last)
    written = half_up(float(high) / criterion.plain.per, 1)
    return unit.phrase(written).replace("{n}", amount)


def score_in_both(criterion: Criterion, score: Score) -> str:
    """A score as a room counts it, then in its own unit where this is another one."""
    official = score_text(criterion, score)
    return _in_both(plain_score_text(criterion, score), official)


def anchor_in_both(criterion: Criterion, amount: Amount) -> str:
    """An anchor, as a score is."""
    official = anchor_text(criterion, amount)
    other = criterion.plain.unit is not None and criterion.plain.per != 1
    return _in_both(plain_anchor(criterion, amount) if other else "", official)


def _in_both(room: str, official: str) -> str:
    return t("{plain} ({official})", plain=room, official=official) if room else official


def direction_label(criterion: Criterion, sense: Sense) -> str:
    """The sentence of a direction, as written in the case."""
    return criterion.direction.labels[sense]


def joined(parts: Sequence[str]) -> str:
    """Parts of a sentence, with semicolons."""
    sentence = parts[0]
    for part in parts[1:]:
        sentence = t("{first}; {second}", first=sentence, second=part)
    return sentence
