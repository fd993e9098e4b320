"""Whether the ballots of two rounds may be set side by side: the one rule, asked everywhere.

A weight compares the passages from worst to best of the criteria that are voted on. Two rounds
compare when their ballots weighed the same passages, and were asked to in the same way. Scores
may have changed meanwhile: a weight is not about them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from criteria.model import Criterion, Sense
from criteria.scales import Amount
from prioritisation.analysis.ballots.modes import Mode


class Unlike(StrEnum):
    """Why two rounds do not compare.

    ``CRITERIA``: not the same ones. ``DIRECTION``: one of them counts the other way. ``ANCHORS``:
    the ends of one are others, as under another perimeter. ``ASKING``: weights were asked for in
    another way.
    """

    CRITERIA = "criteria"
    DIRECTION = "direction"
    ANCHORS = "anchors"
    ASKING = "asking"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the ballots of a round answered.

    Attributes
    ----------
    senses, ends
        Criterion -> which way it counts; -> the ends of its scale, as the data give them.
    """

    senses: Mapping[str, Sense]
    ends: Mapping[str, tuple[Amount, Amount]]
    mode: Mode


def asked(
    criteria: Sequence[Criterion], perimeter: str, senses: Mapping[str, Sense], mode: Mode
) -> Asked:
    """What voters are asked under a perimeter; ``senses`` are those that are not the data's."""
    return Asked(
        {c.id: senses.get(c.id, c.direction.default) for c in criteria},
        {c.id: c.anchors(perimeter) for c in criteria},
        mode,
    )


def unlike(before: Asked, after: Asked) -> tuple[Unlike, ...]:
    """Why two rounds do not compare, the gravest reason first; none when they do."""
    both = before.senses.keys() & after.senses.keys()
    found = {
        Unlike.CRITERIA: before.senses.keys() != after.senses.keys(),
        Unlike.DIRECTION: any(before.senses[c] is not after.senses[c] for c in both),
        Unlike.ANCHORS: any(before.ends[c] != after.ends[c] for c in both),
        Unlike.ASKING: before.mode is not after.mode,
    }
    return tuple(reason for reason, differs in found.items() if differs)
