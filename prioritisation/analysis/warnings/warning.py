"""What a warning is: its kind, what it is about, its figures, what the group answered."""

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
    ESSENTIAL_FIRST = "essential_first"
    SUDDEN = "sudden"

    # found in the ballots once, and in records of that time


_K = WarningKind
IN_THE_CASE = frozenset(
    {
        _K.UNKNOWN,
        _K.INFERRED,
        _K.PERIMETER,
        _K.ANCHORS,
        _K.FLAT,
        _K.CORRELATED,
        _K.SHARED_SOURCE,
        _K.ALIKE_NAMES,
        _K.ESSENTIAL,
    }
)
"""Kinds that a round does not open without an answer to; the others are told, and stop nothing."""


def is_about_a_round(warning: str) -> bool:
    """Whether the id of a warning names a round: an answer to it goes where the round goes.

    Examples
    --------
    >>> is_about_a_round("few:1"), is_about_a_round("flat:1")
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
