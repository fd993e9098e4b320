"""The facilitator's page: the phase, one filled button, the rest as outlines.

Others than the facilitator: what stands, how many, and the results once revealed.
The page *Séance* as a whole: which screen for whom.
"""

import streamlit as st

from prioritisation.analysis.warnings import are_few
from prioritisation.drawing import saying
from prioritisation.drawing.heading import band, count, heading, invitations_text
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projector import RANKED
from prioritisation.meeting.room import Results, Room, Stage, current_room
from prioritisation.meeting.room.warnings import LAST_BEFORE
from prioritisation.meeting.rules import Act, Phase, Role
from prioritisation.meeting.store import UnknownMeeting
from prioritisation.sentences.meeting import role_name
from prioritisation.ui.decision.meeting import deciding
from prioritisation.ui.meeting import arrivals, closing, entrance, opening, results, scoring
from prioritisation.ui.meeting.arrivals import way_in
from prioritisation.ui.meeting.entrance import coming_back
from prioritisation.ui.meeting.managing import managing
from prioritisation.ui.meeting.outlines import outlines, projection_choice
from prioritisation.ui.meeting.steps import UNREVEALED, Revealed, Step, next_step, other_steps
from prioritisation.ui.note.which import link
from prioritisation.ui.sets.meeting import in_meeting
from prioritisation.ui.shared.page import drawn
from prioritisation.ui.shared.scripts import arrival, clock
from prioritisation.ui.visit.here import Here, asked_code, choose, visit
from prioritisation.ui.visit.parts import UNSEEN, followed, part, push, standing
from prioritisation.ui.visit.trying import EXPECTED, late, notice, press, trying, why_not
from prioritisation.ui.visit.warnings import knowing
from prioritisation.wording import t

SEEN = "seen_stage"
"""Session key: what the whole page was drawn from."""


def desk(here: Here) -> None:
    """The page of whoever runs the meeting."""
    stage = here.stage
    st.session_state[SEEN] = _seen(stage)
    drawn(band(stage.meeting))
    st.html(heading(stage.meeting, f"{stage.title} · {here.code}"))
    late(here)
    found = revealed_results(here)
    opening.dialog(here)
    closing.dialog(here)
    if found is None:
        _before(here)
    else:
        _after(here, found)
    managing(here)


def _seen(stage: Stage) -> tuple[object, ...]:
    """What the whole page depends on; that few are present is said as long as it is true."""
    gathering = stage.meeting.phase is LAST_BEFORE[stage.meeting.form]
    return stage.meeting, stage.setup, gathering and are_few(stage.present)


def revealed_results(here: Here) -> Results | None:
    """The results, when the room lets this visitor see them now."""
    if not here.may(Act.SEE_RESULTS):
        return None
    return trying(lambda: here.room.results(here.code, here.role))


def _before(here: Here) -> None:
    with st.container(key="desk"):
        with st.container(key="desk_left", gap="small"):
            live(here.code, UNREVEALED)
            _phase_work(here)
        with st.container(key="desk_right", gap="small"):
            way_in(here)


def _phase_work(here: Here) -> None:
    """What there is to do in this phase besides going on."""
    phase = here.stage.meeting.phase
    if phase is Phase.REVIEW:
        scoring.review(here)
    elif phase is Phase.CHECKS:
        opening.answering(here)
    if phase in (Phase.DRAFT, Phase.LOBBY, Phase.REVIEW, Phase.CHECKS):
        opening.checks(here)
        knowing(here)
    if phase is not Phase.REVIEW:
        scoring.frozen(here)


def _after(here: Here, found: Results) -> None:
    revealed = Revealed(saying.flagged(found), saying.another_round(found))

    def aside() -> None:
        live(here.code, revealed)
        projection_choice(here, withheld=bool(revealed.unshown))
        link(here)

    if here.stage.meeting.phase not in RANKED:
        results.revealed(found, aside, here.stage.setup)
        knowing(here)
        return
    with st.container(key="strip"):
        with st.container(key="strip_left", gap="small"):
            live(here.code, revealed)
        with st.container(key="strip_right", gap="small"):
            projection_choice(here, withheld=bool(revealed.unshown))
    link(here)
    in_meeting(here)
    deciding(here)
    results.ranking(found)
    knowing(here)
    results.revealed(found, lambda: None, here.stage.setup)


