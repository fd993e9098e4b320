"""One criterion more: its name, what it is scored in, from what to what."""

import streamlit as st

from prioritisation.cases.blank import BlankCriterion
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.criteria import added_criterion
from prioritisation.cases.typed import CRITERION_SIGNS, QUESTION_SIGNS, UNIT_SIGNS
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.editing.ground import TypedForm, Workbench, new_form
from prioritisation.ui.shared import widgets
from prioritisation.wording import t

_LONGEST_AMOUNT = 40
_NUMBER, _WORDS = "number", "words"
_FIELDS = ("label", "kind", "words", "unit", "worst", "best", "reason")


def draw_adding_criterion(bench: Workbench) -> None:
    """The form of a new one: every score on it is missing, for the group to give."""
    starts = dict.fromkeys(_FIELDS, "") | {"kind": _NUMBER}
    typed = new_form(bench, "new criterion", starts)
    with st.container(key="edited_new"):
        st.html(tag("h2", text(t("Add a criterion"))))
        slots = {"label": typed.line("label", t("Its name"), CRITERION_SIGNS)}
        _pick(typed, "kind", t("Scored in"), {_NUMBER: t("a number"), _WORDS: t("words")})
        if typed.value("kind") == _WORDS:
            label = t("Its words, from the worst to the best, separated by commas")
            slots["worst"] = slots["between"] = slots["best"] = typed.line(
                "words", label, QUESTION_SIGNS
            )
        else:
            slots["unit"] = typed.line("unit", t("Unit"), UNIT_SIGNS)
            slots["worst"] = typed.line("worst", t("From the worst…"), _LONGEST_AMOUNT)
            slots["best"] = typed.line("best", t("…to the best"), _LONGEST_AMOUNT)
        slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
        slots[""] = st.container()

        def change() -> UnitChange:
            return added_criterion(bench.units, bench.case, _typed(typed))

        done = t("It is added: its scores are missing, for the group to give.")
        typed.send(t("Add this criterion"), change, slots, done)


def _pick(typed: TypedForm, field: str, label: str, names: dict[str, str]) -> None:
    widgets.segmented_control(
        label,
        list(names),
        required=True,
        format_func=names.__getitem__,
        **widgets.own_keywords(typed.name(field), typed.starts[field]),
    )


def _typed(typed: TypedForm) -> BlankCriterion:
    """The criterion that stands in the fields now."""
    label = typed.value("label")
    if typed.value("kind") == _WORDS:
        words = [word.strip() for word in typed.value("words").split(",") if word.strip()]
        worst, best = (words[0] if words else "", words[-1] if len(words) > 1 else "")
        between = tuple(words[1:-1])
        return BlankCriterion(label, worst, best, in_words=True, between=between, decided=True)
    worst, best = typed.value("worst"), typed.value("best")
    return BlankCriterion(label, worst, best, unit=typed.value("unit"), decided=True)
