"""What a form holds when it is shown: nothing, a ballot, or what came in and cannot be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.modes import (
    ABSTAINS,
    ABSTENTION,
    AS_MUCH,
    FIRST,
    NUMBER,
    RANK,
    Mode,
)

REASON, TOKEN, NONCE, ROUND, GESTURE = "raison", "jeton", "envoi", "tour", "geste"
"""Names of the other fields of the form."""

PREVIEW = "apercu"
"""The gesture that asks for the shares and sends nothing."""

LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers in a form, whether they make a ballot or not.

    Attributes
    ----------
    numbers, places
        Criterion -> what was typed; criterion -> the place chosen, or an abstention.
    """

    first: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    as_much: frozenset[str] = frozenset()
    abstained: frozenset[str] = frozenset()
    reason: str = ""


def empty(criteria: Sequence[str]) -> Filled:
    """A form that nobody has touched: no value is there beforehand."""
    return Filled(numbers=dict.fromkeys(criteria, ""), places=dict.fromkeys(criteria, ""))


def from_fields(fields: Mapping[str, str], criteria: Sequence[str]) -> Filled:
    """What came in, to be shown again."""
    return Filled(
        fields.get(FIRST, ""),
        {c: fields.get(NUMBER + c, "")[:LONGEST_NUMBER] for c in criteria},
        {c: fields.get(RANK + c, "")[:LONGEST_NUMBER] for c in criteria},
        frozenset(c for c in criteria if AS_MUCH + c in fields),
        frozenset(c for c in criteria if ABSTENTION + c in fields),
        fields.get(REASON, ""),
    )


def from_ballot(ballot: Ballot, reason: str) -> Filled:
    """A ballot to be changed."""
    if ballot.mode.ordered:
        places = {c: ABSTAINS if p is None else str(p) for c, p in ballot.points.items()}
        return Filled(numbers=dict.fromkeys(places, ""), places=places, reason=reason)
    given = {c: "" if p is None else str(p) for c, p in ballot.points.items()}
    missing = frozenset(c for c, p in ballot.points.items() if p is None)
    return Filled(ballot.first, given, dict.fromkeys(given, ""), frozenset(), missing, reason)


def to_fields(filled: Filled, mode: Mode) -> Mapping[str, str]:
    """The fields that a browser would send of a form filled so."""
    found = {REASON: filled.reason} if filled.reason else {}
    if mode.ordered:
        return found | {RANK + c: place for c, place in filled.places.items()}
    if filled.first:
        found[FIRST] = filled.first
    given = {NUMBER + c: n for c, n in filled.numbers.items() if c not in filled.abstained}
    as_much = {AS_MUCH + c: "1" for c in filled.as_much}
    return found | given | as_much | {ABSTENTION + c: "1" for c in filled.abstained}
