"""The criteria of a dossier: their words, which way they count, their ends; added, withdrawn."""

from functools import partial

import streamlit as st

from criteria.model import Criterion, Sense, Standing
from criteria.scales import WordScale
from prioritisation.cases.blank import BlankCriterion, direction_of_ends, worded_criterion
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.criteria import (
    TypedDirection,
    active_change,
    added_criterion,
    confirmed_change,
    direction_change,
    withdrawn_criterion,
    words_change,
)
from prioritisation.cases.editing.scales import (
    ends_change,
    ends_unit,
    level_trees,
    levels_change,
    turned_change,
)
from prioritisation.cases.typed import (
    CRITERION_SIGNS,
    NAME_SIGNS,
    QUESTION_SIGNS,
    UNIT_SIGNS,
    number_as_typed,
)
from prioritisation.cases.units import CRITERION, unit_content, unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.editing import in_unit
from prioritisation.ui.editing.ground import UnitForm, Workbench, draw_voted, draw_withdrawing
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.wording import t

_AMOUNT_SIGNS = 40
_NUMBER, _WORDS = "number", "words"


def draw_criterion_forms(bench: Workbench) -> None:
    """All of them, the forms of the one that is chosen, and that of a new one."""
    criteria = {c.id: c for c in bench.case.criteria}
    name = f"edited_criterion_{bench.key}"
    widgets.pills(
        t("Which criterion is corrected?"),
        list(criteria),
        format_func=lambda c: literal(criteria[c].label),
        **widgets.own_keywords(name, None),
    )
    picked = criteria.get(widgets.own_choice(name, ""))
    draw_voted(bench)
    with drafts(f"criteria_{bench.key}"):
        if picked is not None:
            with st.container(key="edited_one"):
                _draw_criterion(bench, picked)
        with st.container(key="edited_new"):
            _draw_adding(bench)


def _draw_criterion(bench: Workbench, criterion: Criterion) -> None:
    st.html(tag("h2", text(criterion.label)))
    _draw_words(bench, criterion)
    _draw_direction(bench, criterion)
    if ends_unit(criterion.id) in bench.units:
        _draw_ends(bench, criterion)
    if isinstance(criterion.scale, WordScale):
        _draw_levels(bench, criterion)
    elif criterion.scale_status is Standing.TO_CONFIRM:
        st.html(tag("h3", text(t("Confirm its scale"))))
        unit = unit_name(CRITERION, criterion.id, "scale")
        form = UnitForm(bench, f"confirm {unit}", {"reason": ""})
        slots, change = form.why(), partial(confirmed_change, bench.units, unit)
        label, about = t("Confirm this choice"), bench.parts_of(criterion.id)
        form.send(label, change, slots, t("It is confirmed."), "confirm", about)
    counted = UnitForm(bench, f"count {criterion.id}", {})
    is_active = criterion.active
    label = t("Do not count it any more") if is_active else t("Count it from now on")
    change = partial(active_change, bench.units, bench.case, criterion.id, active=not is_active)
    counted.send(label, change, counted.end(), t("It is written."))
    withdrawn = partial(withdrawn_criterion, bench.units, bench.case, criterion.id)
    draw_withdrawing(bench, unit_name(CRITERION, criterion.id), criterion.label, withdrawn)


def _draw_words(bench: Workbench, criterion: Criterion) -> None:
    # Pages call it otherwise where it has a plain name.
    label = t("Its official name") if criterion.official else t("Its name")
    table = {"label": (label, CRITERION_SIGNS), "question": (t("What it asks"), QUESTION_SIGNS)}
    starts = {"label": criterion.official or criterion.label, "question": criterion.question}
    if not isinstance(criterion.scale, WordScale):
        table["unit"] = t("Unit"), UNIT_SIGNS
        starts["unit"] = criterion.unit.several or criterion.unit.one
    form = UnitForm(bench, unit_name(CRITERION, criterion.id), starts | {"reason": ""})
    slots = form.lines(table) | form.why()

    def change() -> UnitChange:
        words = {f: form.value(f) for f in starts if form.value(f) != starts[f]}
        return words_change(bench.units, criterion.id, words)

    form.send(t("Write these words"), change, slots, t("It is written."))


def _draw_direction(bench: Workbench, criterion: Criterion) -> None:
    unit = unit_name(CRITERION, criterion.id, "direction")
    tree = unit_content(bench.units, unit)
    st.html(tag("h3", text(t("Which way does it count?"))))
    starts = {field: str(tree.get(field, "")) for field in (*map(str, Sense), "question")}
    form = UnitForm(bench, unit, starts | {"reason": ""})
    is_confirmed = criterion.direction.status is Standing.CONFIRMED
    asked = t("What the group is asked")
    slots = {}
    if not is_confirmed:
        slots["question"] = form.line("question", asked, QUESTION_SIGNS, whole=True)
    ways = {Sense.MAX: t("More = higher priority"), Sense.MIN: t("Less = higher priority")}
    slots |= form.lines({sense.value: (label, NAME_SIGNS) for sense, label in ways.items()})
    slots |= form.why()

    def change(*, confirmed: bool) -> UnitChange:
        more, less, why, asked = map(form.value, (*map(str, Sense), "reason", "question"))
        direction = TypedDirection(more, less, confirmed, why, asked)
        return direction_change(bench.units, criterion.id, direction)

    done, about = t("It is written."), bench.parts_of(criterion.id)
    with st.container(key="direction_acts", horizontal=True, gap="small"):
        as_it_is = partial(change, confirmed=is_confirmed)
        form.send(t("Write these sentences"), as_it_is, slots, done)
        if not is_confirmed:
            agreed = partial(change, confirmed=True)
            form.send(t("Confirm this choice"), agreed, slots, done, "confirm", about)
        turned = partial(turned_change, bench.units, criterion.id)
        form.send(t("Count it the other way"), turned, slots, _turned(), about=about)


