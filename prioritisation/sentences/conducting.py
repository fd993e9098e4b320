"""What whoever leads a meeting says to the room, and knows before the results are shown."""

from collections.abc import Mapping

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, hidden_together, may_show
from prioritisation.meeting.room.choices import PROJECT_ONE_CHOICE, PROJECT_SCORES
from prioritisation.meeting.rules import Meeting, Phase, RoundStatus
from prioritisation.meeting.rules.setup import (
    PROJECT_AGREEMENT,
    PROJECT_CHOICES,
    PROJECT_FIRSTS,
    PROJECT_MAP,
    PROJECT_RANKING,
    PROJECT_SETS,
    PROJECT_WAITING,
)
from prioritisation.wording import t

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
    if may_show(ballots):
        return t(
            "Fewer than {least} votes sent from a device: nothing but the number of votes will be "
            "shown, so that nobody is recognised; those typed in from paper do not count here, as "
            "somebody has read them.",
            least=MIN_SHOWN,
        )
    return t(
        "Fewer than {least} votes: nothing but their number will be shown, so that nobody is "
        "recognised.",
        least=MIN_SHOWN,
    )
