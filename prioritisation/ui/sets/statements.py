"""What the group says of levers together, one form at a time, and what bounds a choice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from prioritisation.analysis.sets.discussion import MOST_LEVERS_IN_SET, Discussion
from prioritisation.analysis.sets.question import Capacity, Question, day_of
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.sentences.sets import (
    capacity_text,
    capacity_word,
    load_text,
    synergy_text,
    wait_text,
)
from prioritisation.ui.sets import forms
from prioritisation.ui.sets.forms import (
    FRAME,
    close,
    day_text,
    fill,
    is_open,
    keep_statement,
    no_day,
    send,
)
from prioritisation.ui.sets.ground import (
    KIND,
    PAGE,
    YES_NO,
    SetsEdit,
    SetsKeeper,
    SetsPage,
    control_keywords,
    sent_value,
    text_field,
    typed_line,
    value,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.page import apart_block
from prioritisation.ui.visit.trying import draw_refusal, refuse
from prioritisation.wording import t

_NOT_SAID = ""


def frame_form(ground: SetsPage, keep: SetsKeeper) -> None:
    """What the group can bear, whether it is a limit, and the day it would start."""
    name, form = ground.name, (KIND, FRAME)
    words = {_NOT_SAID: t("Not said"), **{c.value: capital(capacity_word(c)) for c in Capacity}}
    capacity = value(name, "capacity") or _NOT_SAID
    widgets.radio(
        t("What the group can bear"),
        list(words),
        format_func=lambda w: literal(words[w]),
        **{
            **control_keywords(name, "capacity", form),
            "value": capacity if capacity in words else _NOT_SAID,
        },
    )
    hard = bool(value(name, YES_NO))
    label = t("It is a limit: what exceeds it is excluded")
    widgets.checkbox(label, **{**control_keywords(name, YES_NO, form), "value": hard})
    label = t("The group would start on (dd/mm/yyyy), empty if nobody knows")
    text_field(widgets.text_input, label, name, "day", form)
    send(t("Keep capacity and start"), FRAME, partial(_keep_frame, ground, keep))


def _keep_frame(ground: SetsPage, keep: SetsKeeper) -> None:
    name = ground.name
    if not is_open(name, FRAME):
        return
    try:
        day = day_of(typed_line(name, "day"))
    except ValueError:
        refuse(PAGE, FRAME, no_day(t("The group would start on"), typed_line(name, "day")))
        return
    word, hard = typed_line(name, "capacity"), bool(sent_value(name, YES_NO))
    capacity = Capacity(word) if word in set(Capacity) else None

    def edit(question: Question) -> Question:
        return replace(question, capacity=capacity, hard=hard and capacity is not None, day=day)

    close(name, "capacity", YES_NO, "day")
    keep_statement(keep, edit, _frame_text(edit(Question())), _frame_text)


def _frame_text(question: Question) -> str:
    day = (
        t("The group would start on {date}.", date=day_text(question.day)) if question.day else ""
    )
    return " ".join(part for part in (capacity_text(question), day) if part)


def fill_frame(name: str, question: Question) -> None:
    """Open the form on what was said."""
    word = question.capacity.value if question.capacity else _NOT_SAID
    day = day_text(question.day) if question.day else ""
    fill(name, FRAME, capacity=word, hard=question.hard, day=day)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One thing said: the sentence, how to say it again, how to take it back."""

    key: str
    sentence: str
    reopen: Callable[[str], None]
    without: Callable[[Question], Question]


def draw_statements(ground: SetsPage) -> None:
    """Everything said of sets, and the controls for who may say more."""
    lines = _statement_lines(ground)
    if ground.keep is None:
        _read(ground, lines)
        return
    _most(ground, ground.keep)
    with apart_block():
        for line in lines:
            _line(ground, ground.keep, line)
        if not lines:
            none = t("Nothing is said yet: only the levers' own points count.")
            st.html(tag("p", text(none), "thin"))
    _adding(ground, ground.keep)


def _read(ground: SetsPage, lines: Sequence[StatementLine]) -> None:
    sentences = [line.sentence for line in lines] or [
        t("Nothing is said: only the levers' points count.")
    ]
    st.html(html_paragraphs(sentences, "thin"))
    size = ground.discussion.question.most
    st.html(tag("p", text(t("Levers in a choice, at most: {n}.", n=size)), "note"))


