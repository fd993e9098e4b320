"""Weights as they are typed other than in points: an order, a deck of cards, two by two.

``--rank-order a,b=c,d`` and ``--rank-sum``, the most important first; ``--cards a,2,b=c,d`` with
numbers of white cards between the groups and ``--ratio 5``; ``--pairwise a/b=3,a/c=1/5,b/c=1``.
"""

import re
from collections.abc import Mapping

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis.weight_elicitation import (
    MOST_JUDGED,
    MOST_RATIO,
    MOST_WHITE_CARDS,
    START_RATIO,
    STRONGEST,
    Elicitation,
    ElicitationMethod,
    elicited_weights,
    pairs,
)
from prioritisation.analysis.weights import InvalidElicitation
from prioritisation.cli import LONGEST_TYPED, Options
from prioritisation.sentences.weighting import elicitation_text
from prioritisation.wording import t

_WAYS = {
    "--rank-order": ElicitationMethod.ROC,
    "--rank-sum": ElicitationMethod.RANK_SUM,
    "--cards": ElicitationMethod.CARDS,
    "--pairwise": ElicitationMethod.PAIRWISE,
}
"""Option -> the way of telling that it brings."""

_RATIO, _WEIGHTS, OUT = "--ratio", "--weights", "hors"
_NAME, _WHITE_CARDS = r"[\w-]+", r"\d{1,3}"
_COMPARED = re.compile(rf"({_NAME})/({_NAME})=(?:(\d+)|1/(\d+))")


def elicitation_option(options: Options) -> str | None:
    """The option that tells weights other than in points, if one was typed."""
    return next((name for name in _WAYS if name in options), None)


def read_elicitation(options: Options, problems: list[Problem]) -> Elicitation | None:
    """What the options tell; what is wrong is added to the problems, and None is returned."""
    given = [name for name in _WAYS if name in options]
    before = len(problems)
    ratio = _ratio(options, problems)
    if not given:
        return None
    name = given[0]
    for other in [*given[1:], *(n for n in given for _ in options[n][1:])]:
        text = t("weights are told once, in one way: {first}", first=name)
        problems.append(Problem("refused", other, values={"text": text}))
    read = _judged if _WAYS[name] is ElicitationMethod.PAIRWISE else _ordered
    elicitation = read(name, options[name][0], ratio, problems)
    if elicitation is None or len(problems) > before:
        return None
    try:
        elicited_weights(elicitation)
    except InvalidElicitation:
        problems.append(_malformed(name, options[name][0]))
        return None
    return elicitation


def elicited_points_text(elicitation: Elicitation) -> Mapping[str, str]:
    """Criterion -> its points as text, like those of ``--weights``."""
    weights = elicited_weights(elicitation).tolist()
    return {c: f"{100 * w:.9f}" for c, w in zip(elicitation.criteria, weights, strict=True)}


def elicitation_note(elicitation: Elicitation, case: Case) -> str:
    """What was told, for the report."""
    sentence = elicitation_text(elicitation, {c.id: c.label for c in case.criteria})
    if not elicitation.ranks:
        return sentence
    order = t("What is said of solidity is about all the weights that respect this order.")
    return f"{sentence} {order}"


def left_out(
    points: Mapping[str, str], elicitation: Elicitation, problems: list[Problem]
) -> Mapping[str, str]:
    """Of ``--weights``, what may stand beside weights told otherwise: criteria left out."""
    name = next(option for option, way in _WAYS.items() if way is elicitation.way)
    both = {"text": t("this criterion is left out (hors): no weight can be told of it")}
    problems += [
        Problem("refused", name, None, c[:LONGEST_TYPED], both)
        for c in elicitation.criteria
        if points.get(c) == OUT
    ]
    values = {"text": t("beside weights told otherwise, criteria can only be left out (hors)")}
    wrong = [c for c, text in points.items() if text != OUT]
    problems += [Problem("refused", _WEIGHTS, None, c[:LONGEST_TYPED], values) for c in wrong]
    return {c: text for c, text in points.items() if text == OUT}