def _turned() -> str:
    return t("It counts the other way now: what was best is worst.")


def _draw_ends(bench: Workbench, criterion: Criterion) -> None:
    unit = ends_unit(criterion.id)
    tree = unit_content(bench.units, unit)
    st.html(tag("h3", text(in_unit(t("From the worst to the best"), criterion))))
    ends = {end: number_as_typed(tree[end]) for end in ("worst", "best")}
    form = UnitForm(bench, unit, ends | {"reason": ""})
    slots = form.lines(_ends_table()) | form.why()
    change = lambda: ends_change(bench.units, criterion.id, *map(form.value, ends))  # noqa: E731 (one line)
    now = direction_of_ends(*map(form.value, ends))
    turned = now is not None and now is not criterion.direction.default
    done = _turned() if turned else t("It is written.")
    form.send(t("Write these ends"), change, slots, done)


def _ends_table() -> dict[str, tuple[str, int]]:
    return {
        "worst": (t("From the worst…"), _AMOUNT_SIGNS),
        "best": (t("…to the best"), _AMOUNT_SIGNS),
    }


def _draw_levels(bench: Workbench, criterion: Criterion) -> None:
    """What each word of a scale is called, and what it means."""
    unit = unit_name(CRITERION, criterion.id, "scale")
    trees = level_trees(bench.units, criterion.id)
    fields = [(f"label_{v['id']}", f"sentence_{v['id']}") for v in trees]
    starts = {"reason": ""}
    for tree, (label, sentence) in zip(trees, fields, strict=True):
        meaning = "" if tree["sentence"] == tree["label"] else tree["sentence"]
        starts |= {label: tree["label"], sentence: meaning}
    form = UnitForm(bench, unit, starts)
    st.html(tag("h3", text(t("Words, from the worst to the best"))))
    slots = {}
    for k, (label, sentence) in enumerate(fields):
        with st.container(key=f"levelrow_{k}"):
            words = t("Word {n}", n=k + 1)
            slots[f"levels.{k}.label"] = form.line(label, words, NAME_SIGNS)
            means = form.line(sentence, t("What it means"), QUESTION_SIGNS, whole=True)
            slots[f"levels.{k}.sentence"] = means
    slots |= form.why()

    def change(*, confirmed: bool) -> UnitChange:
        words = [(form.value(label), form.value(sentence)) for label, sentence in fields]
        return levels_change(bench.units, criterion.id, words, confirmed=confirmed)

    with st.container(key="level_acts", horizontal=True, gap="small"):
        write = partial(change, confirmed=False)
        form.send(t("Write this list of words"), write, slots, t("It is written."))
        if criterion.scale_status is Standing.TO_CONFIRM:
            label, about = t("Confirm these words and their order"), bench.parts_of(criterion.id)
            confirm = partial(change, confirmed=True)
            form.send(label, confirm, slots, t("It is confirmed."), "confirm", about)


def _draw_adding(bench: Workbench) -> None:
    """The form of a new one: every score on it is missing, for the group to give."""
    fields = ("label", "words", "unit", "worst", "best", "reason")
    form = UnitForm(bench, "new criterion", dict.fromkeys(fields, "") | {"kind": _NUMBER})
    st.html(tag("h2", text(t("Add a criterion"))))
    slots = form.lines({"label": (t("Its name"), CRITERION_SIGNS)})
    kinds = {_NUMBER: t("a number"), _WORDS: t("words")}
    widgets.segmented_control(
        t("Scored in"),
        list(kinds),
        required=True,
        format_func=kinds.__getitem__,
        **form.keywords("kind"),
    )
    in_words = form.value("kind") == _WORDS
    if in_words:
        label = t("Its words, from the worst to the best, separated by commas")
        slots |= dict.fromkeys(
            ("worst", "between", "best"), form.line("words", label, QUESTION_SIGNS)
        )
    else:
        slots |= form.lines({"unit": (t("Unit"), UNIT_SIGNS), **_ends_table()})
    slots |= form.why()

    def change() -> UnitChange:
        label, words, unit, worst, best = map(form.value, fields[:-1])
        new = BlankCriterion(label, worst, best, unit=unit, decided=True)
        new = worded_criterion(label, words) if in_words else new
        return added_criterion(bench.units, bench.case, new)

    done = t("It is added: its scores are missing, for the group to give.")
    form.send(t("Add this criterion"), change, slots, done)
