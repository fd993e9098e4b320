"""Phases, roles, acts and refusals of a meeting."""

from collections.abc import Callable, Mapping, Sequence

from prioritisation.meeting.rules import Act, Phase, Reason, Refusal, Role
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
    return {**_moves(), **_writes(), **_sights()}[act]


ROUND_ACTS = (Act.OPEN_ROUND, Act.REVEAL, Act.VOID_ROUND, Act.END_ROUND, Act.KEEP_OPEN)
"""What is done to a round, which has a number."""


def round_act_name(act: Act, number: int) -> str:
    """What was done to a vote of a number, as an infinitive."""
    vote = vote_name(number)
    return {
        Act.OPEN_ROUND: t("Open the {vote}", vote=vote),
        Act.REVEAL: t("Close the {vote} and show the results", vote=vote),
        Act.VOID_ROUND: t("Cancel the {vote}", vote=vote),
        Act.END_ROUND: t("Close the {vote} in a few seconds", vote=vote),
        Act.KEEP_OPEN: t("Keep the {vote} open after all", vote=vote),
    }[act]


def _moves() -> Mapping[Act, str]:
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
    }


def _writes() -> Mapping[Act, str]:
    return {
        Act.EDIT_SCORE: t("Score a lever"),
        Act.CHOOSE_FRAME: t("Choose the way of counting and the criteria"),
        Act.REPORT_SCORES: t("Propose to the case what the meeting corrected and settled"),
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
    }


def _sights() -> Mapping[Act, str]:
    return {
        Act.SEE_STAGE: t("See where the meeting stands"),
        Act.SEE_COUNT: t("See how many votes are in"),
        Act.SEE_OWN_BALLOT: t("See one's own vote"),
        Act.SEE_CASE_RANKING: t("See the case ranked"),
        Act.SEE_RESULTS: t("See the results of the vote"),
        Act.SEE_AUDIT: t("See the log of the meeting"),
        Act.EXPORT: t("Export"),
    }


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
            "A vote cannot open while a criterion lacks an end of its scale: {what}.",
            what=names,
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
