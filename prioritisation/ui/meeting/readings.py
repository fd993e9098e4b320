"""How to count, in a meeting: what is chosen, and what the group has still to settle."""

from functools import partial

import streamlit as st

from criteria.case import Case
from criteria.model import Sense
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice, open_choices
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind
from prioritisation.drawing.choices import choices_block, open_question_block
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.room import WarningNote
from prioritisation.meeting.room.choices import pin_of, settled_choices
from prioritisation.meeting.rules import Act, Details
from prioritisation.meeting.rules.setup import PROJECT_AUTO
from prioritisation.sentences.crossing import choice_name, choice_question, option_text
from prioritisation.sentences.warnings import case_warning_title
from prioritisation.ui.meeting.opening import names_of_meeting, warning_block
from prioritisation.ui.meeting.steps import questions_left
from prioritisation.ui.shared.controls import capital, literal, pleas
from prioritisation.ui.shared.drafts import LONGEST_REASON, drafts, text_line, typed_text
from prioritisation.ui.shared.page import apart_block, draw_html
from prioritisation.ui.visit.visit import Visit, is_done, press
from prioritisation.ui.visit.warnings import answered_meanwhile
from prioritisation.wording import t, tn


def draw_unsettled(visit: Visit, unsettled: tuple[OpenChoice, ...]) -> None:
    """What is still open, the scores with each answer, and one click to take an answer."""
    stage = visit.stage
    if unsettled and not _may_take(visit, unsettled[0]):
        why = t(
            "The scores are fixed: no answer is taken now. To take one, come back to the scores "
            "from a later step (« Go back… »); people then vote on the new table."
        )
        st.html(tag("p", text(why), "thin"))
    for choice in unsettled:
        title = literal(choice_question(stage.plain_case, choice))
        with st.expander(title, key=f"settle_{choice.kind}_{choice.about}"):
            _answers(visit, choice, choice.options)
            st.html(open_question_block(stage.plain_case, stage.scenario(), choice, heading=""))
            if choice.kind is ChoiceKind.DIRECTION:
                draw_html(pleas(stage.plain_case, stage.plain_case.criterion(choice.about)))
            _shown_to_the_room(visit, choice)


def _may_take(visit: Visit, choice: OpenChoice) -> bool:
    """Whether this visitor may settle a choice now."""
    direction = choice.kind is ChoiceKind.DIRECTION
    return visit.may(Act.CONFIRM_DIRECTION if direction else Act.CHOOSE_FRAME)


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


def draw_questions(visit: Visit) -> None:
    """What the group has to settle, one fold each; what it has settled stays in sight.

    Whom each answer helps is shown, never who would be first.
    """
    stage = visit.stage
    unsettled = open_choices(stage.plain_case, stage.scenario())
    settled = settled_choices(stage.plain_case, stage.setup)
    confirmed = tuple(
        OpenChoice(ChoiceKind.READING, q.id, (here, *(r.id for r in q.readings if r.id != here)))
        for q in stage.plain_case.live_questions
        for here in [q.answer(stage.setup.combination).id]
        if not q.open and here not in stage.setup.settled
    )
    notes = [w for w in visit.room.warnings(visit.code) if w.kind in IN_THE_CASE]
    if not (unsettled or settled or confirmed or notes):
        return
    waiting = questions_left(stage)
    leaves = WarningKind.PERIMETER in stage.meeting.unanswered
    heading = _heading(waiting, len(unsettled))
    st.html(tag("h2", text(heading)) + _progress(waiting, leaves=leaves))
    with apart_block():
        answered_meanwhile({_field(visit, w): w.answer for w in notes if w.answer})
    draw_unsettled(visit, unsettled)
    # What is left open is said last: it answers none of the questions above.
    for note in sorted(notes, key=lambda w: w.kind is WarningKind.PERIMETER):
        if not note.answer and visit.may(Act.ANSWER_WARNING):
            with st.expander(literal(_title(visit, note)), key=f"question_{note.id}"):
                _draw_warning(visit, note)
    for choice in (*settled, *confirmed):
        _settled(visit, choice)
    draw_html(items((_answered(visit, w) for w in notes if w.answer), "plainlist"))


def _heading(waiting: int, unsettled: int) -> str:
    """What is to do; a choice that is left open is not settled."""
    if waiting:
        return t("Questions to settle before voting")
    if unsettled:
        return tn(
            "No more answers are waited for: {n} choice stays open",
            "No more answers are waited for: {n} choices stay open",
            unsettled,
        )
    return t("The questions are settled")


def _progress(waiting: int, *, leaves: bool) -> str:
    if not waiting:
        return tag("p", text(t("Each answer goes into the minutes.")), "thin")
    sentence = tn("{n} answer is waited for.", "{n} answers are waited for.", waiting)
    if leaves:
        sentence += " " + t("What is not settled may be left open, below.")
    return tag("p", text(sentence), "thin")


def _title(visit: Visit, note: WarningNote) -> str:
    if note.kind is WarningKind.PERIMETER:
        return t("Left open") if note.answer else t("Or else, leave open what is not settled")
    return case_warning_title(note, visit.stage.plain_case)


def _draw_warning(visit: Visit, note: WarningNote) -> None:
    """What is the matter, a word if the group wants to leave one, and « Accepted »."""
    st.html(warning_block(visit, note))
    name = _field(visit, note)
    with drafts(name), st.form(name, border=False):
        text_line(t("Say why, if you like"), name, max_chars=LONGEST_REASON)
        sent = press(visit, t("Accepted"), f"accept_{note.id}", draw=st.form_submit_button)
    if sent:
        details = Details(warning=note.id, reason=typed_text(name) or t("Accepted"))
        work = partial(visit.room.act, visit.code, visit.secret, Act.ANSWER_WARNING, details)
        if is_done(work, names_of_meeting(visit)):
            st.rerun()


def _field(visit: Visit, note: WarningNote) -> str:
    """Name of the field of a warning."""
    return f"answer_{visit.about}_{note.id}"


def _answered(visit: Visit, note: WarningNote) -> str:
    title = text(t("{title}:", title=_title(visit, note)))
    return f"{title} {tag('b', text(note.answer))}"
