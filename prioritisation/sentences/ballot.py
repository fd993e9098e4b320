"""What a ballot asks, in words: its question, its criteria, or those of the trial."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from markupsafe import Markup, escape

from criteria.model import Criterion, Sense
from criteria.scales import Amount, WordScale
from prioritisation.analysis.ballots.anonymity import MIN_SHOWN
from prioritisation.analysis.ballots.ballot import FULL, Mode
from prioritisation.cases.blank import neutral_words
from prioritisation.meeting.room import LONGEST_BALLOT_REASON, Stage, trial_criteria
from prioritisation.meeting.rules import Phase
from prioritisation.memory import cached_with
from prioritisation.sentences.phrases import plain_anchor
from prioritisation.sentences.weight_limits import places_text, total_text
from prioritisation.wording import in_letters, listed, ordinal, t, tn
from prioritisation.wording.nouns import current_noun, speaking_of

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


_STRONG = "*"
"""Around words of a text of ours that are bold; never in a text that holds what users wrote."""


def bold(text: str) -> Markup:
    """A text of ours with its ``*strong*`` words in bold."""
    parts = escape(text).split(_STRONG)
    return Markup().join(
        Markup("<b>{}</b>").format(Markup(part)) if i % 2 else Markup(part)  # noqa: S704
        for i, part in enumerate(parts)
    )


def abstaining_text() -> str:
    """What an abstention does: what whoever votes should know before."""
    return t(
        "If you give no answer on a criterion, your vote is given the group's weight of it; your "
        "other answers keep their proportions. If too few votes compare it with the others, "
        "giving no answer lowers its weight."
    )


def words() -> Mapping[str, str]:
    """What is the same on every page of its kind, with the noun of now."""
    return _words(current_noun())


@lru_cache(maxsize=16)
def _words(noun: str) -> Mapping[str, str]:
    with speaking_of(noun):
        return _all_words()


def _all_words() -> Mapping[str, str]:
    return {
        "meeting": t("meeting"),
        "network": t("Network"),
        "indicative": t("Nobody, the facilitator included, sees who voted what."),
        "privacy": t("Privacy"),
        "rehearsal": t("Rehearsal: invented votes"),
        "abstained": t("no answer given"),
        "computed": t("How it is computed"),
        "one": t("The one:"),
        "other": t("The other:"),
        "updates": t("This page updates by itself."),
        "where_meeting": t("See where the meeting stands"),
        "send_again": t("Send my vote again"),
        "same_ballot": t("Send the same vote again"),
        "trial_note": t(
            "*This is a trial:* it counts for nothing, and its answers are shown to nobody. It is "
            "there to try the ballot."
        ),
        "changing": t(
            "Your vote is recorded already. You are changing it; until you send it, the earlier "
            "one counts."
        ),
        "nothing_sent": t("Nothing has been sent yet."),
        "preview_shares": t("Your shares. Not sent yet."),
        "your_shares": t("Your shares"),
        "rounded": t("weights rounded"),
        "add_reason": t("Add a reason, without a name"),
        "reason_label": t("Your reason ({most} characters at most)", most=LONGEST_BALLOT_REASON),
        "reason_hint": t("Shown without a name after the vote. Write nothing that points to you."),
        "preview": t("See my shares before sending"),
        "step_1": "1/3",
        "step_2": "2/3",
        "step_3": "3/3",
        "step_1_of_2": "1/2",
        "step_2_of_2": "2/2",
        "share_points": t("Share out 100 points"),
        "which_order": t("In which order should they weigh?"),
        "points": t("points"),
        "all": t("everything"),
        "which_first": t("Which difference should weigh most?"),
        "from_to": t("From what to what?"),
        "first_before": t("First choose, above, the difference that should weigh most."),
        "zero": t("nothing"),
        "hundred": t("as much"),
        "of_100": t("out of 100"),
        "as_much": t("As much"),
        "abstain": t("I give no answer"),
        "counted_how": t("How is it counted?"),
        "abstaining": abstaining_text(),
        "read_send": t("Read again and send"),
        "what_sent": t("What you have sent"),
        "your_reason": t("Your reason:"),
        "change": t("Change my vote"),
        "next": t("What comes next"),
        "where_round": t("See where the vote stands"),
        "your_receipt": t("Your receipt"),
        "receipt_hint": t(
            "It proves that your ballot is in the box, without saying what you voted. It is never "
            "published."
        ),
        "checked_at": t(
            "Whoever has this receipt may check it at this address, from a device that reaches it:"
        ),
        "receipt_typed": t("The receipt, such as ABCD-EFGH"),
        "receipt_check": t("Check this receipt"),
        "receipt_told": t(
            "Only whether its ballot is in the box is told: neither what was voted, nor when, nor "
            "by whom."
        ),
        "your_answers": t("What you had answered"),
        "what_asked": t("What you will be asked"),
        "is_open": t("Is the vote open?"),
        "enter": t("Enter the meeting"),
        "college": t("Your college, if you wish"),
        "no_answer": t("I would rather not say"),
        "college_hint": t(
            "Results by college are shown from {least} votes only; smaller ones are merged.",
            least=in_letters(MIN_SHOWN),
        ),
        "carrying": t("Do you carry an action sheet on one of the levers?"),
        "carrying_hint": t(
            "Only counted: how many do, where {least} do and {least} do not.",
            least=in_letters(MIN_SHOWN),
        ),
        "code_shown": t("Code shown on the screen"),
        "join": t("Go to the meeting"),
        "code_gone": t("A meeting that is over and erased has no code any more."),
        "how_many": t("How many invitations"),
        "address_printed": t("Address printed on them"),
        "address_hint": t("The one that phones can reach, not 127.0.0.1."),
        "count_again": t("Read this count again"),
        "make_sheet": t("Make the sheet to print"),
        "invitation_how": t(
            "Each invitation is one vote. The sheet is made once: its links are kept nowhere. A "
            "PDF that is lost cannot be made again, but other invitations can be made."
        ),
        "invitation_once": t(
            "The sheet is downloaded once, as a PDF. A second click makes other invitations, on "
            "another sheet."
        ),
        "rank_of_each": t("Rank of each lever"),
        "lever": t("Lever"),
        "with_yours": t("With your vote"),
        "not_voted": t("You did not take part in this vote: here is what the group says."),
        "not_voted_few": t("You did not take part in this vote."),
        "read_whole": t("Read the decision and the results of the votes"),
        "see_both": t("See your vote and the group’s again"),
        "see_vote": t("See this vote again"),
        "see_group": t("See the vote of the group again"),
        "closed_note": t("The meeting is over. Your vote stays anonymous."),
        "what_next": t("See what comes next"),
        "group": t("Group"),
        "spans_hint": t(
            "Two ranks for a lever: its place depends on scores that nobody knows yet."
        ),
        "stays_here": t("This comparison is shown on this device only."),
    }


@cache
def script_words() -> Markup:
    """What the script says, as JSON that cannot close its element."""
    texts = {
        "first_one": t("the difference that should weigh most"),
        "so": t("that is {p}"),
        "unanswered": t("no answer yet"),
        "abstention": t("no answer given"),
        "out_of": t("{n} out of 100"),
        "total": t("Total: 100 points"),
        "rest": [total_text(FULL - k, "{n}") for k in (1, 2)],
        "over": [total_text(FULL + k, "{n}") for k in (1, 2)],
        "left": t("Still to answer: {what}."),
        "sending": t("Sending…"),
        "waiting": t("Waiting for the network"),
        "offline": t("No network: your vote has not left yet."),
        "busy": t("The server does not answer: your vote has not left yet."),
        "kept": t("It is kept on this device and will leave by itself. Leave this page open."),
        "retry": t("Try again now"),
    }
    return Markup(json.dumps(texts).replace("<", "\\u003c"))  # noqa: S704 (our words, no "<")
