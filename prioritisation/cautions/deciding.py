"""What a decision lacks before it may be exported as one (W17): figures decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """What is missing; the sentences are in ``prioritisation.sentences.choosing``."""

    CHOICE = "choice"
    MOTIVE = "motive"
    OBJECTIONS = "objections"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection, and what the group answered."""

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What the group wrote.

    Attributes
    ----------
    choice
        The sentence of the decision.
    motive
        Why, in the group's own words.
    objections
        Those raised.
    none_raised
        Whether it is written that objections were asked for and that there is none.
    """

    choice: str
    motive: str
    objections: Sequence[Objection] = ()
    none_raised: bool = False


def lacking(written: Written) -> tuple[Lack, ...]:
    """What is missing before this is a decision; nothing when it may be exported.

    Examples
    --------
    >>> lacking(Written("Mobility first", "the group knows how", none_raised=True))
    ()
    """
    raised = [o for o in written.objections if o.text.strip()]
    asked = bool(raised) or written.none_raised
    missing = {
        Lack.CHOICE: not written.choice.strip(),
        Lack.MOTIVE: not written.motive.strip(),
        Lack.OBJECTIONS: not asked,
        Lack.ANSWERS: any(not o.answer.strip() for o in raised),
    }
    return tuple(lack for lack, missed in missing.items() if missed)
