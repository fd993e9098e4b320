"""The frame of the vote: the perimeter and the criteria, as long as nothing is frozen."""

import streamlit as st

from criteria.case import Case
from prioritisation.ballots.modes import Mode
from prioritisation.record.folder import loaded
from prioritisation.sentences.weighting import mode_name, mode_note
from prioritisation.ui.components.controls import capital, plain
from prioritisation.ui.components.seance.here import Here
from prioritisation.ui.components.seance.trying import trying
from prioritisation.wording import t


def frame(here: Here) -> None:
    """Choose what people vote on; directions already confirmed are kept."""
    stage = here.stage
    whole = loaded(here.room.store.files(here.code))
    perimeter = st.radio(
        plain(whole.perimeter_name),
        [p.id for p in whole.perimeters],
        index=[p.id for p in whole.perimeters].index(stage.setup.perimeter),
        format_func=lambda p: plain(capital(whole.perimeter(p).label)),
        key=f"frame_perimeter_{here.code}",
    )
    criteria = _criteria(here, whole)
    weighting = _weighting(here)
    if st.button(t("Vote on this"), key="choose_frame"):
        done = trying(
            lambda: here.room.choose_frame(
                here.code,
                here.secret,
                perimeter=perimeter,
                criteria=criteria,
                weighting=weighting,
            )
        )
        if done is not None:
            st.rerun()


def _criteria(here: Here, whole: Case) -> list[str]:
    """Which criteria are voted on."""
    return st.pills(
        t("Criteria taken into account"),
        [c.id for c in whole.criteria],
        selection_mode="multi",
        default=list(here.stage.setup.criteria),
        format_func=lambda c: plain(whole.criterion(c).label),
        key=f"frame_criteria_{here.code}",
    )


def _weighting(here: Here) -> Mode:
    """How the ballots ask for weights: each way with what it asks of voters."""
    picked = st.radio(
        t("How the ballots ask for weights"),
        [m.value for m in Mode],
        index=list(Mode).index(here.stage.setup.weighting),
        format_func=lambda m: plain(capital(mode_name(Mode(m)))),
        captions=[mode_note(m) for m in Mode],
        key=f"frame_weighting_{here.code}",
    )
    return Mode(picked)
