"""The page *Séance* as a whole: the facilitator's, with one filled button, and all others'."""

from functools import partial

import streamlit as st

from prioritisation.analysis.warnings import are_few
from prioritisation.drawing import heading, round_sentences
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projector import RANKED
from prioritisation.meeting.room import Room, RoundResults, Stage, current_room
from prioritisation.meeting.room.warnings import LAST_BEFORE
from prioritisation.meeting.rules import Act, Phase, Role
from prioritisation.meeting.store import UnknownMeeting
from prioritisation.sentences.meeting import role_name
from prioritisation.settings import warning_thresholds
from prioritisation.ui.decision.meeting import draw_decision
from prioritisation.ui.meeting import arrivals, closing, entrance, opening, results, scoring, steps
from prioritisation.ui.meeting.arrivals import way_in
from prioritisation.ui.meeting.entrance import coming_back
from prioritisation.ui.meeting.managing import draw_managing
from prioritisation.ui.meeting.outlines import outlines, projection_choice
from prioritisation.ui.meeting.readings import choices_to_settle, draw_open_choices
from prioritisation.ui.note.which import draw_note_link
from prioritisation.ui.sets.meeting import draw_meeting_sets
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.shared.scripts import clock, scroll_to_place
from prioritisation.ui.visit import trying
from prioritisation.ui.visit.parts import UNSEEN, follow, part, push, while_meeting_stands
from prioritisation.ui.visit.visit import Visit, choose_meeting, code_of_address, open_visit
from prioritisation.ui.visit.warnings import draw_warnings
from prioritisation.wording import t

PAGE_STATE = "seen_stage"
"""Session key: what the whole page was drawn from."""


def facilitator_page(visit: Visit) -> None:
    """The page of whoever runs the meeting."""
    stage = visit.stage
    st.session_state[PAGE_STATE] = _page_state(stage)
    draw_html(heading.band(stage.meeting))
    st.html(heading.meeting_heading(stage.meeting, f"{stage.title} · {visit.code}"))
    trying.late(visit)
    results = revealed_results(visit)
    opening.opening_dialog(visit)
    closing.closing_dialog(visit)
    if results is None:
        _before(visit)
    else:
        _after(visit, results)
    draw_managing(visit)


def _page_state(stage: Stage) -> tuple[object, ...]:
    """What the whole page depends on; that few are present is said as long as it is true."""
    gathering = stage.meeting.phase is LAST_BEFORE[stage.meeting.form]
    return stage.meeting, stage.setup, gathering and are_few(stage.present, warning_thresholds())


def revealed_results(visit: Visit) -> RoundResults | None:
    """The results, when the room lets this visitor see them now."""
    if not visit.may(Act.SEE_RESULTS):
        return None
    return trying.attempt(lambda: visit.room.results(visit.code, visit.role))


def _before(visit: Visit) -> None:
    with st.container(key="desk"):
        with st.container(key="desk_left", gap="small"):
            _draw_live_observer(visit.code, steps.UNREVEALED)
            _phase_work(visit)
        with st.container(key="desk_right", gap="small"):
            way_in(visit)


def _phase_work(visit: Visit) -> None:
    """What there is to do in this phase besides going on."""
    phase = visit.stage.meeting.phase
    if phase is Phase.REVIEW:
        scoring.draw_review(visit)
    elif phase is Phase.CHECKS:
        opening.draw_answers(visit)
    if phase in (Phase.DRAFT, Phase.LOBBY, Phase.REVIEW, Phase.CHECKS):
        choices_to_settle(visit)
        opening.checks(visit)
        draw_warnings(visit)
    if phase is not Phase.REVIEW:
        scoring.frozen(visit)


def _after(visit: Visit, round_results: RoundResults) -> None:
    revealed = steps.RevealSummary(
        (*round_sentences.flagged_criteria(round_results), *round_results.thin),
        round_sentences.another_round(round_results),
    )

    def aside() -> None:
        _draw_live_observer(visit.code, revealed)
        projection_choice(visit, round_results)
        draw_note_link(visit)

    if visit.stage.meeting.phase not in RANKED:
        results.draw_results(round_results, aside, visit.stage.setup)
        draw_open_choices(visit, round_results.analysis)
        draw_warnings(visit)
        return
    with st.container(key="strip"):
        with st.container(key="strip_left", gap="small"):
            _draw_live_observer(visit.code, revealed)
        with st.container(key="strip_right", gap="small"):
            projection_choice(visit, round_results)
    draw_note_link(visit)
    draw_meeting_sets(visit)
    draw_decision(visit)
    results.draw_ranking(round_results, partial(draw_open_choices, visit))
    draw_warnings(visit)
    results.draw_results(round_results, lambda: None, visit.stage.setup)


