"""Open choices in a meeting: answers that the group takes, and the one that the room looks at."""

from collections.abc import Iterable
from dataclasses import replace

from criteria.case import Case
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice
from prioritisation.meeting.rules.setup import PROJECTIONS, Setup

SETTLED = "settled"
"""In the log: what a choice of the frame says when it took one reading, or one order."""

PROJECT_ONE_CHOICE, PROJECT_SCORES = "choice:", "scores:"
"""What projects one open choice before a vote starts so; its kind and what it is about follow.
And what projects the scores of one criterion; its id follows."""


def taking(case: Case, setup: Setup, readings: Iterable[str]) -> Setup:
    """The setup once the group has taken these readings; raises KeyError for one that is none."""
    taken = tuple(readings)
    combination = case.reread(setup.combination, *taken)
    return replace(setup, combination=combination, settled=(*setup.settled, *taken))


def settled_choices(case: Case, setup: Setup) -> tuple[OpenChoice, ...]:
    """What the group of a meeting has settled of its case: the answer taken comes first."""
    directions = (
        OpenChoice(ChoiceKind.DIRECTION, c.id, (sense.value, sense.opposite.value))
        for c in case.criteria
        if c.id in setup.senses and len(c.direction.labels) > 1
        for sense in [setup.senses[c.id]]
    )
    known = {c.id for c in case.criteria}
    orders = (
        OpenChoice(ChoiceKind.ORDER, criterion, pair)
        for criterion, pair in setup.orders.items()
        if criterion in known
    )
    readings = (
        OpenChoice(ChoiceKind.READING, q.id, (here, *(r.id for r in q.readings if r.id != here)))
        for q in case.live_questions
        for here in [q.answer(setup.combination).id]
        if here in setup.settled
    )
    return (*directions, *orders, *readings)


def pin_of(choice: OpenChoice) -> str:
    """What projects an open choice."""
    return f"{PROJECT_ONE_CHOICE}{choice.kind}:{choice.about}"


def scores_pin(criterion: str) -> str:
    """What projects the scores of a criterion."""
    return f"{PROJECT_SCORES}{criterion}"


def is_projection(case: Case, view: str) -> bool:
    """Whether the projector may be asked for a view of this case, as the meeting sees it."""
    kinds = {
        ChoiceKind.DIRECTION: [c.id for c in case.criteria],
        ChoiceKind.ORDER: [c.id for c in case.criteria],
        ChoiceKind.READING: [q.id for q in case.questions],
    }
    pins = [pin_of(OpenChoice(kind, about, ())) for kind in kinds for about in kinds[kind]]
    return view in (*PROJECTIONS, *pins, *(scores_pin(c.id) for c in case.criteria))
