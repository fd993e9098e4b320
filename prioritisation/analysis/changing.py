"""What can change who is first: the open choice that decides most, and who is first by answer."""

from dataclasses import dataclass

from prioritisation.analysis.crossing import OpenChoice, changes_first, crossing_of
from prioritisation.analysis.scenario import Analysis


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """Who is first once a choice is answered so, the other choices left open.

    Attributes
    ----------
    option
        The answer.
    leader
        Row surely first in the most ways that are left; None where no row is in any.
    count, ways
        In how many of them it is, and how many there are.
    """

    option: str
    leader: int | None
    count: int
    ways: int

    @property
    def is_settled(self) -> bool:
        """Whether one row is surely first, whatever the other answers."""
        return self.count == self.ways


@dataclass(frozen=True, slots=True)
class DecidingChoice:
    """The choice to be settled first, and what each answer gives; the one in force is first."""

    choice: OpenChoice
    effects: tuple[AnswerEffect, ...]


def deciding_choice(analysis: Analysis) -> DecidingChoice | None:
    """The open choice that tells the answers apart best; None when no answer changes the first.

    None too where choices are too many to be crossed, or where some of their scores are not told.
    """
    crossing = crossing_of(analysis)
    if crossing is None or crossing.untold or len(crossing.branches) == 1:
        return None
    if not changes_first(crossing, analysis.verdict.leaders):
        return None
    choice, effects = crossing.first_asked, []
    for option in choice.options:
        left = crossing.supposing({choice: option})
        leader = left.leader
        count = 0 if leader is None else left.sure_count(leader)
        effects.append(AnswerEffect(option, leader, count, len(left.outcomes)))
    return DecidingChoice(choice, tuple(effects))
