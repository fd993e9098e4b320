"""A criterion of the blank page: its name, what it is scored in, from what to what."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritisation.cases.blank import BlankCriterion
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.dossiers.place import line_field, typed_value
from prioritisation.ui.shared import widgets
from prioritisation.wording import t

_NUMBER, _WORDS = "number", "words"


def draw_criterion(done: int, k: int) -> dict[str, DeltaGenerator]:
    """The fields of one criterion; name of each -> the place beside it."""
    slots: dict[str, DeltaGenerator] = {}
    name, field = blank_name(done, k), f"criteria.{k}"
    with st.container(key=f"criterion_{k}"):
        title = t("Criterion {n}", n=k + 1)
        st.html(tag("h3", text(title)))
        with st.container(key=f"crow_{k}"):
            with st.container(key=f"clabel_{k}"):
                slots[f"{field}.label"] = line_field(t("Its name"), f"{name}_label")
            with st.container(key=f"ckind_{k}"):
                _kind(name)
            if _is_in_words(name):
                with st.container(key=f"cwords_{k}"):
                    label = t("Its words, from the worst to the best, separated by commas")
                    hint = t("against, divided, in favour")
                    slots[field] = line_field(label, f"{name}_words", hint)
            else:
                slots |= _number_fields(name, field, k)
    slots.setdefault(field, slots[f"{field}.label"])
    return slots


def _number_fields(name: str, field: str, k: int) -> dict[str, DeltaGenerator]:
    slots: dict[str, DeltaGenerator] = {}
    with st.container(key=f"cunit_{k}"):
        slots[f"{field}.unit"] = line_field(t("Unit"), f"{name}_unit", t("k€"))
    with st.container(key=f"cworst_{k}"):
        slots[f"{field}.worst"] = line_field(t("From the worst…"), f"{name}_worst")
    with st.container(key=f"cbest_{k}"):
        slots[f"{field}.best"] = line_field(t("…to the best"), f"{name}_best")
    return slots


def _kind(name: str) -> None:
    names = {_NUMBER: t("a number"), _WORDS: t("words")}
    widgets.segmented_control(
        t("Scored in"),
        list(names),
        required=True,
        format_func=names.__getitem__,
        **widgets.own_keywords(f"{name}_kind", _NUMBER),
    )


def typed_criterion(done: int, k: int) -> BlankCriterion:
    """The criterion that stands in the fields now."""
    name = blank_name(done, k)
    label = typed_value(f"{name}_label")
    if _is_in_words(name):
        words = [word.strip() for word in typed_value(f"{name}_words").split(",") if word.strip()]
        worst, best = (words[0] if words else "", words[-1] if len(words) > 1 else "")
        between = tuple(words[1:-1])
        return BlankCriterion(label, worst, best, in_words=True, between=between, decided=True)
    worst, best = typed_value(f"{name}_worst"), typed_value(f"{name}_best")
    return BlankCriterion(label, worst, best, unit=typed_value(f"{name}_unit"), decided=True)


def _is_in_words(name: str) -> bool:
    return bool(widgets.own_choice(f"{name}_kind", _NUMBER) == _WORDS)


def blank_name(done: int, field: object = "") -> str:
    """Name of a field of the page; with none, what the names of all of them begin with."""
    return f"blank_{done}_{field}"
