"""What a phone shows of the decision: what everybody may read of it, and nothing computed."""

from contextlib import suppress
from dataclasses import dataclass

from criteria.case import Case
from prioritisation.meeting.room import DECIDING, Room, Stage
from prioritisation.meeting.rules import Refused
from prioritisation.meeting.rules.decision import Decision, Outcome, State, status
from prioritisation.memory import drop
from prioritisation.sentences.decision import proposal_sentence, vote_sentence
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class Published:
    """A decision, or the project of one, in the words of the group.

    Attributes
    ----------
    parts
        (title, lines) of what people wrote, without what is empty.
    """

    heading: str
    sentence: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


class Publishing:
    """Reads the decision of each meeting once for each of its versions.

    All the phones of a meeting ask for it at the same instant.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[str, str, int], Published | None] = {}

    def published(self, room: Room, stage: Stage) -> Published | None:
        """The decision as it stands; None before, and as long as nothing of it is written."""
        if stage.meeting.phase not in DECIDING:
            return None
        moment = (stage.code, stage.created_at, stage.version)
        with suppress(KeyError):
            return self._read[moment]
        if len(self._read) >= _MOST_READ:
            self._read.clear()
        found = self._read[moment] = _read(room, stage)
        room.keeps(stage.code)
        return found

    def forget(self, code: str) -> None:
        """Keep nothing of a meeting."""
        drop(self._read, lambda key: key[0] == code)


_MOST_READ = 64


def _read(room: Room, stage: Stage) -> Published | None:
    try:
        kept = room.decision(stage.code)
    except Refused:
        return None
    # What cannot be read is left out.
    return told(kept.decision, stage.case, rehearsal=stage.meeting.rehearsal)


def told(decision: Decision, case: Case, *, rehearsal: bool = False) -> Published | None:
    """A decision in words; None as long as no lever is proposed."""
    labels = {v.id: v.label for v in case.levers}
    said = proposal_sentence(decision, [labels.get(v, v) for v in decision.proposed])
    if not said:
        return None
    decided = status(decision, rehearsal=rehearsal).state is State.DECISION
    heading = t("The decision of the group") if decided else t("The decision being written")
    parts = (
        (t("Vote"), _lines(vote_sentence(decision)) if decision.vote else ()),
        (t("Reasons of the group"), _lines(decision.motives)),
        (t("Objections kept"), _kept(decision)),
        (t("Minority view"), _lines(decision.minority)),
    )
    return Published(heading, said, tuple(p for p in parts if p[1]))


def _kept(decision: Decision) -> tuple[str, ...]:
    found = (o.text for o in decision.objections if o.outcome is Outcome.KEPT)
    return tuple(line for text in found for line in _lines(text))


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line for line in words.splitlines() if line.strip())
