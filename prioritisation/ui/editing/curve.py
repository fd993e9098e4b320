"""Values that are not in proportion: three questions, and the scale that the answers make."""

import json
from functools import partial

import streamlit as st

from criteria.model import Criterion, Standing
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.curves import (
    QUARTERS,
    TypedCurve,
    curve_change,
    curve_numbers,
    curve_scores,
    may_bend,
    straight_change,
)
from prioritisation.cases.typed import QUESTION_SIGNS, number_as_typed
from prioritisation.cases.units import CRITERION, unit_content, unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.scale_picture import scale_picture
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.editing import in_unit
from prioritisation.sentences.phrases import anchor_text
from prioritisation.ui.editing.conflict import leave_form
from prioritisation.ui.editing.ground import Workbench, form_of
from prioritisation.ui.editing.left_ends import say_left_ends
from prioritisation.ui.editing.pressing import draw_late
from prioritisation.ui.editing.writing import TypedForm
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.page import draw_html
from prioritisation.wording import t
from prioritisation.wording.numbers import plain

_LONGEST_AMOUNT = 40
_FIELDS = TypedCurve.__slots__
_ASKED = "questions"


def draw_curve(bench: Workbench, criterion: Criterion) -> None:
    """The three questions, once they are wanted; of a curve, they are there."""
    if not may_bend(bench.units, criterion.id):
        draw_html(scale_picture(bench.case, criterion, bench.combination))
        return
    unit = unit_name(CRITERION, criterion.id, "scale")
    bent = unit_content(bench.units, unit)["kind"] == "piecewise"
    scores = map(number_as_typed, curve_scores(bench.units, criterion.id))
    starts = dict(zip(_FIELDS, scores, strict=True)) | {_ASKED: "", "reason": ""}
    form = form_of(bench, unit, tuple(starts))
    if form.before and json.loads(form.before)["kind"] != unit_content(bench.units, unit)["kind"]:
        # The answers were about another scale, which has no ends there any more, or has them.
        leave_form(bench, form, tuple(starts))
        draw_late()
        form = form_of(bench, unit, tuple(starts))
    typed = TypedForm(bench, form, starts)
    st.html(tag("h3", text(in_unit(t("Between the two ends"), criterion))))
    say_left_ends(bench, criterion.id, form if bent else None)
    if not bent and not typed.value(_ASKED):
        words = t("As it is, points follow scores in a straight line: half of the way, 50 points.")
        st.html(tag("p", text(words), "note"))
        wanted = widgets.choice_writer(typed.name(_ASKED))
        label = t("It is not a straight line…")
        st.button(label, type="tertiary", key="bend", on_click=wanted, args=("yes",))
        draw_html(scale_picture(bench.case, criterion, bench.combination))
        return
    _draw_questions(typed, criterion, bent=bent)


def _draw_questions(typed: TypedForm, criterion: Criterion, *, bent: bool) -> None:
    labels = {
        "half": t("Between the worst and the best, which score is worth half of the way?"),
        "quarter": t("Between the worst and that half, which one is worth a quarter?"),
        "three_quarters": t("Between that half and the best, which one is worth three quarters?"),
    }
    if bent:
        ends = {"worst": t("From the worst…"), "best": t("…to the best")}
        labels = ends | labels
    slots = {field: typed.line(field, label, _LONGEST_AMOUNT) for field, label in labels.items()}
    draw_html(_table(typed, criterion))
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change(*, confirmed: bool) -> UnitChange:
        units = typed.bench.read_by(typed.form)
        return curve_change(units, criterion.id, _curve(typed), confirmed=confirmed)

    with st.container(key="curve_acts", horizontal=True, gap="small"):
        write = partial(change, confirmed=False)
        typed.send(t("Write these answers"), write, slots, t("It is written."))
        open_still = bent and criterion.scale_status is Standing.TO_CONFIRM
        if open_still and st.button(t("Confirm these answers"), key="confirm_curve"):
            confirm = partial(change, confirmed=True)
            typed.write(confirm, slots, t("It is confirmed."), "confirm")
        if bent and st.button(t("Back to a straight line"), key="straighten"):
            straight = partial(straight_change, typed.bench.read_by(typed.form), criterion.id)
            typed.write(straight, slots, t("It is a straight line again."))


def _curve(typed: TypedForm) -> TypedCurve:
    return TypedCurve(*map(typed.value, _FIELDS))


def _table(typed: TypedForm, criterion: Criterion) -> str:
    """What the answers make, beside what a straight line would; nothing while they are wrong."""
    try:
        scores = curve_numbers(_curve(typed))
    except InvalidRequest:
        return ""
    worst, best = scores[0], scores[-1]
    names = (t("Score"), t("Points"), t("Points on a straight line"))
    head = tag("tr", "".join(tag("th", text(name), scope="col") for name in names))
    rows = []
    for score, part in zip(scores, QUARTERS, strict=True):
        straight = 100 * (score - worst) / (best - worst)
        label = anchor_text(criterion, score)
        cells = [text(label), text(plain(100 * part)), text(plain(round(straight)))]
        rows.append(tag("tr", "".join(tag("td", cell) for cell in cells)))
    table = tag("table", tag("thead", head) + tag("tbody", "".join(rows)), "curve")
    bench, steps = typed.bench, tuple(zip(scores, QUARTERS, strict=True))
    picture = scale_picture(bench.case, criterion, bench.combination, steps)
    return tag("div", table + picture, "bentscale")
