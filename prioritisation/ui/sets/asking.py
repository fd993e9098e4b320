"""What the group says of levers together: said one thing at a time, changed, taken back.

The form of what bounds a choice: what the group can bear, and the day it would start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from prioritisation.analysis.sets.discussion import MOST_LEVERS, Told
from prioritisation.analysis.sets.question import Capacity, Question, day_of
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.sets import (
    capacity_text,
    capacity_word,
    load_text,
    synergy_text,
    wait_text,
)
from prioritisation.ui.sets import forms
from prioritisation.ui.sets.forms import FRAME, close, day_text, fill, is_open, make, no_day, send
from prioritisation.ui.sets.ground import (
    KIND,
    YES_NO,
    Change,
    Ground,
    Keep,
    refuse,
    refused,
    sent,
    text_field,
    tied,
    typed,
    value,
)
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import capital, plain
from prioritisation.ui.shared.page import apart
from prioritisation.ui.visit.trying import notice
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


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: the sentence, how to say it again, how to take it back."""

    key: str
    said: str
    again: Callable[[str], None]
    without: Callable[[Question], Question]


def asking(ground: Ground) -> None:
    """Everything said of sets, and the controls for who may say more."""
    st.html(tag("h2", text(t("What is said of the levers together"))))
    lines = said(ground)
    if ground.keep is None:
        _read(ground, lines)
        return
    _most(ground, ground.keep)
    with apart():
        for line in lines:
            _line(ground, ground.keep, line)
        if not lines:
            none = t("Nothing is said yet: only the levers' own points count.")
            st.html(tag("p", text(none), "thin"))
    _adding(ground, ground.keep)


def _read(ground: Ground, lines: Sequence[Line]) -> None:
    told = [line.said for line in lines] or [t("Nothing is said: only the levers' points count.")]
    st.html("".join(tag("p", text(one), "thin") for one in told))
    size = ground.told.question.most
    st.html(tag("p", text(t("Levers in a choice, at most: {n}.", n=size)), "note"))


def _most(ground: Ground, keep: Keep) -> None:
    """How many levers a choice may have."""
    sizes = range(1, min(MOST_LEVERS, len(ground.case.levers)) + 1)
    held.segmented_control(
        t("Levers in a choice, at most"),
        sizes,
        name=f"{ground.name}_most",
        value=min(ground.told.question.most, len(sizes)),
        write=partial(_resize, keep),
        format_func=str,
        required=True,
    )


def _resize(keep: Keep, size: int) -> None:
    def edit(told: Told) -> Told:
        return Told(replace(told.question, most=size), told.cards)

    mine = t("Levers in a choice, at most: {n}.", n=size)
    keep.make(
        Change(
            edit, mine, lambda told: t("Levers in a choice, at most: {n}.", n=told.question.most)
        )
    )


def said(ground: Ground) -> list[Line]:
    """Everything said, each with how to change it."""
    question, names = ground.told.question, ground.names
    lines = [
        Line(
            f"syn_{s.first}_{s.second}",
            synergy_text(s, names, question.values),
            partial(forms.fill_synergy, said=s),
            forms.no_synergy(s.first, s.second),
        )
        for s in question.synergies
    ]
    lines += [
        Line(
            f"load_{s.lever}",
            load_text(s, names),
            partial(forms.fill_load, said=s),
            forms.no_load(s.lever),
        )
        for s in question.loads
    ]
    lines += [
        Line(
            f"wait_{w.lever}",
            wait_text(w, names),
            partial(forms.fill_wait, said=w),
            forms.no_wait(w.lever),
        )
        for w in question.waits
    ]
    return lines + _frame(question)


def _frame(question: Question) -> list[Line]:
    """The capacity and the day of the start."""
    lines = []
    if question.capacity is not None:
        lines.append(
            Line(
                "capacity",
                capacity_text(question),
                lambda name: fill_frame(name, question),
                lambda q: replace(q, capacity=None, hard=False),
            )
        )
    if question.day is not None:
        lines.append(
            Line(
                "day",
                t("The group would start on {date}.", date=forms.day_text(question.day)),
                lambda name: fill_frame(name, question),
                lambda q: replace(q, day=None),
            )
        )
    return lines


def _line(ground: Ground, keep: Keep, line: Line) -> None:
    key = f"{ground.name}_{line.key}"
    with st.container(
        key=f"line_{key}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.html(tag("p", text(line.said), "saidline"), width="stretch")
        st.button(
            t("Change"),
            key=f"again_{key}",
            type="tertiary",
            on_click=line.again,
            args=(ground.name,),
        )
        st.button(
            t("Take back"), key=f"drop_{key}", type="tertiary", on_click=_drop, args=(keep, line)
        )


def _drop(keep: Keep, line: Line) -> None:
    def edit(told: Told) -> Told:
        return Told(line.without(told.question), told.cards)

    mine = t("Taken back: {said}", said=line.said)
    keep.make(Change(edit, mine, lambda _told: t("It is still there, or was changed.")))


def _adding(ground: Ground, keep: Keep) -> None:
    """Which kind of thing to say, then its form: one is open at a time, none to begin with."""
    kinds = {
        forms.SYNERGY: t("A synergy"),
        forms.LOAD: t("A workload"),
        forms.WAIT: t("A lever that waits"),
        forms.FRAME: t("Capacity, start"),
    }
    if len(ground.case.levers) < 2:  # noqa: PLR2004 (a pair)
        del kinds[forms.SYNERGY]
    held.pills(
        t("Say something more"),
        list(kinds),
        name=f"{ground.name}_{KIND}",
        value=value(ground.name, KIND),
        write=partial(_open, ground),
        format_func=lambda k: kinds[k],
    )
    kind = str(value(ground.name, KIND))
    form = {
        forms.SYNERGY: forms.synergy_form,
        forms.LOAD: forms.load_form,
        forms.WAIT: forms.wait_form,
        forms.FRAME: frame_form,
    }.get(kind if kind in kinds else "")
    if form is None:
        return
    with st.container(key=f"saying_{ground.name}", gap="small"):
        form(ground, keep)
    if why := refused(kind):
        st.html(notice(*why))


def _open(ground: Ground, kind: str | None) -> None:
    """Another form is open: what was refused in the last one is past."""
    refuse("")
    held.keep(f"{ground.name}_{KIND}")(kind)
    if kind == forms.FRAME:
        fill_frame(ground.name, ground.told.question)
