"""*Conduire*: where the meeting stands, the one next step, and what the room sees."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from prioritisation.analysis.address import MEETING_KEY, TAB_KEY
from prioritisation.analysis.ballots.anonymity import too_few
from prioritisation.analysis.warnings import are_few
from prioritisation.drawing import heading
from prioritisation.drawing.markup import act_link, tag, text
from prioritisation.drawing.projector import thumbnail
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.meeting.room.choices import scores_pin
from prioritisation.meeting.room.warnings import LAST_BEFORE
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.setup import PROJECT_WAITING
from prioritisation.sentences.meeting import reveal_text, room_sentence
from prioritisation.settings import warning_thresholds
from prioritisation.ui.meeting import arrivals, ending, opening, steps
from prioritisation.ui.meeting.arrivals import chosen_origin
from prioritisation.ui.meeting.ending import sentence_of_decision
from prioritisation.ui.meeting.results import draw_pictures, reveal_summary
from prioritisation.ui.meeting.steps import current_view, hidden_view, projected_criterion
from prioritisation.ui.note.which import draw_note_link
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.shared.pages import PEOPLE, PREPARING
from prioritisation.ui.shared.scripts import clock, place_id
from prioritisation.ui.visit.visit import Visit, attempt, follow, is_done, part, press, push
from prioritisation.web.requests import ORIGIN_KEY
from prioritisation.wording import t, tn


def draw_room(visit: Visit, results: RoundResults | None) -> None:
    """The right side of *Conduire*; results are those of the last vote, where there are any."""
    stage = visit.stage
    st.html(tag("h2", text(t("What the room sees")), "next"))
    seen = attempt(lambda: thumbnail(visit.room, stage, stage.clock(), chosen_origin()))
    draw_html(seen or "")
    with st.container(key="projecting", horizontal=True, gap="small"):
        st.link_button(t("Project"), _address(visit), width="stretch")
        if visit.may(Act.PROJECT):
            _draw_next_criterion(visit)
            _draw_waiting(visit)
    st.html(tag("p", text(t("A new window, to drag onto the large screen.")), "thin"))
    withheld = too_few(stage.ballots, stage.typed) if results is None else results.analysis is None
    since = attempt(lambda: visit.room.since_last(stage))
    sentence = room_sentence(
        stage.meeting,
        current_view(stage),
        invited=stage.setup.invited,
        withheld=withheld,
        deciding=sentence_of_decision(visit),
        anew=bool(since and since.unlike),
    )
    if sentence:
        label = tag("p", text(t("To say to the room")), "label")
        quoted = tag("p", text(t("« {sentence} »", sentence=sentence)), "tosay")
        st.html(tag("div", label + quoted, "saying"))
    with st.container(key="other_ways", horizontal=True, gap="medium"):
        _draw_ways(visit)


def _address(visit: Visit) -> str:
    return "/projection?" + urlencode({MEETING_KEY: visit.code, ORIGIN_KEY: chosen_origin()})


def _draw_waiting(visit: Visit) -> None:
    """The screen with the title and the code only, or back from it."""
    waiting = visit.stage.setup.projection == PROJECT_WAITING
    label = t("Back to the picture") if waiting else t("Waiting screen")
    view = hidden_view(visit.stage) if waiting else PROJECT_WAITING
    if press(visit, label, "waiting", also=view, width="stretch") and is_done(
        partial(visit.room.project, visit.code, visit.secret, view)
    ):
        st.rerun()


def _draw_next_criterion(visit: Visit) -> None:
    """The scores of the next criterion on the projector, while these are read; then the first."""
    ids = [criterion.id for criterion in visit.stage.criteria]
    if visit.stage.meeting.phase is not Phase.REVIEW or len(ids) == 1:
        return
    here = projected_criterion(visit.stage) or ids[-1]  # from elsewhere, the first one comes next
    upcoming = scores_pin(ids[(ids.index(here) + 1) % len(ids)])
    label = t("Next criterion")
    if press(visit, label, "next_criterion", also=upcoming, width="stretch") and is_done(
        partial(visit.room.project, visit.code, visit.secret, upcoming)
    ):
        st.rerun()


def _draw_ways(visit: Visit) -> None:
    """What is done less often: links, and what asks for a reason."""
    ways = [(t("Code and QR code"), PEOPLE)]
    if visit.may(Act.ENTER_PAPER):
        ways.insert(0, (t("Vote on paper"), PREPARING))
    for label, view in ways:
        if st.button(label, type="tertiary", key=f"way_{view}"):
            st.query_params[TAB_KEY] = view
            st.rerun()
    if visit.may(Act.VOID_ROUND):
        opening.draw_void(visit)
    if visit.may(Act.REOPEN):
        opening.draw_back(visit)


PAGE_STATE = "seen_stage"
"""Session key: what the whole page was drawn from."""


def page_state(stage: Stage) -> tuple[object, ...]:
    """What the whole page depends on; that few are present is said as long as it is true."""
    gathering = stage.meeting.phase is LAST_BEFORE[stage.meeting.form]
    return stage.meeting, stage.setup, gathering and are_few(stage.present, warning_thresholds())


@part
def draw_control(code: str, results: RoundResults | None) -> None:
    """What changes with each vote; when the rest of the page must change, all of it is drawn."""
    visit = follow(code, "desk_push")
    if visit is None:
        return
    stage = visit.stage
    if st.session_state.get(PAGE_STATE) != page_state(stage) or ending.counted_anew(visit):
        st.rerun()
    push(code, stage.version, "desk_push")
    with st.container(key="desk"):
        with st.container(key="desk_left", gap="small"):
            _draw_title(visit)
            _draw_state(visit, results)
            _draw_next(
                visit,
                steps.UNREVEALED if results is None else reveal_summary(visit.stage, results),
            )
        with st.container(key="desk_right", gap="small"):
            draw_room(visit, results)


def _draw_title(visit: Visit) -> None:
    """The state, and beside it the time advised to vote."""
    with st.container(key="state", horizontal=True, vertical_alignment="center"):
        st.html(heading.state_block(visit.stage.meeting))
        if visit.may(Act.SET_COUNTDOWN):
            _draw_time(visit)


def _draw_state(visit: Visit, results: RoundResults | None) -> None:
    """How many people and votes, the time; once there are results, their pictures."""
    if results is not None:
        draw_pictures(visit, results)
        return
    st.html(tag("div", _counts(visit), "", aria_live="polite"))
    arrivals.draw_full(visit)
    if visit.stage.meeting.phase in (Phase.DRAFT, Phase.LOBBY):
        draw_html(arrivals.unreachable())


def _counts(visit: Visit) -> str:
    stage = visit.stage
    counted = heading.ballot_count_block(stage) + _invitations(visit)
    if not stage.takes_ballots:
        return counted
    how = t("They came in and have not sent a vote yet. How many is known, never who.")
    return (
        counted
        + (tag("p", text(missing), "missing") if (missing := heading.missing_text(stage)) else "")
        + (tag("p", text(how), "thin") if stage.missing else "")
        + _few(stage)
    )


def _few(stage: Stage) -> str:
    """That what is in is too little to show anything, once nobody is missing."""
    if not stage.ballots or stage.missing or not too_few(stage.ballots, stage.typed):
        return ""
    return tag("p", text(reveal_text(stage.ballots, stage.typed)), "warn")


def _draw_time(visit: Visit) -> None:
    """The time advised to vote, where there is one, and how to give more."""
    stage = visit.stage
    with st.container(
        key="time", horizontal=True, gap="small", vertical_alignment="center", width="content"
    ):
        if stage.setup.deadline and stage.closes_in is None:
            clock(stage.seconds_to(stage.setup.deadline), "", "desk_clock")
        opening.draw_countdown(visit)


def _invitations(visit: Visit) -> str:
    """How many were made and used, where people come in by these; that none was stands out."""
    if not visit.stage.setup.invited:
        return ""
    issued, used = visit.room.invitations(visit.code)
    if not issued:
        return tag("p", text(t("No invitation has been made yet: no device can vote.")), "warn")
    return tag("p", text(heading.invitations_text(issued, used)), "thin")


def _draw_next(visit: Visit, revealed: steps.RevealSummary) -> None:
    """The next step: one sentence and the only filled button; beside it what else leads on."""
    ending.draw_closing(visit)
    step = steps.main_step(visit.stage, revealed)
    if step is not None:
        step = ending.before_closing(visit, step)
        with st.container(key="next_panel", gap="small"):
            _draw_sentence(step)
            if press(
                visit,
                _asking(visit, step),
                "next_step",
                also=(step.act, step.view),
                type="secondary" if step.waits else "primary",
                width="stretch",
            ):
                take(visit, step)
            _draw_settling(visit)
    elif visit.stage.meeting.phase is Phase.CLOSED and visit.may(Act.EXPORT):
        with st.container(key="next_panel", gap="small"):
            after = t("The meeting is over: read the report again, then send it.")
            st.html(_task_block(after))
            draw_note_link(visit)
    opening.draw_outlines(visit, steps.other_steps(visit.stage, revealed))


def _draw_sentence(step: steps.NextStep) -> None:
    """What to do now, and a filled link to where it is written."""
    st.html(_task_block(step.sentence))
    if step.place:
        st.html(act_link(f"#{place_id(step.place)}", t("Go and write it"), "enter"))


def _task_block(sentence: str) -> str:
    return tag("h2", text(t("What comes next")), "next") + tag("p", text(sentence), "next-do")


def _draw_settling(visit: Visit) -> None:
    """While the meeting is prepared: the way to the questions that it has still to settle."""
    left = steps.questions_left(visit.stage)
    if visit.stage.meeting.phase is not Phase.DRAFT or not left:
        return
    label = tn("Settle {n} question", "Settle {n} questions", left)
    if st.button(label, type="tertiary", key="settle_questions"):
        st.query_params[TAB_KEY] = PREPARING
        st.rerun()


def _asking(visit: Visit, step: steps.NextStep) -> str:
    """The label, with dots where something is asked first."""
    opens = step.act is Act.OPEN_ROUND and not opening.asks_nothing(visit)
    lacks = step.act is Act.CLOSE and ending.unwritten(visit)
    return t("{step}…", step=step.label) if opens or step.waits or lacks else step.label


def take(visit: Visit, step: steps.NextStep) -> None:
    """Do it, or ask first what a vote needs, or say why not."""
    if step.act is Act.OPEN_ROUND and not opening.asks_nothing(visit):
        opening.start_opening()
        st.rerun()
    if step.act is Act.REVEAL and visit.stage.takes_ballots:
        ending.ask_or_close(visit)
        return
    if step.act is Act.CLOSE and ending.unwritten(visit):
        ending.ask()
    seen, room = visit.stage.meeting.stamp, visit.room
    work = partial(room.act, visit.code, visit.secret, step.act, stamp=seen)
    if step.act is Act.FREEZE:
        work = partial(room.freeze, visit.code, visit.secret, stamp=seen)
    elif step.act is Act.OPEN_ROUND:
        work = partial(room.open_round, visit.code, visit.secret, stamp=seen)
    elif step.view:
        work = partial(room.project, visit.code, visit.secret, step.view)
    if is_done(work, opening.names_of_meeting(visit)):
        st.rerun()
