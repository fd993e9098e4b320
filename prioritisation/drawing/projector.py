"""The projector view: large type, nothing secret, no control.

Nobody can scroll a projector: each view fits 1280 by 720, and grows with the screen.
"""

from dataclasses import dataclass

from prioritisation.analysis.crossing import OpenChoice, open_choices
from prioritisation.analysis.helped import concerned
from prioritisation.drawing import bars, choices, group, heading, round_sentences, swarm, view
from prioritisation.drawing import decision as decided
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.view import SCANNED, TIMER, TYPED, View
from prioritisation.meeting.room import DECIDING, Room, RoundResults, Stage
from prioritisation.meeting.room.choices import is_pinned, pin_of
from prioritisation.meeting.room.setup import (
    PROJECT_AGREEMENT,
    PROJECT_AUTO,
    PROJECT_CHOICES,
    PROJECT_FIRSTS,
    PROJECT_NOTHING,
    PROJECT_RANKING,
    question_text,
)
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.decision import status
from prioritisation.sentences import conclusion
from prioritisation.sentences.crossing import open_choices_text
from prioritisation.wording import number, t, tn

RANKED = (Phase.ANALYSIS, Phase.PORTFOLIO, Phase.DECISION, Phase.CLOSED)
"""When the levers are ranked with the weights of the group."""

_SETTLING = (Phase.LOBBY, Phase.REVIEW, Phase.CHECKS)
"""When the open choices may be projected before a vote."""

_NOBODY = ""
"""The link of a visitor without any: whoever drives the projector may hold the facilitator's."""


@dataclass(frozen=True, slots=True)
class ProjectedMeeting:
    """A meeting at one version, as a visitor without any link may see it."""

    room: Room
    stage: Stage


def projector_view(room: Room, stage: Stage) -> View:
    """What the room sees of a meeting; raises what the store raises."""
    role = room.role(stage.code, _NOBODY)
    hidden = room.ask(stage.code, role, Act.SEE_RESULTS)
    results = None if hidden else room.results(stage.code, role)
    meeting = ProjectedMeeting(room, stage)
    drawn = _before(meeting) if results is None else _after(meeting, results)
    return View(
        stage.code,
        stage.version,
        heading.band(stage.meeting) + drawn,
        _until(stage),
        round_state(stage),
    )


def round_state(stage: Stage) -> str:
    """Whether the round takes ballots, and until when."""
    last = stage.meeting.last_round
    return f"{last.status}{last.closes}" if last else ""


def _until(stage: Stage) -> str:
    last = stage.meeting.last_round
    return last.closes if last and last.closing else stage.setup.deadline


def _before(meeting: ProjectedMeeting) -> str:
    stage = meeting.stage
    if question := _asked(stage):
        return question
    match stage.meeting.phase:
        case Phase.DRAFT:
            return _words(stage.title, t("The meeting will open soon."))
        case Phase.LOBBY:
            return _lobby(meeting)
        case Phase.REVIEW:
            return _review(stage)
        case Phase.ROUND:
            return _voting(meeting)
        case _:
            return _waiting(meeting)


def _words(loud: str, rest: str) -> str:
    return tag("div", tag("h1", text(loud), "phase") + tag("p", text(rest), "lead"), "tall")


def _lobby(meeting: ProjectedMeeting) -> str:
    stage = meeting.stage
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
    sentence = tn("person present.", "people present.", stage.present)
    unnamed = t("No name is asked.")
    return f"{sentence} {unnamed}"


def _sides(first: str, right: str, css: str = "") -> str:
    return tag("div", tag("div", first) + tag("div", right), f"sides {css}")


def _voting(meeting: ProjectedMeeting) -> str:
    stage = meeting.stage
    number_ = stage.meeting.rounds[-1].number
    if not stage.takes_ballots:
        closed = t("Round {n} is closed", n=number_)
        return _words(closed, t("The results are shown as soon as the facilitator reveals them."))
    left = (
        tag("h1", text(t("Round {n}: vote now", n=number_)), "phase")
        + tag("p", text(question_text(stage.setup.weighting)), "lead")
        + tag("div", heading.ballot_count_block(stage), aria_live="polite")
        + tag("p", text(t("Nothing is shown before the reveal.")), "lead")
    )
    label = t("The vote closes in") if stage.closes_in is not None else t("Time left")
    time = tag("p", text(label), "label") + TIMER if _until(stage) else ""
    address = tag("p", TYPED, "url")
    right = time + _way_in(meeting, address)
    return tag("div", tag("div", left) + tag("div", right), "voting")


def _review(stage: Stage) -> str:
    rows = len(stage.case.levers)
    inside = tag("h1", text(t("Are these scores right?"))) + bars.scores_table(
        stage, "left scores big"
    )
    return tag("div", inside, "reviewed", style=f"--rows:{rows}")


def _waiting(meeting: ProjectedMeeting) -> str:
    stage = meeting.stage
    left = tag("h1", text(heading.phase_in_words(stage.meeting)), "phase") + tag(
        "p", text(t("The vote will open soon.")), "lead"
    )
    there = tn("{n} person present", "{n} people present", stage.present)
    return _sides(left + tag("p", text(there), "lead"), _way_in(meeting))


