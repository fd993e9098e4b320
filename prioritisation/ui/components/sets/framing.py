"""The form of what bounds a choice: what the group can bear, and the day it would start."""

from dataclasses import replace

import streamlit as st

from prioritisation.portfolio.saying import day_of
from prioritisation.portfolio.words import Capacity, Question
from prioritisation.sentences.sets import capacity_text, capacity_word
from prioritisation.ui.components.controls import capital, plain
from prioritisation.ui.components.sets.forms import (
    FRAME,
    clear,
    day_text,
    field_key,
    fill,
    make,
    no_day,
    typed,
)
from prioritisation.ui.components.sets.ground import Ground, Keep, refuse
from prioritisation.wording import t

NOT_SAID = ""


def frame_form(ground: Ground, keep: Keep) -> None:
    """What the group can bear, whether it is a limit, and the day it would start."""
    words = {NOT_SAID: t("Not said"), **{c.value: capital(capacity_word(c)) for c in Capacity}}
    st.radio(
        t("What the group can bear"),
        list(words),
        format_func=lambda w: plain(words[w]),
        key=field_key(ground, "capacity"),
    )
    st.checkbox(t("It is a limit: what exceeds it is excluded"), key=field_key(ground, "hard"))
    st.text_input(
        t("The group would start on (dd/mm/yyyy), empty if nobody knows"),
        key=field_key(ground, "day"),
        max_chars=12,
    )
    st.form_submit_button(t("Keep capacity and start"), on_click=_keep_frame, args=(ground, keep))


def _keep_frame(ground: Ground, keep: Keep) -> None:
    name = ground.name
    try:
        day = day_of(typed(name, "day"))
    except ValueError:
        refuse(FRAME, no_day(t("The group would start on"), typed(name, "day")))
        return
    word, hard = typed(name, "capacity"), bool(st.session_state.get(field_key(name, "hard")))
    capacity = Capacity(word) if word else None

    def edit(question: Question) -> Question:
        return replace(question, capacity=capacity, hard=hard and bool(word), day=day)

    clear(name, "capacity", "hard", "day")
    make(keep, edit, _frame_text(edit(Question())), _frame_text)


def _frame_text(question: Question) -> str:
    day = (
        t("The group would start on {date}.", date=day_text(question.day)) if question.day else ""
    )
    return " ".join(part for part in (capacity_text(question), day) if part)


def fill_frame(name: str, question: Question) -> None:
    """Open the form on what was said."""
    word = question.capacity.value if question.capacity else NOT_SAID
    day = day_text(question.day) if question.day else ""
    fill(name, FRAME, capacity=word, hard=question.hard, day=day)
