"""What the room reads of a criterion: the phrases of its two ends, its names by direction."""

from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Sense, Standing
from criteria.scales import WordScale
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.spoken import (
    PHRASES,
    SINGLE,
    SpokenWords,
    spoken_change,
    spoken_phrase,
    spoken_unit,
)
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import CRITERION, unit_content, unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.editing import room_words
from prioritisation.sentences.phrases import plain_anchor
from prioritisation.ui.editing.ground import TypedForm, Workbench, form_of
from prioritisation.ui.shared.page import draw_html
from prioritisation.wording import t

_SENTENCES = ("in_sentence", "of_sentence")


def draw_spoken(bench: Workbench, criterion: Criterion) -> None:
    """The fields of what it has words for; how the room reads its ends, below them."""
    unit = unit_name(CRITERION, criterion.id, "plain")
    starts = _starts(bench, criterion, unit)
    if not starts:
        return
    starts |= {"reason": ""}
    form = form_of(bench, unit, tuple(starts))
    typed = TypedForm(bench, form, starts)
    st.html(tag("h3", text(t("What the room reads"))))
    labels = _labels(starts)
    slots = {field: typed.line(field, label, NAME_SIGNS) for field, label in labels.items()}
    if SINGLE in starts:
        draw_html(_reading(typed, criterion))
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()
    _draw_acts(typed, criterion, slots)


def _draw_acts(typed: TypedForm, criterion: Criterion, slots: dict[str, DeltaGenerator]) -> None:
    bench = typed.bench

    def change(*, confirmed: bool) -> UnitChange:
        words = replace(_words(typed), confirmed=confirmed)
        return spoken_change(bench.read_by(typed.form), criterion, words)

    with st.container(key="spoken_acts", horizontal=True, gap="small"):
        write = partial(change, confirmed=False)
        typed.send(t("Write what the room reads"), write, slots, t("It is written."))
        waits = typed.form.before is not None and criterion.plain.status is Standing.TO_CONFIRM
        if waits and st.button(t("Confirm these words"), key="confirm_spoken"):
            confirm = partial(change, confirmed=True)
            typed.write(confirm, slots, t("It is confirmed."), "confirm")


def _starts(bench: Workbench, criterion: Criterion, unit: str) -> dict[str, str]:
    """What stands in each field at first: what the room reads now."""
    starts: dict[str, str] = {}
    tree = unit_content(bench.units, unit) if unit in bench.units else {}
    if not isinstance(criterion.scale, WordScale):
        ends = criterion.anchors()
        phrases = [plain_anchor(criterion, end) for end in ends]
        own = criterion.plain.unit
        alone = spoken_phrase(own, 1) if own and own.one else ""
        starts |= dict(zip(PHRASES, (*phrases, alone), strict=True))
    for sense in Sense:
        if sense in tree:
            starts |= {f"{sense}.{part}": tree[sense].get(part, "") for part in _PARTS}
    return starts | {key: tree[key] for key in _SENTENCES if key in tree}


_PARTS = ("name", "question")


def _labels(starts: dict[str, str]) -> dict[str, str]:
    labels = {
        "worst": t("At worst, the room reads"),
        "best": t("At best, the room reads"),
        SINGLE: t("And for 1, where it is said otherwise"),
        "max.name": t("Its name when more = higher priority"),
        "max.question": t("Its question then, in a few words"),
        "min.name": t("Its name when less = higher priority"),
        "min.question": t("Its question in that case, in a few words"),
        "in_sentence": t("Within a sentence"),
        "of_sentence": t("After « of »"),
    }
    return {field: label for field, label in labels.items() if field in starts}


def _words(typed: TypedForm) -> SpokenWords:
    """What stands in the fields now; phrases as they were are those of the ends."""
    fields = [field for field in typed.starts if field != "reason"]
    phrases = {field: typed.value(field) for field in fields if field in PHRASES}
    names = {field: typed.value(field) for field in fields if field not in PHRASES}
    same = all(phrase == typed.starts[field] for field, phrase in phrases.items())
    return SpokenWords(None if same else phrases, names)


def _reading(typed: TypedForm, criterion: Criterion) -> str:
    """How the room reads the two ends and their middle; nothing while a phrase is wrong."""
    _combination, phrases = typed.bench.combination, _words(typed).phrases
    spoken = criterion
    if phrases is not None:
        try:
            unit = spoken_unit(criterion, phrases)
        except InvalidRequest:
            return ""
        per = criterion.plain.per if unit else 1
        spoken = replace(criterion, plain=replace(criterion.plain, unit=unit, per=per))
    return tag("p", text(room_words(spoken)), "note")
