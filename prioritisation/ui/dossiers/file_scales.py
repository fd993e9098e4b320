"""Which way each criterion of a file counts, from what to what, and how its words are ordered."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.imports.cells.number_cells import round_ends
from prioritisation.imports.making.case import (
    ScaledCriterion,
    scale_problems,
    scaled_criteria,
    score_problems,
)
from prioritisation.imports.model import ReadCriterion
from prioritisation.ui.dossiers.file_ground import FileBench
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.visit.trying import notice_block
from prioritisation.wording import problem_sentence, t, tn
from prioritisation.wording.numbers import plain

_LONGEST, _MOST_FAULTS = 40, 3
_SENSES = ("min", "max")


def draw_scales(bench: FileBench) -> None:
    """A row for each criterion."""
    if not bench.reading.criteria:
        return
    st.html(tag("h2", text(t("Which way each criterion counts"))))
    words = t(
        "Nothing is guessed, not even that less of a cost is better. What neither the file nor "
        "anybody on this page says stands in the case as « to be confirmed », for the group."
    )
    st.html(tag("p", text(words), "note"))
    hints = {one.about: one.found for one in bench.reading.questions if one.kind == "direction"}
    with st.container(key="file_scales"):
        for k, scaled in enumerate(scaled_criteria(bench.reading)):
            criterion = scaled.read
            with st.container(key=f"file_scale_{k}"):
                st.html(_named(criterion, hints.get(criterion.name, "")))
                if criterion.words:
                    _draw_order(bench, criterion, k)
                else:
                    _draw_direction(bench, criterion)
                    _draw_ends(bench, criterion, k)
                st.html(_meaning(criterion) + _faults(bench, scaled))


def _faults(bench: FileBench, scaled: ScaledCriterion) -> str:
    """What is wrong with its scale, or what of its scores is not on it."""
    scores = (one for one in bench.reading.scores if one.criterion == scaled.read.name)
    problems = [*scale_problems(scaled)] or [p for s in scores for p in score_problems(scaled, s)]
    return notice_block(*map(problem_sentence, problems[:_MOST_FAULTS])) if problems else ""


def _named(criterion: ReadCriterion, hint: str) -> str:
    """Its name and what is read of it; a word of the file that perhaps says its direction."""
    name = tag("p", tag("b", text(criterion.name)))
    if hint:
        words = t("« {found} » in the file: its direction, or what is measured?", found=hint)
        name += tag("p", text(words), "thin")
    if criterion.words:
        note = tn("{n} word", "{n} words", len(criterion.words))
        return tag("div", name + tag("p", text(note), "thin"))
    note = criterion.unit
    if criterion.low is not None and criterion.high is not None:
        ends = t("{low} to {high}", low=plain(criterion.low), high=plain(criterion.high))
        note = t("{unit}; {ends}", unit=note, ends=ends) if note else ends
    return tag("div", name + tag("p", text(note), "thin"))


def _draw_direction(bench: FileBench, criterion: ReadCriterion) -> None:
    ways = {"min": t("less"), "max": t("more"), "open": t("to be seen")}
    widgets.segmented_control(
        literal(t("« {name} »: the better is", name=criterion.name)),
        list(ways),
        name=f"{bench.form}_direction_{criterion.name}",
        value=criterion.direction or None,
        write=bench.sayer("direction", criterion.name),
        label_visibility="collapsed",
        format_func=ways.__getitem__,
    )


def _draw_ends(bench: FileBench, criterion: ReadCriterion, k: int) -> None:
    """From the worst to the best: as typed, or as the file says; else they are proposed later."""
    stated = [plain(end) for end in criterion.ends or ()] or ["", ""]
    hints = _proposed(criterion)
    fields = [f"end {place} {criterion.name}" for place in (0, 1)]
    labels = t("From the worst…"), t("…to the best")
    with st.container(key=f"file_ends_{k}"):
        for field, label, start, hint in zip(fields, labels, stated, hints, strict=True):
            name, value = f"{bench.form}_{field}", bench.head(field, start)
            write = partial(
                _say_end, bench, criterion.name, field, dict(zip(fields, stated, strict=True))
            )
            widgets.text_input(label, name=name, value=value, write=write, placeholder=hint)
            watch(name, value, widgets.key_of(name))


def _proposed(criterion: ReadCriterion) -> tuple[str, str]:
    """What stands in the case where nobody says: round ends around what is read."""
    if criterion.low is None or criterion.high is None or criterion.direction not in _SENSES:
        return "", ""
    low, high = map(plain, round_ends(criterion.low, criterion.high, criterion.unit))
    return (high, low) if criterion.direction == "min" else (low, high)


def _say_end(
    bench: FileBench, name: str, field: str, starts: Mapping[str, str], typed: object
) -> None:
    """Both ends are one answer: one of them alone is none yet."""
    bench.received.head[field] = str(typed or "").strip()[:_LONGEST]
    ends = [bench.head(one, start) for one, start in starts.items()]
    bench.say("ends", name, *(ends if all(ends) else ()))


def _draw_order(bench: FileBench, criterion: ReadCriterion, k: int) -> None:
    """The words, from the worst to the best; one is moved at a time, or all turned round."""
    words = criterion.words
    chosen_name = f"{bench.form}_word_{criterion.name}"
    word = widgets.own_choice(chosen_name, "")
    with st.container(key=f"file_order_{k}"):
        widgets.pills(
            literal(t("« {name} », from the worst to the best", name=criterion.name)),
            list(words),
            **widgets.own_keywords(chosen_name, None),
            format_func=literal,
        )
        with st.container(key=f"file_moves_{k}", horizontal=True, gap="small"):
            if word in words:
                _draw_moves(bench, criterion, k, words.index(word))
            turned = tuple(reversed(words))
            st.button(
                t("Reverse the order"),
                key=f"{bench.form}_turn_{k}",
                on_click=_order_sayer(bench, criterion.name, turned),
            )
            if not criterion.ordered:
                st.button(
                    t("This order is right"),
                    key=f"{bench.form}_right_{k}",
                    on_click=_order_sayer(bench, criterion.name, words),
                )


def _draw_moves(bench: FileBench, criterion: ReadCriterion, k: int, place: int) -> None:
    words = list(criterion.words)
    for step, label, key in (
        (-1, t("← towards the worst"), "worse"),
        (1, t("towards the best →"), "better"),
    ):
        if 0 <= place + step < len(words):
            moved = list(words)
            moved[place], moved[place + step] = moved[place + step], moved[place]
            st.button(
                label,
                key=f"{bench.form}_{key}_{k}",
                on_click=_order_sayer(bench, criterion.name, tuple(moved)),
            )


def _order_sayer(bench: FileBench, name: str, words: tuple[str, ...]) -> Callable[[], None]:
    return partial(bench.say, "order", name, *words)


def _meaning(criterion: ReadCriterion) -> str:
    """What it comes to, or that it is to be confirmed."""
    if criterion.words:
        if criterion.ordered:
            words = t("« {word} » comes first.", word=criterion.words[-1])
            return tag("p", text(words), "means")
        return tag("p", text(t("Order proposed: to be confirmed")), "means open")
    match criterion.direction:
        case "min":
            words = t("less of « {name} » = higher priority", name=criterion.name)
        case "max":
            words = t("more of « {name} » = higher priority", name=criterion.name)
        case "open":
            return tag("p", text(t("The group will say")), "means open")
        case _:
            return tag("p", text(t("To be said, or left to the group")), "means open")
    return tag("p", text(words), "means")
