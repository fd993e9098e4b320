"""« To know before concluding »: what was found, what to do, and the answer of the group.

An answer sent for a warning that somebody else had answered meanwhile.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.room import WarningNote
from prioritisation.meeting.rules import Act, Details
from prioritisation.meeting.rules.decision import Place
from prioritisation.sentences.warnings_after import (
    joining_sentence,
    told_advice,
    told_sentence,
    told_title,
)
from prioritisation.ui.shared import held
from prioritisation.ui.shared.drafts import drafts, line, said
from prioritisation.ui.shared.page import apart
from prioritisation.ui.shared.scripts import place_id
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import notice, trying
from prioritisation.wording import t, tn

MEANWHILE = "answered_meanwhile"
"""Session key: name of a field -> what was typed there and is not kept, until it is forgotten."""


def answered_meanwhile(answers: Mapping[str, str]) -> None:
    """Show both texts: the answer that stands, and what was typed in the field it had.

    Parameters
    ----------
    answers
        Name of the field of each warning that has its answer -> that answer.
    """
    kept: dict[str, str] = st.session_state.setdefault(MEANWHILE, {})
    for name, answer in answers.items():
        mine = said(name)
        if mine and mine != answer:
            kept[name] = mine
        held.renew(name)
        if name in kept:
            _both(name, answer, kept[name])


def _both(name: str, answer: str, mine: str) -> None:
    st.html(
        notice(
            t("Somebody answered meanwhile: « {said} ».", said=answer),
            t("Your text is not kept: « {said} ».", said=mine),
        )
    )
    st.button(t("Forget this text"), key=f"forget_{name}", on_click=_forget, args=(name,))


def _forget(name: str) -> None:
    st.session_state[MEANWHILE].pop(name, None)


def told(here: Here) -> list[WarningNote]:
    """The warnings of the meeting and of its ballots; a round opens without an answer to them."""
    found = trying(lambda: here.room.warnings(here.code, here.role)) or ()
    return [w for w in found if w.kind not in IN_THE_CASE]


def knowing(here: Here) -> None:
    """The list, with a field for each answer where the visitor may write it."""
    notes = told(here)
    if not notes:
        return
    left = [w for w in notes if not w.answer]
    st.html(
        tag("h2", text(_title(here)), id=place_id(Place.WARNINGS))
        + tag("p", text(_state(notes, left)))
    )
    answered = [w for w in notes if w.answer]
    with apart():
        answered_meanwhile({_name(here, w): w.answer for w in answered})
        if answered:
            st.html(items((_said(here, w) + _answer(w) for w in answered), "plainlist"))
    if left and here.may(Act.ANSWER_WARNING):
        _form(here, left)
    elif left:
        st.html(items((_said(here, w) for w in left), "plainlist"))


def _title(here: Here) -> str:
    concluding = here.may(Act.SEE_RESULTS)
    return t("To know before concluding") if concluding else t("To know before voting")


def at_opening(here: Here) -> str:
    """The same, to be read when the first round is about to open: it waits for no answer."""
    if here.may(Act.SEE_RESULTS):
        return ""
    left = [w for w in told(here) if not w.answer]
    return "".join(tag("p", _said(here, w), "warn") for w in left)


def _state(notes: Sequence[WarningNote], left: Sequence[WarningNote]) -> str:
    if not left:
        return t("Each of these has its answer; all go into the minutes.")
    return tn(
        "{n} thing out of {all} waits for an answer; without one, the minutes say so.",
        "{n} things out of {all} wait for an answer; without one, the minutes say so.",
        len(left),
        all=len(notes),
    )


def _said(here: Here, note: WarningNote) -> str:
    case = here.stage.case
    title = tag("b", text(t("{title}.", title=told_title(note))))
    advice = "" if note.answer else f" {text(told_advice(note))}"
    return f"{title} {text(_sentence(note, case))}{advice}"


def _sentence(note: WarningNote, case: Case) -> str:
    if note.kind is WarningKind.FEW_PRESENT:
        return joining_sentence(note)
    return told_sentence(note, case)


def _answer(note: WarningNote) -> str:
    return " " + tag("b", text(t("Answer: {answer}", answer=note.answer)))


def _form(here: Here, left: Sequence[WarningNote]) -> None:
    """One field each; what is left empty stays without an answer."""
    name = f"knowing_{here.about}"
    with drafts(name), st.form(name, border=False):
        fields = {w.id: _field(here, w) for w in left}
        sent = st.form_submit_button(t("Write the answers"))
    if sent:
        given = {warning: said(field) for warning, field in fields.items()}
        _write(here, {warning: answer for warning, answer in given.items() if answer})


def _name(here: Here, note: WarningNote) -> str:
    return f"known_{here.about}_{note.id}"


def _field(here: Here, note: WarningNote) -> str:
    st.html(tag("p", _said(here, note), "warn"))
    name = _name(here, note)
    line(t("Answer of the group"), name, max_chars=300)
    return name


def _write(here: Here, given: Mapping[str, str]) -> None:
    def work() -> bool:
        for warning, answer in given.items():
            details = Details(warning=warning, reason=answer)
            here.room.act(here.code, here.secret, Act.ANSWER_WARNING, details)
        return True

    if not given:
        st.html(notice(t("Write an answer first.")))
    elif trying(work):
        st.rerun()
