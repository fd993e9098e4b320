"""What the room sees: its picture, the window of the projector, a sentence to say, other ways."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from prioritisation.analysis.address import MEETING_KEY, TAB_KEY
from prioritisation.analysis.ballots.anonymity import too_few
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projector import thumbnail
from prioritisation.meeting.room import RoundResults
from prioritisation.meeting.room.choices import scores_pin
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.setup import PROJECT_WAITING
from prioritisation.sentences.meeting import room_sentence
from prioritisation.ui.meeting import outlines
from prioritisation.ui.meeting.arrivals import chosen_origin
from prioritisation.ui.meeting.ending import sentence_of_decision
from prioritisation.ui.meeting.views import current_view, hidden_view, projected_criterion
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.shared.pages import PEOPLE, PREPARING
from prioritisation.ui.visit.visit import Visit, attempt, is_done, press
from prioritisation.web.reach import ORIGIN_KEY
from prioritisation.wording import t


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
        outlines.draw_void(visit)
    if visit.may(Act.REOPEN):
        outlines.draw_back(visit)
