"""Methods that compare levers two by two: preferences and concordance."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.solve.table import (
    MOST_PAIRED,
    MOST_SHOWN,
    NOISE,
    PARAMS,
    Answer,
    InvalidProblem,
    ProblemTable,
    SolveProblem,
    check_few,
    chunks,
    excerpt,
    list_items,
    read_table,
    read_weights,
    real,
    shared_ranks,
)
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class PreferenceThresholds:
    """What a difference must pass: ``q`` indifference, ``p`` preference, ``s`` the bell's width.

    ``noise`` is what rounding may add to a difference.
    """

    q: float
    p: float
    s: float
    noise: float


_Preference = Callable[[Floats, PreferenceThresholds], Floats | NDArray[np.floating]]
"""Differences in the favourable direction -> preferences in [0, 1]."""

_NEEDED = {
    "usual": "",
    "ushape": "q",
    "vshape": "p",
    "level": "qp",
    "linear": "qp",
    "gaussian": "s",
}
"""Type of preference -> the thresholds it has."""


def promethee_ii(problem: SolveProblem) -> Answer:
    """Flows of preference, out minus in, in [-1, 1] [1]_.

    References
    ----------
    .. [1] Brans, J.-P. & Vincke, P. (1985). A preference ranking organisation method. Management
       Science, 31(6), 647-656.
    """
    table = read_table(problem)
    check_few(len(table.scores), MOST_PAIRED)
    given, preferences = read_weights(problem, table), _preferences(problem, table)
    count = len(table.scores)
    leaving, entering = np.zeros(count), np.zeros(count)
    turned = table.scores * table.signs
    for column, (rule, thresholds) in enumerate(preferences):
        values, weight = turned[:, column], given[column] / (count - 1)
        for rows in chunks(count):
            preferred = weight * rule(values[rows, None] - values, thresholds)
            leaving[rows] += preferred.sum(axis=1)
            entering += preferred.sum(axis=0)
    net = leaving - entering
    return Answer(
        {
            "positive_flow": leaving,
            "negative_flow": entering,
            "net_flow": net,
            "ranking": shared_ranks(net),
        }
    )


def _preferences(
    problem: SolveProblem, table: ProblemTable
) -> list[tuple[_Preference, PreferenceThresholds]]:
    """The rule and the thresholds of each criterion."""
    rules: dict[str, _Preference] = {
        "usual": lambda d, at: 1.0 * (d > at.noise),
        "ushape": lambda d, at: 1.0 * (d > at.q + at.noise),
        "vshape": lambda d, at: np.clip(d / at.p, 0, 1),
        "level": lambda d, at: ((d > at.q + at.noise) + 1.0 * (d > at.p + at.noise)) / 2,
        "linear": lambda d, at: np.clip((d - at.q) / (at.p - at.q), 0, 1),
        "gaussian": lambda d, at: -np.expm1(-((np.maximum(d, 0) / at.s) ** 2) / 2),
    }
    place, chosen = f"{PARAMS}.preference", []
    listed = list_items(problem.param("preference"), place, len(table.larger))
    for column, noise in enumerate(table.noise.tolist()):
        where, about = f"{place}[{column}]", table.names.of_criterion(column)
        name, thresholds = _read(listed[column], where, about, noise)
        chosen.append((rules[name], thresholds))
    return chosen


def _read(value: object, place: str, label: str, noise: float) -> tuple[str, PreferenceThresholds]:
    """The type of one preference, and its thresholds."""
    if not isinstance(value, dict):
        raise InvalidProblem(t("one JSON object is expected, between braces"), place + label)
    name = value.get("type")
    if not isinstance(name, str) or name not in _NEEDED:
        values = {"found": excerpt(name), "allowed": ", ".join(_NEEDED)}
        fault = t("« {found} » is not accepted here; expected: {allowed}", **values)
        raise InvalidProblem(fault, f"{place}.type{label}")
    read = {"q": 0.0, "p": 0.0, "s": 0.0}
    for key in _NEEDED[name]:
        read[key] = _threshold(value.get(key), f"{place}.{key}{label}", strict=key == "s")
    p, q = read["p"], read["q"]
    if {"vshape": p == 0, "linear": p <= q, "level": p < q}.get(name, False):
        raise InvalidProblem(t("p must be above q, and above 0"), f"{place}.p{label}")
    # Of the difference, or of the threshold that it is compared with.
    size = max(noise, NOISE * max(p, q))
    return name, PreferenceThresholds(**read, noise=size)


def _threshold(raw: object, place: str, *, strict: bool) -> float:
    if raw is None:
        raise InvalidProblem(t("this is missing"), place)
    value = real(raw, place)
    if value < 0 or (strict and value == 0):
        above, from_zero = (
            t("a number above 0 is expected"),
            t("a number of 0 or more is expected"),
        )
        raise InvalidProblem(above if strict else from_zero, place)
    return value


def electre1_concordance(problem: SolveProblem) -> Answer:
    """Weight of the criteria on which a lever is at least as good as another [1]_.

    References
    ----------
    .. [1] Roy, B. (1968). Classement et choix en presence de points de vue multiples. RIRO, 2(8),
       57-75.
    """
    table = read_table(problem)
    check_few(len(table.scores), MOST_SHOWN)
    turned, given = table.scores * table.signs, read_weights(problem, table)
    concordance = np.zeros((len(turned), len(turned)))
    for values, noise, weight in zip(turned.T, table.noise, given, strict=True):
        concordance += weight * (values[:, None] - values >= -noise)
    np.fill_diagonal(concordance, 0.0)
    return Answer({"concordance": concordance})
