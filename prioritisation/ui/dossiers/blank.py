"""The door of the blank page: what is chosen, between what, on which criteria; then a dossier."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.errors import Problem
from prioritisation.cases.blank import (
    FEWEST_CRITERIA,
    MOST_CRITERIA,
    MOST_OPTIONS,
    BlankCase,
    blank_files,
    blank_problems,
)
from prioritisation.cases.reading import DoorOrigin
from prioritisation.drawing.markup import tag, text
from prioritisation.settings import current_day
from prioritisation.ui.dossiers.doors import blank_name, draw_criterion, typed_criterion
from prioritisation.ui.dossiers.making import create_dossier, form_number, problem_words
from prioritisation.ui.dossiers.place import (
    BLANK_DOOR,
    area_field,
    kept_fields,
    line_field,
    noun_field,
    place_of,
    typed_value,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.visit.trying import notice_block
from prioritisation.wording import t, tn
from prioritisation.wording.nouns import speaking_of

_TRIED, _COUNT, _NOUN = "tried", "criteria", "noun"
"""Choices: whether the last button was pressed; how many criteria there is room for; the noun."""
_USUAL_NOUN = "projet"
"""What suits most things that are no levers of a plan."""


def blank_door() -> None:
    """Three questions on one page; what was typed is kept until the dossier is made."""
    done = form_number()
    count = widgets.own_choice(blank_name(done, _COUNT), FEWEST_CRITERIA)
    blank = _typed(done, count)
    with st.container(key="answer"):
        st.html(answer_block(t("A new case: what is chosen?"), *_answer(blank)))
    with kept_fields(BLANK_DOOR, blank_name(done)):
        slots = _questions(done)
        st.html(tag("h2", text(t("3. On which criteria?"))))
        st.html(tag("p", text(_examples()), "note"))
        for k in range(count):
            slots |= draw_criterion(done, k)
        slots["criteria"] = st.container()
    _room(done, count)
    slots[""] = st.container()
    sent = st.button(t("Create this case"), type="primary", key=f"blank_send_{done}")
    _answer_press(_typed(done, count), slots, sent=sent, tried=blank_name(done, _TRIED))


def _answer(blank: BlankCase) -> tuple[str, str]:
    options, criteria = len(blank.options), sum(bool(c.label.strip()) for c in blank.criteria)
    if not options or not criteria:
        return (
            t("Three questions, and the group can compare."),
            t("Every score starts as missing: nothing is filled in for you."),
        )
    with speaking_of(blank.option):
        named = tn("{n} lever", "{n} levers", options)
    counted = tn("{n} criterion", "{n} criteria", criteria)
    loud = t("One of {options}, on {criteria}.", options=named, criteria=counted)
    n = options * criteria
    return loud, tn(
        "{n} score to find. Names, units, ends of scales and scores can be changed later.",
        "{n} scores to find. Names, units, ends of scales and scores can be changed later.",
        n,
    )


def _questions(done: int) -> dict[str, DeltaGenerator]:
    """What is chosen, by whom, between what."""
    slots: dict[str, DeltaGenerator] = {}
    with st.container(key="blank_questions"):
        with st.container(key="blank_left"):
            st.html(tag("h2", text(t("1. What is chosen?"))))
            label = t("The question: the case is called by it")
            hint = t("Where do we open the house of projects?")
            slots["choice"] = line_field(label, blank_name(done, "choice"), hint)
            label = t("Name of the group, as it will be written everywhere")
            slots["group"] = line_field(label, blank_name(done, "group"))
            name = blank_name(done, _NOUN)
            noun_field(**widgets.own_keywords(name, _USUAL_NOUN))
        with st.container(key="blank_right"):
            st.html(tag("h2", text(t("2. Between what?"))))
            label = t("One per line, from 2 to {n}", n=MOST_OPTIONS)
            slots["options"] = area_field(label, blank_name(done, "options"))
    return slots


def _examples() -> str:
    return t(
        "From the worst to the best, said before anybody scores: cost from 1,500 to 500 k€; "
        "walk from 30 to 0 minutes; neighbours: against, divided, in favour."
    )


def _room(done: int, count: int) -> None:
    """Room for one criterion more, or less."""
    write = widgets.choice_writer(blank_name(done, _COUNT))
    with st.container(key="blank_room", horizontal=True, gap="small"):
        if count < MOST_CRITERIA:
            st.button(
                t("Add a criterion"), key=f"blank_more_{done}", on_click=write, args=(count + 1,)
            )
        if count > FEWEST_CRITERIA:
            label = t("Take the last one out")
            st.button(label, key=f"blank_less_{done}", on_click=write, args=(count - 1,))


def _typed(done: int, count: int) -> BlankCase:
    """What stands in the fields now."""
    lines = typed_value(blank_name(done, "options")).splitlines()
    return BlankCase(
        typed_value(blank_name(done, "choice")),
        tuple(line.strip() for line in lines if line.strip()),
        tuple(typed_criterion(done, k) for k in range(count)),
        typed_value(blank_name(done, "group")),
        option=widgets.own_choice(blank_name(done, _NOUN), _USUAL_NOUN),
    )


def _answer_press(
    blank: BlankCase, slots: Mapping[str, DeltaGenerator], *, sent: bool, tried: str
) -> None:
    """What is wrong stands beside its field, from the first press on; else the dossier is made."""
    if sent:
        widgets.choice_writer(tried)(True)
    if not (sent or widgets.own_choice(tried, start=False)):
        return
    problems = blank_problems(blank)
    _say(problems, slots)
    if sent and not problems:
        title, today = blank.choice.strip(), current_day(None)
        origin = DoorOrigin("blank")
        create_dossier(title, origin, lambda: blank_files(blank, today), slots[""], BLANK_DOOR)
    elif sent:
        with slots[""]:
            n = len(problems)
            words = tn("{n} thing to correct above.", "{n} things to correct above.", n)
            st.html(notice_block(words))


def _say(problems: Sequence[Problem], slots: Mapping[str, DeltaGenerator]) -> None:
    by_place: dict[str, list[str]] = {}
    for problem in problems:
        place, rest = place_of(problem.column or "", slots)
        words = problem_words(problem)
        if place == "options" and rest.isdecimal():
            words = t("Line {n}: {text}", n=int(rest) + 1, text=words)
        by_place.setdefault(place, []).append(words)
    for place, sentences in by_place.items():
        with slots[place]:
            st.html(notice_block(*dict.fromkeys(sentences)))
