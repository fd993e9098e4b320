"""What the room sees of a meeting: one picture, nothing secret, no control.

Which one follows the phase, and what the facilitator chose for it.
"""

from dataclasses import dataclass
from datetime import datetime

from prioritisation.analysis.crossing import open_choices
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.drawing.decision import departs_text
from prioritisation.drawing.group import has_triangle
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.amounts import scores_picture
from prioritisation.drawing.projected.arriving import vote_under_way, waiting_screen, welcome
from prioritisation.drawing.projected.decided import decision_picture
from prioritisation.drawing.projected.firsts import firsts_picture
from prioritisation.drawing.projected.frame import framed_picture, meeting_foot
from prioritisation.drawing.projected.pair import pair_picture
from prioritisation.drawing.projected.question import (
    counted_picture,
    paths_picture,
    question_picture,
)
from prioritisation.drawing.projected.ranked import ranked_picture
from prioritisation.drawing.projected.weights import map_picture
from prioritisation.drawing.round_sentences import withheld
from prioritisation.drawing.swarm import agreement_picture
from prioritisation.drawing.view import View
from prioritisation.meeting.room import DECIDING, Room, RoundResults, Stage
from prioritisation.meeting.room.choices import PROJECT_SCORES, pin_of, scores_pin
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.decision import status
from prioritisation.meeting.rules.setup import (
    PROJECT_AGREEMENT,
    PROJECT_AUTO,
    PROJECT_CHOICES,
    PROJECT_FIRSTS,
    PROJECT_MAP,
    PROJECT_RANKING,
    PROJECT_SETS,
    PROJECT_WAITING,
)
from prioritisation.sentences.crossing import open_choices_text
from prioritisation.wording import t
from prioritisation.wording.nouns import speaking_of

RANKED = (Phase.ANALYSIS, Phase.PORTFOLIO, Phase.DECISION, Phase.CLOSED)
"""When the levers are ranked with the weights of the group."""

_SETTLING = (Phase.DRAFT, Phase.LOBBY, Phase.REVIEW, Phase.CHECKS)
"""When open choices and scores may be projected: before a vote."""

_NOBODY = ""
"""The link of a visitor without any: whoever drives the projector may hold the facilitator's."""


@dataclass(frozen=True, slots=True)
class ProjectedMeeting:
    """A meeting at one version, as a visitor without any link may see it."""

    room: Room
    stage: Stage


def projector_view(room: Room, stage: Stage) -> View:
    """What the room sees of a meeting; raises what the store raises."""
    with speaking_of(stage.case.option):
        return _view(room, stage)


def _view(room: Room, stage: Stage) -> View:
    role = room.role(stage.code, _NOBODY)
    hidden = room.ask(stage.code, role, Act.SEE_RESULTS)
    results = None if hidden else room.results(stage.code, role)
    if stage.setup.projection == PROJECT_WAITING:
        drawn = waiting_screen(stage)
    elif results is None:
        drawn = _before(room, stage)
    else:
        drawn = _after(ProjectedMeeting(room, stage), results)
    return View(stage.code, stage.version, drawn, _until(stage), round_state(stage))


def thumbnail(room: Room, stage: Stage, now: datetime, origin: str, name: str = "") -> str:
    """What a projector shows, small: the same HTML, as wide as its place, 432 pixels at most.

    Parameters
    ----------
    origin
        That phones can reach, such as ``https://vote.example``.
    name
        Of the picture, read aloud; without one, that the room sees it.
    """
    label = name or t("What the room sees")
    # Its words are those of the projector: read aloud here they would be heard twice.
    picture = projector_view(room, stage).at(now, origin)
    for heard in (' role="timer"', ' aria-live="polite"'):
        picture = picture.replace(heard, "")
    picture = picture.replace("<h1", "<p").replace("</h1", "</p")
    return tag("div", picture, "thumb", role="img", aria_label=label)


def round_state(stage: Stage) -> str:
    """Whether the round takes ballots, and until when."""
    last = stage.meeting.last_round
    return f"{last.status}{last.closes}" if last else ""


def _until(stage: Stage) -> str:
    last = stage.meeting.last_round
    return last.closes if last and last.closing else stage.setup.deadline


