"""The answer of a method: figures under their names, shared ranks, what must be said beside."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.ranking import TIE
from prioritisation.solve.numbers import InvalidProblem
from prioritisation.solve.table import MATRIX_ENTRY, NOISE
from prioritisation.wording import t


def tie(scores: Floats) -> float:
    """How close two of these scores must be to be equal: ``TIE``; more for large ones."""
    return max(TIE, NOISE * float(np.abs(scores).max()))


def shared_ranks(scores: Floats) -> NDArray[np.int64]:
    """Ranks (m,) of scores, higher is better: 1 + the number of levers strictly above.

    Examples
    --------
    >>> shared_ranks(np.array([0.1 + 0.2, 0.9, 0.3, 0.2])).tolist()
    [2, 1, 2, 4]
    """
    above = np.searchsorted(np.sort(scores), scores + tie(scores), side="right")
    return np.asarray(1 + len(scores) - above, dtype=np.int64)


AnswerFigure = (
    Floats | NDArray[np.int64] | float | int | bool | list[int] | list[list[float | None]]
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method finds.

    Attributes
    ----------
    warnings
        Sentences for the reader.
    """

    figures: Mapping[str, AnswerFigure]
    warnings: tuple[str, ...] = ()


def ranked_answer(scores: Floats, *, lower: bool = False) -> Answer:
    """Scores and their ranking, the highest first; the lowest first with ``lower``."""
    return Answer({"score": scores, "ranking": shared_ranks(-scores if lower else scores)})


def nullable(rows: Floats) -> list[list[float | None]]:
    """Rows of numbers, a row of NaN being null in each place."""
    return [[None if np.isnan(x) else x for x in row] for row in rows.tolist()]


def figures_json(figures: Mapping[str, AnswerFigure]) -> str:
    """Figures on one line.

    Raises
    ------
    ValueError
        If one is not a finite number.
    """
    return json.dumps({key: _plain(figure) for key, figure in figures.items()}, allow_nan=False)


def _plain(figure: AnswerFigure) -> object:
    if isinstance(figure, np.ndarray):
        return (figure + 0).tolist()  # no -0.0
    return figure


PAIRS_AT_ONCE = 200_000
"""Pairs compared at once: they stay in the fast memory."""

MOST_PAIRED, MOST_SHOWN = 10_000, 1_000
"""Levers compared two by two, at most; and at most where each pair is in the answer."""


def check_few(levers: int, most: int, place: str = MATRIX_ENTRY) -> None:
    """Refuse more levers than a method can treat.

    Raises
    ------
    InvalidProblem
        If there are.
    """
    if levers > most:
        values = {"found": levers, "most": most}
        fault = t("{found} levers are too many for this method (at most {most})", **values)
        raise InvalidProblem(fault, place)


def chunks(levers: int) -> list[NDArray[np.int64]]:
    """Rows to compare with all levers at once."""
    return np.array_split(np.arange(levers), levers * levers // PAIRS_AT_ONCE + 1)
