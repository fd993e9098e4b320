"""How to count, in a meeting: what is chosen, and what the group has still to settle."""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.model import Sense
from criteria.readings import ReadingQuestion
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice, open_choices
from prioritisation.drawing.choices import open_question_block
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room.setup import PROJECT_AUTO, PROJECT_CHOICES
from prioritisation.meeting.rules import Act
from prioritisation.sentences.crossing import choice_name, option_text
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.visit.trying import is_done, press
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t


def frame_readings(visit: Visit, whole: Case) -> dict[str, ReadingQuestion]:
    """How to count, one choice per question; the name of each control, and its question."""
    named = {f"frame_{q.id}_{visit.about}": q for q in whole.live_questions}
    for name, question in named.items():
        labels = {r.id: r.label for r in question.readings}
        widgets.radio(
            literal(question.name),
            list(labels),
            **widgets.own_keywords(name, question.answer(visit.stage.setup.combination).id),
            format_func=lambda r, labels=labels: literal(capital(labels[r])),
        )
    return named


def choices_to_settle(visit: Visit) -> None:
    """What is still open, the scores with each answer, and one click to take an answer.

    Whom each answer helps is shown, never who would be first.
    """
    stage = visit.stage
    unsettled = open_choices(stage.case, stage.scenario())
    if not unsettled:
        return
    with st.container(key="settling", horizontal=True, gap="small"):
        st.html(tag("h2", text(t("What the group has to settle"))), width="stretch")
        _shown_to_the_room(visit)
    for choice in unsettled:
        with st.expander(literal(choice_name(stage.case, choice)), key=f"settle_{choice.about}"):
            st.html(open_question_block(stage.case, stage.scenario(), choice))
            _answers(visit, choice)


def _shown_to_the_room(visit: Visit) -> None:
    """The first open choice on the projector, or no more."""
    if not visit.may(Act.PROJECT):
        return
    there = visit.stage.setup.projection == PROJECT_CHOICES
    label = t("Take it off the projector") if there else t("Show the first choice to the room")
    view = PROJECT_AUTO if there else PROJECT_CHOICES
    if press(visit, label, "show_choices", also=view) and is_done(
        partial(visit.room.project, visit.code, visit.secret, view)
    ):
        st.rerun()


def _answers(visit: Visit, choice: OpenChoice) -> None:
    """A button for each answer, where this visitor may settle it now."""
    direction = choice.kind is ChoiceKind.DIRECTION
    if not visit.may(Act.CONFIRM_DIRECTION if direction else Act.CHOOSE_FRAME):
        return
    with st.container(key=f"answers_{choice.about}", horizontal=True, gap="small"):
        for option in choice.options:
            label = capital(option_text(visit.stage.case, choice, option))
            name = f"settle_{choice.about}_{option}"
            if press(visit, t("Take « {answer} »", answer=label), name) and is_done(
                partial(_settle, visit, choice, option)
            ):
                st.rerun()


def _settle(visit: Visit, choice: OpenChoice, option: str) -> object:
    room, code, secret = visit.room, visit.code, visit.secret
    if choice.kind is ChoiceKind.DIRECTION:
        return room.confirm_direction(code, secret, choice.about, Sense(option))
    return room.settle_reading(code, secret, option)
