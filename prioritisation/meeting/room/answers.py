"""When the answers that a meeting counts by were given: before its doors opened, or since."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from criteria.case import Case
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice
from prioritisation.meeting.room.choices import SETTLED, settled_choices
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.setup import Setup
from prioritisation.meeting.store import Entry


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


def answers_given(log: Iterable[Entry]) -> dict[str, Entry]:
    """The entry of the log that gave each answer last."""
    return {answer: entry for entry in _standing(log) for answer in _answers(entry)}


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