def _most(ground: SetsPage, keep: SetsKeeper) -> None:
    """How many levers a choice may have."""
    sizes = range(1, min(MOST_LEVERS_IN_SET, len(ground.case.levers)) + 1)
    widgets.segmented_control(
        t("Levers in a choice, at most"),
        sizes,
        name=f"{ground.name}_most",
        # A link may ask for more levers than the case has.
        value=min(ground.discussion.question.most, len(sizes)),
        write=partial(_resize, keep),
        format_func=str,
        required=True,
    )


def _resize(keep: SetsKeeper, size: int) -> None:
    def edit(discussion: Discussion) -> Discussion:
        return Discussion(replace(discussion.question, most=size), discussion.cards)

    own_text = t("Levers in a choice, at most: {n}.", n=size)
    keep.make(
        SetsEdit(
            edit, own_text, lambda now: t("Levers in a choice, at most: {n}.", n=now.question.most)
        )
    )


def said_count(ground: SetsPage) -> int:
    """How many things are said of levers together."""
    return len(_statement_lines(ground))


def _statement_lines(ground: SetsPage) -> list[StatementLine]:
    """Everything said, each with how to change it."""
    question, names = ground.discussion.question, ground.names
    lines = [
        StatementLine(
            f"syn_{s.first}_{s.second}",
            synergy_text(s, names, question.values),
            partial(forms.fill_synergy, synergy=s),
            forms.no_synergy(s.first, s.second),
        )
        for s in question.synergies
    ]
    lines += [
        StatementLine(
            f"load_{s.lever}",
            load_text(s, names),
            partial(forms.fill_load, load=s),
            forms.no_load(s.lever),
        )
        for s in question.loads
    ]
    lines += [
        StatementLine(
            f"wait_{w.lever}",
            wait_text(w, names),
            partial(forms.fill_wait, wait=w),
            forms.no_wait(w.lever),
        )
        for w in question.waits
    ]
    return lines + _frame(question)


def _frame(question: Question) -> list[StatementLine]:
    """The capacity and the day of the start."""
    lines = []
    if question.capacity is not None:
        lines.append(
            StatementLine(
                "capacity",
                capacity_text(question),
                lambda name: fill_frame(name, question),
                lambda q: replace(q, capacity=None, hard=False),
            )
        )
    if question.day is not None:
        lines.append(
            StatementLine(
                "day",
                t("The group would start on {date}.", date=forms.day_text(question.day)),
                lambda name: fill_frame(name, question),
                lambda q: replace(q, day=None),
            )
        )
    return lines


def _line(ground: SetsPage, keep: SetsKeeper, line: StatementLine) -> None:
    key = f"{ground.name}_{line.key}"
    with st.container(
        key=f"line_{key}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.html(tag("p", text(line.sentence), "saidline"), width="stretch")
        st.button(
            t("Change"),
            key=f"again_{key}",
            type="tertiary",
            on_click=line.reopen,
            args=(ground.name,),
        )
        st.button(
            t("Take back"), key=f"drop_{key}", type="tertiary", on_click=_drop, args=(keep, line)
        )


def _drop(keep: SetsKeeper, line: StatementLine) -> None:
    def edit(discussion: Discussion) -> Discussion:
        return Discussion(line.without(discussion.question), discussion.cards)

    own_text = t("Taken back: {said}", said=line.sentence)
    keep.make(SetsEdit(edit, own_text, lambda _now: t("It is still there, or was changed.")))


def _adding(ground: SetsPage, keep: SetsKeeper) -> None:
    """Which kind of thing to say, then its form: one is open at a time, none to begin with."""
    kinds = {
        forms.SYNERGY: t("A synergy"),
        forms.LOAD: t("A workload"),
        forms.WAIT: t("A lever that waits"),
        forms.FRAME: t("Capacity, start"),
    }
    if len(ground.case.levers) < 2:  # noqa: PLR2004 (a pair)
        del kinds[forms.SYNERGY]
    widgets.pills(
        t("Add what the group has to say"),
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
    draw_refusal(PAGE, kind)


def _open(ground: SetsPage, kind: str | None) -> None:
    """Another form is open: what was refused in the last one is past."""
    refuse(PAGE, "")
    widgets.choice_writer(f"{ground.name}_{KIND}")(kind)
    if kind == forms.FRAME:
        fill_frame(ground.name, ground.discussion.question)
