"""What a ballot asks: the criteria of the meeting, or those of the trial, in words."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from criteria.model import Criterion
from criteria.scales import Amount, WordScale
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.meeting.room import Stage, trial_criteria
from prioritisation.meeting.rules import Phase
from prioritisation.memory import kept_with
from prioritisation.sentences import anchor_text
from prioritisation.wording import elided, t

TRIAL = 0
"""Number of the trial among the rounds."""

REHEARSED = "r"
"""Before the number of a round of a rehearsal."""

LONGEST_WORDS = 48


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion: its question, and the passage from its worst to its best anchor."""

    id: str
    label: str
    question: str
    worst: str
    best: str
    passage: str

    @property
    def long(self) -> bool:
        """Whether its anchors are sentences rather than words."""
        return max(len(self.worst), len(self.best)) > LONGEST_WORDS

    @property
    def slider(self) -> str:
        """What the slider is called."""
        return t("{criterion}, slider", criterion=self.label)


@dataclass(frozen=True)
class Vote:
    """What is voted on now.

    Attributes
    ----------
    number
        Of the round; ``TRIAL`` is the trial.
    mode
        How weights are asked for.
    rehearsed
        Whether the round is a rehearsal's.
    """

    number: int
    criteria: tuple[Asked, ...]
    mode: Mode = Mode.SWING
    rehearsed: bool = False

    @property
    def trial(self) -> bool:
        """Whether it counts for nothing."""
        return self.number == TRIAL

    @property
    def mark(self) -> str:
        """What a form is about: one of a rehearsal is none of the real round of that number."""
        return f"{REHEARSED if self.rehearsed and not self.trial else ''}{self.number}"

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of the criteria, in the order of the page."""
        return tuple(c.id for c in self.criteria)

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same questions: answers kept on a device belong to them."""
        told = repr([self.mode.value, *((c.id, c.worst, c.best) for c in self.criteria)])
        return hashlib.sha256(told.encode()).hexdigest()[:8]


@kept_with
def vote_of(stage: Stage) -> Vote:
    """The vote that a stage is about: the trial in the lobby, else the last round.

    Asked for at each ballot: kept for each stage, which is the same object as long as nothing of
    the meeting changes.
    """
    last, mode = stage.meeting.round, stage.setup.weighting
    if stage.meeting.phase in (Phase.DRAFT, Phase.LOBBY):
        return Vote(TRIAL, trial(), mode)
    number = last.number if last else 1
    return Vote(number, asked_of(stage), mode, stage.meeting.rehearsal)


@kept_with
def asked_of(stage: Stage) -> tuple[Asked, ...]:
    """The criteria of a meeting, with their anchors under its perimeter and directions."""
    return tuple(_asked(c, stage) for c in stage.criteria)


def trial() -> tuple[Asked, ...]:
    """The criteria of the trial."""
    return tuple(
        Asked(
            c.id, c.label, c.question, c.worst, c.best, _passage(*map(_quoted, (c.worst, c.best)))
        )
        for c in trial_criteria()
    )


def _asked(criterion: Criterion, stage: Stage) -> Asked:
    perimeter = stage.setup.perimeter
    ends = criterion.anchors(perimeter, stage.setup.senses.get(criterion.id))
    short = [_short(criterion, end, perimeter) for end in ends]
    worst, best = (_long(criterion, end, perimeter) for end in ends)
    label, question = criterion.label, criterion.question
    return Asked(criterion.id, label, question, worst, best, _passage(*short))


def _short(criterion: Criterion, end: Amount, perimeter: str) -> str:
    text = anchor_text(criterion, end, perimeter)
    words = isinstance(criterion.scale(perimeter), WordScale)
    return _quoted(text) if words else text


def _quoted(word: str) -> str:
    return t("« {word} »", word=word)


def _long(criterion: Criterion, end: Amount, perimeter: str) -> str:
    """An anchor with the sentence that says what its word means."""
    scale = criterion.scale(perimeter)
    if isinstance(scale, WordScale) and (sentence := scale.level(end).sentence):
        return sentence
    return anchor_text(criterion, end, perimeter)


def _passage(worst: str, best: str) -> str:
    return elided(t("from {worst} to {best}", worst=worst, best=best))
