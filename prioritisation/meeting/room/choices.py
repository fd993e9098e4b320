"""Open choices in a meeting: answers that the group takes, and the one that the room looks at."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from criteria.case import Case
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.setup import PROJECTIONS, Setup
from prioritisation.meeting.store import Entry

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


@dataclass(frozen=True, slots=True)
class AnswerMoments:
    """Moments (ISO) of the answers that stand, each as it was given last.

    Attributes
    ----------
    before
        Of those given while nobody could be in the meeting: only whoever leads it gives any.
    since
        Of those given once its doors were open.
    """

    before: tuple[str, ...]
    since: tuple[str, ...]


def moments_of_answers(log: Iterable[Entry], case: Case, setup: Setup) -> AnswerMoments:
    """When each answer was given that the setup of a meeting holds now."""
    given: dict[str, tuple[bool, str]] = {}
    opened = False
    for entry in _standing(log):
        opened = opened or entry.act == Act.OPEN_LOBBY
        given.update(dict.fromkeys(_answers(entry), (opened, entry.at)))
    ids = [answer_id(choice) for choice in settled_choices(case, setup)]
    moments = [given[answer] for answer in ids if answer in given]
    return AnswerMoments(
        tuple(at for opened, at in moments if not opened),
        tuple(at for opened, at in moments if opened),
    )


def answer_id(choice: OpenChoice) -> str:
    """What an answer to a choice is called: that of the option that comes first."""
    first = choice.options[0]
    return first if choice.kind is ChoiceKind.READING else _of_criterion(choice.about, first)


def _standing(log: Iterable[Entry]) -> list[Entry]:
    """The log without what a rehearsal that was erased has written."""
    entries: list[Entry] = []
    start = 0
    for entry in log:
        if entry.act == Act.REHEARSE:
            start = len(entries)
        if entry.act == Act.END_REHEARSAL:
            del entries[start:]
        entries.append(entry)
    return entries


def _answers(entry: Entry) -> list[str]:
    """What an entry answered: ids of readings, directions, or orders of words."""
    if entry.act == Act.CONFIRM_DIRECTION:
        senses: Mapping[str, str] = json.loads(entry.detail)
        return [_of_criterion(criterion, sense) for criterion, sense in senses.items()]
    if entry.act == Act.CHOOSE_FRAME and entry.detail.startswith("{"):
        settled = json.loads(entry.detail)[SETTLED]
        return [settled] if isinstance(settled, str) else [_of_criterion(*settled)]
    return []


def _of_criterion(criterion: str, answer: str) -> str:
    return f"{criterion}: {answer}"
