"""What a round asks for before it opens: directions, answers to the warnings, freeze."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Sense
from prioritisation.drawing.markup import items, scrollable, table, tag, text
from prioritisation.meeting.room import WarningNote
from prioritisation.meeting.rules import Act, Details
from prioritisation.sentences import direction_label
from prioritisation.sentences.meeting import Names
from prioritisation.sentences.warnings import warning_advice, warning_sentence, warning_title
from prioritisation.sentences.weighting import mode_name
from prioritisation.ui.meeting.steps import next_number
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import capital, plain
from prioritisation.ui.shared.drafts import drafts, line, said
from prioritisation.ui.shared.page import drawn
from prioritisation.ui.shared.scripts import focus
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.parts import above
from prioritisation.ui.visit.trying import notice, overtaken, trying
from prioritisation.ui.visit.warnings import answered_meanwhile, at_opening
from prioritisation.wording import t

OPENING = "opening"
"""Session key: whether the dialog is open."""

READ = "opening_read"
"""Session key: where the meeting stood when the dialog was opened: it is about nothing else."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of the dialog: the name of its control, and where it is said to be left."""

    name: str
    place: DeltaGenerator

    @property
    def answer(self) -> str:
        """What was chosen or typed; empty as long as nothing was."""
        return str(held.value_of(self.name) or "").strip()


def start_opening() -> None:
    """Show the dialog at the next run."""
    st.session_state[OPENING] = True
    st.session_state.pop(READ, None)
    parts.forget()


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
    if st.session_state.setdefault(READ, here.stage.meeting.place) != here.stage.meeting.place:
        _dismissed()
        st.html(notice(overtaken(here)))
        return
    title = t("Before round {n} opens", n=next_number(here.stage.meeting))
    above(title, _asked, width="large", on_dismiss=_dismissed)(here)


def _asked(here: Here) -> None:
    """Everything at once: one click confirms, answers, freezes and opens; or nothing is done."""
    name = f"opening_{here.about}"
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
    if sent:
        _open(here, senses, answers)


def _open(here: Here, asked: Mapping[str, _Question], warned: Mapping[str, _Question]) -> None:
    if not _complete(asked, warned):
        return
    senses = {c: Sense(q.answer) for c, q in asked.items()}
    answers = {w: q.answer for w, q in warned.items()}
    seen = st.session_state.get(READ, "")
    opened = trying(
        lambda: here.room.open_round(
            here.code, here.secret, senses=senses, answers=answers, seen=seen
        ),
        names(here),
    )
    if opened is not None:
        _dismissed()
        st.rerun()


def _complete(asked: Mapping[str, _Question], warned: Mapping[str, _Question]) -> bool:
    """Whether everything was answered; else it is said beside each question that is left."""
    left = [(q, which_way()) for q in asked.values() if not q.answer]
    short = t("Write a short answer: it goes into the minutes.")
    left += [(q, short) for q in warned.values() if not q.answer]
    for question, told in left:
        question.place.html(notice(told))
    if left:
        first = held.key_of(left[0][0].name)
        focus(f"left_{secrets.token_hex(4)}", first, "input")
    return not left


def which_way() -> str:
    """What is said when a direction was not chosen."""
    return t("Choose which way this criterion counts.")


def _directions(here: Here) -> dict[str, _Question]:
    """The questions on directions, by criterion."""
    meeting = here.stage.meeting
    asked = [c for c in here.stage.criteria if c.id in meeting.unconfirmed]
    if asked:
        st.html(tag("h3", text(t("Which way each criterion counts"))))
    return {c.id: _Question(direction(here, c, write=None), st.empty()) for c in asked}


def direction(here: Here, criterion: Criterion, *, write: Callable[[str], None] | None) -> str:
    """The two ways of a criterion, none chosen beforehand; the name of the control."""
    name = direction_name(here, criterion)
    held.radio(
        plain(criterion.direction.question or criterion.question),
        [s.value for s in criterion.direction.labels],
        name=name,
        value=held.own(name, None) if write else None,
        write=write,
        format_func=lambda s: plain(capital(direction_label(criterion, Sense(s)))),
    )
    return name


def direction_name(here: Here, criterion: Criterion) -> str:
    """Name of the control of a direction."""
    return f"sense_{here.about}_{criterion.id}"


def _answers(here: Here) -> dict[str, _Question]:
    left = [w for w in here.room.warnings(here.code) if w.id in here.stage.meeting.unanswered]
    if left:
        st.html(tag("h3", text(t("Warnings"))))
    return {w.id: _Question(_answer_field(here, w), st.empty()) for w in left}


def _answer_field(here: Here, note: WarningNote) -> str:
    """One warning, what can be done about it, and a field for the answer; the field's name."""
    sentence = warning_sentence(note, here.stage.case, here.stage.setup.perimeter)
    advice = warning_advice(note, here.stage.meeting.form)
    st.html(tag("p", tag("b", text(sentence)) + " " + text(advice), "warn"))
    name = f"answer_{here.about}_{note.id}"
    line(
        t("Answer of the group"),
        name,
        placeholder=t("For instance: known and accepted"),
        max_chars=300,
    )
    return name


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
        told = (
            text(warning_sentence(w, here.stage.case, here.stage.setup.perimeter))
            + " "
            + tag("b", text(w.answer))
            for w in answered
        )
        st.html(items(told, "plainlist"))


def _way(here: Here, criterion: Criterion) -> str:
    sense = here.stage.setup.senses.get(criterion.id, criterion.direction.default)
    return direction_label(criterion, sense)


def _standing(here: Here, criterion: Criterion) -> str:
    waits = criterion.id in here.stage.meeting.unconfirmed
    return t("to confirm") if waits else t("confirmed")


def answering(here: Here) -> None:
    """The warnings left, each with its field; answers are written one by one."""
    notes = here.room.warnings(here.code)
    answered_meanwhile({f"answer_{here.about}_{w.id}": w.answer for w in notes if w.answer})
    answers = [w for w in notes if w.id in here.stage.meeting.unanswered]
    if not answers:
        return
    name = f"answers_{here.about}"
    with drafts(name), st.form(name, border=False):
        fields = {w.id: _answer_field(here, w) for w in answers}
        sent = st.form_submit_button(t("Write the answers"))
    if sent:
        _write(here, {w: said(name) for w, name in fields.items() if said(name)})


def _write(here: Here, given: Mapping[str, str]) -> None:
    def work() -> bool:
        for warning, answer in given.items():
            details = Details(warning=warning, reason=answer)
            here.room.act(here.code, here.secret, Act.ANSWER_WARNING, details)
        return True

    if trying(work, names(here)):
        st.rerun()