def projectable_views(stage: Stage, results: RoundResults | None) -> tuple[str, ...]:
    """What ``Room.project`` may be asked for now and has something to show, in order.

    With the phase and the waiting screen come first; before a vote, each open choice and the
    scores of each criterion; after it, the pictures of the results.

    Parameters
    ----------
    results
        Of the last revealed round, for whoever may see them; None before.
    """
    always = (PROJECT_AUTO, PROJECT_WAITING)
    if results is not None:
        if results.analysis is None:
            return always
        pictures = [PROJECT_AGREEMENT] + [PROJECT_FIRSTS] * (results.firsts is not None)
        pictures += [PROJECT_MAP] * has_triangle(results) + [PROJECT_RANKING]
        pictures += [PROJECT_CHOICES] * bool(open_choices_text(results.analysis)) + [PROJECT_SETS]
        return (*always, *pictures)
    if stage.meeting.phase not in _SETTLING:
        return always
    choices = map(pin_of, open_choices(stage.plain_case, stage.scenario()))
    return (*always, *choices, *(scores_pin(c.id) for c in stage.criteria))


def _before(room: Room, stage: Stage) -> str:
    phase = stage.meeting.phase
    if phase in _SETTLING and (pinned := _pinned(stage)):
        return pinned
    match phase:
        case Phase.LOBBY:
            return welcome(stage)
        case Phase.REVIEW:
            return scores_picture(stage)
        case Phase.CHECKS:
            return _checked(room, stage)
        case Phase.ROUND:
            return vote_under_way(stage, room.since_last(stage))
        case _:
            return waiting_screen(stage)


def _checked(room: Room, stage: Stage) -> str:
    """The next question of the group; once it has answered all, what is counted."""
    left = open_choices(stage.plain_case, stage.scenario())
    if left and not _is_settled(stage):
        return question_picture(stage, left[0])
    return counted_picture(stage, room.answer_moments(stage))


def _is_settled(stage: Stage) -> bool:
    """Whether the group has nothing more to answer: it may accept to leave choices open."""
    return not (stage.meeting.unconfirmed or stage.meeting.unanswered)


def _pinned(stage: Stage) -> str:
    """The open choice or the scores that the facilitator shows; never who would be first."""
    view = stage.setup.projection
    if view in {scores_pin(c.id) for c in stage.criteria}:
        return scores_picture(stage, view.removeprefix(PROJECT_SCORES))
    left = open_choices(stage.plain_case, stage.scenario())
    return next((question_picture(stage, c) for c in left if pin_of(c) == view), "")


def _after(meeting: ProjectedMeeting, results: RoundResults) -> str:
    stage = meeting.stage
    view = stage.setup.projection
    if view == PROJECT_AUTO and stage.meeting.phase in DECIDING:
        return _decision(meeting, results)
    if results.analysis is None:
        return _withheld(stage, results)
    if view == PROJECT_AUTO:
        view = _OF_PHASES.get(stage.meeting.phase, PROJECT_AGREEMENT)
    if view == PROJECT_SETS:
        both = one_or_two(results.analysis, results.ballots)
        return pair_picture(results.analysis, both, meeting_foot(stage).right)
    pictures = {
        PROJECT_FIRSTS: firsts_picture,
        PROJECT_MAP: map_picture,
        PROJECT_RANKING: ranked_picture,
        PROJECT_CHOICES: paths_picture,
    }
    drawn = pictures.get(view, agreement_picture)(stage, results)
    return drawn or agreement_picture(stage, results)


def _withheld(stage: Stage, results: RoundResults) -> str:
    """That nothing is shown of the votes, and why."""
    question, answer = t("What do the votes say?"), t("Too few votes to show what they say.")
    body = tag("p", tag("span", text(withheld(results)), "p-clamp"), "p-how")
    return framed_picture("withheld", question, answer, body, meeting_foot(stage))


_OF_PHASES = {Phase.ANALYSIS: PROJECT_RANKING, Phase.PORTFOLIO: PROJECT_SETS}
"""What each phase shows by itself, once there are results."""


def _decision(meeting: ProjectedMeeting, results: RoundResults) -> str:
    stage, code = meeting.stage, meeting.stage.code
    decision = meeting.room.decision(code).decision
    stands = status(decision, rehearsal=stage.meeting.rehearsal)
    departs = departs_text(results, decision)
    return decision_picture(stage, results.case, decision, stands, departs)
