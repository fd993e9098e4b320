"""The frame of the vote: the perimeter and the criteria, as long as nothing is frozen."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.sentences.weighting import mode_name, mode_note
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import capital, plain
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.pressing import press
from prioritisation.ui.visit.trying import trying
from prioritisation.wording import t


def frame(here: Here) -> None:
    """Choose what people vote on; directions already confirmed are kept."""
    stage = here.stage
    whole = trying(lambda: here.room.whole_case(here.code, here.secret))
    if whole is None:
        return
    perimeter = f"frame_perimeter_{here.about}"
    held.radio(
        plain(whole.perimeter_name),
        [p.id for p in whole.perimeters],
        name=perimeter,
        value=held.own(perimeter, stage.setup.perimeter),
        write=held.keep(perimeter),
        format_func=lambda p: plain(capital(whole.perimeter(p).label)),
    )
    criteria = _criteria(here, whole)
    weighting = _weighting(here)
    chosen = held.own(perimeter, stage.setup.perimeter)
    if press(here, t("Vote on this"), "choose_frame", also=stage.setup):
        done = trying(
            lambda: here.room.choose_frame(
                here.code,
                here.secret,
                perimeter=chosen,
                criteria=held.own(criteria, list(stage.setup.criteria)),
                weighting=Mode(held.own(weighting, stage.setup.weighting.value)),
            )
        )
        if done is not None:
            held.drop(perimeter, criteria, weighting)
            st.rerun()


def _criteria(here: Here, whole: Case) -> str:
    """Which criteria are voted on; the name of the control."""
    name = f"frame_criteria_{here.about}"
    held.pills(
        t("Criteria taken into account"),
        [c.id for c in whole.criteria],
        name=name,
        value=held.own(name, list(here.stage.setup.criteria)),
        write=held.keep(name),
        selection_mode="multi",
        format_func=lambda c: plain(whole.criterion(c).label),
    )
    return name


def _weighting(here: Here) -> str:
    """How the ballots ask for weights, each way with what it asks; the name of the control."""
    name = f"frame_weighting_{here.about}"
    held.radio(
        t("How the ballots ask for weights"),
        [m.value for m in Mode],
        name=name,
        value=held.own(name, here.stage.setup.weighting.value),
        write=held.keep(name),
        format_func=lambda m: plain(capital(mode_name(Mode(m)))),
        captions=[mode_note(m) for m in Mode],
    )
    return name
