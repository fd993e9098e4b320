"""A question is asked of how a criterion counts, or of which way; an answer is added to one."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Sense
from criteria.readings import LinkRule, ReadingQuestion
from criteria.scales import WordScale
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.answers import (
    TypedAnswer,
    added_answer,
    added_question,
    begins_like,
    free_links,
    may_be_asked,
)
from prioritisation.cases.editing.criteria import TypedDirection, asked_direction
from prioritisation.cases.editing.notes import computed_from
from prioritisation.cases.neutral import NeutralWords, neutral_words
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import CRITERION, unit_content, unit_name
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.editing.ground import Workbench, form_of
from prioritisation.ui.editing.pressing import is_pressed_as_seen
from prioritisation.ui.editing.writing import TypedForm, new_form
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.wording import t

_ASKED = "asked"
_WAY, _COUNT = "way", "count"
_Places = dict[str, DeltaGenerator]


def draw_asking(bench: Workbench) -> None:
    """The form of a question to come: about which criterion, and what of it."""
    criteria = {c.id: c for c in bench.case.criteria}
    possible = {one: _kinds(bench, c) for one, c in criteria.items()}
    with st.container(key="edited_new"):
        st.html(tag("h2", text(t("Ask another question"))))
        if not any(possible.values()):
            words = t("Every criterion has its questions, or its direction to confirm.")
            st.html(tag("p", text(words), "note"))
            return
        name = f"asked_criterion_{bench.key}"
        widgets.selectbox(
            t("About which criterion?"),
            [one for one, kinds in possible.items() if kinds],
            format_func=lambda c: literal(criteria[str(c)].label),
            **widgets.own_keywords(name, None),
        )
        picked = criteria.get(widgets.own_choice(name, "") or "")
        if picked is not None and possible[picked.id]:
            _draw_new(bench, picked, possible[picked.id])


def _kinds(bench: Workbench, criterion: Criterion) -> dict[str, str]:
    """What may be asked of a criterion."""
    kinds = {}
    if not criterion.direction.contested:
        kinds[_WAY] = t("which way it counts")
    if may_be_asked(bench.units, criterion.id):
        kinds[_COUNT] = t("what it counts")
    return kinds


def _draw_new(bench: Workbench, criterion: Criterion, kinds: dict[str, str]) -> None:
    name = f"asked_kind_{bench.key}_{criterion.id}"
    first = next(iter(kinds))
    widgets.segmented_control(
        t("What is asked?"),
        list(kinds),
        required=True,
        format_func=kinds.__getitem__,
        **widgets.own_keywords(name, first),
    )
    if widgets.own_choice(name, first) == _WAY:
        _draw_way(bench, criterion, t("Ask this question"))
    else:
        _draw_counting(bench, criterion)


def draw_direction(bench: Workbench, criterion: Criterion) -> None:
    """The question of which way a criterion counts, while it is open."""
    st.html(tag("h2", text(criterion.label)))
    _draw_way(bench, criterion, t("Write this question"))


def _draw_way(bench: Workbench, criterion: Criterion, label: str) -> None:
    """What is said of more and of less, and what is asked; settled in one tap, once it is open."""
    unit = unit_name(CRITERION, criterion.id, "direction")
    tree, neutral = unit_content(bench.units, unit), _neutral(criterion)
    starts = {s.value: str(tree.get(s) or neutral.senses[s]) for s in Sense} | {"reason": ""}
    starts["question"] = str(tree.get("question") or neutral.direction_question)
    form = form_of(bench, unit, tuple(starts))
    typed = TypedForm(bench, form, starts)
    slots = {"question": typed.area("question", t("What the group is asked"), QUESTION_SIGNS)}
    labels = {Sense.MAX: t("More = higher priority"), Sense.MIN: t("Less = higher priority")}
    slots |= {s.value: typed.line(s.value, words, NAME_SIGNS) for s, words in labels.items()}
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change(*, confirmed: bool) -> UnitChange:
        more, less = (typed.value(sense.value) for sense in (Sense.MAX, Sense.MIN))
        direction = TypedDirection(more, less, confirmed, typed.value("reason"))
        units = bench.read_by(typed.form)
        return asked_direction(units, criterion.id, direction, typed.value("question"))

    with st.container(key=f"way_acts_{criterion.id}", horizontal=True, gap="small"):
        typed.send(label, partial(change, confirmed=False), slots, t("It is written."))
        if criterion.direction.contested and is_pressed_as_seen(
            t("Confirm this choice"), f"confirm_way_{criterion.id}", bench.parts_of(criterion.id)
        ):
            typed.write(partial(change, confirmed=True), slots, t("It is confirmed."), "confirm")


def _neutral(criterion: Criterion) -> NeutralWords:
    scale = criterion.scale
    levels = scale.levels if isinstance(scale, WordScale) else ()
    return neutral_words(criterion.official or criterion.label, [v.label for v in levels])


def _draw_counting(bench: Workbench, criterion: Criterion) -> None:
    """What is asked, and its two first answers: as it is now, or of a count the links of each."""
    counted = computed_from(bench.units, criterion.id) == "count"
    fields = [f"{f}.{k}" for k in range(2) for f in ("label", "description", "links")]
    starts = dict.fromkeys(("name", "question", *fields, "reason"), "")
    typed = new_form(bench, unit_name("ask", criterion.id), starts)
    slots = {"name": typed.line("name", t("Its name"), NAME_SIGNS)}
    slots["question"] = typed.line("question", t("The question it answers"), QUESTION_SIGNS)
    if not counted:
        words = t(
            "The first answer has the scores of now; under the second, every score is unknown, "
            "for the group to give."
        )
        st.html(tag("p", text(words), "note"))
    for k in range(2):
        slots |= _draw_answer(typed, f".{k}", t("Answer {n}", n=k + 1))
        if counted:
            slots[f"links.{k}"] = _draw_links(typed, f"links.{k}", tuple(LinkRule))
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change() -> UnitChange:
        words = typed.value("name"), typed.value("question")
        answers = [_answer(typed, f".{k}") for k in range(2)]
        return added_question(bench.units, criterion.id, words, answers)

    typed.send(t("Ask this question"), change, slots, t("It is written."))


def draw_adding_answer(bench: Workbench, question: ReadingQuestion) -> None:
    """An answer more to a question, once it is wanted; a count has four at most."""
    counted, free = question.readings[0].links is not None, free_links(bench.units, question.id)
    if counted and not free:
        words = t("Its answers are the four ways there are to count action sheets.")
        st.html(tag("p", text(words), "note"))
        return
    like = question.readings[0].id if begins_like(bench.units, question.id) else ""
    fields = ("label", "description", "links", "reason", _ASKED)
    starts = dict.fromkeys(fields, "") | {"like": like}
    typed = new_form(bench, unit_name("answer", question.id), starts)
    ask, key = widgets.choice_writer(typed.name(_ASKED)), f"answer_{question.id}"
    if not typed.value(_ASKED):
        label = t("Add an answer…")
        st.button(label, type="tertiary", key=key, on_click=ask, args=("yes",))
        return
    st.html(tag("h3", text(t("Add an answer"))))
    slots = _draw_answer(typed, "", t("Its name"))
    if counted:
        slots["links"] = _draw_links(typed, "links", free)
    slots["like"] = _draw_like(typed, question) if like else st.container()
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()
    change = partial(_added, typed, question.id)
    with st.container(key=f"{key}_acts", horizontal=True, gap="small"):
        typed.send(t("Add this answer"), change, slots, t("It is written."))
        st.button(t("Keep it as it is"), key=f"{key}_no", on_click=ask, args=("",))


def _added(typed: TypedForm, question: str) -> UnitChange:
    return added_answer(typed.bench.units, question, _answer(typed, ""))


def _draw_answer(typed: TypedForm, end: str, label: str) -> _Places:
    return {
        f"label{end}": typed.line(f"label{end}", label, NAME_SIGNS),
        f"description{end}": typed.area(f"description{end}", t("What it counts"), QUESTION_SIGNS),
    }


def _answer(typed: TypedForm, end: str) -> TypedAnswer:
    label, description, links = (
        typed.value(f"{field}{end}") for field in ("label", "description", "links")
    )
    like = typed.value("like") if "like" in typed.starts else ""
    return TypedAnswer(label, description, links, like)


def _draw_links(typed: TypedForm, field: str, rules: tuple[LinkRule, ...]) -> DeltaGenerator:
    names = {
        LinkRule.SURE_PRIMARY: t("each sheet whose lever is sure, for the one it serves first"),
        LinkRule.PRIMARY: t("each sheet, for the lever it serves first"),
        LinkRule.SURE: t("each sheet whose levers are sure, for all of them"),
        LinkRule.ALL: t("each sheet, for every lever it names"),
    }
    widgets.selectbox(
        t("Which sheets does it count?"),
        [rule.value for rule in rules],
        format_func=lambda rule: capital(names[LinkRule(str(rule))]),
        **widgets.own_keywords(typed.name(field), typed.starts[field] or None),
    )
    return st.container()


def _draw_like(typed: TypedForm, question: ReadingQuestion) -> DeltaGenerator:
    """Which answer it begins as: its lines, its ends; they are moved afterwards."""
    names = {reading.id: reading.label for reading in question.readings}
    widgets.selectbox(
        t("It begins with the lines and the ends of"),
        list(names),
        format_func=lambda one: literal(capital(names[str(one)])),
        **widgets.own_keywords(typed.name("like"), typed.starts["like"]),
    )
    return st.container()
