"""What a round asks for before it opens: directions, answers to the warnings, freeze."""

from collections.abc import Mapping

import streamlit as st

from criteria.model import Criterion, Sense
from prioritisation.drawing.markup import items, scrollable, table, tag, text
from prioritisation.meeting import Act, Details
from prioritisation.room import WarningNote
from prioritisation.sentences import direction_label
from prioritisation.sentences.rights import Names
from prioritisation.sentences.warnings import warning_advice, warning_sentence, warning_title
from prioritisation.sentences.weighting import mode_name
from prioritisation.ui.components.controls import capital, plain
from prioritisation.ui.components.drafts import drafts, watch
from prioritisation.ui.components.page import drawn
from prioritisation.ui.components.seance.here import Here
from prioritisation.ui.components.seance.knowing import at_opening
from prioritisation.ui.components.seance.steps import next_number
from prioritisation.ui.components.seance.trying import notice, trying
from prioritisation.wording import t

OPENING = "opening"
"""Session key: whether the dialog is open."""


def start_opening() -> None:
    """Show the dialog at the next run."""
    st.session_state[OPENING] = True


def _dismissed() -> None:
    st.session_state[OPENING] = False


def asks_nothing(here: Here) -> bool:
    """Whether the round may open as it is."""
    meeting = here.stage.meeting
    return bool(meeting.frozen) and not meeting.unconfirmed and not meeting.unanswered


def dialog(here: Here) -> None:
    """The dialog, as long as it is open."""
    if not st.session_state.get(OPENING):
        return
    title = t("Before round {n} opens", n=next_number(here.stage.meeting))
    st.dialog(title, width="large", on_dismiss=_dismissed)(_asked)(here)


def _asked(here: Here) -> None:
    """Everything at once: one click confirms, answers, freezes and opens; or nothing is done."""
    name = f"opening_{here.code}"
    with drafts(name), st.form(name, border=False):
        senses = _directions(here)
        answers = _answers(here)
        drawn(at_opening(here))
        if not here.stage.meeting.frozen:
            frozen = t(
                "Opening freezes the scores: neither scores, nor anchors, nor directions change "
                "any more."
            )
            st.html(tag("p", text(frozen), "thin"))
        number = next_number(here.stage.meeting)
        sent = st.form_submit_button(
            t("Confirm, freeze and open round {n}", n=number), type="primary", width="stretch"
        )
    if sent and complete(senses, answers):
        opened = trying(
            lambda: here.room.open_round(
                here.code, here.secret, senses=chosen(senses), answers=answers
            ),
            names(here),
        )
        if opened is not None:
            _dismissed()
            st.rerun()


def complete(senses: Mapping[str, str | None], answers: Mapping[str, str]) -> bool:
    """Whether everything was answered; says what is missing otherwise."""
    if not all(senses.values()):
        st.html(notice(t("Choose which way each criterion counts.")))
        return False
    if not all(a.strip() for a in answers.values()):
        st.html(notice(t("Write a short answer to each warning: it goes into the minutes.")))
        return False
    return True


def chosen(senses: Mapping[str, str | None]) -> dict[str, Sense]:
    """The directions chosen."""
    return {c: Sense(s) for c, s in senses.items() if s}


def _directions(here: Here) -> dict[str, str | None]:
    meeting = here.stage.meeting
    asked = [c for c in here.stage.criteria if c.id in meeting.unconfirmed]
    if asked:
        st.html(tag("h3", text(t("Which way each criterion counts"))))
    return {c.id: direction(here, c) for c in asked}


def direction(here: Here, criterion: Criterion) -> str | None:
    """The two ways of a criterion; none is chosen beforehand."""
    return st.radio(
        plain(criterion.direction.question or criterion.question),
        [s.value for s in criterion.direction.labels],
        index=None,
        format_func=lambda s: plain(capital(direction_label(criterion, Sense(s)))),
        key=f"sense_{here.code}_{criterion.id}",
    )


def _answers(here: Here) -> dict[str, str]:
    left = [w for w in here.room.warnings(here.code) if w.id in here.stage.meeting.unanswered]
    if left:
        st.html(tag("h3", text(t("Warnings"))))
    return {w.id: answer_field(here, w) for w in left}


def answer_field(here: Here, note: WarningNote) -> str:
    """One warning, what can be done about it, and the answer of the group."""
    said = tag("b", text(warning_sentence(note, here.stage.case, here.stage.setup.perimeter)))
    st.html(tag("p", said + " " + text(warning_advice(note)), "warn"))
    key = f"answer_{here.code}_{note.id}"
    watch(key, "")
    return st.text_input(
        t("Answer of the group"),
        placeholder=t("For instance: known and accepted"),
        key=key,
        max_chars=300,
    )


def names(here: Here) -> Names:
    """Gives the label of a criterion, or says a warning, from its id."""
    known = {c.id: c.label for c in here.stage.criteria}
    for note in here.room.warnings(here.code):
        known[note.id] = warning_title(note, here.stage.case)
    return lambda found: known.get(found, found)


def checks(here: Here) -> None:
    """The table of checks: what is confirmed, what is answered, what waits."""
    rows = [
        (
            text(t("Direction of « {criterion} »", criterion=c.label)),
            text(_way(here, c)),
            text(_standing(here, c)),
        )
        for c in here.stage.criteria
    ]
    asked = mode_name(here.stage.setup.weighting)
    rows.append((text(t("Weights asked for")), text(asked), text(t("confirmed"))))
    head = [text(h) for h in (t("What"), t("Choice"), t("Status"))]
    st.html(
        tag("h2", text(t("Checks")))
        + scrollable(table(head, rows, css="left checks"), t("Checks"))
    )
    answered = [w for w in here.room.warnings(here.code) if w.answer]
    if answered:
        said = (
            text(warning_sentence(w, here.stage.case, here.stage.setup.perimeter))
            + " "
            + tag("b", text(w.answer))
            for w in answered
        )
        st.html(items(said, "plainlist"))


def _way(here: Here, criterion: Criterion) -> str:
    sense = here.stage.setup.senses.get(criterion.id, criterion.direction.default)
    return direction_label(criterion, sense)


def _standing(here: Here, criterion: Criterion) -> str:
    waits = criterion.id in here.stage.meeting.unconfirmed
    return t("to confirm") if waits else t("confirmed")


def answering(here: Here) -> None:
    """The warnings left, each with its field; answers are written one by one."""
    answers = [w for w in here.room.warnings(here.code) if w.id in here.stage.meeting.unanswered]
    if not answers:
        return
    name = f"answers_{here.code}"
    with drafts(name), st.form(name, border=False):
        given = {w.id: answer_field(here, w) for w in answers}
        sent = st.form_submit_button(t("Write the answers"))
    if sent:
        _write(here, {w: a for w, a in given.items() if a.strip()})


def _write(here: Here, given: Mapping[str, str]) -> None:
    def work() -> bool:
        for warning, answer in given.items():
            details = Details(warning=warning, reason=answer)
            here.room.act(here.code, here.secret, Act.ANSWER_WARNING, details)
        return True

    if trying(work, names(here)):
        st.rerun()
