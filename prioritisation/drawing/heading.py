"""What stands on top: a rehearsal's band, the phase and its question, rail, counts, time."""

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Stage
from prioritisation.meeting.rules import Form, Meeting, Phase, RoundStatus
from prioritisation.meeting.rules.state import ORDER
from prioritisation.sentences.meeting import phase_name, vote_name
from prioritisation.wording import number, t, tn

_FULL_ONLY = (Phase.REVIEW, Phase.CHECKS, Phase.PORTFOLIO)
_RAIL = (
    Phase.LOBBY,
    Phase.REVIEW,
    Phase.CHECKS,
    Phase.ROUND,
    Phase.REVEALED,
    Phase.PORTFOLIO,
    Phase.DECISION,
    Phase.CLOSED,
)
_MOST_SEGMENTS = 60
"""People present of whom each has a part of the bar."""


def rail_block(meeting: Meeting, title: str, *about: str) -> str:
    """The steps of a meeting, then whose meeting it is: its title turns nothing after it round."""
    whose = tag("bdi", text(title)) + "".join(text(f" · {word}") for word in about)
    return rail(meeting) + tag("p", whose, "whose")


def state_block(meeting: Meeting) -> str:
    """The state of a meeting, as the title of its page."""
    return tag("h1", text(phase_in_words(meeting)), "phase", aria_live="polite")


def band(meeting: Meeting) -> str:
    """The band of a rehearsal, on every screen; nothing for a real meeting."""
    if not meeting.rehearsal:
        return ""
    sentence = tag("b", text(t("Rehearsal: invented votes")))
    sentence += tag("span", text(t("Nothing shown here is a vote.")))
    return tag("div", sentence, "sim", role="note")


def phase_in_words(meeting: Meeting) -> str:
    """The state of a meeting, in the words of a title."""
    last, revealed = meeting.last_round, meeting.revealed_rounds
    if last and meeting.phase is Phase.ROUND:
        if last.status is RoundStatus.CLOSED:
            return t("The {vote} is closed", vote=vote_name(last.number))
        return t("The {vote} is open", vote=vote_name(last.number))
    if meeting.phase is Phase.REVEALED and revealed:
        return t("Results of the {vote}", vote=vote_name(revealed[-1].number))
    if meeting.phase is Phase.REVIEW and meeting.frozen:
        return t("The scores are fixed")
    if meeting.phase is Phase.CHECKS and not (meeting.unconfirmed or meeting.unanswered):
        return t("What we count in the vote")
    return {
        Phase.DRAFT: t("The meeting is being prepared"),
        Phase.LOBBY: t("People come in"),
        Phase.REVIEW: t("The scores are read again"),
        Phase.CHECKS: t("Questions to settle before voting"),
        Phase.ANALYSIS: t("The group's ranking"),
        Phase.PORTFOLIO: t("One lever, or two?"),
        Phase.DECISION: t("What does the group decide?"),
        Phase.CLOSED: t("The meeting is over"),
    }.get(meeting.phase, phase_name(meeting.phase))


def rail(meeting: Meeting) -> str:
    """The steps in one line: those that are done, the present one, those to come.

    A meeting that is being prepared stands at none of them.
    """
    here = Phase.REVEALED if meeting.phase is Phase.ANALYSIS else meeting.phase
    hidden = _FULL_ONLY if meeting.form is Form.SHORT else ()
    steps = [p for p in _RAIL if p not in hidden or p is here]
    place = ORDER.index(here)
    items = "".join(
        tag(
            "li",
            text(phase_name(step)),
            "past" if ORDER.index(step) < place else "",
            aria_current="step" if step is here else "",
        )
        for step in steps
    )
    return tag("ol", items, "rail", aria_label=t("Steps of the meeting"))


def ballot_count_block(stage: Stage) -> str:
    """How many, in words, and a bar of ballots among those present."""
    if stage.meeting.phase is Phase.DRAFT:
        return ""
    if stage.meeting.phase is Phase.LOBBY:
        return _large(stage.present, f"{_present(stage)}, {_tried(stage)}")
    if stage.meeting.phase is not Phase.ROUND:
        return _large(stage.present, _present(stage))
    votes = tn("vote received", "votes received", stage.ballots)
    sentence = f"{votes}, {present_text(stage)}"
    removed = removed_text(stage)
    note = tag("p", text(removed), "thin") if removed else ""
    return _large(stage.ballots, sentence) + gauge(stage) + note


def removed_text(stage: Stage) -> str:
    """How many ballots are no more in the count, and by whose gesture."""
    last = stage.meeting.last_round
    if last is None or not last.removed:
        return ""
    return tn(
        "{n} vote was taken out by the facilitator.",
        "{n} votes were taken out by the facilitator.",
        last.removed,
    )


def turnout_text(stage: Stage) -> str:
    """How many ballots and how many people: « 11 bulletins, 14 présents »."""
    return f"{ballots_text(stage.ballots, stage.meeting.rehearsal)}, {present_text(stage)}"


def ballots_text(n: int, simulated: bool) -> str:
    """A number of ballots, said to be simulated when they are."""
    if simulated:
        return tn("{n} invented vote", "{n} invented votes", n)
    return tn("{n} vote", "{n} votes", n)


def invitations_text(issued: int, used: int) -> str:
    """How many invitations: « 20 invitations faites, 3 utilisées. »."""
    return t(
        "{issued}, {used}.",
        issued=tn("{n} invitation made", "{n} invitations made", issued),
        used=tn("{n} used", "{n} used (several)", used),
    )


def gauge(stage: Stage) -> str:
    """A part for each person present, full for each vote; nothing while nobody is there.

    In a crowd the parts would be too thin to be seen: the bar is of one piece.
    """
    if not stage.present:
        return ""
    many = stage.present > _MOST_SEGMENTS
    full = min(stage.ballots, stage.present)
    parts = "".join(tag("i", "", "in" if k < full else "") for k in range(stage.present))
    width = 100 * full / stage.present
    inside = tag("i", "", "in", style=f"width:{width:.1f}%") if many else parts
    css = "gauge" if many else "gauge parts"
    return tag("div", inside, css, role="img", aria_label=turnout_text(stage))


def missing_text(stage: Stage) -> str:
    """How many of those present have not voted: their number, never who."""
    if not stage.missing:
        return t("Everyone present has voted.") if stage.ballots else ""
    return tn("{n} is missing", "{n} are missing", stage.missing)


def _large(n: int, words: str) -> str:
    return tag("p", tag("b", number(n)) + " " + tag("span", text(words)), "count")


def _present(stage: Stage) -> str:
    return tn("person present", "people present", stage.present)


def present_text(stage: Stage) -> str:
    """How many people: « 14 présents »."""
    return tn("{n} person present", "{n} people present", stage.present)


def _tried(stage: Stage) -> str:
    if not stage.ballots:
        return t("no trial ballot yet")
    return tn("{n} trial ballot sent", "{n} trial ballots sent", stage.ballots)
