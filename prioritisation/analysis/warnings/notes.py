"""What a warning is: its kind, what it is about, its figures, what the group answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class WarningKind(StrEnum):
    """What is warned about; the sentences are in ``prioritisation.sentences.warnings``."""

    # found in the case, answered before a round opens
    UNKNOWN = "unknown"
    INFERRED = "inferred"
    PERIMETER = "perimeter"
    ANCHORS = "anchors"
    FLAT = "flat"
    CORRELATED = "correlated"
    SHARED_SOURCE = "shared_source"
    ALIKE_NAMES = "alike_names"
    ESSENTIAL = "essential"
    # found in the meeting
    CHANGED = "changed"
    RANKING_SEEN = "ranking_seen"
    FEW_PRESENT = "few_present"
    # found in the ballots, once revealed
    FEW = "few"
    QUORUM = "quorum"
    MIXED = "mixed"
    EQUAL = "equal"
    CAMPS = "camps"
    MINORITY = "minority"
    MEANS = "means"
    PIVOTAL_VOTER = "pivotal_voter"
    PIVOTAL_COLLEGE = "pivotal_college"
    CODING = "coding"
    ESSENTIAL_FIRST = "essential_first"
    SUDDEN = "sudden"

    # found in the ballots once, and in records of that time
    CARRIERS = "carriers"


K = WarningKind
CODES: Mapping[WarningKind, str] = {
    K.UNKNOWN: "R5",
    K.INFERRED: "R5",
    K.PERIMETER: "W2",
    K.ANCHORS: "W2",
    K.CHANGED: "W2",
    K.CORRELATED: "W3",
    K.SHARED_SOURCE: "W3",
    K.ALIKE_NAMES: "W3",
    K.FLAT: "W4",
    K.EQUAL: "W5",
    K.CAMPS: "W6",
    K.MINORITY: "W6",
    K.MEANS: "W7",
    K.PIVOTAL_VOTER: "W8",
    K.PIVOTAL_COLLEGE: "W8",
    K.CODING: "W9",
    K.RANKING_SEEN: "W10",
    K.ESSENTIAL: "W11",
    K.ESSENTIAL_FIRST: "W11",
    K.CARRIERS: "W13",
    K.FEW_PRESENT: "W14",
    K.FEW: "W14",
    K.QUORUM: "W14",
    K.MIXED: "W14",
    K.SUDDEN: "W16",
}
"""Kind -> where it stands in section 5 of the method reference."""

IN_THE_CASE = frozenset(
    {
        K.UNKNOWN,
        K.INFERRED,
        K.PERIMETER,
        K.ANCHORS,
        K.FLAT,
        K.CORRELATED,
        K.SHARED_SOURCE,
        K.ALIKE_NAMES,
        K.ESSENTIAL,
    }
)
"""Kinds that a round does not open without an answer to; the others are told, and stop nothing."""


def is_of_a_round(warning: str) -> bool:
    """Whether the id of a warning names a round: an answer to it goes where the round goes.

    Examples
    --------
    >>> is_of_a_round("few:1"), is_of_a_round("flat:1")
    (True, False)
    """
    kind, _, rest = warning.partition(":")
    return bool(rest) and kind not in IN_THE_CASE


@dataclass(frozen=True, slots=True)
class WarningNote:
    """One warning.

    Attributes
    ----------
    id
        The kind, and what tells it from another of the same kind: a criterion, a round.
    what
        Ids concerned: of criteria, of a source then criteria, of a criterion then levers.
    answer
        What the group wrote; empty as long as it has not.
    n, of
        A count, and out of how many; 0 when nothing is counted.
    share
        A share or a rank correlation; None when there is none.
    """

    id: str
    kind: WarningKind
    what: tuple[str, ...] = ()
    answer: str = ""
    n: int = 0
    of: int = 0
    share: float | None = None

    @property
    def code(self) -> str:
        """Where it stands in the method reference: « W3 »."""
        return CODES[self.kind]
