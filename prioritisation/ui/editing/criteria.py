"""The criteria of a dossier: their words, which way they count, their ends; added, withdrawn."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Sense, Standing
from criteria.scales import WordScale
from prioritisation.cases.blank import BlankCriterion, direction_of_ends
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
from prioritisation.cases.editing.scales import ends_change, ends_unit, turned_change
from prioritisation.cases.neutral import neutral_words
from prioritisation.cases.typed import (
    CRITERION_SIGNS,
    NAME_SIGNS,
    QUESTION_SIGNS,
    UNIT_SIGNS,
    number_as_typed,
)
from prioritisation.cases.units import CRITERION, unit_content, unit_name, unit_parts
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.editing import in_unit, within_words
from prioritisation.ui.editing.ground import (
    OpenForm,
    TypedForm,
    Workbench,
    draw_voted,
    draw_withdrawing,
    form_of,
    is_pressed_as_seen,
    new_form,
)
from prioritisation.ui.editing.levels import draw_levels
from prioritisation.ui.editing.spoken import draw_spoken
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.ui.shared.page import draw_html
from prioritisation.wording import t

_AMOUNT_SIGNS = 40
_NUMBER, _WORDS = "number", "words"
_NEW_FIELDS = ("label", "kind", "words", "unit", "worst", "best", "reason")


def draw_adding_criterion(bench: Workbench) -> None:
    """The form of a new one: every score on it is missing, for the group to give."""
    starts = dict.fromkeys(_NEW_FIELDS, "") | {"kind": _NUMBER}
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
            slots["worst"] = typed.line("worst", t("From the worst…"), _AMOUNT_SIGNS)
            slots["best"] = typed.line("best", t("…to the best"), _AMOUNT_SIGNS)
        slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
        slots[""] = st.container()

        def change() -> UnitChange:
            return added_criterion(bench.units, bench.case, _typed_criterion(typed))

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


def _typed_criterion(typed: TypedForm) -> BlankCriterion:
    """The criterion that stands in the fields now."""
    label = typed.value("label")
    if typed.value("kind") == _WORDS:
        words = [word.strip() for word in typed.value("words").split(",") if word.strip()]
        worst, best = (words[0] if words else "", words[-1] if len(words) > 1 else "")
        between = tuple(words[1:-1])
        return BlankCriterion(label, worst, best, in_words=True, between=between, decided=True)
    worst, best = typed.value("worst"), typed.value("best")
    return BlankCriterion(label, worst, best, unit=typed.value("unit"), decided=True)


_LONGEST_AMOUNT = 40
_SENTENCES = ("in_sentence", "of_sentence")


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
        draw_adding_criterion(bench)


def _draw_criterion(bench: Workbench, criterion: Criterion) -> None:
    st.html(tag("h2", text(criterion.label)))
    _draw_words(bench, criterion)
    _draw_direction(bench, criterion)
    if ends_unit(criterion.id) in bench.units:
        _draw_ends(bench, criterion)
    if _is_in_words(criterion):
        draw_levels(bench, criterion)
    draw_spoken(bench, criterion)
    if criterion.scale_status is Standing.TO_CONFIRM and not _is_in_words(criterion):
        unit = unit_name(CRITERION, criterion.id, "scale")
        _draw_confirming(bench, unit, t("Confirm its scale"))
    _draw_counted(bench, criterion)
    change = partial(withdrawn_criterion, bench.units, bench.case, criterion.id)
    draw_withdrawing(bench, unit_name(CRITERION, criterion.id), criterion.label, change)


def _is_in_words(criterion: Criterion) -> bool:
    return isinstance(criterion.scale, WordScale)


def _form(bench: Workbench, unit: str, starts: dict[str, str]) -> TypedForm:
    return TypedForm(bench, form_of(bench, unit, tuple(starts)), starts)


def _draw_words(bench: Workbench, criterion: Criterion) -> None:
    own = criterion.official or criterion.label
    starts = {"label": own, "question": criterion.question}
    starts |= _written_sentences(bench, criterion)
    if not _is_in_words(criterion):
        starts["unit"] = criterion.unit.several or criterion.unit.one
    typed = _form(bench, unit_name(CRITERION, criterion.id), starts | {"reason": ""})
    slots = {
        "label": typed.line("label", _name_label(criterion), CRITERION_SIGNS),
        "question": typed.line("question", t("What it asks"), QUESTION_SIGNS),
    }
    if "unit" in starts:
        slots["unit"] = typed.line("unit", t("Unit"), UNIT_SIGNS)
    slots |= _draw_sentences(typed)
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change() -> UnitChange:
        words = {f: typed.value(f) for f in starts if typed.value(f) != starts[f]}
        if "label" in words or words.keys() & {*_SENTENCES}:
            words |= _sentences(typed)
        return words_change(bench.read_by(typed.form), criterion.id, words)

    typed.send(t("Write these words"), change, slots, t("It is written."))


def _written_sentences(bench: Workbench, criterion: Criterion) -> dict[str, str]:
    """How it is said within a sentence; a room that has its own way reads that everywhere."""
    if criterion.plain.in_sentence and criterion.plain.of_sentence:
        return {}
    tree = unit_content(bench.units, unit_name(CRITERION, criterion.id))
    return {field: tree[field] for field in _SENTENCES}


def _draw_sentences(typed: TypedForm) -> dict[str, DeltaGenerator]:
    """Both ways that a sentence says it, and two sentences that do."""
    labels = {"in_sentence": t("Within a sentence"), "of_sentence": t("After « of »")}
    slots = {
        field: typed.line(field, label, CRITERION_SIGNS)
        for field, label in labels.items()
        if field in typed.starts
    }
    if slots:
        words = _sentences(typed)
        example = within_words(words["in_sentence"], words["of_sentence"])
        draw_html(tag("p", text(example), "note"))
    return slots


def _sentences(typed: TypedForm) -> dict[str, str]:
    """As they are typed; those of another name that nobody has typed are neutral."""
    label, starts = typed.value("label").strip(), typed.starts
    neutral = neutral_words(label)
    renamed = label != starts["label"]
    own = {"in_sentence": neutral.in_sentence, "of_sentence": neutral.of_sentence}
    if "in_sentence" not in starts:
        return own if renamed else {}
    typed_now = {field: typed.value(field) for field in own}
    same = {field for field, words in typed_now.items() if words == starts[field]}
    return typed_now | {field: own[field] for field in same if renamed}


def _name_label(criterion: Criterion) -> str:
    """Which name of it is written there: pages call it otherwise where it has a plain one."""
    return t("Its official name") if criterion.official else t("Its name")


def _draw_direction(bench: Workbench, criterion: Criterion) -> None:
    unit = unit_name(CRITERION, criterion.id, "direction")
    tree = unit_content(bench.units, unit)
    st.html(tag("h3", text(t("Which way does it count?"))))
    starts = {sense.value: str(tree.get(sense, "")) for sense in Sense} | {"reason": ""}
    typed = _form(bench, unit, starts | {"question": str(tree.get("question", ""))})
    is_confirmed = criterion.direction.status is Standing.CONFIRMED
    slots = {}
    if not is_confirmed:
        label = t("What the group is asked")
        slots["question"] = typed.area("question", label, QUESTION_SIGNS)
    labels = {Sense.MAX: t("More = higher priority"), Sense.MIN: t("Less = higher priority")}
    slots |= {s.value: typed.line(s.value, label, NAME_SIGNS) for s, label in labels.items()}
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change(*, confirmed: bool) -> UnitChange:
        more, less, why, asked = map(typed.value, (*map(str, Sense), "reason", "question"))
        direction = TypedDirection(more, less, confirmed, why, asked)
        return direction_change(bench.read_by(typed.form), criterion.id, direction)

    done, about = t("It is written."), bench.parts_of(criterion.id)
    with st.container(key="direction_acts", horizontal=True, gap="small"):
        typed.send(
            t("Write these sentences"), partial(change, confirmed=is_confirmed), slots, done
        )
        name = f"confirm_direction_{criterion.id}"
        if not is_confirmed and is_pressed_as_seen(t("Confirm this choice"), name, about):
            typed.write(partial(change, confirmed=True), slots, done, "confirm")
        if is_pressed_as_seen(t("Count it the other way"), "turn_direction", about):
            turned = partial(turned_change, bench.units, criterion.id)
            typed.write(turned, slots, _turned())


def _turned() -> str:
    return t("It counts the other way now: what was best is worst.")


def _draw_ends(bench: Workbench, criterion: Criterion) -> None:
    unit = ends_unit(criterion.id)
    tree = unit_content(bench.units, unit)
    st.html(tag("h3", text(in_unit(t("From the worst to the best"), criterion))))
    starts = {end: number_as_typed(tree[end]) for end in ("worst", "best")} | {"reason": ""}
    typed = _form(bench, unit, starts)
    slots = {
        "worst": typed.line("worst", t("From the worst…"), _LONGEST_AMOUNT),
        "best": typed.line("best", t("…to the best"), _LONGEST_AMOUNT),
        "reason": typed.line("reason", t("Why"), QUESTION_SIGNS),
        "": st.container(),
    }

    def change() -> UnitChange:
        ends = typed.value("worst"), typed.value("best")
        return ends_change(bench.read_by(typed.form), criterion.id, *ends)

    now = direction_of_ends(typed.value("worst"), typed.value("best"))
    turned = now is not None and now is not criterion.direction.default
    done = _turned() if turned else t("It is written.")
    typed.send(t("Write these ends"), change, slots, done)


def _draw_confirming(bench: Workbench, unit: str, title: str) -> None:
    """One tap, with its reason: the group has agreed to what stands there."""
    st.html(tag("h3", text(title)))
    form = OpenForm(bench.key, f"confirm {unit}", bench.units[unit], bench.dossier.seq)
    typed = TypedForm(bench, form, {"reason": ""})
    slots = {"reason": typed.line("reason", t("Why"), QUESTION_SIGNS), "": st.container()}
    typed.settle(slots)
    name = f"confirm_{unit_parts(unit)[1]}"
    if is_pressed_as_seen(t("Confirm this choice"), name, bench.parts_of(unit_parts(unit)[1])):
        change = partial(confirmed_change, bench.units, unit)
        typed.write(change, slots, t("It is confirmed."), "confirm")


def _draw_counted(bench: Workbench, criterion: Criterion) -> None:
    typed = new_form(bench, f"count {criterion.id}", {})
    label = t("Do not count it any more") if criterion.active else t("Count it from now on")
    slots = {"": st.container()}
    typed.settle(slots)
    if is_pressed_as_seen(label, f"count_{criterion.id}", criterion.active):
        change = partial(
            active_change, bench.units, bench.case, criterion.id, active=not criterion.active
        )
        typed.write(change, slots, t("It is written."))
