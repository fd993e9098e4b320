"""Phases, roles, acts and refusals of a meeting."""

from collections.abc import Callable, Mapping, Sequence

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, hidden_together, may_show
from prioritisation.meeting.room.choices import PROJECT_ONE_CHOICE, PROJECT_SCORES
from prioritisation.meeting.rules import Act, Meeting, Phase, Reason, Refusal, Role, RoundStatus
from prioritisation.meeting.rules.setup import (
    PROJECT_AGREEMENT,
    PROJECT_CHOICES,
    PROJECT_FIRSTS,
    PROJECT_MAP,
    PROJECT_RANKING,
    PROJECT_SETS,
    PROJECT_WAITING,
)
from prioritisation.wording import listed, t


def phase_name(phase: Phase) -> str:
    """A phase as the rail names it, and as one goes back to it."""
    return {
        Phase.DRAFT: t("Preparation"),
        Phase.LOBBY: t("Welcome"),
        Phase.REVIEW: t("Scores"),
        Phase.CHECKS: t("Questions"),
        Phase.ROUND: t("Vote"),
        Phase.REVEALED: t("Results"),
        Phase.ANALYSIS: t("Results, the ranking"),
        Phase.PORTFOLIO: t("One or two"),
        Phase.DECISION: t("Decision"),
        Phase.CLOSED: t("Minutes"),
    }[phase]


def vote_name(number: int) -> str:
    """A vote by its number, without article: « premier vote », « second vote », « 3e vote »."""
    if number == 1:
        return t("first vote")
    return t("second vote") if number == 2 else t("vote number {n}", n=number)  # noqa: PLR2004


def role_name(role: Role) -> str:
    """A role as people say it."""
    return {
        Role.FACILITATOR: t("facilitator"),
        Role.RECORDER: t("recorder"),
        Role.LEAD: t("lead"),
        Role.EXPERT: t("expert without a vote"),
        Role.VOTER: t("participant"),
        Role.OBSERVER: t("observer"),
    }[role]


def act_name(act: Act) -> str:
    """What somebody may do or see, as an infinitive."""
    return {
        Act.OPEN_LOBBY: t("Open the doors"),
        Act.START_REVIEW: t("Read the scores again"),
        Act.START_CHECKS: t("Go on to the questions"),
        Act.OPEN_ROUND: t("Open a vote"),
        Act.REVEAL: t("Close the vote and show the results"),
        Act.VOID_ROUND: t("Cancel a vote"),
        Act.START_ANALYSIS: t("Go on to the rankings"),
        Act.START_PORTFOLIO: t("Go on to one lever or two"),
        Act.START_DECISION: t("Go on to the decision"),
        Act.CLOSE: t("Close the meeting"),
        Act.REOPEN: t("Go back to an earlier phase"),
        Act.REHEARSE: t("Start a rehearsal"),
        Act.END_REHEARSAL: t("Erase the rehearsal"),
        Act.EDIT_SCORE: t("Score a lever"),
        Act.CHOOSE_FRAME: t("Choose the way of counting and the criteria"),
        Act.CONFIRM_DIRECTION: t("Confirm what makes a lever come first"),
        Act.ANSWER_WARNING: t("Answer a warning"),
        Act.FREEZE: t("Fix the scores"),
        Act.JOIN: t("Join"),
        Act.TRIAL_VOTE: t("Send a trial vote"),
        Act.VOTE: t("Vote, or change one's vote"),
        Act.ENTER_PAPER: t("Type in a paper vote"),
        Act.SIMULATE: t("Add invented votes"),
        Act.SET_COUNTDOWN: t("Set the countdown"),
        Act.END_ROUND: t("Close the vote in a few seconds"),
        Act.KEEP_OPEN: t("Keep the vote open after all"),
        Act.PROJECT: t("Choose what is projected"),
        Act.EDIT_PAPER: t("Write what the group says of its results"),
        Act.ISSUE_LINK: t("Make a personal link"),
        Act.REVOKE_LINK: t("Revoke a personal link"),
        Act.ISSUE_INVITATIONS: t("Make invitations"),
        Act.RELEASE_INVITATION: t("Let an invitation be used again, its device being lost"),
        Act.PURGE: t("Erase the meeting"),
        Act.SEE_STAGE: t("See where the meeting stands"),
        Act.SEE_COUNT: t("See how many votes are in"),
        Act.SEE_OWN_BALLOT: t("See one's own vote"),
        Act.SEE_CASE_RANKING: t("See the case ranked"),
        Act.SEE_RESULTS: t("See the results of the vote"),
        Act.SEE_AUDIT: t("See the log of the meeting"),
        Act.EXPORT: t("Export"),
    }[act]


