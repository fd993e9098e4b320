"""The words of a criterion that is scored by words, from the worst to the best."""

import zlib
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.errors import Problem
from criteria.model import Criterion, Standing
from prioritisation.cases.blank import FEWEST_LEVELS, MOST_LEVELS
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.scales import (
    TypedLevel,
    has_equal_gaps,
    level_points,
    level_trees,
    levels_change,
    use_problem,
)
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import CRITERION, unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.editing.ground import TypedForm, Workbench, form_of, say_problems
from prioritisation.ui.shared import widgets
from prioritisation.wording import t, tn

_LONGEST_POINTS = 8
_FIELDS = ("label", "sentence", "points")
_EQUAL, _WRITTEN = "equal", "written"
_GAPS, _ROWS = "gaps", "rows"
_JOINT, _NEW = "|", "new"
"""Between the rows of a form; before the number of a row that is no word of the scale yet."""
_LEAVING = "leaving"
"""Of the row that somebody wanted to take out."""


def draw_levels(bench: Workbench, criterion: Criterion) -> None:
    """One row for each word: it is named, moved, withdrawn; the whole is written at once."""
    typed = _form(bench, criterion)
    rows = _rows(typed)
    st.html(tag("h3", text(t("Words, from the worst to the best"))))
    slots: dict[str, DeltaGenerator] = {}
    for k, row in enumerate(rows):
        slots |= _draw_row(typed, criterion, row, k)
    slots["levels"] = st.container()
    _draw_more(typed, rows)
    _draw_gaps(typed)
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change(*, confirmed: bool) -> UnitChange:
        equal, levels = typed.value(_GAPS) == _EQUAL, _typed(typed, rows)
        given = (bench.read_by(typed.form), bench.case, criterion.id, levels)
        return levels_change(*given, equal=equal, confirmed=confirmed)

    with st.container(key="level_acts", horizontal=True, gap="small"):
        write = partial(change, confirmed=False)
        typed.send(t("Write this list of words"), write, slots, t("It is written."))
        if criterion.scale_status is Standing.TO_CONFIRM and st.button(
            t("Confirm these words and their order"), key="confirm_levels"
        ):
            confirm = partial(change, confirmed=True)
            typed.write(confirm, slots, t("It is confirmed."), "confirm")


def _form(bench: Workbench, criterion: Criterion) -> TypedForm:
    """Its fields: those of the words that it has, and room for as many as there may be."""
    unit = unit_name(CRITERION, criterion.id, "scale")
    trees = level_trees(bench.units, criterion.id)
    names = [f"{_NEW}{k}" for k in range(MOST_LEVELS)]
    fields = [f"{field}_{row}" for row in (*(v["id"] for v in trees), *names) for field in _FIELDS]
    every = (*fields, _ROWS, _GAPS, _LEAVING, "reason")
    form = form_of(bench, unit, every)
    trees = level_trees(bench.read_by(form), criterion.id)
    starts = dict.fromkeys(every, "") | {_ROWS: _JOINT.join(v["id"] for v in trees)}
    starts[_GAPS] = _EQUAL if has_equal_gaps(trees) else _WRITTEN
    for tree in trees:
        meaning = "" if tree["sentence"] == tree["label"] else tree["sentence"]
        words = (tree["label"], meaning, level_points(tree["value"]))
        starts |= dict(zip((f"{f}_{tree['id']}" for f in _FIELDS), words, strict=True))
    return TypedForm(bench, form, starts)


def _rows(typed: TypedForm) -> list[str]:
    return typed.value(_ROWS).split(_JOINT)


def _draw_row(
    typed: TypedForm, criterion: Criterion, row: str, k: int
) -> dict[str, DeltaGenerator]:
    """A word, what it means, what it is worth where that is written; one place up, down, out."""
    rows = _rows(typed)
    slots: dict[str, DeltaGenerator] = {}
    with st.container(key=f"levelrow_{k}"):
        with st.container(key=f"levelword_{k}"):
            slots[f"levels.{k}.label"] = typed.line(
                f"label_{row}", _word_label(k, rows), NAME_SIGNS
            )
        with st.container(key=f"levelmeaning_{k}"):
            label = t("What it means")
            slots[f"levels.{k}.sentence"] = typed.area(f"sentence_{row}", label, QUESTION_SIGNS)
        if typed.value(_GAPS) == _WRITTEN and 0 < k < len(rows) - 1:
            with st.container(key=f"levelpoints_{k}"):
                label = t("Points")
                slots[f"levels.{k}.points"] = typed.line(f"points_{row}", label, _LONGEST_POINTS)
        _draw_acts(typed, criterion, rows, k)
    problem = _what_holds_it(typed, criterion, row)
    if problem is not None:
        say_problems([problem], {"": st.container()})
    return slots