@part
def live(code: str, revealed: Revealed) -> None:
    """What changes with each ballot; when the rest of the page must change, all of it is drawn."""
    here = followed(code, "desk_push")
    if here is None:
        return
    stage = here.stage
    if st.session_state.get(SEEN) != _seen(stage) or closing.counted_anew(here):
        st.rerun()
    push(code, stage.version, "desk_push")
    if not stage.meeting.revealed_rounds or stage.meeting.open_round:
        st.html(tag("div", count(stage) + _invitations(here), "", aria_live="polite"))
        arrivals.said(here)
    closing.closing(here)
    if stage.setup.deadline and stage.meeting.open_round and stage.closes_in is None:
        note = t("then the round stays open: you close it")
        clock(stage.setup.deadline, note, "desk_clock")
    step = next_step(stage, revealed)
    if step is not None:
        _filled(here, step)
    outlines(here, other_steps(stage, revealed))


def _invitations(here: Here) -> str:
    """How many were made and used, where people come in by these; that none was stands out."""
    if not here.stage.setup.invited:
        return ""
    issued, used = here.room.invitations(here.code)
    if not issued:
        return tag("p", text(t("No invitation has been made yet: no device can vote.")), "warn")
    return tag("p", text(invitations_text(issued, used)), "thin")


def _filled(here: Here, step: Step) -> None:
    """The one filled button of the page, and what it will do."""
    if press(here, step.label, "next_step", also=step.act, type="primary", width="stretch"):
        take(here, step.act)
    does = "".join(tag("li", text(d)) for d in step.does)
    st.html(tag("ul", does, "does", aria_label=t("What this button does")))


def take(here: Here, act: Act) -> None:
    """Do it, or ask first what a round needs, or say why not."""
    on_the_page = here.stage.meeting.phase is Phase.CHECKS
    if act is Act.OPEN_ROUND and not on_the_page and not opening.asks_nothing(here):
        opening.start_opening()
        st.rerun()
    if act is Act.REVEAL and here.stage.takes_ballots:
        closing.ask_or_close(here)
        return
    seen, room = here.stage.meeting.place, here.room
    if act is Act.FREEZE:
        done = trying(lambda: room.freeze(here.code, here.secret, seen=seen), opening.names(here))
    else:
        done = trying(
            lambda: room.act(here.code, here.secret, act, seen=seen), opening.names(here)
        )
    if done is not None:
        st.rerun()


def watching(here: Here) -> None:
    """The page of observers, leads, experts and the recorder."""
    stage = here.stage
    st.session_state[SEEN] = (stage.meeting, stage.setup)
    drawn(band(stage.meeting))
    st.html(heading(stage.meeting, f"{stage.title} · {here.code} · {role_name(here.role)}"))
    coming_back(here)
    found = revealed_results(here)
    if found is None:
        _live_count(here.code)
        if here.may(Act.EDIT_SCORE) or stage.meeting.phase is Phase.REVIEW:
            scoring.review(here)
    else:
        link(here)
        if stage.meeting.phase in RANKED:
            in_meeting(here)
            deciding(here)
            results.ranking(found)
        results.revealed(found, lambda: _live_count(here.code), here.stage.setup)
        knowing(here)
    if here.may(Act.SEE_AUDIT):
        managing(here)


@part
def _live_count(code: str) -> None:
    """How many ballots; the whole page again when the phase changes."""
    here = followed(code, "watch_push")
    if here is None:
        return
    stage = here.stage
    if st.session_state.get(SEEN) != (stage.meeting, stage.setup):
        st.rerun()
    push(code, stage.version, "watch_push")
    if stage.meeting.open_round or not stage.meeting.revealed_rounds:
        st.html(tag("div", count(stage), aria_live="polite"))
        closing.closing(here)
        if stage.meeting.open_round:
            st.html(tag("p", text(t("Nothing is shown before the reveal.")), "lead"))


def seance() -> None:
    """The page *Séance*."""
    room = trying(current_room)
    if room is None:
        st.html(tag("h1", text(t("Where does the meeting stand?"))))
        if code := asked_code():
            push(code, UNSEEN, "lost_push")
        return
    _seance(room)


def _seance(room: Room) -> None:
    code = asked_code()
    if not code:
        entrance.entrance(room)
        return
    try:
        here = visit(room, code)
    except UnknownMeeting as error:
        choose("")
        st.html(notice(*why_not(error)))
        entrance.entrance(room)
        return
    except EXPECTED as error:
        st.html(tag("h1", text(t("Where does the meeting stand?"))) + notice(*why_not(error)))
        push(code, UNSEEN, "lost_push")
        return
    with standing(code):
        desk(here) if here.role is Role.FACILITATOR else watching(here)
    arrival()
    leave()


def leave() -> None:
    """Back to the list of meetings, or to another code."""
    if st.button(t("Leave this meeting, or look at another"), type="tertiary", key="leave"):
        choose("")
        st.rerun()
