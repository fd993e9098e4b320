"""The answer of a method: figures under their names, and what must be said beside them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prioritisation.analysis.matrix import Floats
from prioritisation.solve.ranks import shared_ranks

Figure = Floats | NDArray[np.int64] | float | int | bool | list[int] | list[list[float | None]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method finds.

    Attributes
    ----------
    warnings
        Sentences for the reader.
    """

    figures: Mapping[str, Figure]
    warnings: tuple[str, ...] = ()


def ranked(scores: Floats, *, lower: bool = False) -> Answer:
    """Scores and their ranking, the highest first; the lowest first with ``lower``."""
    return Answer({"score": scores, "ranking": shared_ranks(-scores if lower else scores)})


def nullable(rows: Floats) -> list[list[float | None]]:
    """Rows of numbers, a row of NaN being null in each place."""
    return [[None if np.isnan(x) else x for x in row] for row in rows.tolist()]


def as_json(figures: Mapping[str, Figure]) -> str:
    """Figures on one line.

    Raises
    ------
    ValueError
        If one is not a finite number.
    """
    return json.dumps({key: _plain(figure) for key, figure in figures.items()}, allow_nan=False)


def _plain(figure: Figure) -> object:
    if isinstance(figure, np.ndarray):
        return (figure + 0).tolist()  # no -0.0
    return figure
