"""The projector view: large type, nothing secret, no control.

Nobody can scroll a projector: each view fits 1280 by 720, and grows with the screen.
"""

from dataclasses import dataclass

from prioritisation.drawing import bars, decided, group, saying, swarm, view
from prioritisation.drawing.heading import ballots_text, band, count, phase_in_words, present_text
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.view import SCANNED, TIMER, TYPED, View
from prioritisation.meeting.room import DECIDING, Results, Room, Stage
from prioritisation.meeting.room.setup import (
    AGREEMENT,
    AUTO,
    FIRSTS,
    NOTHING,
    RANKING,
    question_text,
)
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.decision import status
from prioritisation.sentences import conclusion
from prioritisation.wording import number, t, tn

RANKED = (Phase.ANALYSIS, Phase.PORTFOLIO, Phase.DECISION, Phase.CLOSED)
"""When the levers are ranked with the weights of the group."""

NOBODY = ""
"""The link of a visitor without any: whoever drives the projector may hold the facilitator's."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting at one version, as a visitor without any link may see it.

    Attributes
    ----------
    results
        None as long as they are hidden.
    """

    room: Room
    stage: Stage
    results: Results | None


def projected(room: Room, stage: Stage) -> View:
    """What the room sees of a meeting; raises what the store raises."""
    role = room.role(stage.code, NOBODY)
    hidden = room.ask(stage.code, role, Act.SEE_RESULTS)
    results = None if hidden else room.results(stage.code, role)
    seen = Seen(room, stage, results)
    drawn = _before(seen) if results is None else _after(seen, results)
    return View(
        stage.code, stage.version, band(stage.meeting) + drawn, _until(stage), state_of(stage)
    )


def state_of(stage: Stage) -> str:
    """Whether the round takes ballots, and until when."""
    last = stage.meeting.round
    return f"{last.status}{last.closes}" if last else ""


def _until(stage: Stage) -> str:
    last = stage.meeting.round
    return last.closes if last and last.closing else stage.setup.deadline


def _before(seen: Seen) -> str:
    stage = seen.stage
    match stage.meeting.phase:
        case Phase.DRAFT:
            return _words(stage.title, t("The meeting will open soon."))
        case Phase.LOBBY:
            return _lobby(seen)
        case Phase.REVIEW:
            return _review(stage)
        case Phase.ROUND:
            return _voting(seen)
        case _:
            return _waiting(seen)


def _words(loud: str, rest: str) -> str:
    return tag("div", tag("h1", text(loud), "phase") + tag("p", text(rest), "lead"), "tall")


def _lobby(seen: Seen) -> str:
    stage = seen.stage
    if stage.setup.invited:
        return _invited_lobby(stage)
    address = tag("b", TYPED)
    how = text(t("Scan, or open {address} and type the code:", address="\0")).replace(
        "\0", address
    )
    left = (
        tag("h1", text(t("Join the meeting")), "phase")
        + tag("p", how, "lead")
        + tag("p", text(stage.code), "code")
        + _here_now(stage)
    )
    return _sides(left, SCANNED, "wide-right")


def _invited_lobby(stage: Stage) -> str:
    """No code in large type: whoever scanned it would be turned away."""
    inside = (
        tag("h1", text(t("Join the meeting")), "phase")
        + tag("p", text(view.invitation_text()), "lead")
        + _here_now(stage)
    )
    return tag("div", inside, "tall")


def _here_now(stage: Stage) -> str:
    counted = tag("b", text(number(stage.present))) + " " + text(_present(stage))
    return tag("p", counted, "lead here-now", aria_live="polite")


def _present(stage: Stage) -> str:
    said = tn("person present.", "people present.", stage.present)
    unnamed = t("No name is asked.")
    return f"{said} {unnamed}"


def _sides(left: str, right: str, css: str = "") -> str:
    return tag("div", tag("div", left) + tag("div", right), f"sides {css}")


def _voting(seen: Seen) -> str:
    stage = seen.stage
    number_ = stage.meeting.rounds[-1].number
    if not stage.takes_ballots:
        closed = t("Round {n} is closed", n=number_)
        return _words(closed, t("The results are shown as soon as the facilitator reveals them."))
    left = (
        tag("h1", text(t("Round {n}: vote now", n=number_)), "phase")
        + tag("p", text(question_text(stage.setup.weighting)), "lead")
        + tag("div", count(stage), aria_live="polite")
        + tag("p", text(t("Nothing is shown before the reveal.")), "lead")
    )
    label = t("The vote closes in") if stage.closes_in is not None else t("Time left")
    time = tag("p", text(label), "label") + TIMER if _until(stage) else ""
    address = tag("p", TYPED, "url")
    right = time + _way_in(seen, address)
    return tag("div", tag("div", left) + tag("div", right), "voting")


