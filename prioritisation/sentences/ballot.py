"""What a ballot asks, in words: its question, its criteria, or those of the trial."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from criteria.model import Criterion
from criteria.scales import Amount, WordScale
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.meeting.room import Stage, trial_criteria
from prioritisation.meeting.rules import Phase
from prioritisation.memory import cached_with
from prioritisation.sentences import anchor_text
from prioritisation.sentences.weighting import places_text
from prioritisation.wording import listed, ordinal, t

TRIAL = 0
"""Number of the trial among the rounds."""

REHEARSED = "r"
"""Before the number of a round of a rehearsal."""

_LONGEST_WORDS = 48


@dataclass(frozen=True, slots=True)
class BallotCriterion:
    """One criterion: its question, and the passage from its worst to its best anchor.

    Attributes
    ----------
    counted
        How its scores are counted, where they may be counted otherwise; empty elsewhere.
    """

    id: str
    label: str
    question: str
    worst: str
    best: str
    passage: str
    counted: str = ""

    @property
    def long(self) -> bool:
        """Whether its anchors are sentences rather than words."""
        return max(len(self.worst), len(self.best)) > _LONGEST_WORDS

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
    criteria: tuple[BallotCriterion, ...]
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
        sentence = repr([self.mode.value, *((c.id, c.worst, c.best) for c in self.criteria)])
        # Short: it tells questions apart on one device, and protects nothing.
        return hashlib.sha256(sentence.encode()).hexdigest()[:8]


@cached_with
def vote_of(stage: Stage) -> Vote:
    """The vote that a stage is about: the trial in the lobby, else the last round.

    Asked for at each ballot: kept for each stage, which is the same object as long as nothing of
    the meeting changes.
    """
    last, mode = stage.meeting.last_round, stage.setup.weighting
    if stage.meeting.phase in (Phase.DRAFT, Phase.LOBBY):
        return Vote(TRIAL, trial_ballot_criteria(), mode)
    number = last.number if last else 1
    return Vote(number, ballot_criteria(stage), mode, stage.meeting.rehearsal)


@cached_with
def ballot_criteria(stage: Stage) -> tuple[BallotCriterion, ...]:
    """The criteria of a meeting, with their anchors under its readings and directions."""
    return tuple(_ballot_criterion(c, stage) for c in stage.criteria)


def trial_ballot_criteria() -> tuple[BallotCriterion, ...]:
    """The criteria of the trial."""
    return tuple(
        BallotCriterion(
            c.id, c.label, c.question, c.worst, c.best, _passage(*map(_quoted, (c.worst, c.best)))
        )
        for c in trial_criteria()
    )


def _ballot_criterion(criterion: Criterion, stage: Stage) -> BallotCriterion:
    combination = stage.setup.combination
    ends = criterion.anchors(combination, stage.setup.senses.get(criterion.id))
    short = [_short(criterion, end, combination) for end in ends]
    worst, best = (_long(criterion, end, combination) for end in ends)
    label, question = criterion.label, criterion.question
    counted = _counted(criterion, stage)
    return BallotCriterion(criterion.id, label, question, worst, best, _passage(*short), counted)


def _counted(criterion: Criterion, stage: Stage) -> str:
    questions = [q for q in stage.case.live_questions if criterion.id in q.criteria]
    readings = [q.answer(stage.setup.combination).label for q in questions]
    return t("Counted this way: {readings}.", readings=listed(readings)) if readings else ""


def _short(criterion: Criterion, end: Amount, combination: str) -> str:
    text = anchor_text(criterion, end, combination)
    words = isinstance(criterion.scale(combination), WordScale)
    return _quoted(text) if words else text


def _quoted(word: str) -> str:
    return t("« {word} »", word=word)


def _long(criterion: Criterion, end: Amount, combination: str) -> str:
    """An anchor with the sentence that says what its word means."""
    scale = criterion.scale(combination)
    if isinstance(scale, WordScale) and (sentence := scale.level(end).sentence):
        return sentence
    return anchor_text(criterion, end, combination)


def _passage(worst: str, best: str) -> str:
    return t("from {worst} to {best}", worst=worst, best=best)


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place that a criterion may have: what is sent, and what is read."""

    value: str
    text: str


def question_words(vote: Vote) -> Mapping[str, object]:
    """What the form asks, besides its criteria."""
    return {
        "mode": vote.mode.value,
        "ordered": vote.mode.ordered,
        "imagine": _imagine(vote),
        "how": _how(vote),
        "places": places(len(vote.criteria)) if vote.mode.ordered else (),
    }


def places(count: int) -> tuple[PlaceOption, ...]:
    """From first to last."""
    return tuple(PlaceOption(str(k), ordinal(k)) for k in range(1, count + 1))


def _imagine(vote: Vote) -> str:
    """The situation that the ballot starts from, and its question."""
    if vote.mode is Mode.SWING:
        return _one_only(vote)
    start = (
        t("Imagine that you choose a place for lunch, and that everything is at its lowest.")
        if vote.trial
        else t("Imagine all the levers at the lowest on everything.")
    )
    question = (
        t("Which passage from lowest to highest counts most? It is *1st*. And then?")
        if vote.mode.ordered
        else t("Share *100 points* between the passages from lowest to highest.")
    )
    return f"{start} {question}"


def _how(vote: Vote) -> str:
    """What an answer means."""
    if vote.mode.ordered:
        sentence = t("Two passages that count as much have the *same place*.")
        return f"{sentence} {places_text(vote.mode, len(vote.criteria))}"
    if vote.mode is Mode.POINTS:
        return t(
            "More points where the passage counts more, *0* where it does not count; a passage "
            "with twice the points counts twice as much. The total must be *100*."
        )
    return t(
        "The first is worth 100. For the others: *0* if this passage does not count, *50* if it "
        "counts half as much, *100* if it counts as much."
    )


def _one_only(vote: Vote) -> str:
    if vote.trial:
        return t(
            "Imagine that you choose a place for lunch, and that everything is at its lowest. You "
            "may raise *one* criterion only, from lowest to highest. Which one?"
        )
    return t(
        "Imagine all the levers at the lowest on everything. You may raise *one* criterion only, "
        "from lowest to highest. Which one?"
    )
