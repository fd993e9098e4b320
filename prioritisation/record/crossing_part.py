"""The open choices crossed, as a record tells them: who is first in each combination."""

from prioritisation.analysis.crossing import CrossedOutcome, Crossing, OpenChoice, crossing_of
from prioritisation.analysis.parts import Line, Part
from prioritisation.analysis.scenario import Analysis
from prioritisation.record.ranking_part import Ids, ids


class ChoicePart(Part):
    """One thing to settle.

    Attributes
    ----------
    kind
        ``direction``, ``reading`` or ``order``.
    about
        Id of the criterion, or of the question of reading.
    options
        ``max`` and ``min``, ids of readings, or ids of words in each order, joined by commas: the
        one in force first.
    """

    kind: Line
    about: Line
    options: Ids


class OutcomePart(Part):
    """Who is first in one combination.

    Attributes
    ----------
    options
        One per choice.
    sure
        The lever first, and not tied, whatever the unknown scores; null when there is none.
    possible
        The levers first, alone or tied, for some of them.
    """

    options: Ids
    sure: Line | None
    possible: Ids


class CrossingPart(Part):
    """The open choices and each combination of them, the one in force first."""

    choices: tuple[ChoicePart, ...]
    outcomes: tuple[OutcomePart, ...]


def crossing_part(analysis: Analysis) -> CrossingPart | None:
    """What an analysis says of the open choices; None when they make too many combinations."""
    crossing: Crossing | None = crossing_of(analysis)
    if crossing is None:
        return None
    levers = analysis.matrix.alternatives
    return CrossingPart(
        choices=tuple(_choice(choice) for choice in crossing.choices),
        outcomes=tuple(_outcome(levers, outcome) for outcome in crossing.outcomes),
    )


def _choice(choice: OpenChoice) -> ChoicePart:
    return ChoicePart(kind=choice.kind, about=choice.about, options=choice.options)


def _outcome(levers: tuple[str, ...], outcome: CrossedOutcome) -> OutcomePart:
    return OutcomePart(
        options=outcome.options,
        sure=None if outcome.sure is None else levers[outcome.sure],
        possible=ids(levers, outcome.possible),
    )