def _asked(stage: Stage) -> str:
    """What the group has to settle now, when it is projected; never who would be first."""
    if not is_pinned(stage.setup) or stage.meeting.phase not in _SETTLING:
        return ""
    unsettled = open_choices(stage.case, stage.scenario())
    pinned = (c for c in unsettled if pin_of(c) == stage.setup.projection)
    return next((_open_question(stage, choice) for choice in pinned), "")


def _open_question(stage: Stage, choice: OpenChoice) -> str:
    # A table for each criterion that it bears on, then its answers described.
    rows = len(stage.case.levers) * len(concerned(stage.case, choice)) + 1 + len(choice.options)
    question = choices.open_question_block(stage.case, stage.scenario(), choice, heading="h1")
    return tag("div", question, "reviewed asked", style=f"--rows:{rows}")


def _way_in(meeting: ProjectedMeeting, address: str = "") -> str:
    """The code of the meeting, or the invitation that it takes."""
    if meeting.stage.setup.invited:
        return tag("p", text(view.invitation_text()), "lead")
    return view.code_label(meeting.stage.code) + SCANNED + address


def _after(meeting: ProjectedMeeting, results: RoundResults) -> str:
    stage, choice = meeting.stage, meeting.stage.setup.projection
    if choice == PROJECT_AUTO:
        talked = _talked_about(meeting, results)
        if talked:
            return talked
        choice = PROJECT_RANKING if stage.meeting.phase in RANKED else PROJECT_AGREEMENT
    views = {
        PROJECT_AGREEMENT: _agreement,
        PROJECT_FIRSTS: _firsts,
        PROJECT_RANKING: _ranking,
        PROJECT_CHOICES: _choices,
    }
    if choice == PROJECT_NOTHING:
        return _words(heading.phase_in_words(stage.meeting), t("The results are hidden."))
    if results.analysis is None:
        return _words(
            heading.phase_in_words(stage.meeting), round_sentences.round_agreement(results)
        )
    return views[choice](stage, results)


def _talked_about(meeting: ProjectedMeeting, results: RoundResults) -> str:
    """What the group is at when it is not a picture: one lever or two, the decision."""
    stage, code = meeting.stage, meeting.stage.code
    if stage.meeting.phase in DECIDING:
        decision = meeting.room.decision(code).decision
        stands = status(decision, rehearsal=stage.meeting.rehearsal)
        departs = decided.departs_text(results, meeting.room, code, decision)
        head = _about(stage, results)
        return decided.projected_decision(results.case, decision, stands, head, departs)
    if stage.meeting.phase is Phase.PORTFOLIO and results.analysis is not None:
        return decided.projected_pairs(
            results, decided.question_of_meeting(meeting.room, code), _about(stage, results)
        )
    return ""


def _head(question: str, stage: Stage, results: RoundResults, state: str) -> str:
    return tag("h1", text(f"{question} {_about(stage, results)}"), "q") + tag(
        "p", text(state), "say"
    )


def _about(stage: Stage, results: RoundResults) -> str:
    """The round that is shown, with its own ballots: a round declared void may have come after."""
    counted = (
        f"{heading.ballots_text(results.n, results.simulated)}, {heading.present_text(stage)}"
    )
    return t("Round {n}, {count}", n=results.number, count=counted)


def _agreement(stage: Stage, results: RoundResults) -> str:
    sentence = " ".join(
        s
        for s in (
            round_sentences.round_agreement(results),
            round_sentences.unlike_sentence(results),
        )
        if s
    )
    head = _head(t("Where does the group agree?"), stage, results, sentence)
    drawing = swarm.swarm_key(results) + swarm.swarm(results)
    return tag("div", head + drawing, "view agree", style=f"--rows:{len(results.case.criteria)}")


def _firsts(stage: Stage, results: RoundResults) -> str:
    head = _head(
        t("Who is first, depending on the weights?"),
        stage,
        results,
        round_sentences.first_for(results),
    )
    sentence, differ = round_sentences.other_ways(results)
    table = group.counts(results) + (tag("p", text(sentence), "warn") if differ else "")
    image = group.ballots_triangle(results)
    if not image:
        return tag("div", head + group.group_weights_block(results) + table, "view")
    return tag("div", head + _sides(image, group.firsts_legend(results) + table), "view who")


def _choices(stage: Stage, results: RoundResults) -> str:
    """Who is first in each way to settle what is still open."""
    if results.analysis is None:
        return ""
    sentence = open_choices_text(results.analysis, beside_table=True)
    state = sentence or t("Nothing is left to settle.")
    head = _head(t("What does the answer still depend on?"), stage, results, state)
    drawing = choices.choices_table(results.analysis)
    return tag("div", head + tag("div", drawing, "choices"), "view opened-choices")


def _ranking(stage: Stage, results: RoundResults) -> str:
    if results.analysis is None:
        return ""
    answer = conclusion(results.analysis, ours=True)
    head = _head(answer.question, stage, results, str(answer))
    rows = len(results.case.levers)
    drawing = group.weights_legend(results) + bars.bars(results.analysis)
    return tag("div", head + drawing, "view ranked", style=f"--rows:{rows}")
