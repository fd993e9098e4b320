"""The next step of a meeting: one sentence, one act, or one picture of the results to show."""

from collections.abc import Mapping
from dataclasses import dataclass

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, too_few
from prioritisation.analysis.crossing import ChoiceKind, open_choices
from prioritisation.analysis.warnings import WarningKind
from prioritisation.meeting.room import Stage
from prioritisation.meeting.room.choices import PROJECT_SCORES
from prioritisation.meeting.rules import Act, Form, Meeting, Phase
from prioritisation.meeting.rules.setup import (
    PROJECT_AGREEMENT,
    PROJECT_AUTO,
    PROJECT_CHOICES,
    PROJECT_FIRSTS,
    PROJECT_MAP,
    PROJECT_RANKING,
)
from prioritisation.sentences.meeting import reveal_text, vote_name
from prioritisation.wording import listed, t, tn

ORDERED_VIEWS = (PROJECT_AGREEMENT, PROJECT_FIRSTS, PROJECT_RANKING)
"""Where we agree, who is first, the ranking: one picture after the other."""


def view_names() -> Mapping[str, str]:
    """The pictures of the results, in the order of the buttons that show them."""
    return {
        PROJECT_AGREEMENT: t("Where we agree"),
        PROJECT_FIRSTS: t("Vote by vote"),
        PROJECT_MAP: t("The map"),
        PROJECT_RANKING: t("The ranking"),
        PROJECT_CHOICES: t("What is left to settle"),
    }


def current_view(stage: Stage) -> str:
    """The picture that the room sees now; of none of them, what is projected instead."""
    return _picture(stage, stage.setup.projection)


def _picture(stage: Stage, view: str) -> str:
    """A view; the one of the phase where it is that of the step."""
    if view != PROJECT_AUTO:
        return view
    of_phases = {Phase.REVEALED: PROJECT_AGREEMENT, Phase.ANALYSIS: PROJECT_RANKING}
    return of_phases.get(stage.meeting.phase, PROJECT_AUTO)


def projected_criterion(stage: Stage) -> str:
    """The criterion whose scores the room sees while they are read; empty when it sees none."""
    view, ids = stage.setup.projection, [c.id for c in stage.criteria]
    if view == PROJECT_AUTO:
        return ids[0]
    criterion = view.removeprefix(PROJECT_SCORES)
    return criterion if view.startswith(PROJECT_SCORES) and criterion in ids else ""


def hidden_view(stage: Stage) -> str:
    """What the waiting screen stands before."""
    return stage.setup.viewed[-1] if stage.setup.viewed else PROJECT_AUTO


