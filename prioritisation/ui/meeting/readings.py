"""How to count, in a meeting: what is chosen, and what the group has still to settle."""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.model import Sense
from criteria.readings import ReadingQuestion
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.choices import choices_block, open_question_block
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room.choices import pin_of
from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.setup import PROJECT_AUTO
from prioritisation.sentences.crossing import choice_name, choice_question, option_text
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.evidence import pleas
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.visit import Visit, is_done, press
from prioritisation.wording import t


def frame_readings(visit: Visit, whole: Case) -> dict[str, ReadingQuestion]:
    """How to count, one choice per question; the name of each control, and its question."""
    named = {f"frame_{q.id}_{visit.about}": q for q in whole.in_plain_words({}).live_questions}
    for name, question in named.items():
        here = question.answer(visit.stage.setup.combination).id
        labels = {r.id: capital(r.label) for r in question.readings}
        labels[here] = t("{label} (current choice)", label=labels[here])
        widgets.radio(
            literal(t("{name}: {question}", name=question.name, question=question.question)),
            list(labels),
            **widgets.own_keywords(name, here),
            format_func=lambda r, labels=labels: literal(labels[r]),
            captions=[literal(r.description) for r in question.readings],
        )
    return named


def draw_unsettled(visit: Visit, unsettled: tuple[OpenChoice, ...]) -> None:
    """What is still open, the scores with each answer, and one click to take an answer."""
    stage = visit.stage
    if unsettled and not _may_take(visit, unsettled[0]):
        st.html(tag("p", text(_why_not_now(visit)), "thin"))
    for choice in unsettled:
        title = literal(choice_question(stage.plain_case, choice))
        with st.expander(title, key=f"settle_{choice.kind}_{choice.about}"):
            _answers(visit, choice, choice.options)
            st.html(open_question_block(stage.plain_case, stage.scenario(), choice, heading=""))
            if choice.kind is ChoiceKind.DIRECTION:
                draw_html(pleas(stage.plain_case, stage.plain_case.criterion(choice.about)))
            _shown_to_the_room(visit, choice)


def draw_settled(visit: Visit, settled: tuple[OpenChoice, ...]) -> None:
    """What was settled, and how to settle it otherwise as long as that may be."""
    for choice in settled:
        _settled(visit, choice)


def _may_take(visit: Visit, choice: OpenChoice) -> bool:
    """Whether this visitor may settle a choice now."""
    direction = choice.kind is ChoiceKind.DIRECTION
    return visit.may(Act.CONFIRM_DIRECTION if direction else Act.CHOOSE_FRAME)


def _why_not_now(visit: Visit) -> str:
    """Why no answer can be taken, and where one can."""
    if visit.stage.meeting.phase is Phase.REVIEW:
        return t(
            "The scores are fixed: no answer is taken now. To take one, go on to the "
            "questions, then back to the scores (« Go back… »)."
        )
    return t(
        "The scores are fixed: no answer is taken now. To take one, go back to the "
        "scores (« Go back… »); people then vote on the new table."
    )


def _settled(visit: Visit, choice: OpenChoice) -> None:
    """An answer that was taken, and the others as long as one of them may be taken instead."""
    case, answer = visit.stage.plain_case, choice.options[0]
    sentence = t(
        "Settled: {name}, {answer}",
        name=choice_name(case, choice),
        answer=option_text(case, choice, answer),
    )
    if not _may_take(visit, choice):
        st.html(tag("p", text(sentence), "done"))
        return
    with st.expander(
        literal(sentence), type="compact", key=f"settled_{choice.kind}_{choice.about}"
    ):
        st.html(open_question_block(case, visit.stage.scenario(), choice))
        _answers(visit, choice, choice.options[1:])


def _shown_to_the_room(visit: Visit, choice: OpenChoice) -> None:
    """A choice on the projector, or no more."""
    if not visit.may(Act.PROJECT):
        return
    there = visit.stage.setup.projection == pin_of(choice)
    if there:
        st.html(tag("p", text(t("On the projector now, until the next phase.")), "done"))
    label = t("Take it off the projector") if there else t("Show this choice to the room")
    view = PROJECT_AUTO if there else pin_of(choice)
    if press(visit, label, f"show_{choice.kind}_{choice.about}", also=view) and is_done(
        partial(visit.room.project, visit.code, visit.secret, view)
    ):
        st.rerun()


def _answers(visit: Visit, choice: OpenChoice, options: tuple[str, ...]) -> None:
    """A button for each answer, where this visitor may settle it now."""
    if not _may_take(visit, choice):
        return
    with st.container(key=f"answers_{choice.about}", horizontal=True, gap="small"):
        for option in options:
            label = capital(_answer_text(visit.stage.plain_case, choice, option))
            name = f"settle_{choice.about}_{option}"
            if press(visit, t("Take « {answer} »", answer=label), name) and is_done(
                partial(_settle, visit, choice, option)
            ):
                st.rerun()


def _answer_text(case: Case, choice: OpenChoice, option: str) -> str:
    """An answer in the words of the room; those of the case where both ways share one name."""
    if choice.kind is ChoiceKind.DIRECTION:
        criterion = case.criterion(choice.about)
        if len({criterion.plain_name(Sense(one)) for one in choice.options}) > 1:
            return criterion.plain_name(Sense(option))
    return option_text(case, choice, option)


def _settle(visit: Visit, choice: OpenChoice, option: str) -> object:
    room, code, secret = visit.room, visit.code, visit.secret
    if choice.kind is ChoiceKind.DIRECTION:
        return room.confirm_direction(code, secret, choice.about, Sense(option))
    if choice.kind is ChoiceKind.ORDER:
        return room.settle_order(code, secret, choice.about, option)
    return room.settle_reading(code, secret, option)


def draw_open_choices(visit: Visit, analysis: Analysis | None) -> None:
    """After the vote: who is first in each way to settle what is open, and how to settle it."""
    block = choices_block(analysis) if analysis else ""
    if not block:
        return
    st.html(block)
    if visit.may(Act.REOPEN):
        how = t(
            "To take an answer, go back to the scores (« Go back… »); people then vote "
            "on the new table."
        )
        st.html(tag("p", text(how), "thin"))
