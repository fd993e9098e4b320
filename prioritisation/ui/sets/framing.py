"""The form of what bounds a choice: what the group can bear, and the day it would start."""

from dataclasses import replace
from functools import partial

from prioritisation.analysis.sets.saying import day_of
from prioritisation.analysis.sets.words import Capacity, Question
from prioritisation.sentences.sets import capacity_text, capacity_word
from prioritisation.ui.sets.fields import KIND, YES_NO, sent, text_field, tied, typed, value
from prioritisation.ui.sets.forms import FRAME, close, day_text, fill, is_open, make, no_day, send
from prioritisation.ui.sets.ground import Ground, Keep, refuse
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import capital, plain
from prioritisation.wording import t

NOT_SAID = ""


def frame_form(ground: Ground, keep: Keep) -> None:
    """What the group can bear, whether it is a limit, and the day it would start."""
    name, form = ground.name, (KIND, FRAME)
    words = {NOT_SAID: t("Not said"), **{c.value: capital(capacity_word(c)) for c in Capacity}}
    told = value(name, "capacity") or NOT_SAID
    held.radio(
        t("What the group can bear"),
        list(words),
        format_func=lambda w: plain(words[w]),
        **{**tied(name, "capacity", form), "value": told if told in words else NOT_SAID},
    )
    hard = bool(value(name, YES_NO))
    label = t("It is a limit: what exceeds it is excluded")
    held.checkbox(label, **{**tied(name, YES_NO, form), "value": hard})
    label = t("The group would start on (dd/mm/yyyy), empty if nobody knows")
    text_field(held.text_input, label, name, "day", form)
    send(t("Keep capacity and start"), FRAME, partial(_keep_frame, ground, keep))


def _keep_frame(ground: Ground, keep: Keep) -> None:
    name = ground.name
    if not is_open(name, FRAME):
        return
    try:
        day = day_of(typed(name, "day"))
    except ValueError:
        refuse(FRAME, no_day(t("The group would start on"), typed(name, "day")))
        return
    word, hard = typed(name, "capacity"), bool(sent(name, YES_NO))
    capacity = Capacity(word) if word in set(Capacity) else None

    def edit(question: Question) -> Question:
        return replace(question, capacity=capacity, hard=hard and capacity is not None, day=day)

    close(name, "capacity", YES_NO, "day")
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
