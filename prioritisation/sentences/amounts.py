"""Scores, anchors and quantities as people read them."""

from criteria.model import Criterion, Score, Sense
from criteria.scales import Amount, WordScale
from prioritisation.wording import number, t
from prioritisation.wording.numbers import either, plain


def amounts(criterion: Criterion, found: tuple[Amount, ...], perimeter: str) -> str:
    """Some scores of a criterion, in words or as a range of whole numbers."""
    scale = criterion.scale(perimeter)
    if isinstance(scale, WordScale):
        return either([t("« {word} »", word=scale.level(a).label) for a in found])
    numbers = [float(a) for a in found]
    return quantity(criterion, min(numbers), max(numbers), phrase=False)


def quantity(criterion: Criterion, low: float, high: float, *, phrase: bool = True) -> str:
    """One or two numbers of a criterion with its unit: « 3 à 8 fiches ».

    Zero alone is the criterion's own ``phrase`` (« aucune fiche »), unless it must follow a word.
    """
    unit = criterion.unit
    word = unit.one if high < 2 or not unit.several else unit.several  # noqa: PLR2004 (French plural)
    if phrase and low == high == 0:
        return unit.zero
    first, last = _plain_or_round(low), _plain_or_round(high)
    if first == last and low != high:
        first, last = plain(low), plain(high)
    text = first if first == last else t("{low} to {high}", low=first, high=last)
    return f"{text}\N{NO-BREAK SPACE}{word}" if word else text


def _plain_or_round(value: float) -> str:
    return plain(value) if abs(value) < 10 else number(value)  # noqa: PLR2004 (three digits are enough)


def score_text(criterion: Criterion, score: Score, perimeter: str) -> str:
    """A score as people read it; the word « inconnu » when nobody knows."""
    if score.low is None or score.high is None:
        return t("unknown")
    scale = criterion.scale(perimeter)
    if isinstance(scale, WordScale):
        words = [
            t("« {word} »", word=scale.level(a).label)
            for a in dict.fromkeys((score.low, score.high))
        ]
        return words[0] if len(words) == 1 else t("{low} to {high}", low=words[0], high=words[1])
    return quantity(criterion, float(score.low), float(score.high))


def anchor_text(criterion: Criterion, amount: Amount, perimeter: str) -> str:
    """An anchor as people read it: a level's word, or a number in its phrase."""
    scale = criterion.scale(perimeter)
    if isinstance(scale, WordScale):
        return scale.level(amount).label
    if amount == 0:
        return criterion.unit.zero
    return criterion.unit.many.replace("{n}", plain(float(amount)))


def direction_label(criterion: Criterion, sense: Sense) -> str:
    """The sentence of a direction, as written in the case."""
    return criterion.direction.labels[sense]
