"""The control number of a note, large enough to be read out, and the text that carries it."""

import streamlit as st

from prioritisation.documents import kinds, subjects
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Act, Phase, Refused
from prioritisation.sentences.explained import control_number_rule
from prioritisation.ui.note.drawing import NoteTree, preview
from prioritisation.ui.shared.controls import answered_fold
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t


def draw_number(tree: NoteTree) -> None:
    """The number, what to copy into minutes and mail; the whole of it is folded."""
    whole = t("Whole control number (SHA-256): {number}", number=tree["sha256"])
    with st.container(key="control", gap="small"):
        st.html(
            tag("h2", text(t("Control number")))
            + tag("p", text(tree["number"]), "control")
            + tag("p", text(_use()), "note")
        )
        st.code(tree["minutes"], language=None, wrap_lines=True)
        with answered_fold(t("How it is computed"), "", "control_number"):
            rule = (
                tag("strong", text(t("Control number") + ".")) + " " + text(control_number_rule())
            )
            st.html(tag("p", rule) + tag("p", text(whole), "whole"))


def _use() -> str:
    return t(
        "It changes with each text that is written: once the meeting is closed, read it out, "
        "copy the text below into your archives and into the mail that sends the minutes. "
        "Whoever has kept this number can tell later that the proof file was changed: it "
        "would have another number."
    )


def draw_locked_number(visit: Visit) -> None:
    """The number of a decision that is locked, for whoever may have its documents.

    Before that it would change with each text that is written.
    """
    if visit.stage.meeting.phase is not Phase.CLOSED or not visit.may(Act.EXPORT):
        return
    subject = subjects.meeting_subject(visit.room, visit.code, visit.secret)
    try:
        tree = preview(subject)
    except (Refused, kinds.UnderWay, kinds.MayBeUnderWay):
        return
    if tree is not None:
        draw_number(tree)
