"""What the facilitator chose for a meeting, besides its phase: frame, voters, projection."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from criteria.case import Case
from criteria.model import Criterion, Sense, Standing
from prioritisation.analysis.ballots.modes import Mode, mode_of

AUTO, AGREEMENT, FIRSTS, RANKING, NOTHING = "auto", "agreement", "firsts", "ranking", "nothing"
PROJECTED = (AUTO, AGREEMENT, FIRSTS, RANKING, NOTHING)


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices of a meeting.

    Attributes
    ----------
    perimeter, criteria
        What the group votes on: a perimeter, and the criteria taken into account.
    senses
        Criterion id -> which way it counts, for those the facilitator has confirmed.
    invited
        Whether voters hold one-time invitations rather than an open code.
    colleges
        Names that people may choose between; none when the question is not asked.
    asks_carrying
        Whether people are asked if they carry an action sheet.
    deadline
        When the countdown ends, ISO in UTC; empty without a countdown.
    projected
        What the projector shows after the reveal.
    weighting
        How ballots ask for weights.
    crowd
        Whether any number may join from one network.
    """

    perimeter: str
    criteria: tuple[str, ...]
    senses: Mapping[str, Sense] = field(default_factory=dict)
    invited: bool = False
    colleges: tuple[str, ...] = ()
    asks_carrying: bool = False
    deadline: str = ""
    projected: str = AUTO
    weighting: Mode = Mode.SWING
    crowd: bool = False

    @property
    def confirmed(self) -> tuple[str, ...]:
        """Criteria whose direction the group has confirmed."""
        return tuple(self.senses)


def starting_setup(case: Case) -> Setup:
    """The default perimeter, and the criteria active from the start."""
    return Setup(case.default_perimeter, tuple(c.id for c in case.criteria if c.active))


def to_json(setup: Setup) -> str:
    """A setup as text."""
    return json.dumps(
        {
            "perimeter": setup.perimeter,
            "criteria": setup.criteria,
            "senses": {c: s.value for c, s in setup.senses.items()},
            "invited": setup.invited,
            "colleges": setup.colleges,
            "asks_carrying": setup.asks_carrying,
            "deadline": setup.deadline,
            "projected": setup.projected,
            "weighting": setup.weighting.value,
            # Only where it says something: frozen texts of before stay the same.
            **({"crowd": True} if setup.crowd else {}),
        },
        sort_keys=True,
        ensure_ascii=False,
    )


def from_json(text: str) -> Setup:
    """The setup that ``to_json`` wrote; swing weighting where it did not say yet."""
    found = json.loads(text)
    return Setup(
        found["perimeter"],
        tuple(found["criteria"]),
        {c: Sense(s) for c, s in found["senses"].items()},
        found["invited"],
        tuple(found["colleges"]),
        found["asks_carrying"],
        found["deadline"],
        found["projected"],
        mode_of(found.get("weighting", "")),
        bool(found.get("crowd", False)),
    )


def voted_on(setup: Setup) -> str:
    """What of a setup matters to a voter's page, as text: none of what is only led by it."""
    return to_json(replace(setup, deadline="", projected="", crowd=False))


def framed(case: Case, setup: Setup) -> Case:
    """The case as the meeting sees it: its criteria only, confirmed directions said so."""
    kept = case.keeping(tuple(c.id for c in case.criteria if c.id in setup.criteria))
    if not setup.senses:
        return kept
    criteria = tuple(_confirmed(c) if c.id in setup.senses else c for c in kept.criteria)
    tables = {p: replace(table, criteria=criteria) for p, table in kept.tables.items()}
    return replace(kept, criteria=criteria, tables=tables)


def _confirmed(criterion: Criterion) -> Criterion:
    direction = replace(criterion.direction, status=Standing.CONFIRMED)
    return replace(criterion, direction=direction)


def unanchored(case: Case, setup: Setup) -> tuple[str, ...]:
    """Criteria without two different written anchors under the perimeter (refusal R1)."""
    return tuple(c.id for c in case.criteria if not _anchored(c, setup.perimeter))


def _anchored(criterion: Criterion, perimeter: str) -> bool:
    worst, best = criterion.anchors(perimeter)
    return str(worst).strip() != "" and str(best).strip() != "" and worst != best


def unconfirmed(case: Case, setup: Setup) -> tuple[str, ...]:
    """Criteria whose direction waits for the group (W12)."""
    return tuple(c.id for c in case.criteria if c.direction.contested and c.id not in setup.senses)