def _word_label(k: int, rows: list[str]) -> str:
    if k == 0:
        return t("Word {n}, the worst", n=1)
    if k == len(rows) - 1:
        return t("Word {n}, the best", n=k + 1)
    return t("Word {n}", n=k + 1)


def _draw_acts(typed: TypedForm, criterion: Criterion, rows: list[str], k: int) -> None:
    """Where the row goes, in the form alone: nothing is written."""
    write = widgets.choice_writer(typed.name(_ROWS))
    # A press is about the order that one saw: a second one is about another button.
    seen = f"{zlib.crc32(typed.value(_ROWS).encode()):08x}"

    def turned(other: int) -> str:
        order = list(rows)
        order[k], order[other] = order[other], order[k]
        return _JOINT.join(order)

    ways = [
        ("up", k - 1, t("Word {n} one place up", n=k + 1)),
        ("down", k + 1, t("Word {n} one place down", n=k + 1)),
    ]
    with st.container(key=f"levelmoves_{k}", horizontal=True, gap="small", width="content"):
        for name, other, label in ways:
            possible = 0 <= other < len(rows)
            args = (turned(other),) if possible else None
            key = f"level{name}_{k}_{seen}"
            st.button(label, key=key, disabled=not possible, on_click=write, args=args)
        st.button(
            t("Withdraw word {n}", n=k + 1),
            key=f"levelout_{k}_{seen}",
            disabled=len(rows) <= FEWEST_LEVELS,
            on_click=partial(_take_out, typed, criterion, rows[k]),
        )


def _take_out(typed: TypedForm, criterion: Criterion, row: str) -> None:
    """A row leaves the form, unless some score is that word: then it is said beside it."""
    if _problem_of(typed, criterion, row) is not None:
        widgets.choice_writer(typed.name(_LEAVING))(row)
        return
    rows = [one for one in _rows(typed) if one != row]
    widgets.choice_writer(typed.name(_ROWS))(_JOINT.join(rows))


def _problem_of(typed: TypedForm, criterion: Criterion, row: str) -> Problem | None:
    bench, old = typed.bench, typed.starts[_ROWS].split(_JOINT)
    units = bench.read_by(typed.form)
    return use_problem(units, bench.case, criterion.id, row, "") if row in old else None


def _what_holds_it(typed: TypedForm, criterion: Criterion, row: str) -> Problem | None:
    """What is said of a word that somebody wanted to withdraw."""
    wanted = typed.value(_LEAVING) == row
    return _problem_of(typed, criterion, row) if wanted else None


def _draw_more(typed: TypedForm, rows: list[str]) -> None:
    """Room for one word more, before the best; as far as a scale may have."""
    free = [f"{_NEW}{k}" for k in range(MOST_LEVELS) if f"{_NEW}{k}" not in rows]
    if len(rows) < MOST_LEVELS and free:
        st.button(
            t("Add a word"),
            key=f"{typed.form.name}_more",
            on_click=widgets.choice_writer(typed.name(_ROWS)),
            args=(_JOINT.join([*rows[:-1], free[0], rows[-1]]),),
        )
    bare = sum(not typed.value(f"sentence_{row}").strip() for row in rows)
    if bare:
        words = tn(
            "{n} word has no meaning written: each reads it in their own way.",
            "{n} words have no meaning written: each reads them in their own way.",
            bare,
        )
        st.html(tag("p", text(words), "note"))


def _draw_gaps(typed: TypedForm) -> None:
    names = {_EQUAL: t("equal gaps"), _WRITTEN: t("points written word by word")}
    widgets.segmented_control(
        t("From one word to the next"),
        list(names),
        required=True,
        format_func=names.__getitem__,
        **widgets.own_keywords(typed.name(_GAPS), typed.starts[_GAPS]),
    )


def _typed(typed: TypedForm, rows: list[str]) -> list[TypedLevel]:
    """The words that stand in the fields now."""
    old = typed.starts[_ROWS].split(_JOINT)
    return [
        TypedLevel(
            row if row in old else "", *(typed.value(f"{field}_{row}") for field in _FIELDS)
        )
        for row in rows
    ]
