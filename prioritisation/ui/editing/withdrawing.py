"""A thing is withdrawn from a dossier: why, what leaves with it, and once more whether."""

from collections.abc import Callable

import streamlit as st

from prioritisation.cases.changes import UnitChange
from prioritisation.cases.typed import QUESTION_SIGNS
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.editing import leaving_text
from prioritisation.ui.editing.ground import (
    OpenForm,
    TypedForm,
    Workbench,
    is_pressed_as_seen,
    say_problems,
)
from prioritisation.ui.shared import widgets
from prioritisation.wording import t

_ASKED = "asked"


def draw_withdrawing(
    bench: Workbench, unit: str, label: str, make: Callable[[], UnitChange]
) -> None:
    """The button that asks, then the question, then the change that withdraws."""
    # Against the unit as it is: whoever withdraws it has it in sight.
    form = OpenForm(bench.key, f"withdraw {unit}", bench.units.get(unit), bench.dossier.seq)
    typed = TypedForm(bench, form, {"reason": "", _ASKED: ""})
    name, write = typed.name(_ASKED), widgets.choice_writer(typed.name(_ASKED))
    with st.container(key=f"withdraw_{form.name}"):
        if not typed.value(_ASKED):
            st.button(
                t("Withdraw « {name} »…", name=label),
                type="tertiary",
                key=f"ask_{name}",
                on_click=write,
                args=("yes",),
            )
            return
        _draw_question(typed, unit, label, make)


def _draw_question(
    typed: TypedForm, unit: str, label: str, make: Callable[[], UnitChange]
) -> None:
    slots = {"": st.container()}
    try:
        change = make()
    except InvalidRequest as error:
        say_problems(error.problems, slots)
        return
    leaving = leaving_text({u: pair for u, pair in change.items() if u != unit})
    question = t("Withdraw « {name} »?", name=label)
    if leaving:
        question = t("Withdraw « {name} », and with it {what}?", name=label, what=leaving)
    st.html(tag("p", text(question), "warn"))
    typed.settle(slots)
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    with st.container(key=f"acts_{typed.form.name}", horizontal=True, gap="small"):
        name = f"withdraw_yes_{typed.form.unit}"
        gone = is_pressed_as_seen(t("Yes, withdraw it"), name, sorted(change.items()))
        forget = widgets.choice_writer(typed.name(_ASKED))
        st.button(
            t("Keep it as it is"),
            key=f"withdraw_no_{typed.form.name}",
            on_click=forget,
            args=("",),
        )
    if gone:
        typed.write(lambda: change, slots, t("It is withdrawn; the history can give it back."))
