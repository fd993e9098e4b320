"""The next step of a meeting: one act, what it does, and what cannot be undone."""

from dataclasses import dataclass

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, hidden_together, may_show
from prioritisation.drawing.heading import missing_voters
from prioritisation.meeting.room import Stage
from prioritisation.meeting.rules import Act, Form, Meeting, Phase
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class NextStep:
    """An act that the facilitator may ask for.

    Attributes
    ----------
    does
        One sentence each: what follows, and what cannot be undone.
    """

    act: Act
    label: str
    does: tuple[str, ...]


def next_number(meeting: Meeting) -> int:
    """The number of the round that would open."""
    return len(meeting.rounds) + 1


@dataclass(frozen=True, slots=True)
class RevealSummary:
    """What a reveal has given, or would give, as far as steps depend on it.

    Attributes
    ----------
    flagged
        Criteria for which another round comes first: the ballots revealed disagree on them, or
        too few weigh them for anything to be shown.
    unshown
        What can be done when nothing of the group is shown; empty when it is.
    """

    flagged: tuple[str, ...] = ()
    unshown: str = ""


UNREVEALED = RevealSummary()


def main_step(stage: Stage, revealed: RevealSummary = UNREVEALED) -> NextStep | None:
    """What the filled button does; None once the meeting is closed."""
    meeting = stage.meeting
    if meeting.phase is Phase.REVEALED:
        return _opening(stage) if revealed.flagged else _analysis(revealed)
    if meeting.phase is Phase.ROUND:
        return _reveal(stage)
    if meeting.phase is Phase.LOBBY and meeting.form is Form.SHORT:
        return _opening(stage)
    if meeting.phase is Phase.REVIEW and not meeting.frozen:
        return _freezing()
    make = {
        Phase.DRAFT: _lobby,
        Phase.LOBBY: _review,
        Phase.REVIEW: _checks,
        Phase.CHECKS: _opening,
        Phase.ANALYSIS: _after_analysis,
        Phase.PORTFOLIO: _decision,
        Phase.DECISION: _close,
    }.get(meeting.phase)
    return make(stage) if make else None


def other_steps(stage: Stage, revealed: RevealSummary = UNREVEALED) -> tuple[NextStep, ...]:
    """What else leads on from here, as outlines."""
    meeting, first = stage.meeting, main_step(stage, revealed)
    steps = []
    if meeting.phase is Phase.REVEALED:
        steps = [_analysis(revealed), _opening(stage)]
    elif meeting.phase in (Phase.ANALYSIS, Phase.PORTFOLIO, Phase.DECISION):
        steps = [_opening(stage)]
    elif meeting.phase is Phase.CHECKS and meeting.revealed_rounds:
        steps = [_analysis(revealed)]
    return tuple(s for s in steps if first is None or s.act is not first.act)


def _lobby(stage: Stage) -> NextStep:
    joining = (
        t("Invitations open the voting page: whoever holds one can join.")
        if stage.setup.invited
        else t("The code opens the voting page: people can join.")
    )
    return NextStep(
        Act.OPEN_LOBBY,
        t("Open the meeting"),
        (
            joining,
            t("Everybody can try the ballot on a question that does not matter."),
        ),
    )


def _review(_stage: Stage) -> NextStep:
    return NextStep(
        Act.START_REVIEW,
        t("Start the review of the scores"),
        (
            t("The trial vote closes; people can still join."),
            t("Scores are corrected here, and the projector shows them."),
        ),
    )


def _freezing() -> NextStep:
    return NextStep(
        Act.FREEZE,
        t("Freeze the scores"),
        (
            t("Scores, anchors and directions do not change any more."),
            t("The version and its fingerprint go into the log."),
            t(
                "To change a score later, the review is reopened with a reason, and people "
                "vote again."
            ),
        ),
    )


def _checks(_stage: Stage) -> NextStep:
    return NextStep(
        Act.START_CHECKS,
        t("Go on to the checks"),
        (t("Each warning is answered in writing before the vote."),),
    )


def _opening(stage: Stage) -> NextStep:
    meeting = stage.meeting
    number = next_number(meeting)
    does = [
        t("Each device that has come in gets the ballot.")
        if stage.present > stage.typed  # a sheet of paper is one person present
        else t("No device has come in yet: people can join while the round is open.")
    ]
    if not meeting.frozen:
        does.append(t("The scores are frozen: neither scores nor anchors change any more."))
    if meeting.revealed_rounds:
        does.append(t("Everybody finds their last ballot again, and may change it."))
        does.append(t("The results already revealed are hidden until the next reveal."))
    else:
        does.append(t("Nobody sees anything before the reveal, you included."))
    return NextStep(Act.OPEN_ROUND, t("Open round {n}", n=number), tuple(does))


def _reveal(stage: Stage) -> NextStep | None:
    # The seconds that are left stand there instead.
    if stage.closes_in is not None:
        return None
    number = stage.meeting.rounds[-1].number
    counted = reveal_text(stage.ballots, stage.typed)
    if not stage.takes_ballots:
        return NextStep(
            Act.REVEAL,
            t("Reveal the results of round {n}", n=number),
            (t("The round is closed: no ballot comes in any more."), counted),
        )
    return NextStep(
        Act.REVEAL,
        t("Close round {n} and reveal", n=number),
        (
            missing_voters(stage),
            *((counted,) if stage.ballots else ()),
            t("A revealed round never opens again: another one is opened."),
        ),
    )


def reveal_text(ballots: int, typed: int) -> str:
    """What a reveal shows of so many ballots, said before it cannot be undone.

    The same whoever abstains: whoever changed a ballot, and looked before and after, would learn
    of those of the others.

    Parameters
    ----------
    typed
        How many of them were typed in from paper.
    """
    if may_show(hidden_together(ballots, typed)):
        return t(
            "The results are shown here, on the projector and on the phones, unless abstentions "
            "leave fewer than {least} ballots on a criterion.",
            least=MIN_SHOWN,
        )
    if may_show(ballots):
        return t(
            "Fewer than {least} ballots sent from a device: nothing but the number of ballots "
            "will be shown, so that nobody is recognised; those typed in from paper do not count "
            "here, as somebody has read them. Wait for others, if they may still come.",
            least=MIN_SHOWN,
        )
    return t(
        "Fewer than {least} ballots: nothing but their number will be shown, so that nobody is "
        "recognised. Wait for others, if they may still come.",
        least=MIN_SHOWN,
    )


def _analysis(revealed: RevealSummary) -> NextStep:
    label = t("Go on to the rankings")
    if not revealed.unshown:
        sentence = t("The ranking with the group's weights is shown here and on the projector.")
        return NextStep(Act.START_ANALYSIS, label, (sentence,))
    none = t("The ranking of the group will be shown neither here nor on the projector.")
    return NextStep(Act.START_ANALYSIS, label, (none, revealed.unshown))


def _after_analysis(stage: Stage) -> NextStep:
    if stage.meeting.form is Form.SHORT:
        return _decision(stage)
    return NextStep(
        Act.START_PORTFOLIO,
        t("Go on to one lever or two"),
        (t("The group discusses whether to start with one lever or two."),),
    )


def _decision(_stage: Stage) -> NextStep:
    return NextStep(
        Act.START_DECISION,
        t("Go on to the decision"),
        (t("Objections first, then the decision of the group."),),
    )


def _close(_stage: Stage) -> NextStep:
    return NextStep(
        Act.CLOSE,
        t("Close the meeting"),
        (
            t("Nobody joins nor votes any more."),
            t(
                "The decision is locked; results stay readable. Reopening needs a written reason, "
                "kept in the log."
            ),
        ),
    )
