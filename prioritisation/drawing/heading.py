"""What stands on top: a rehearsal's band, the phase and its question, rail, counts, time."""

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Stage
from prioritisation.meeting.rules import Form, Meeting, Phase, RoundStatus
from prioritisation.sentences.meeting import phase_name
from prioritisation.wording import number, t, tn

_FULL_ONLY = (Phase.REVIEW, Phase.CHECKS, Phase.PORTFOLIO)


def meeting_heading(meeting: Meeting, title: str) -> str:
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
    sentence = tag("b", text(t("Rehearsal: simulated ballots")))
    sentence += tag("span", text(t("Nothing shown here is a vote.")))
    return tag("div", sentence, "sim", role="note")


def phase_in_words(meeting: Meeting) -> str:
    """The phase, with the number of the round when it is about one."""
    last = meeting.last_round
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
    last = meeting.last_round
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
    hidden = _FULL_ONLY if meeting.form is Form.SHORT else ()
    return {k: v for k, v in steps.items() if k not in hidden or k == meeting.phase}


def ballot_count_block(stage: Stage) -> str:
    """How many, in words, and a bar of ballots among those present."""
    if stage.meeting.phase is Phase.DRAFT:
        return ""
    if stage.meeting.phase is Phase.LOBBY:
        return _large(stage.present, f"{_present(stage)}, {_tried(stage)}")
    if stage.meeting.phase is not Phase.ROUND:
        return _large(stage.present, _present(stage))
    sentence = tn(
        "ballot, {present}", "ballots, {present}", stage.ballots, present=present_text(stage)
    )
    return _large(stage.ballots, sentence) + gauge(stage) + _removed(stage)


def _removed(stage: Stage) -> str:
    """How many ballots are no more in the count, and by whose gesture."""
    last = stage.meeting.last_round
    if last is None or not last.removed:
        return ""
    sentence = tn(
        "{n} ballot was taken out by the facilitator.",
        "{n} ballots were taken out by the facilitator.",
        last.removed,
    )
    return tag("p", text(sentence), "thin")


def turnout_text(stage: Stage) -> str:
    """How many ballots and how many people: « 11 bulletins, 14 présents »."""
    return f"{ballots_text(stage.ballots, stage.meeting.rehearsal)}, {present_text(stage)}"


def ballots_text(n: int, simulated: bool) -> str:
    """A number of ballots, said to be simulated when they are."""
    if simulated:
        return tn("{n} simulated ballot", "{n} simulated ballots", n)
    return tn("{n} ballot", "{n} ballots", n)


def invitations_text(issued: int, used: int) -> str:
    """How many invitations: « 20 invitations faites, 3 utilisées. »."""
    return t(
        "{issued}, {used}.",
        issued=tn("{n} invitation made", "{n} invitations made", issued),
        used=tn("{n} used", "{n} used (several)", used),
    )


def gauge(stage: Stage) -> str:
    """A bar of ballots among those present; nothing while nobody is."""
    if not stage.present:
        return ""
    width = min(100.0, 100 * stage.ballots / stage.present)
    fill = tag("i", "", style=f"width:{width:.1f}%")
    return tag("div", fill, "gauge", role="img", aria_label=turnout_text(stage))


def missing_voters(stage: Stage) -> str:
    """How many of those present have not voted."""
    if not stage.ballots:
        return t("No ballot is in yet: there would be nothing to reveal.")
    if not stage.missing:
        return t("Everyone present has voted.")
    return tn(
        "{n} person present has not voted yet: you will be asked whether to wait.",
        "{n} people present have not voted yet: you will be asked whether to wait.",
        stage.missing,
    )


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
