"""The page *Séance* as a whole: the facilitator's, with one filled button, and all others'."""

from functools import partial

import streamlit as st

from prioritisation.drawing import heading
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projector import RANKED
from prioritisation.meeting.room import Room, RoundResults, current_room
from prioritisation.meeting.rules import Act, Phase, Role
from prioritisation.meeting.store import UnknownMeeting
from prioritisation.sentences.meeting import role_name
from prioritisation.ui.decision.meeting import draw_decision
from prioritisation.ui.meeting import ending, entrance, managing, opening, results, scoring
from prioritisation.ui.meeting.conducting import PAGE_STATE, draw_control, page_state
from prioritisation.ui.meeting.readings import draw_open_choices, draw_questions
from prioritisation.ui.note.which import draw_note_link
from prioritisation.ui.sets import draw_meeting_sets
from prioritisation.ui.shared.page import draw_html, speak_of_case
from prioritisation.ui.shared.pages import LOG, PEOPLE, PREPARING, meeting_view
from prioritisation.ui.shared.scripts import scroll_to_place
from prioritisation.ui.visit.visit import (
    EXPECTED,
    UNSEEN,
    Visit,
    attempt,
    choose_meeting,
    code_of_address,
    follow,
    late,
    notice_block,
    open_visit,
    part,
    push,
    while_meeting_stands,
    why_not,
)
from prioritisation.ui.visit.warnings import draw_warnings
from prioritisation.wording import t


def facilitator_page(visit: Visit) -> None:
    """*Conduire*, for whoever runs the meeting: the control block, then what the group is at."""
    stage = visit.stage
    st.session_state[PAGE_STATE] = page_state(stage)
    st.html(heading.rail_block(stage.meeting, stage.title, visit.code))
    results = revealed_results(visit)
    opening.opening_dialog(visit)
    ending.closing_dialog(visit)
    ending.ending_dialog(visit)
    draw_control(visit.code, results)
    if results is None:
        _phase_work(visit)
    else:
        _after(visit, results)


def revealed_results(visit: Visit) -> RoundResults | None:
    """The results, when the room lets this visitor see them now."""
    if not visit.may(Act.SEE_RESULTS):
        return None
    return attempt(lambda: visit.room.results(visit.code, visit.role))


def _phase_work(visit: Visit) -> None:
    """What the group is at before it has voted, besides going on."""
    phase = visit.stage.meeting.phase
    if phase is Phase.REVIEW:
        scoring.draw_review(visit)
    if phase in (Phase.LOBBY, Phase.REVIEW, Phase.CHECKS):
        draw_questions(visit)
        draw_warnings(visit)
    if phase is not Phase.REVIEW:
        scoring.frozen(visit)


def _after(visit: Visit, round_results: RoundResults) -> None:
    """Below the pictures: what the group speaks of and writes; figures are folded."""
    if visit.stage.meeting.phase is not Phase.CLOSED:
        draw_note_link(visit)
    ranked = visit.stage.meeting.phase in RANKED
    draw_html(results.reasons_block(round_results))
    if ranked:
        draw_meeting_sets(visit)
        draw_decision(visit)
    draw_warnings(visit)
    phase = visit.stage.meeting.phase
    plots = round_results.analysis is None or phase not in results.EACH_IN_SMALL
    with st.expander(t("How it is computed"), type="compact", key="fold_computed"):
        if ranked:
            results.draw_ranking(round_results, partial(draw_open_choices, visit), plots=plots)
        else:
            draw_open_choices(visit, round_results.analysis)
        results.draw_results(round_results, visit.stage.setup, plots=plots)


def observer_page(visit: Visit) -> None:
    """*Conduire*, for observers, leads, experts and the recorder: where the meeting stands."""
    stage = visit.stage
    st.session_state[PAGE_STATE] = page_state(stage)
    st.html(
        heading.rail_block(stage.meeting, stage.title, visit.code, role_name(visit.role))
        + heading.state_block(stage.meeting)
    )
    back = t(
        "Do you lead this meeting? Open your facilitator's link in this browser. Lost: whoever "
        "opens the set-up link of this application makes a new one in the list of meetings."
    )
    st.html(tag("p", text(back), "thin"))
    revealed = revealed_results(visit)
    _live_count(visit.code)
    if revealed is None:
        if visit.may(Act.EDIT_SCORE) or stage.meeting.phase is Phase.REVIEW:
            scoring.draw_review(visit)
    else:
        draw_note_link(visit)
        if stage.meeting.phase in RANKED:
            draw_meeting_sets(visit)
            draw_decision(visit)
            results.draw_ranking(revealed, partial(draw_open_choices, visit), plots=True)
        draw_html(results.reasons_block(revealed))
        results.draw_results(revealed, visit.stage.setup, plots=True)
        draw_warnings(visit)


@part
def _live_count(code: str) -> None:
    """How many ballots; the whole page again when the phase changes."""
    visit = follow(code, "watch_push")
    if visit is None:
        return
    stage = visit.stage
    if st.session_state.get(PAGE_STATE) != page_state(stage):
        st.rerun()
    push(code, stage.version, "watch_push")
    if stage.meeting.unrevealed_round or not stage.meeting.revealed_rounds:
        st.html(tag("div", heading.ballot_count_block(stage), aria_live="polite"))
        ending.draw_closing(visit)
        if stage.meeting.unrevealed_round:
            st.html(tag("p", text(t("No result is shown while people vote.")), "lead"))


def seance() -> None:
    """The page *Séance*."""
    room = attempt(current_room)
    if room is None:
        st.html(tag("h1", text(t("Where does the meeting stand?"))))
        if code := code_of_address():
            push(code, UNSEEN, "lost_push")
        return
    _seance(room)


def _seance(room: Room) -> None:
    code = code_of_address()
    if not code:
        entrance.entrance(room)
        return
    try:
        visit = open_visit(room, code)
    except UnknownMeeting as error:
        choose_meeting("")
        st.html(notice_block(*why_not(error)))
        entrance.entrance(room)
        return
    except EXPECTED as error:
        st.html(
            tag("h1", text(t("Where does the meeting stand?"))) + notice_block(*why_not(error))
        )
        push(code, UNSEEN, "lost_push")
        return
    speak_of_case(visit.stage.case)
    with while_meeting_stands(code):
        _draw_view(visit)
    scroll_to_place()
    _leave()


def _draw_view(visit: Visit) -> None:
    """The view that the address asks for; each follows the meeting."""
    draw_html(heading.band(visit.stage.meeting))
    late(visit)
    beside = {
        PREPARING: managing.draw_preparing,
        PEOPLE: managing.draw_people,
        LOG: managing.draw_log,
    }.get(meeting_view())
    if beside is None:
        facilitator_page(visit) if visit.role is Role.FACILITATOR else observer_page(visit)
        return
    st.session_state[PAGE_STATE] = page_state(visit.stage)
    _follow(visit.code)
    beside(visit)


@part
def _follow(code: str) -> None:
    """Have the view drawn again when what it says of the meeting changes."""
    visit = follow(code, "view_push")
    if visit is None:
        return
    if st.session_state.get(PAGE_STATE) != page_state(visit.stage):
        st.rerun()
    push(code, visit.stage.version, "view_push")


def _leave() -> None:
    """Back to the list of meetings, or to another code."""
    if st.button(t("Leave this meeting, or look at another"), type="tertiary", key="leave"):
        choose_meeting("")
        st.rerun()
