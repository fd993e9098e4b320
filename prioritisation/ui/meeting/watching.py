"""Others than the facilitator: what stands, how many, and the results once revealed."""

import streamlit as st

from prioritisation.drawing.counting import count
from prioritisation.drawing.heading import band, heading
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projector import RANKED
from prioritisation.meeting.rules import Act, Phase
from prioritisation.sentences.rights import role_name
from prioritisation.ui.decision.meeting import deciding
from prioritisation.ui.meeting import closing, results, scoring
from prioritisation.ui.meeting.desk import SEEN, revealed_results
from prioritisation.ui.meeting.managing import managing
from prioritisation.ui.meeting.recovering import coming_back
from prioritisation.ui.note.link import link
from prioritisation.ui.sets.meeting import in_meeting
from prioritisation.ui.shared.pieces import drawn
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.knowing import knowing
from prioritisation.ui.visit.parts import part
from prioritisation.ui.visit.push import followed, push
from prioritisation.wording import t


def watching(here: Here) -> None:
    """The page of observers, leads, experts and the recorder."""
    stage = here.stage
    st.session_state[SEEN] = (stage.meeting, stage.setup)
    drawn(band(stage.meeting))
    st.html(heading(stage.meeting, f"{stage.title} · {here.code} · {role_name(here.role)}"))
    coming_back(here)
    found = revealed_results(here)
    if found is None:
        live(here.code)
        if here.may(Act.EDIT_SCORE) or stage.meeting.phase is Phase.REVIEW:
            scoring.review(here)
    else:
        link(here)
        if stage.meeting.phase in RANKED:
            in_meeting(here)
            deciding(here)
            results.ranking(found)
        results.revealed(found, lambda: live(here.code), here.stage.setup)
        knowing(here)
    if here.may(Act.SEE_AUDIT):
        managing(here)


@part
def live(code: str) -> None:
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
