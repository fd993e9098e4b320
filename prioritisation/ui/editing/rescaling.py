"""A criterion goes from numbers to words, or back: what becomes of each score, then one change."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion
from prioritisation.cases.blank import FEWEST_LEVELS, MOST_LEVELS, BlankCriterion
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.levels import level_trees
from prioritisation.cases.editing.notes import end_as_typed
from prioritisation.cases.editing.rescaling import (
    may_rescale,
    numbers_instead,
    score_users,
    words_by_cuts,
    words_instead,
)
from prioritisation.cases.typed import QUESTION_SIGNS, UNIT_SIGNS
from prioritisation.cases.units import CRITERION, SCORE, unit_content, unit_name, unit_parts
from prioritisation.drawing.markup import details, tag, text
from prioritisation.drawing.markup import table as html_table
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.editing import unknown_from_now
from prioritisation.sentences.phrases import all_of, score_text
from prioritisation.ui.editing.effect import case_with
from prioritisation.ui.editing.ground import Workbench
from prioritisation.ui.editing.writing import TypedForm, new_form
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.page import apart_block, draw_html
from prioritisation.wording import t

_LONGEST_AMOUNT = 40
_ASKED, _WAY, _WORDS, _ENDS = "asked", "way", "words", ("worst", "best")
_BY_CUTS, _EACH = "cuts", "each"
_Places = dict[str, DeltaGenerator]


def draw_rescaling(bench: Workbench, criterion: Criterion, *, in_words: bool) -> None:
    """The button that asks, then what becomes of each score; nothing where it cannot be."""
    if not may_rescale(bench.units, criterion.id):
        return
    typed = _form(bench, criterion.id, in_words=in_words)
    ask, name = widgets.choice_writer(typed.name(_ASKED)), f"rescale_{criterion.id}"
    if not typed.value(_ASKED):
        label = t("Score it by numbers…") if in_words else t("Score it by words…")
        st.button(label, type="tertiary", key=name, on_click=ask, args=("yes",))
        return
    with st.container(key=f"rescaling_{criterion.id}"):
        title = t("Score it by numbers") if in_words else t("Score it by words")
        st.html(tag("h3", text(title)))
        with apart_block():
            slots = _draw_to_numbers(typed, criterion) if in_words else _draw_to_words(typed)
        make = partial(_numbers if in_words else _words, typed, criterion)
        with apart_block():
            draw_html(_becoming(typed, criterion, make))
        slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
        slots[""] = st.container()
        with st.container(key=f"{name}_acts", horizontal=True, gap="small"):
            label = t("Write this scale and these scores")
            scores = sorted(u for u in bench.units.items() if unit_parts(u[0])[0] == SCORE)
            seen = bench.parts_of(criterion.id), scores
            typed.send(label, make, slots, t("It is written."), seen)
            st.button(t("Keep it as it is"), key=f"{name}_no", on_click=ask, args=("",))


def _form(bench: Workbench, criterion: str, *, in_words: bool) -> TypedForm:
    """Its fields: those of the new scale, and one for each score or word that there is."""
    names = [level["id"] for level in level_trees(bench.units, criterion)] if in_words else []
    to = [f"to.{one}" for one in names or score_users(bench.units, criterion)]
    cuts = [f"cut.{k}" for k in range(1, MOST_LEVELS)]
    fields = (_ASKED, _WORDS, "unit", *_ENDS, *cuts, *to, "reason")
    starts = dict.fromkeys(fields, "") | {_WAY: _BY_CUTS}
    return new_form(bench, unit_name("rescale", criterion), starts)


def _draw_to_words(typed: TypedForm) -> _Places:
    label = t("Its words, from the worst to the best, separated by commas")
    slots = {_WORDS: typed.line(_WORDS, label, QUESTION_SIGNS)}
    words = _typed_words(typed)
    if not FEWEST_LEVELS <= len(words) <= MOST_LEVELS:
        return slots
    names = {_BY_CUTS: t("by thresholds"), _EACH: t("score by score")}
    widgets.segmented_control(
        t("Which word is each score?"),
        list(names),
        required=True,
        format_func=names.__getitem__,
        **widgets.own_keywords(typed.name(_WAY), typed.starts[_WAY]),
    )
    if typed.value(_WAY) == _BY_CUTS:
        for k, word in enumerate(words[1:], 1):
            slots[f"cut.{k}"] = typed.line(f"cut.{k}", _asked(typed, word), _LONGEST_AMOUNT)
        return slots
    _draw_each(typed, words)
    return slots


def _asked(typed: TypedForm, word: str) -> str:
    """From which score on a word holds, in the unit that scores have now."""
    scale = unit_content(
        typed.bench.units, unit_name(CRITERION, unit_parts(typed.form.unit)[1], "scale")
    )
    if unit := scale.get("units") or scale.get("unit"):
        return t("« {word} » from which score on, in {unit}?", word=word, unit=unit)
    return t("« {word} » from which score on?", word=word)


def _draw_each(typed: TypedForm, words: list[str]) -> None:
    """One list for each score that there is: its word, or unknown."""
    names = {v.id: v.label for v in typed.bench.case.levers}
    criterion = unit_parts(typed.form.unit)[1]
    for score, levers in score_users(typed.bench.units, criterion).items():
        who = all_of([names[one] for one in levers])
        field = f"to.{score}"
        widgets.selectbox(
            literal(t("{score} ({levers})", score=end_as_typed(score), levers=who)),
            ["", *words],
            format_func=lambda word: str(word) or t("unknown"),
            **widgets.own_keywords(typed.name(field), typed.starts[field]),
        )


def _draw_to_numbers(typed: TypedForm, criterion: Criterion) -> _Places:
    slots = {
        "unit": typed.line("unit", t("Unit"), UNIT_SIGNS),
        "worst": typed.line("worst", t("From the worst…"), _LONGEST_AMOUNT),
        "best": typed.line("best", t("…to the best"), _LONGEST_AMOUNT),
    }
    words = t("The number of each word; without one, the scores that are this word are unknown.")
    st.html(tag("p", text(words), "note"))
    for level in level_trees(typed.bench.units, criterion.id):
        field = f"to.{level['id']}"
        label = t("« {word} »", word=level["label"])
        slots[field] = typed.line(field, label, _LONGEST_AMOUNT)
    return slots


def _typed_words(typed: TypedForm) -> list[str]:
    words = (" ".join(word.split()) for word in typed.value(_WORDS).split(","))
    return [word for word in words if word]


def _words(typed: TypedForm, criterion: Criterion) -> UnitChange:
    units, words = typed.bench.units, _typed_words(typed)
    # What is wrong with the words comes first: what is said of scores is said by them.
    words_instead(units, criterion.id, words, {})
    if typed.value(_WAY) == _BY_CUTS:
        cuts = [typed.value(f"cut.{k}") for k in range(1, len(words))]
        answers = words_by_cuts(units, criterion.id, words, cuts)
    else:
        scores = score_users(units, criterion.id)
        answers = {score: typed.value(f"to.{score}") for score in scores}
    return words_instead(units, criterion.id, words, answers)


def _numbers(typed: TypedForm, criterion: Criterion) -> UnitChange:
    worst, best, unit = (typed.value(field) for field in (*_ENDS, "unit"))
    scale = BlankCriterion("", worst, best, unit=unit)
    levels = [level["id"] for level in level_trees(typed.bench.units, criterion.id)]
    answers = {level: typed.value(f"to.{level}") for level in levels}
    return numbers_instead(typed.bench.units, criterion.id, scale, answers)


def _becoming(typed: TypedForm, criterion: Criterion, make: "partial[UnitChange]") -> str:
    """How many scores become unknown, and whose; what each becomes. Nothing while it is wrong."""
    bench = typed.bench
    try:
        change = make()
    except InvalidRequest:
        return ""
    after = case_with(bench.units, change)
    if after is None:
        return ""
    now, then = bench.case.tables[bench.combination], after.tables[bench.combination]
    cells, made = [], after.in_plain_words({}).criterion(criterion.id)
    for lever in bench.case.levers:
        scores = now.score(lever.id, criterion.id), then.score(lever.id, criterion.id)
        was = score_text(criterion, scores[0])
        cells.append((lever.label, was, score_text(made, scores[1])))
    head = [text(words) for words in (t("Lever"), t("Score now"), t("Score then"))]
    rows = [[text(cell) for cell in row] for row in cells]
    gone = unknown_from_now(bench.case, change)
    line = tag("p", text(gone), "warn") if gone else ""
    return line + details(text(t("What each score becomes")), html_table(head, rows, "", "curve"))
