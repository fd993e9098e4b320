"""Phases, roles, acts and refusals of a meeting, and why its store could not answer."""

from collections.abc import Callable, Mapping, Sequence

from prioritisation.meeting.rules import Act, Phase, Reason, Refusal, Role
from prioritisation.meeting.store import (
    Conflict,
    NewerStore,
    Overtaken,
    StoreError,
    StoreUnavailable,
    TooManyVoters,
    UnknownMeeting,
    UnknownVoter,
)
from prioritisation.meeting.store.errors import Cause
from prioritisation.wording import listed, t


def phase_name(phase: Phase) -> str:
    """A phase as the rail names it."""
    return {
        Phase.DRAFT: t("Preparation"),
        Phase.LOBBY: t("Welcome, trial vote"),
        Phase.REVIEW: t("Review of the scores"),
        Phase.CHECKS: t("Checks"),
        Phase.ROUND: t("Vote"),
        Phase.REVEALED: t("Reveal"),
        Phase.ANALYSIS: t("Rankings and robustness"),
        Phase.PORTFOLIO: t("One lever or two?"),
        Phase.DECISION: t("Decision"),
        Phase.CLOSED: t("Minutes"),
    }[phase]


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
    """What was done to a round of a number, as an infinitive."""
    return {
        Act.OPEN_ROUND: t("Open round {n}", n=number),
        Act.REVEAL: t("Close round {n} and reveal", n=number),
        Act.VOID_ROUND: t("Declare round {n} void", n=number),
        Act.END_ROUND: t("Close round {n} in a few seconds", n=number),
        Act.KEEP_OPEN: t("Keep round {n} open after all", n=number),
    }[act]


def _moves() -> Mapping[Act, str]:
    return {
        Act.OPEN_LOBBY: t("Open the meeting"),
        Act.START_REVIEW: t("Start the review of the scores"),
        Act.START_CHECKS: t("Go on to the checks"),
        Act.OPEN_ROUND: t("Open a round"),
        Act.REVEAL: t("Close the round and reveal"),
        Act.VOID_ROUND: t("Declare the round void"),
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
        Act.EDIT_SCORE: t("Write a score"),
        Act.CHOOSE_FRAME: t("Choose the perimeter and the criteria"),
        Act.CONFIRM_DIRECTION: t("Confirm a direction"),
        Act.ANSWER_WARNING: t("Answer a warning"),
        Act.FREEZE: t("Freeze the scores"),
        Act.JOIN: t("Join"),
        Act.TRIAL_VOTE: t("Send a trial ballot"),
        Act.VOTE: t("Vote, or change one's ballot"),
        Act.ENTER_PAPER: t("Type in a paper ballot"),
        Act.SIMULATE: t("Add simulated ballots"),
        Act.SET_COUNTDOWN: t("Set the countdown"),
        Act.END_ROUND: t("Close the round in a few seconds"),
        Act.KEEP_OPEN: t("Keep the round open after all"),
        Act.PROJECT: t("Choose what is projected"),
        Act.EDIT_PAPER: t("Write what the group says of its results"),
        Act.KEEP_SCENARIO: t("Keep a scenario in the meeting"),
        Act.ISSUE_LINK: t("Make a secret link"),
        Act.REVOKE_LINK: t("Revoke a secret link"),
        Act.ISSUE_INVITATIONS: t("Make invitations"),
        Act.LIFT_LIMIT: t("Lift the limit of arrivals from one network, or put it back"),
        Act.REMOVE_WAVE: t("Take a wave of arrivals out"),
        Act.RELEASE_INVITATION: t("Let an invitation be used again, its device being lost"),
        Act.PURGE: t("Erase the meeting"),
    }


def _sights() -> Mapping[Act, str]:
    return {
        Act.SEE_STAGE: t("See where the meeting stands"),
        Act.SEE_COUNT: t("See how many ballots are in"),
        Act.SEE_OWN_BALLOT: t("See one's own ballot"),
        Act.SEE_CASE_RANKING: t("See the case ranked"),
        Act.SEE_RESULTS: t("See the results of the vote"),
        Act.SEE_SCENARIO: t("Open a scenario kept in the meeting, by its link"),
        Act.LIST_SCENARIOS: t("Find the scenarios kept in the meeting"),
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
        Reason.ROUND_OPEN: t("A round is open: nothing is shown before the reveal."),
        Reason.NO_ROUND: t("No round has taken place."),
        Reason.ROUND_CLOSED: t("The round is closed: no ballot comes in any more."),
        Reason.ROUND_CLOSING: t(
            "The round closes in a few seconds: ballots still come in, the reveal comes then."
        ),
        Reason.NO_ANCHOR: t(
            "A round cannot open while a criterion lacks its lowest or highest mark: {what}.",
            what=names,
        ),
        Reason.DIRECTION: t("First confirm which way this criterion counts: {what}.", what=names),
        Reason.WARNINGS: t("First answer in writing: {what}.", what=names),
        Reason.NOT_FROZEN: t("First freeze the scores: a vote is about a table that is fixed."),
        Reason.FROZEN: t(
            "The scores are frozen. To change them, go back to the review: a new round will be "
            "needed."
        ),
        Reason.NOT_REVEALED: t("No round has been revealed yet."),
        Reason.NOT_REHEARSAL: t("This is not a rehearsal."),
        Reason.REHEARSAL: t("A rehearsal starts before the first round only."),
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


def store_text(error: StoreError) -> str:
    """One sentence; no address, user or password is ever in it."""
    if isinstance(error, StoreUnavailable):
        return _unavailable(error.cause)
    if isinstance(error, UnknownMeeting):
        return t("No meeting has the code « {code} ».", code=error.code)
    if isinstance(error, TooManyVoters):
        return t("{most} people have joined already: nobody else can.", most=error.most)
    return {
        Conflict: t("Somebody was quicker: reload the page, then start over."),
        Overtaken: t("Somebody was quicker: reload the page, then start over."),
        NewerStore: t("The meetings were kept by a later version of this program: update it."),
        UnknownVoter: t("This voter is not of this meeting."),
    }.get(type(error), t("This text has characters that cannot be kept: nothing was recorded."))


def wrong_settings_text() -> tuple[str, str]:
    """A threshold of the server is malformed: said loud, and what follows."""
    return (
        t("The settings of this server cannot be used as they are:"),
        t("nothing is ranked before they are corrected and the server started again."),
    )


def no_database_text() -> str:
    """A command was given where no database is."""
    return t(
        "No meeting is kept here: set DATABASE_URL or PRIORITISATION_DATA as the application "
        "has them, or start it first."
    )


def _unavailable(cause: Cause) -> str:
    return {
        "slow": t("The meetings do not answer: reload the page in a few seconds."),
        "password": t(
            "The meetings cannot be read: the database knows no such user or password "
            "(DATABASE_URL)."
        ),
        "base": t("The meetings cannot be read: the server has no such base (DATABASE_URL)."),
        "address": t(
            "The meetings cannot be read: DATABASE_URL is not the address of a database, such as "
            "postgresql://USER:PASSWORD@HOST/BASE or sqlite:///FILE."
        ),
        "locked": t("The meetings are busy: nothing was changed, try again in a few seconds."),
        "readonly": t("The meetings cannot be written: their file is read-only."),
        "full": t("The meetings cannot be written: the disk is full. What was recorded is safe."),
        "gone": t("The meetings cannot be read at the moment. What was recorded is safe."),
    }[cause]
