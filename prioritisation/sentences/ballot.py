"""What a ballot asks, in words: its question, its criteria, or those of the trial."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from criteria.model import Criterion, Sense
from criteria.scales import Amount, WordScale
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.cases.neutral import neutral_words
from prioritisation.meeting.room import Stage, trial_criteria
from prioritisation.meeting.rules import Phase
from prioritisation.memory import cached_with
from prioritisation.sentences.phrases import plain_anchor
from prioritisation.sentences.weighting import places_text
from prioritisation.wording import in_letters, listed, ordinal, t, tn

TRIAL = 0
"""Number of the trial among the rounds."""

REHEARSED = "r"
"""Before the number of a round of a rehearsal."""


@dataclass(frozen=True, slots=True)
class BallotCriterion:
    """One criterion as a room reads it: the difference between two levers, alike in all else.

    Attributes
    ----------
    label, question
        Its plain name and question, in the sense in which it counts.
    worst, best
        What is so of the one lever, and of the other.
    counted
        How its scores are counted, where they may be counted otherwise; empty elsewhere.
    """

    id: str
    label: str
    question: str
    worst: str
    best: str
    counted: str = ""

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
        BallotCriterion(c.id, c.label, c.question, c.worst, c.best) for c in trial_criteria()
    )


def _ballot_criterion(criterion: Criterion, stage: Stage) -> BallotCriterion:
    _combination, sense = stage.setup.combination, stage.setup.senses.get(criterion.id)
    worst, best = (_end(criterion, e) for e in criterion.anchors(sense))
    label, question = criterion.plain_name(sense), _own_question(criterion, sense)
    counted = _counted(criterion, stage)
    return BallotCriterion(criterion.id, label, question, worst, best, counted)


def _own_question(criterion: Criterion, sense: Sense | None) -> str:
    """What somebody wrote that it asks; empty where it is what a new case says of any."""
    question = criterion.plain_question(sense)
    return (
        ""
        if question == neutral_words(criterion.official or criterion.label).question
        else question
    )


def _counted(criterion: Criterion, stage: Stage) -> str:
    questions = [q for q in stage.plain_case.live_questions if criterion.id in q.criteria]
    readings = [q.answer(stage.setup.combination).label for q in questions]
    return t("Counted this way: {readings}.", readings=listed(readings)) if readings else ""


def _end(criterion: Criterion, end: Amount) -> str:
    """An end of the scale in plain words; else the sentence that says what its word means."""
    scale = criterion.scale
    if isinstance(scale, WordScale) and end not in criterion.plain.levels:
        level = scale.level(end)
        return level.sentence or level.label
    return plain_anchor(criterion, end)


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
        "lead": _lead(vote),
        "how": _how(vote),
        "rule": places_text(len(vote.criteria)) if vote.mode.ordered else "",
        "others": _others(len(vote.criteria) - 1),
        "places": places(len(vote.criteria)) if vote.mode.ordered else (),
    }


def places(count: int) -> tuple[PlaceOption, ...]:
    """From first to last."""
    return tuple(PlaceOption(str(k), ordinal(k)) for k in range(1, count + 1))


def compared_levers_text(*, trial: bool = False) -> str:
    """What a criterion is on a ballot."""
    if trial:
        return t("Each box compares two places for lunch, alike in all else.")
    return t("Each box compares two levers, alike in all else.")


def _lead(vote: Vote) -> str:
    """What is to be compared, and what is to be done with it."""
    task = {
        Mode.SWING: t("Choose one difference only."),
        Mode.POINTS: t("Give more points to a difference that should weigh more."),
    }.get(vote.mode, t("*1st* is the one that should weigh most."))
    return f"{compared_levers_text(trial=vote.trial)} {task}"


def _how(vote: Vote) -> str:
    """What an answer means."""
    if vote.mode.ordered:
        return t("Two differences that weigh as much have the *same place*.")
    if vote.mode is Mode.POINTS:
        return t(
            "Twice the points weigh twice as much, *0* weighs nothing. The total must be *100*."
        )
    return t(
        "Your choice is worth *100*. Give *50* to a difference that weighs half as much, *0* if "
        "it weighs nothing."
    )


def _others(count: int) -> str:
    return tn("And the other one?", "And the {n} others?", count, n=in_letters(count))
