"""Simulated ballots of a rehearsal: drawn at random, two thirds alike, one third the other way."""

import random
from collections.abc import Sequence

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.modes import FULL, Mode

MOST = 200


def simulated(
    criteria: Sequence[str], n: int, seed: int, mode: Mode = Mode.SWING
) -> tuple[Ballot, ...]:
    """That many ballots as the meeting asks for them; the same seed draws the same ones."""
    draw = random.Random(seed)  # noqa: S311 (a rehearsal, not a secret)
    return tuple(_one(criteria, draw, mode, other=k % 3 == 2) for k in range(n))  # noqa: PLR2004


def _one(criteria: Sequence[str], draw: random.Random, mode: Mode, *, other: bool) -> Ballot:
    first = criteria[-1] if other else criteria[0]
    points = {c: FULL if c == first else draw.randint(5, 90) for c in criteria}
    left = [c for c in criteria if c != first]
    abstains = len(criteria) > 2 and draw.random() < 0.05  # noqa: PLR2004
    silent = draw.choice(left) if abstains else None
    if mode is Mode.SWING:
        return Ballot({c: None if c == silent else p for c, p in points.items()}, first)
    given = {c: p for c, p in points.items() if c != silent}
    answers = _places(given) if mode.ordered else _shared(given, first)
    return Ballot({c: answers.get(c) for c in criteria}, "", mode)


def _places(points: dict[str, int]) -> dict[str, int]:
    """Places from points; equal ones share a place."""
    return {c: 1 + sum(p > points[c] for p in points.values()) for c in points}


def _shared(points: dict[str, int], first: str) -> dict[str, int]:
    """All of 100 points, in these proportions; the first gets what is left by rounding down."""
    total = sum(points.values())
    shared = {c: FULL * p // total for c, p in points.items()}
    return {**shared, first: shared[first] + FULL - sum(shared.values())}