@part
def _draw_live_observer(code: str, revealed: steps.RevealSummary) -> None:
    """What changes with each ballot; when the rest of the page must change, all of it is drawn."""
    visit = follow(code, "desk_push")
    if visit is None:
        return
    stage = visit.stage
    if st.session_state.get(PAGE_STATE) != _page_state(stage) or closing.counted_anew(visit):
        st.rerun()
    push(code, stage.version, "desk_push")
    if not stage.meeting.revealed_rounds or stage.meeting.unrevealed_round:
        st.html(
            tag(
                "div",
                heading.ballot_count_block(stage) + _invitations(visit),
                "",
                aria_live="polite",
            )
        )
        arrivals.draw_arrival_lines(visit)
    closing.draw_closing(visit)
    if stage.setup.deadline and stage.meeting.unrevealed_round and stage.closes_in is None:
        note = t("then the round stays open: you close it")
        clock(stage.seconds_to(stage.setup.deadline), note, "desk_clock")
    step = steps.main_step(stage, revealed)
    if step is not None:
        _filled(visit, step)
    outlines(visit, steps.other_steps(stage, revealed))


def _invitations(visit: Visit) -> str:
    """How many were made and used, where people come in by these; that none was stands out."""
    if not visit.stage.setup.invited:
        return ""
    issued, used = visit.room.invitations(visit.code)
    if not issued:
        return tag("p", text(t("No invitation has been made yet: no device can vote.")), "warn")
    return tag("p", text(heading.invitations_text(issued, used)), "thin")


def _filled(visit: Visit, step: steps.NextStep) -> None:
    """The one filled button of the page, and what it will do."""
    if trying.press(
        visit, step.label, "next_step", also=step.act, type="primary", width="stretch"
    ):
        _take(visit, step.act)
    does = "".join(tag("li", text(d)) for d in step.does)
    st.html(tag("ul", does, "does", aria_label=t("What this button does")))


def _take(visit: Visit, act: Act) -> None:
    """Do it, or ask first what a round needs, or say why not."""
    # In the checks, all that a round asks is on the page already.
    on_the_page = visit.stage.meeting.phase is Phase.CHECKS
    if act is Act.OPEN_ROUND and not on_the_page and not opening.asks_nothing(visit):
        opening.start_opening()
        st.rerun()
    if act is Act.REVEAL and visit.stage.takes_ballots:
        closing.ask_or_close(visit)
        return
    seen, room = visit.stage.meeting.stamp, visit.room
    work = (
        partial(room.freeze, visit.code, visit.secret)
        if act is Act.FREEZE
        else partial(room.act, visit.code, visit.secret, act)
    )
    if trying.is_done(lambda: work(stamp=seen), opening.names_of_meeting(visit)):
        st.rerun()


def observer_page(visit: Visit) -> None:
    """The page of observers, leads, experts and the recorder."""
    stage = visit.stage
    st.session_state[PAGE_STATE] = (stage.meeting, stage.setup)
    draw_html(heading.band(stage.meeting))
    st.html(
        heading.meeting_heading(
            stage.meeting, f"{stage.title} · {visit.code} · {role_name(visit.role)}"
        )
    )
    coming_back(visit)
    revealed = revealed_results(visit)
    if revealed is None:
        _live_count(visit.code)
        if visit.may(Act.EDIT_SCORE) or stage.meeting.phase is Phase.REVIEW:
            scoring.draw_review(visit)
    else:
        draw_note_link(visit)
        if stage.meeting.phase in RANKED:
            draw_meeting_sets(visit)
            draw_decision(visit)
            results.draw_ranking(revealed, partial(draw_open_choices, visit))
        results.draw_results(revealed, lambda: _live_count(visit.code), visit.stage.setup)
        draw_warnings(visit)
    if visit.may(Act.SEE_AUDIT):
        draw_managing(visit)


@part
def _live_count(code: str) -> None:
    """How many ballots; the whole page again when the phase changes."""
    visit = follow(code, "watch_push")
    if visit is None:
        return
    stage = visit.stage
    if st.session_state.get(PAGE_STATE) != (stage.meeting, stage.setup):
        st.rerun()
    push(code, stage.version, "watch_push")
    if stage.meeting.unrevealed_round or not stage.meeting.revealed_rounds:
        st.html(tag("div", heading.ballot_count_block(stage), aria_live="polite"))
        closing.draw_closing(visit)
        if stage.meeting.unrevealed_round:
            st.html(tag("p", text(t("Nothing is shown before the reveal.")), "lead"))


def seance() -> None:
    """The page *Séance*."""
    room = trying.attempt(current_room)
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
        st.html(trying.notice_block(*trying.why_not(error)))
        entrance.entrance(room)
        return
    except trying.EXPECTED as error:
        st.html(
            tag("h1", text(t("Where does the meeting stand?")))
            + trying.notice_block(*trying.why_not(error))
        )
        push(code, UNSEEN, "lost_push")
        return
    with while_meeting_stands(code):
        facilitator_page(visit) if visit.role is Role.FACILITATOR else observer_page(visit)
    scroll_to_place()
    _leave()


def _leave() -> None:
    """Back to the list of meetings, or to another code."""
    if st.button(t("Leave this meeting, or look at another"), type="tertiary", key="leave"):
        choose_meeting("")
        st.rerun()