ROUND_ACTS = (Act.OPEN_ROUND, Act.REVEAL, Act.VOID_ROUND, Act.END_ROUND, Act.KEEP_OPEN)
"""What is done to a round, which has a number."""


def round_act_name(act: Act, number: int) -> str:
    """What was done to a vote of a number, as an infinitive."""
    return t("{name} ({label})", name=act_name(act), label=vote_name(number))


NameOf = Callable[[str], str]


def refusal_sentence(refusal: Refusal, name: NameOf = str) -> str:
    """Why something is refused, and what to do about it.

    Parameters
    ----------
    name
        Gives the label of a criterion or of a warning from its id.
    """
    if refusal.reason is Reason.PHASE:
        return _wrong_phase(refusal.names)
    if refusal.reason is Reason.OVERTAKEN:
        return _overtaken(refusal.names)
    return _refusals(listed([name(w) for w in refusal.names]))[refusal.reason]


def _refusals(names: str) -> Mapping[Reason, str]:
    return {
        Reason.ROLE: t("This link does not allow that."),
        Reason.ROUND_OPEN: t("The results of the vote are not shown yet: nothing is told before."),
        Reason.NO_ROUND: t("No vote has taken place."),
        Reason.ROUND_CLOSED: t("The vote is closed: nothing comes in any more."),
        Reason.ROUND_CLOSING: t(
            "The vote closes in a few seconds: votes still come in, the results come then."
        ),
        Reason.NO_ANCHOR: t(
            "A vote cannot open while a criterion lacks an end of its scale: {what}.", what=names
        ),
        Reason.DIRECTION: t("First settle what makes a lever come first: {what}.", what=names),
        Reason.WARNINGS: t("First answer in writing: {what}.", what=names),
        Reason.NOT_FROZEN: t(
            "First fix the scores: a vote is about a table that does not change."
        ),
        Reason.FROZEN: t(
            "The scores are fixed. To change them, go back to the scores: a new vote "
            "will be needed."
        ),
        Reason.NOT_REVEALED: t("No vote has results yet."),
        Reason.NOT_REHEARSAL: t("This is not a rehearsal."),
        Reason.REHEARSAL: t("A rehearsal starts before the first vote only."),
        Reason.NO_WRITTEN_REASON: t("Write the reason first: it goes into the log."),
        Reason.NOT_EARLIER: t("The meeting cannot go back to that phase from here."),
    }


def _wrong_phase(phases: Sequence[str]) -> str:
    phase = phase_name(Phase(phases[0]))
    return t("Not in this phase of the meeting: {phase}.", phase=phase)


def _overtaken(phases: Sequence[str]) -> str:
    if not phases:
        return t(
            "Somebody changed this meanwhile: what you asked was not applied. Look at what stands "
            "now, then start again if need be."
        )
    phase = phase_name(Phase(phases[0]))
    return t("Your click changed nothing: the meeting stood at « {phase} » already.", phase=phase)


_RESULTS = (Phase.REVEALED, Phase.ANALYSIS, Phase.PORTFOLIO)
"""Where the group speaks of what its votes say."""


def room_sentence(
    meeting: Meeting,
    view: str,
    *,
    invited: bool,
    withheld: bool,
    deciding: str = "",
    anew: bool = False,
) -> str:
    """One sentence to say to the room now; empty while nobody is in it, or nothing is shown to it.

    Parameters
    ----------
    view
        What the room sees: a picture, or that of the step.
    invited
        Whether people come in by an invitation each, rather than by the code on the screen.
    withheld
        Whether there are too few votes to show anything of them.
    deciding
        What is said in the decision.
    anew
        Whether a vote of before does not answer what is asked now.
    """
    if meeting.phase is Phase.ROUND:
        return _voting(meeting, withheld=withheld, anew=anew)
    if withheld and meeting.phase in _RESULTS and view != PROJECT_WAITING:
        return t("There are too few votes to show them: nobody must be recognised.")
    if meeting.frozen and (view.startswith(PROJECT_SCORES) or meeting.phase is Phase.REVIEW):
        return _fixed() if view != PROJECT_WAITING else ""
    sentence = _of_view(view)
    if sentence is None and meeting.phase is Phase.DECISION:
        return deciding
    return _of_phase(meeting, invited=invited) if sentence is None else sentence