def _review(stage: Stage) -> str:
    rows = len(stage.case.levers)
    inside = tag("h1", text(t("Are these scores right?"))) + bars.scores_table(
        stage, "left scores big"
    )
    return tag("div", inside, "reviewed", style=f"--rows:{rows}")


def _waiting(seen: Seen) -> str:
    stage = seen.stage
    left = tag("h1", text(phase_in_words(stage.meeting)), "phase") + tag(
        "p", text(t("The vote will open soon.")), "lead"
    )
    return _sides(left + tag("p", text(_n_present(stage)), "lead"), _way_in(seen))


def _way_in(seen: Seen, address: str = "") -> str:
    """The code of the meeting, or the invitation that it takes."""
    if seen.stage.setup.invited:
        return tag("p", text(view.invitation_text()), "lead")
    return view.code_label(seen.stage.code) + SCANNED + address


def _n_present(stage: Stage) -> str:
    return tn("{n} person present", "{n} people present", stage.present)


def _after(seen: Seen, found: Results) -> str:
    stage, asked = seen.stage, seen.stage.setup.projected
    if asked == AUTO:
        talked = _talked_about(seen, found)
        if talked:
            return talked
        asked = RANKING if stage.meeting.phase in RANKED else AGREEMENT
    views = {AGREEMENT: _agreement, FIRSTS: _firsts, RANKING: _ranking}
    if asked == NOTHING:
        return _words(phase_in_words(stage.meeting), t("The results are hidden."))
    if found.analysis is None:
        return _words(phase_in_words(stage.meeting), saying.agreement(found))
    return views[asked](stage, found)


def _talked_about(seen: Seen, found: Results) -> str:
    """What the group is at when it is not a picture: one lever or two, the decision."""
    stage, code = seen.stage, seen.stage.code
    if stage.meeting.phase in DECIDING:
        decision = seen.room.decision(code).decision
        stands = status(decision, rehearsal=stage.meeting.rehearsal)
        return decided.projected_decision(found.case, decision, stands, _about(stage, found))
    if stage.meeting.phase is Phase.PORTFOLIO and found.analysis is not None:
        return decided.projected_pairs(found, decided.asked(seen.room, code), _about(stage, found))
    return ""


def _head(question: str, stage: Stage, found: Results, said: str) -> str:
    return tag("h1", text(f"{question} {_about(stage, found)}"), "q") + tag("p", text(said), "say")


def _about(stage: Stage, found: Results) -> str:
    """The round that is shown, with its own ballots: a round declared void may have come after."""
    counted = f"{ballots_text(found.n, found.simulated)}, {present_text(stage)}"
    return t("Round {n}, {count}", n=found.number, count=counted)


def _agreement(stage: Stage, found: Results) -> str:
    said = " ".join(s for s in (saying.agreement(found), saying.unlike_said(found)) if s)
    head = _head(t("Where does the group agree?"), stage, found, said)
    drawing = swarm.key(found) + swarm.swarm(found)
    return tag("div", head + drawing, "view agree", style=f"--rows:{len(found.case.criteria)}")


def _firsts(stage: Stage, found: Results) -> str:
    head = _head(
        t("Who is first, depending on the weights?"), stage, found, saying.first_for(found)
    )
    said, differ = saying.means(found)
    table = group.counts(found) + (tag("p", text(said), "warn") if differ else "")
    image = group.picture(found)
    if not image:
        return tag("div", head + group.weights(found) + table, "view")
    return tag("div", head + _sides(image, group.firsts_legend(found) + table), "view who")


def _ranking(stage: Stage, found: Results) -> str:
    if found.analysis is None:
        return ""
    said = conclusion(found.analysis)
    head = _head(t("Which lever first?"), stage, found, f"{said.loud} {said.rest}")
    rows = len(found.case.levers)
    drawing = group.weights_legend(found) + bars.bars(found.analysis)
    return tag("div", head + drawing, "view ranked", style=f"--rows:{rows}")
