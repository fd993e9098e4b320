"""What stands on top: a rehearsal's band, the question, the phase in large type, the rail."""

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Form, Meeting, Phase, RoundStatus
from prioritisation.sentences.rights import phase_name
from prioritisation.wording import t

FULL_ONLY = (Phase.REVIEW, Phase.CHECKS, Phase.PORTFOLIO)


def heading(meeting: Meeting, title: str) -> str:
    """Where the meeting stands."""
    return (
        tag("h1", text(t("Where does the meeting stand?")) + tag("span", text(title)))
        + tag("p", text(phase_in_words(meeting)), "phase", aria_live="polite")
        + rail(meeting)
    )


def band(meeting: Meeting) -> str:
    """The band of a rehearsal, on every screen; nothing for a real meeting."""
    if not meeting.rehearsal:
        return ""
    said = tag("b", text(t("Rehearsal: simulated ballots")))
    said += tag("span", text(t("Nothing shown here is a vote.")))
    return tag("div", said, "sim", role="note")


def phase_in_words(meeting: Meeting) -> str:
    """The phase, with the number of the round when it is about one."""
    last = meeting.round
    if last and meeting.phase is Phase.ROUND:
        if last.status is RoundStatus.CLOSED:
            return t("Round {n} is closed", n=last.number)
        return t("Round {n}, open", n=last.number)
    if meeting.phase is Phase.REVEALED and meeting.revealed_rounds:
        return t("Round {n}, revealed", n=meeting.revealed_rounds[-1].number)
    return phase_name(meeting.phase)


def rail(meeting: Meeting) -> str:
    """The phases in one line, the present one marked."""
    steps = _steps(meeting)
    here = _here(meeting)
    items = "".join(
        tag("li", text(label), aria_current="step" if key == here else "")
        for key, label in steps.items()
    )
    return tag("ol", items, "rail", aria_label=t("Phases of the meeting"))


def _here(meeting: Meeting) -> str:
    if meeting.phase is Phase.ROUND and _number(meeting) > 1:
        return "again"
    return meeting.phase


def _number(meeting: Meeting) -> int:
    """Which round this is, not counting the void ones."""
    return sum(r.status is not RoundStatus.VOID for r in meeting.rounds)


def _steps(meeting: Meeting) -> dict[str, str]:
    last = meeting.round
    first = meeting.revealed_rounds[0].number if meeting.revealed_rounds else None
    now = last.number if last else 1
    steps: dict[str, str] = {
        Phase.DRAFT: t("Preparation"),
        Phase.LOBBY: t("Welcome"),
        Phase.REVIEW: t("Review"),
        Phase.CHECKS: t("Checks"),
        Phase.ROUND: t("Round {n}", n=first or now),
        Phase.REVEALED: t("Reveal"),
        "again": t("Round {n}", n=now if first and now > first else (first or now) + 1),
        Phase.ANALYSIS: t("Rankings"),
        Phase.PORTFOLIO: t("One or two levers"),
        Phase.DECISION: t("Decision"),
        Phase.CLOSED: t("Minutes"),
    }
    hidden = FULL_ONLY if meeting.form is Form.SHORT else ()
    return {k: v for k, v in steps.items() if k not in hidden or k == meeting.phase}
