"""What whoever leads a meeting says to the room, and knows before the results are shown."""

from collections.abc import Mapping

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, hidden_together, may_show
from prioritisation.meeting.rules import Meeting, Phase, RoundStatus
from prioritisation.wording import t


def room_sentence(meeting: Meeting, *, invited: bool) -> str:
    """One sentence to say to the room now; empty while nobody is in it.

    Parameters
    ----------
    invited
        Whether people come in by an invitation each, rather than by the code on the screen.
    """
    if meeting.phase is Phase.ROUND:
        return _voting(meeting)
    if meeting.phase is Phase.LOBBY and invited:
        return t("Scan the code of your own invitation: nobody's name is asked.")
    return _phases().get(meeting.phase, "")


def _voting(meeting: Meeting) -> str:
    last = meeting.last_round
    if last is None or last.status is RoundStatus.CLOSED:
        return t("The vote is closed; here come the results.")
    if last.closes:
        return t("A few seconds are left: send your vote now.")
    return t("Your vote is anonymous, and you can still change it.")


def _phases() -> Mapping[Phase, str]:
    return {
        Phase.LOBBY: t("Scan the code on the screen: nobody's name is asked."),
        Phase.REVIEW: t("If a score looks wrong to you, say so, and where yours comes from."),
        Phase.CHECKS: t("These answers say how we count, not who comes first."),
        Phase.REVEALED: t("Each dot is a vote: who wants to say why?"),
        Phase.ANALYSIS: t("Here is the ranking with our weights, and what could change it."),
        Phase.PORTFOLIO: t("What does the second lever bring, and what does it take away?"),
        Phase.DECISION: t("Whoever has an objection says it now; it is written without a name."),
        Phase.CLOSED: t("Thank you. The minutes say what was decided, and why."),
    }


def reveal_text(ballots: int, typed: int) -> str:
    """What results show of so many votes, said before it cannot be undone.

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
            "leave fewer than {least} votes on a criterion.",
            least=MIN_SHOWN,
        )
    if may_show(ballots):
        return t(
            "Fewer than {least} votes sent from a device: nothing but the number of votes will be "
            "shown, so that nobody is recognised; those typed in from paper do not count here, as "
            "somebody has read them. Wait for others, if they may still come.",
            least=MIN_SHOWN,
        )
    return t(
        "Fewer than {least} votes: nothing but their number will be shown, so that nobody is "
        "recognised. Wait for others, if they may still come.",
        least=MIN_SHOWN,
    )
