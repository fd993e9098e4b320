"""The group's questions: each is answered on its own, from the preparation on, in one tap."""

from functools import partial

import streamlit as st

from prioritisation.analysis.crossing import open_choices
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.room import Stage, WarningNote
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.rules import Act, Details
from prioritisation.sentences.warnings import case_warning_title
from prioritisation.ui.meeting import readings
from prioritisation.ui.meeting.opening import names_of_meeting, warning_block
from prioritisation.ui.meeting.steps import questions_left, to_accept, to_choose
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import LONGEST_REASON, drafts, text_line, typed_text
from prioritisation.ui.shared.page import apart_block, draw_html
from prioritisation.ui.visit.visit import Visit, is_done, press
from prioritisation.ui.visit.warnings import answered_meanwhile, open_warnings
from prioritisation.wording import t, tn


def draw_questions(visit: Visit) -> None:
    """What the group has to settle, one fold each; what it has settled stays in sight.

    Whom each answer helps is shown, never who would be first.
    """
    stage = visit.stage
    unsettled = open_choices(stage.plain_case, stage.scenario())
    settled = settled_choices(stage.plain_case, stage.setup)
    notes = [w for w in visit.room.warnings(visit.code) if w.kind in IN_THE_CASE]
    if not (unsettled or settled or notes):
        return
    waiting = questions_left(stage)
    leaves = WarningKind.PERIMETER in stage.meeting.unanswered
    left = sum(not w.answer for w in open_warnings(visit))
    heading = _heading(waiting, len(unsettled), left)
    st.html(tag("h2", text(heading)) + _progress(stage, leaves=leaves))
    with apart_block():
        answered_meanwhile({_field(visit, w): w.answer for w in notes if w.answer})
    readings.draw_unsettled(visit, unsettled)
    # What is left open is said last: it answers none of the questions above.
    for note in sorted(notes, key=lambda w: w.kind is WarningKind.PERIMETER):
        if not note.answer and visit.may(Act.ANSWER_WARNING):
            with st.expander(literal(_title(visit, note)), key=f"question_{note.id}"):
                _draw_warning(visit, note)
    readings.draw_settled(visit, settled)
    draw_html(items((_answered(visit, w) for w in notes if w.answer), "plainlist"))


def _heading(waiting: int, unsettled: int, left: int) -> str:
    """What is to do; neither a choice left open nor a warning without answer (left) is settled."""
    if waiting:
        return t("Questions to settle before voting")
    if unsettled:
        return tn(
            "No more answers are waited for: {n} choice stays open",
            "No more answers are waited for: {n} choices stay open",
            unsettled,
        )
    if left:
        return tn(
            "The questions are settled; {n} thing to know has no answer",
            "The questions are settled; {n} things to know have no answer",
            left,
        )
    return t("Everything is settled")


def _progress(stage: Stage, *, leaves: bool) -> str:
    choices, notes = to_choose(stage), to_accept(stage)
    if not choices + notes:
        return tag("p", text(t("Each answer goes into the minutes.")), "thin")
    sentence = tn("{n} answer is waited for.", "{n} answers are waited for.", choices + notes)
    if choices and notes:
        sentence = t(
            "{n} answers are waited for: {choices}, {notes}.",
            n=choices + notes,
            choices=tn("{n} question to settle", "{n} questions to settle", choices),
            notes=tn("{n} thing to know and accept", "{n} things to know and accept", notes),
        )
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
