"""« To know before concluding »: warnings of a meeting, and the form of the group's answers."""

from collections.abc import Mapping, Sequence

import streamlit as st

from prioritisation.analysis.warnings import IN_THE_CASE
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.room import WarningNote
from prioritisation.meeting.rules import Act, Details, Phase
from prioritisation.meeting.rules.decision import DecisionPart
from prioritisation.sentences import warnings
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import LONGEST_REASON, drafts, text_line, typed_text
from prioritisation.ui.shared.page import apart_block
from prioritisation.ui.shared.scripts import place_id
from prioritisation.ui.visit.visit import Visit, attempt, is_done, notice_block
from prioritisation.wording import t, tn

_MEANWHILE = "answered_meanwhile"
"""Session key: name of a field -> what was typed there and is not kept, until it is forgotten."""


def answered_meanwhile(answers: Mapping[str, str]) -> None:
    """Show both texts: the answer that stands, and what was typed in the field it had.

    Parameters
    ----------
    answers
        Name of the field of each warning that has its answer -> that answer.
    """
    kept: dict[str, str] = st.session_state.setdefault(_MEANWHILE, {})
    for name, answer in answers.items():
        # Read before the control is renewed, which forgets it.
        typed = typed_text(name)
        if typed and typed != answer:
            kept[name] = typed
        widgets.renew_controls(name)
        if name in kept:
            _both(name, answer, kept[name])


def _both(name: str, answer: str, own_text: str) -> None:
    st.html(
        notice_block(
            t("Somebody answered meanwhile: « {said} ».", said=answer),
            t("Your text is not kept: « {said} ».", said=own_text),
        )
    )
    st.button(t("Forget this text"), key=f"forget_{name}", on_click=_forget, args=(name,))


def _forget(name: str) -> None:
    st.session_state[_MEANWHILE].pop(name, None)


def open_warnings(visit: Visit) -> list[WarningNote]:
    """The warnings of the meeting and of its ballots; a round opens without an answer to them."""
    notes = attempt(lambda: visit.room.warnings(visit.code, visit.role)) or ()
    return [w for w in notes if w.kind not in IN_THE_CASE]


def draw_warnings(visit: Visit) -> None:
    """The list, with a field for each answer where the visitor may write it."""
    notes = open_warnings(visit)
    if not notes:
        return
    left = [w for w in notes if not w.answer]
    st.html(
        tag("h2", text(_title(visit)), id=place_id(DecisionPart.WARNINGS))
        + tag("p", text(_state(visit, notes, left)))
    )
    answered = [w for w in notes if w.answer]
    with apart_block():
        answered_meanwhile({_name(visit, w): w.answer for w in answered})
        if answered:
            st.html(items((_warning_html(visit, w) + _answer(w) for w in answered), "plainlist"))
    if left and visit.may(Act.ANSWER_WARNING):
        _form(visit, left)
    elif left:
        st.html(items((_warning_html(visit, w) for w in left), "plainlist"))


def _title(visit: Visit) -> str:
    concluding = visit.may(Act.SEE_RESULTS)
    return t("To know before concluding") if concluding else t("To know before voting")


def _state(visit: Visit, notes: Sequence[WarningNote], unanswered: Sequence[WarningNote]) -> str:
    if not unanswered:
        return t("Each of these has its answer; all go into the minutes.")
    if visit.stage.meeting.phase is Phase.CLOSED:
        return tn(
            "{n} thing out of {all} was left without an answer: the minutes say so.",
            "{n} things out of {all} were left without an answer: the minutes say so.",
            len(unanswered),
            all=len(notes),
        )
    return tn(
        "{n} thing out of {all} waits for an answer; without one, the minutes say so.",
        "{n} things out of {all} wait for an answer; without one, the minutes say so.",
        len(unanswered),
        all=len(notes),
    )


def _warning_html(visit: Visit, note: WarningNote) -> str:
    case = visit.stage.plain_case
    title = tag("b", text(t("{title}.", title=warnings.meeting_warning_title(note))))
    over = note.answer or visit.stage.meeting.phase is Phase.CLOSED
    advice = "" if over else f" {text(warnings.meeting_warning_advice(note))}"
    return f"{title} {text(warnings.meeting_warning_sentence(note, case))}{advice}"


def _answer(note: WarningNote) -> str:
    return " " + tag("b", text(t("Answer: {answer}", answer=note.answer)))


def _form(visit: Visit, unanswered: Sequence[WarningNote]) -> None:
    """One field each; what is left empty stays without an answer."""
    name = f"knowing_{visit.about}"
    with drafts(name), st.form(name, border=False):
        for note in unanswered:
            st.html(tag("p", _warning_html(visit, note), "warn"))
            text_line(t("Answer of the group"), _name(visit, note), max_chars=LONGEST_REASON)
        sent = st.form_submit_button(t("Write the answers"))
    if not sent:
        return
    typed = {note.id: typed_text(_name(visit, note)) for note in unanswered}

    def work() -> None:
        # One by one: those kept before one is refused stay.
        for warning, answer in typed.items():
            if answer:
                details = Details(warning=warning, reason=answer)
                visit.room.act(visit.code, visit.secret, Act.ANSWER_WARNING, details)

    if not any(typed.values()):
        st.html(notice_block(t("Write an answer first.")))
    elif is_done(work):
        st.rerun()


def _name(visit: Visit, note: WarningNote) -> str:
    return f"known_{visit.about}_{note.id}"