def _ratio(options: Options, problems: list[Problem]) -> float:
    """How many times the first group weighs the last, with cards."""
    given = options.get(_RATIO, ())
    if not given:
        return START_RATIO
    allowed = t("a number above 1, at most {most}", most=round(MOST_RATIO))
    values = {"found": given[-1][:LONGEST_TYPED], "allowed": allowed}
    if "--cards" not in options:
        values["allowed"] = "--cards"
    try:
        ratio = float(given[-1].replace(",", "."))
    except ValueError:
        ratio = 0.0
    if "--cards" in options and len(given) == 1 and 1 < ratio <= MOST_RATIO:
        return ratio
    problems.append(Problem("setting_malformed", _RATIO, values=values))
    return START_RATIO


def _ordered(name: str, text: str, ratio: float, problems: list[Problem]) -> Elicitation | None:
    """Criteria from the most important, with white cards between the groups if there are cards."""
    groups: list[list[str]] = []
    cards: list[int] = []
    white = 0
    for part in (p.strip() for p in text.split(",")):
        if _WAYS[name] is ElicitationMethod.CARDS and groups and re.fullmatch(_WHITE_CARDS, part):
            white += int(part)
            continue
        group = [c.strip() for c in part.split("=")]
        if not all(re.fullmatch(_NAME, c) for c in group):
            problems.append(_malformed(name, text))
            return None
        cards += [white] if groups else []
        groups.append(group)
        white = 0
    names = [c for group in groups for c in group]
    # White cards after the last group lie between it and nothing.
    if white or any(c > MOST_WHITE_CARDS for c in cards):
        problems.append(_malformed(name, text))
    ranks = tuple(rank for rank, group in enumerate(groups, 1) for _ in group)
    laid = tuple(cards) if _WAYS[name] is ElicitationMethod.CARDS else ()
    return _once(Elicitation(_WAYS[name], tuple(names), ranks, laid, ratio), name, problems)


def _once(elicitation: Elicitation, name: str, problems: list[Problem]) -> Elicitation:
    twice = dict.fromkeys(c for c in elicitation.criteria if elicitation.criteria.count(c) > 1)
    problems += [
        Problem("repeated", name, None, c[:LONGEST_TYPED], {"found": c[:LONGEST_TYPED]})
        for c in twice
    ]
    return elicitation


def _judged(name: str, text: str, _ratio: float, problems: list[Problem]) -> Elicitation | None:
    """Every two criteria, in any order, once."""
    judged: dict[tuple[str, str], int] = {}
    for part in (p.strip() for p in text.split(",")):
        match = _COMPARED.fullmatch(part)
        value = _value(match) if match else 0
        if match is None or not value or match[1] == match[2]:
            problems.append(_malformed(name, part))
            continue
        pair = (match[1], match[2])
        if pair in judged or pair[::-1] in judged:
            values = {"found": part[:LONGEST_TYPED]}
            problems.append(Problem("repeated", name, values=values))
        judged[pair] = value
    criteria = tuple(dict.fromkeys(c for pair in judged for c in pair))
    if len(criteria) > MOST_JUDGED:
        problems.append(Problem("too_long", name, values={"allowed": MOST_JUDGED}))
        return None
    missing = [p for p in pairs(criteria) if p not in judged and p[::-1] not in judged]
    problems += [Problem("missing_key", name, None, "/".join(p)[:LONGEST_TYPED]) for p in missing]
    if missing:
        return None
    turned = {pair[::-1]: 1 if v == 1 else -v for pair, v in judged.items()}
    judgements = tuple((turned | judged)[p] for p in pairs(criteria))
    return Elicitation(ElicitationMethod.PAIRWISE, criteria, judgements=judgements)


def _value(match: re.Match[str]) -> int:
    """3 of « 3 », -3 of « 1/3 », 1 of both « 1 »; 0 for what Saaty's scale has not."""
    text, sign = (match[3], 1) if match[3] else (match[4], -1)
    # Digits without end are no number of the scale, and slow to read.
    value = int(text) if len(text) < 3 else 0  # noqa: PLR2004
    if not 1 <= value <= STRONGEST:
        return 0
    return 1 if value == 1 else sign * value


def _malformed(name: str, value: str) -> Problem:
    allowed = {
        ElicitationMethod.CARDS: t(
            "criteria from the most important, white cards between: a,2,b=c,d"
        ),
        ElicitationMethod.PAIRWISE: t(
            "each two criteria once, 1 to 9 or 1/2 to 1/9: a/b=3,a/c=1/5,b/c=1"
        ),
    }.get(_WAYS[name], t("criteria from the most important: a,b=c,d"))
    values = {"found": value[:LONGEST_TYPED], "allowed": allowed}
    return Problem("setting_malformed", name, values=values)
