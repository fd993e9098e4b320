"""Simulated ballots of a rehearsal: drawn at random, two thirds alike, one third the other way."""

import random
from collections.abc import Sequence

from prioritisation.ballots.ballot import FULL, Ballot

MOST = 200


def simulated(criteria: Sequence[str], n: int, seed: int) -> tuple[Ballot, ...]:
    """That many ballots; the same seed draws the same ones."""
    draw = random.Random(seed)  # noqa: S311 (a rehearsal, not a secret)
    return tuple(_one(criteria, draw, other=k % 3 == 2) for k in range(n))  # noqa: PLR2004


def _one(criteria: Sequence[str], draw: random.Random, *, other: bool) -> Ballot:
    first = criteria[-1] if other else criteria[0]
    points = {c: FULL if c == first else draw.randint(5, 90) for c in criteria}
    left = [c for c in criteria if c != first]
    abstains = len(criteria) > 2 and draw.random() < 0.05  # noqa: PLR2004
    kept = {**points, draw.choice(left): None} if abstains else points
    return Ballot(kept, first)