def _of_view(view: str) -> str | None:
    """What is said of a picture that has been picked; None where it is that of the step."""
    if view == PROJECT_WAITING:
        return ""
    if view.startswith(PROJECT_SCORES):
        return _phases()[Phase.REVIEW]
    if view.startswith(PROJECT_ONE_CHOICE):
        return _phases()[Phase.CHECKS]
    return _pictures().get(view)


def _of_phase(meeting: Meeting, *, invited: bool) -> str:
    if meeting.phase is Phase.LOBBY and invited:
        return t("Scan the code of your own invitation: nobody's name is asked.")
    return _phases().get(meeting.phase, "")


def _fixed() -> str:
    return t("The scores are fixed: these are the ones that we vote on.")


def _voting(meeting: Meeting, *, withheld: bool, anew: bool) -> str:
    last = meeting.last_round
    if last is None or last.status is RoundStatus.CLOSED:
        few = t("The vote is closed, with too few votes to show them.")
        return few if withheld else t("The vote is closed; the results are coming.")
    if last.closes:
        return t("A few seconds are left: send your vote now.")
    if last.number > 1 and not anew:
        return send_again()
    return t("Your vote is anonymous, and you can still change it.")


def send_again() -> str:
    """That a vote of before does not count in the one that is open."""
    return t("Send your vote again, even unchanged: the one of before does not count any more.")


def _phases() -> Mapping[Phase, str]:
    return {
        Phase.LOBBY: t("Scan the code on the screen: nobody's name is asked."),
        Phase.REVIEW: _pictures()[PROJECT_SCORES],
        Phase.CHECKS: _pictures()[PROJECT_ONE_CHOICE],
        Phase.PORTFOLIO: _pictures()[PROJECT_SETS],
        Phase.CLOSED: t("Thank you. The minutes say what the group proposes, and why."),
    }


def _pictures() -> Mapping[str, str]:
    """What each picture asks the room, by how its name begins."""
    return {
        PROJECT_SCORES: t("If a score looks wrong to you, say so, and where yours comes from."),
        PROJECT_ONE_CHOICE: t("These answers say how we count, not who comes first."),
        PROJECT_AGREEMENT: t("Each dot is a vote: who wants to say why?"),
        PROJECT_FIRSTS: t("Here is the lever that each vote puts first: what surprises you?"),
        PROJECT_MAP: t("Each vote stands nearer to what counts most for it: what does that say?"),
        PROJECT_RANKING: t("Here is the ranking with our weights, and what could change it."),
        PROJECT_CHOICES: t("These choices are still open: which one could we settle now?"),
        PROJECT_SETS: t("What does the second lever bring, and what does it take away?"),
    }


def reveal_text(ballots: int, typed: int, *, closed: bool = False) -> str:
    """What results show of so many votes, said before it cannot be undone.

    The same whoever abstains: whoever changed a ballot, and looked before and after, would learn
    of those of the others.

    Parameters
    ----------
    typed
        How many of them were typed in from paper.
    closed
        Whether the vote is: no others can come then, from a device or from paper.
    """
    sentence = _shown_text(ballots, typed)
    if closed or may_show(hidden_together(ballots, typed)):
        return sentence
    return f"{sentence} {t('Wait for others, if they may still come.')}"


def _shown_text(ballots: int, typed: int) -> str:
    if may_show(hidden_together(ballots, typed)):
        return t(
            "The results will be shown here, on the projector and on the phones, unless "
            "abstentions leave fewer than {least} votes on a criterion.",
            least=MIN_SHOWN,
        )
    return t(
        "Fewer than {least} votes sent from a device: nothing but the number of votes will be "
        "shown, so that nobody is recognised; those typed in from paper do not count here, as "
        "somebody has read them.",
        least=MIN_SHOWN,
    )