def next_view(stage: Stage, views: tuple[str, ...]) -> str:
    """The picture that comes after the last one in order that the room saw; empty at the end.

    The map, what is left to settle and the waiting screen are beside: the order goes on after
    them.
    """
    projected = (PROJECT_AUTO, *stage.setup.viewed, stage.setup.projection)
    ordered = [views.index(v) for v in (_picture(stage, v) for v in projected) if v in views]
    return next(iter(views[ordered[-1] + 1 :] if ordered else views), "")


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the facilitator may do next.

    Attributes
    ----------
    sentence
        What to do, or what follows, in one sentence.
    view
        The picture of the results that it projects (``Act.PROJECT``); empty for all other acts.
    waits
        Whether something is to be waited for first: its button is not filled then.
    place
        Where on the page something is to be written first; empty for all other steps.
    """

    act: Act
    label: str
    sentence: str
    view: str = ""
    waits: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class RevealSummary:
    """What a vote has given, as far as steps depend on it.

    Attributes
    ----------
    flagged
        Names of the criteria on which the votes are far apart, or too few to show anything.
    unshown
        What can be done when nothing of the group is shown; empty when it is.
    views
        The pictures that have something to show, in the order in which they are spoken of.
    """

    flagged: tuple[str, ...] = ()
    unshown: str = ""
    views: tuple[str, ...] = ()


UNREVEALED = RevealSummary()


def next_number(meeting: Meeting) -> int:
    """The number of the vote that would open."""
    return len(meeting.rounds) + 1


def main_step(stage: Stage, revealed: RevealSummary = UNREVEALED) -> NextStep | None:
    """What the filled button does; None once the meeting is closed.

    Once a vote has results it leads on, and another vote is offered beside it: only abstentions
    that hide all of a first vote put a second one first.
    """
    meeting = stage.meeting
    if meeting.phase is Phase.LOBBY and meeting.form is Form.SHORT:
        return _opening(stage)
    if meeting.phase is Phase.REVIEW and not meeting.frozen:
        return _fixing(stage) if _asks(stage) else _fixing_and_opening(stage)
    make = {
        Phase.DRAFT: _lobby,
        Phase.LOBBY: _review,
        Phase.REVIEW: _checks if _asks(stage) else _opening,
        Phase.CHECKS: _opening,
        Phase.ROUND: _closing,
        Phase.ANALYSIS: _after_analysis,
        Phase.PORTFOLIO: _decision,
        Phase.DECISION: _close,
    }.get(meeting.phase)
    if meeting.phase is Phase.REVEALED:
        hidden = revealed.unshown and revealed.flagged and len(meeting.revealed_rounds) == 1
        return _opening(stage) if hidden else _showing(stage, revealed)
    return make(stage) if make else None


def other_steps(stage: Stage, revealed: RevealSummary = UNREVEALED) -> tuple[NextStep, ...]:
    """What else leads on from here, as outlines."""
    meeting, first = stage.meeting, main_step(stage, revealed)
    steps: list[NextStep] = []
    if meeting.phase is Phase.REVEALED and revealed.unshown:
        steps = [_opening(stage), _analysis(revealed)]
    elif meeting.phase in (Phase.REVEALED, Phase.ANALYSIS, Phase.PORTFOLIO, Phase.DECISION):
        steps = [_opening(stage)]
    elif meeting.phase is Phase.CHECKS and meeting.revealed_rounds:
        steps = [_analysis(revealed)]
    return tuple(s for s in steps if first is None or s.act is not first.act)


def _lobby(stage: Stage) -> NextStep:
    left = questions_left(stage)
    sentence = (
        t("Open the doors: whoever holds an invitation can come in.")
        if stage.setup.invited
        else t("Open the doors: whoever has the code can come in and try to vote.")
    )
    if left:
        settle = tn(
            "Settle {n} question now if you can; if not, the group settles it.",
            "Settle {n} questions now if you can; if not, the group settles them.",
            left,
        )
        sentence = f"{settle} {sentence}"
    return NextStep(Act.OPEN_LOBBY, t("Open the doors"), sentence)


def _review(_stage: Stage) -> NextStep:
    sentence = t("When people are there, read the scores again together.")
    return NextStep(Act.START_REVIEW, t("Read the scores again"), sentence)


def _fixing(stage: Stage) -> NextStep:
    left = to_choose(stage)
    sentence = t("Once the group agrees, fix the scores: they do not change any more.")
    if left:
        sentence = tn(
            "Settle {n} open choice below, then fix the scores: neither changes any more.",
            "Settle {n} open choices below, then fix the scores: nothing changes any more.",
            left,
        )
    return NextStep(Act.FREEZE, t("Fix the scores"), sentence)


def _asks(stage: Stage) -> bool:
    """Whether the group has something to settle before it votes."""
    meeting = stage.meeting
    return bool(meeting.unconfirmed or meeting.unanswered or questions_left(stage))


def _fixing_and_opening(stage: Stage) -> NextStep:
    label = t("Fix the scores and open the {vote}", vote=vote_name(next_number(stage.meeting)))
    sentence = t(
        "No answer is waited for: once the group agrees with the scores, fix them and open the "
        "vote."
    )
    return NextStep(Act.OPEN_ROUND, label, sentence)


def _checks(_stage: Stage) -> NextStep:
    sentence = t("The scores are fixed: settle what is left before voting.")
    return NextStep(Act.START_CHECKS, t("Go on to the questions"), sentence)


def _opening(stage: Stage) -> NextStep:
    meeting = stage.meeting
    label = t("Open the {vote}", vote=vote_name(next_number(meeting)))
    if stage.present <= stage.typed:  # a sheet of paper is one person present
        sentence = t("No device has come in yet: people can still join while the vote is open.")
    elif meeting.revealed_rounds:
        sentence = t(
            "Everybody finds their vote again and may change it; the results are hidden meanwhile."
        )
    elif left := questions_left(stage):
        sentence = tn(
            "{n} question waits for the group, below; what is left is asked at the opening.",
            "{n} questions wait for the group, below; what is left is asked at the opening.",
            left,
        )
    else:
        sentence = t("No answer is waited for: each device that has come in gets the ballot.")
    return NextStep(Act.OPEN_ROUND, label, " ".join(filter(None, (sentence, few_there(stage)))))


def few_there(stage: Stage) -> str:
    """That so few are there that nothing could be shown; empty when enough are, or none yet."""
    if stage.present > stage.typed and too_few(stage.present, stage.typed):
        return t("Fewer than {n} people are there: no result could be shown.", n=MIN_SHOWN)
    return ""


def questions_left(stage: Stage) -> int:
    """How many of the group's questions a vote would still ask for when it opens.

    Ways of counting that the group accepts to leave open are no question any more.
    """
    return to_choose(stage) + to_accept(stage)


def to_choose(stage: Stage) -> int:
    """How many of them the wall shows; none is taken once the scores are fixed."""
    return sum(
        c.kind is ChoiceKind.DIRECTION or WarningKind.PERIMETER in stage.meeting.unanswered
        for c in open_choices(stage.plain_case, stage.scenario())
    )


def to_accept(stage: Stage) -> int:
    """How many of them are things to know, which the group accepts."""
    return sum(w != WarningKind.PERIMETER for w in stage.meeting.unanswered)


def _closing(stage: Stage) -> NextStep | None:
    # The seconds that are left stand there instead.
    if stage.closes_in is not None:
        return None
    vote = vote_name(stage.meeting.rounds[-1].number)
    if not stage.takes_ballots:
        label = t("Show the results of the {vote}", vote=vote)
        if too_few(stage.ballots, stage.typed):
            label = t("Show how many votes there are")
        return NextStep(Act.REVEAL, label, reveal_text(stage.ballots, stage.typed, closed=True))
    waits = too_few(stage.ballots, stage.typed) or bool(stage.missing)
    # The phones of those who are missing are warned first: nothing is shown at once.
    label = t("Close the {vote}", vote=vote)
    if not stage.ballots:
        sentence = t("Wait for the first votes.")
    elif stage.missing:
        sentence = tn(
            "Wait for the last one, then close the vote.",
            "Wait for the {n} last ones, then close the vote.",
            stage.missing,
        )
    elif too_few(stage.ballots, stage.typed):
        sentence = t("Wait for other votes; close only if nobody else can come.")
        label = unshown_label(stage.meeting.rounds[-1].number)
    else:
        sentence = t("Everyone present has voted: close the vote. It never opens again.")
        label = t("Close the {vote} and show the results", vote=vote)
    return NextStep(Act.REVEAL, label, sentence, waits=waits)


def unshown_label(number: int) -> str:
    """What closes a vote of which nothing but its number of ballots would be shown."""
    return t("Close the {vote} (nothing will be shown)", vote=vote_name(number))


def _showing(stage: Stage, revealed: RevealSummary) -> NextStep:
    """The picture that comes next; the ranking has a phase of its own."""
    view = next_view(stage, revealed.views)
    if view in ("", PROJECT_RANKING):
        return _analysis(revealed)
    label = t("Show « {view} »", view=view_names()[view])
    if revealed.flagged and current_view(stage) == PROJECT_AGREEMENT:
        sentence = t(
            "Opinions are distant on {what}: let each side say why, then show the next picture.",
            what=listed([t("« {sentence} »", sentence=name) for name in revealed.flagged]),
        )
    else:
        sentence = t("Speak of this picture, then show the next one.")
    return NextStep(Act.PROJECT, label, sentence, view)


def _analysis(revealed: RevealSummary) -> NextStep:
    if not revealed.unshown:
        label = t("Show « {view} »", view=view_names()[PROJECT_RANKING])
        sentence = t("The ranking with the group's weights is shown here and on the projector.")
        return NextStep(Act.START_ANALYSIS, label, sentence)
    none = t("The ranking of the group will be shown neither here nor on the projector.")
    label = t("Go on without a ranking")
    return NextStep(Act.START_ANALYSIS, label, f"{none} {revealed.unshown}")


def _after_analysis(stage: Stage) -> NextStep:
    if stage.meeting.form is Form.SHORT:
        return _decision(stage)
    sentence = t("Wonder together whether to start with one lever or with two.")
    return NextStep(Act.START_PORTFOLIO, t("Go on to one lever or two"), sentence)


def _decision(_stage: Stage) -> NextStep:
    sentence = t("Objections first, then the decision of the group.")
    return NextStep(Act.START_DECISION, t("Go on to the decision"), sentence)


def _close(_stage: Stage) -> NextStep:
    sentence = t("Close the meeting once all is written: nobody joins nor votes any more.")
    return NextStep(Act.CLOSE, t("Close the meeting"), sentence)
