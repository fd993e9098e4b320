"""Weights as they are typed other than in points: an order, a deck of cards, two by two.

``--rank-order a,b=c,d`` and ``--rank-sum``, the most important first; ``--cards a,2,b=c,d`` with
numbers of white cards between the groups and ``--ratio 5``; ``--pairwise a/b=3,a/c=1/5,b/c=1``.
"""

import re
from collections.abc import Mapping, Sequence

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis.weight_ways import (
    MOST_CARDS,
    MOST_JUDGED,
    MOST_RATIO,
    START_RATIO,
    STRONGEST,
    Told,
    Way,
    pairs,
    told_weights,
)
from prioritisation.analysis.weights import InvalidTold
from prioritisation.sentences.weighting import told_text
from prioritisation.wording import t

Options = Mapping[str, Sequence[str]]

WAYS = {
    "--rank-order": Way.ROC,
    "--rank-sum": Way.RANK_SUM,
    "--cards": Way.CARDS,
    "--pairwise": Way.PAIRWISE,
}
"""Option -> the way of telling that it brings."""

RATIO, WEIGHTS, OUT, SHOWN = "--ratio", "--weights", "hors", 80
_NAME = r"[\w-]+"
_COMPARED = re.compile(rf"({_NAME})/({_NAME})=(?:(\d+)|1/(\d+))")


def read_told(options: Options, problems: list[Problem]) -> Told | None:
    """What the options tell; what is wrong is added to the problems, and None is returned."""
    given = [name for name in WAYS if name in options]
    before = len(problems)
    ratio = _ratio(options, problems)
    if not given:
        return None
    name = given[0]
    for other in [*given[1:], *(n for n in given for _ in options[n][1:])]:
        text = t("weights are told once, in one way: {first}", first=name)
        problems.append(Problem("refused", other, values={"text": text}))
    read = _judged if WAYS[name] is Way.PAIRWISE else _ordered
    told = read(name, options[name][0], ratio, problems)
    if told is None or len(problems) > before:
        return None
    try:
        told_weights(told)
    except InvalidTold:
        problems.append(_malformed(name, options[name][0]))
        return None
    return told


def told_points(told: Told) -> Mapping[str, str]:
    """Criterion -> its points as text, like those of ``--weights``."""
    weights = told_weights(told).tolist()
    return {c: f"{100 * w:.9f}" for c, w in zip(told.criteria, weights, strict=True)}


def told_note(told: Told, case: Case) -> str:
    """What was told, for the report."""
    return told_text(told, {c.id: c.label for c in case.criteria})


def left_out(points: Mapping[str, str], problems: list[Problem]) -> Mapping[str, str]:
    """Of ``--weights``, what may stand beside weights told otherwise: criteria left out."""
    values = {"text": t("beside weights told otherwise, criteria can only be left out (hors)")}
    wrong = [c for c, text in points.items() if text != OUT]
    problems += [Problem("refused", WEIGHTS, None, c[:SHOWN], values) for c in wrong]
    return {c: text for c, text in points.items() if text == OUT}


def _ratio(options: Options, problems: list[Problem]) -> float:
    """How many times the first group weighs the last, with cards."""
    given = options.get(RATIO, ())
    if not given:
        return START_RATIO
    allowed = t("a number above 1, at most {most}", most=round(MOST_RATIO))
    values = {"found": given[-1][:SHOWN], "allowed": allowed}
    if "--cards" not in options:
        values["allowed"] = "--cards"
    try:
        ratio = float(given[-1].replace(",", "."))
    except ValueError:
        ratio = 0.0
    if "--cards" in options and len(given) == 1 and 1 < ratio <= MOST_RATIO:
        return ratio
    problems.append(Problem("setting_malformed", RATIO, values=values))
    return START_RATIO


def _ordered(name: str, text: str, ratio: float, problems: list[Problem]) -> Told | None:
    """Criteria from the most important, with white cards between the groups if there are cards."""
    groups: list[list[str]] = []
    cards: list[int] = []
    white = 0
    for part in (p.strip() for p in text.split(",")):
        if WAYS[name] is Way.CARDS and part.isdecimal() and groups and len(part) < 4:  # noqa: PLR2004
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
    if white or any(c > MOST_CARDS for c in cards):
        problems.append(_malformed(name, text))
    ranks = tuple(rank for rank, group in enumerate(groups, 1) for _ in group)
    laid = tuple(cards) if WAYS[name] is Way.CARDS else ()
    return _once(Told(WAYS[name], tuple(names), ranks, laid, ratio), name, problems)


def _once(told: Told, name: str, problems: list[Problem]) -> Told:
    twice = dict.fromkeys(c for c in told.criteria if told.criteria.count(c) > 1)
    problems += [Problem("repeated", name, None, c[:SHOWN], {"found": c[:SHOWN]}) for c in twice]
    return told


def _judged(name: str, text: str, _ratio: float, problems: list[Problem]) -> Told | None:
    """Every two criteria, in any order, once."""
    said: dict[tuple[str, str], int] = {}
    for part in (p.strip() for p in text.split(",")):
        match = _COMPARED.fullmatch(part)
        value = _value(match) if match else 0
        if match is None or not value or match[1] == match[2]:
            problems.append(_malformed(name, part))
            continue
        pair = (match[1], match[2])
        if pair in said or pair[::-1] in said:
            values = {"found": part[:SHOWN]}
            problems.append(Problem("repeated", name, values=values))
        said[pair] = value
    criteria = tuple(dict.fromkeys(c for pair in said for c in pair))
    if len(criteria) > MOST_JUDGED:
        problems.append(Problem("too_long", name, values={"allowed": MOST_JUDGED}))
        return None
    missing = [p for p in pairs(criteria) if p not in said and p[::-1] not in said]
    problems += [Problem("missing_key", name, None, "/".join(p)[:SHOWN]) for p in missing]
    if missing:
        return None
    turned = {pair[::-1]: 1 if v == 1 else -v for pair, v in said.items()}
    judgements = tuple((turned | said)[p] for p in pairs(criteria))
    return Told(Way.PAIRWISE, criteria, judgements=judgements)


def _value(match: re.Match[str]) -> int:
    """3 of « 3 », -3 of « 1/3 », 1 of both « 1 »; 0 for what Saaty's scale has not."""
    text, sign = (match[3], 1) if match[3] else (match[4], -1)
    value = int(text) if len(text) < 3 else 0  # noqa: PLR2004
    if not 1 <= value <= STRONGEST:
        return 0
    return 1 if value == 1 else sign * value


def _malformed(name: str, found: str) -> Problem:
    allowed = {
        Way.CARDS: t("criteria from the most important, white cards between: a,2,b=c,d"),
        Way.PAIRWISE: t("each two criteria once, 1 to 9 or 1/2 to 1/9: a/b=3,a/c=1/5,b/c=1"),
    }.get(WAYS[name], t("criteria from the most important: a,b=c,d"))
    values = {"found": found[:SHOWN], "allowed": allowed}
    return Problem("setting_malformed", name, values=values)
