"""The forms that say a synergy, a workload, a lever that waits."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import streamlit as st

from prioritisation.analysis.sets.discussion import Discussion
from prioritisation.analysis.sets.question import (
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    QuestionFault,
    QuestionProblem,
    Synergy,
    Wait,
    day_of,
    with_loads,
    with_synergy,
    with_wait,
    without_load,
    without_synergy,
    without_wait,
)
from prioritisation.sentences.sets import (
    load_text,
    load_word,
    question_problem_text,
    synergy_text,
    synergy_word,
    wait_text,
)
from prioritisation.ui.sets.ground import (
    KIND,
    PAGE,
    SEVERAL,
    SetsEdit,
    SetsKeeper,
    SetsPage,
    clear,
    control_keywords,
    lever_field,
    put,
    sent_value,
    text_field,
    typed_line,
    value,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.visit.trying import refuse
from prioritisation.wording import date_text, t

SYNERGY, LOAD, WAIT, FRAME = "synergy", "load", "wait", "frame"
_Edited = Callable[[Question], Question]


def keep_statement(
    keep: SetsKeeper, edit: _Edited, own_text: str, current_text: Callable[[Question], str]
) -> None:
    """Keep something said of sets; ``current_text`` tells what is said on the same subject."""

    def edited(discussion: Discussion) -> Discussion:
        return Discussion(edit(discussion.question), discussion.cards)

    keep.make(
        SetsEdit(
            edited,
            own_text,
            lambda now: current_text(now.question) or t("Nothing is said of it."),
        )
    )


def is_open(name: str, kind: str) -> bool:
    """Whether a form is there: a button pressed twice sends it once."""
    return bool(value(name, KIND) == kind)


def close(name: str, *fields: str) -> None:
    """What was said is kept: the form closes, and starts empty the next time."""
    clear(name, KIND, *fields)


def fill(name: str, kind: str, **values: object) -> None:
    """Open a form with these values."""
    put(name, kind=kind, **values)


def _lever(ground: SetsPage, label: str, kind: str, field: str) -> None:
    lever_field(ground.names, label, control_keywords(ground.name, field, (KIND, kind)))


def _reason(ground: SetsPage, kind: str, example: str = "") -> None:
    what = f"{kind}_reason"
    text_field(
        widgets.text_input, t("Reason"), ground.name, what, (KIND, kind), placeholder=example
    )


def send(label: str, kind: str, keep: Callable[[], None]) -> None:
    """The button that keeps what a form says."""
    st.button(label, key=f"send_{kind}", on_click=keep)


# --- synergies


def synergy_form(ground: SetsPage, keep: SetsKeeper) -> None:
    """What two levers do to each other, and why."""
    left, right = st.columns(2)
    with left:
        _lever(ground, t("Lever"), SYNERGY, "first")
    with right:
        _lever(ground, t("With"), SYNERGY, "second")
    widgets.segmented_control(
        t("What they do to each other"),
        list(Synergy),
        format_func=lambda w: literal(capital(synergy_word(w))),
        **control_keywords(ground.name, "synergy", (KIND, SYNERGY)),
    )
    _reason(ground, SYNERGY)
    send(t("Keep this synergy"), SYNERGY, partial(_keep_synergy, ground, keep))


def _keep_synergy(ground: SetsPage, keep: SetsKeeper) -> None:
    name, names = ground.name, ground.names
    if not is_open(name, SYNERGY):
        return
    first, second, word = (typed_line(name, k) for k in ("first", "second", "synergy"))
    if not (first and second and word):
        refuse(PAGE, SYNERGY, t("Choose two levers, and what they do to each other."))
        return
    if first == second:
        problem = QuestionProblem(QuestionFault.SAME_LEVER, (first,))
        refuse(PAGE, SYNERGY, question_problem_text(problem, names))
        return
    synergy = PairSynergy(first, second, Synergy(word), typed_line(name, "synergy_reason"))

    def current_text(question: Question) -> str:
        pair = {first, second}
        stated = [s for s in question.synergies if {s.first, s.second} == pair]
        return " ".join(synergy_text(s, names, question.values) for s in stated)

    own_text = synergy_text(synergy, names, ground.discussion.question.values)
    close(name, "first", "second", "synergy", "synergy_reason")
    keep_statement(keep, lambda q: with_synergy(q, synergy), own_text, current_text)


def fill_synergy(name: str, synergy: PairSynergy) -> None:
    """Open the form on what was said."""
    values = {"first": synergy.first, "second": synergy.second, "synergy": synergy.word.value}
    fill(name, SYNERGY, **values, synergy_reason=synergy.reason)


def no_synergy(first: str, second: str) -> _Edited:
    """Take back what is said of a pair."""
    return lambda question: without_synergy(question, first, second)


# --- workloads


def load_form(ground: SetsPage, keep: SetsKeeper) -> None:
    """How much work some levers ask for, and why."""
    tie = control_keywords(ground.name, SEVERAL, (KIND, LOAD))
    widgets.pills(
        t("Levers"),
        [v.id for v in ground.case.levers],
        selection_mode="multi",
        format_func=lambda v: literal(ground.names[v]),
        # Of several, nothing is none of them.
        **{**tie, "value": tie["value"] or []},
    )
    widgets.segmented_control(
        t("Workload for the group"),
        list(Load),
        format_func=lambda w: literal(capital(load_word(w))),
        **control_keywords(ground.name, "load", (KIND, LOAD)),
    )
    _reason(ground, LOAD)
    send(t("Keep this workload"), LOAD, partial(_keep_load, ground, keep))


def _keep_load(ground: SetsPage, keep: SetsKeeper) -> None:
    name = ground.name
    if not is_open(name, LOAD):
        return
    chosen = sent_value(name, SEVERAL) or ()
    levers = tuple(v.id for v in ground.case.levers if v.id in chosen)
    word, reason = typed_line(name, "load"), typed_line(name, "load_reason")
    if not levers or not word:
        refuse(PAGE, LOAD, t("Choose one lever at least, and its workload."))
        return

    def current_text(question: Question) -> str:
        return " ".join(load_text(s, ground.names) for s in question.loads if s.lever in levers)

    own_text = current_text(with_loads(Question(), levers, Load(word), reason))
    close(name, SEVERAL, "load", "load_reason")
    keep_statement(
        keep, lambda q: with_loads(q, levers, Load(word), reason), own_text, current_text
    )


def fill_load(name: str, load: LeverLoad) -> None:
    """Open the form on what was said."""
    fill(name, LOAD, loaded=[load.lever], load=load.word.value, load_reason=load.reason)


def no_load(lever: str) -> _Edited:
    """Take back the workload of a lever."""
    return lambda question: without_load(question, lever)


# --- levers that wait


def wait_form(ground: SetsPage, keep: SetsKeeper) -> None:
    """A lever that waits, until when, and why."""
    left, right = st.columns(2)
    with left:
        _lever(ground, t("Lever that waits"), WAIT, "waiting")
    with right:
        label = t("Until (dd/mm/yyyy), empty if nobody knows")
        text_field(widgets.text_input, label, ground.name, "until", (KIND, WAIT))
    _reason(ground, WAIT, t("For example: wait for the first results"))
    send(t("Keep this wait"), WAIT, partial(_keep_wait, ground, keep))


def _keep_wait(ground: SetsPage, keep: SetsKeeper) -> None:
    name, lever = ground.name, typed_line(ground.name, "waiting")
    if not is_open(name, WAIT):
        return
    try:
        until = day_of(typed_line(name, "until"))
    except ValueError:
        refuse(PAGE, WAIT, no_day(t("Until"), typed_line(name, "until")))
        return
    if not lever:
        refuse(PAGE, WAIT, t("Choose the lever that waits."))
        return
    wait = Wait(lever, typed_line(name, "wait_reason"), until)

    def current_text(question: Question) -> str:
        return " ".join(wait_text(w, ground.names) for w in question.waits if w.lever == lever)

    close(name, "waiting", "until", "wait_reason")
    keep_statement(keep, lambda q: with_wait(q, wait), wait_text(wait, ground.names), current_text)


def no_day(place: str, value: str) -> str:
    """That what was typed somewhere is no day."""
    return t("{place}: « {found} » is not a date (dd/mm/yyyy).", place=place, found=value)


def fill_wait(name: str, wait: Wait) -> None:
    """Open the form on what was said."""
    until = day_text(wait.until) if wait.until else ""
    fill(name, WAIT, waiting=wait.lever, until=until, wait_reason=wait.reason)


def no_wait(lever: str) -> _Edited:
    """Take back that a lever waits."""
    return lambda question: without_wait(question, lever)


def day_text(day: dt.date) -> str:
    """A day as people write it."""
    return date_text(day.isoformat())
