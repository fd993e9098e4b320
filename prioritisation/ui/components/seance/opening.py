"""What a round asks for before it opens: directions, answers to the warnings, freeze."""

from collections.abc import Callable, Mapping

import streamlit as st

from criteria.model import Criterion, Sense
from prioritisation.drawing.markup import items, scrollable, table, tag, text
from prioritisation.meeting import Act, Details
from prioritisation.room import WarningNote
from prioritisation.sentences import direction_label
from prioritisation.sentences.rights import Names
from prioritisation.sentences.warnings import warning_advice, warning_sentence, warning_title
from prioritisation.sentences.weighting import mode_name
from prioritisation.ui import held
from prioritisation.ui.components.controls import capital, plain
from prioritisation.ui.components.drafts import drafts
from prioritisation.ui.components.page import drawn
from prioritisation.ui.components.seance import asking
from prioritisation.ui.components.seance.here import Here
from prioritisation.ui.components.seance.knowing import at_opening
from prioritisation.ui.components.seance.overtaking import answered_meanwhile
from prioritisation.ui.components.seance.parts import above
from prioritisation.ui.components.seance.pressing import overtaken
from prioritisation.ui.components.seance.steps import next_number
from prioritisation.ui.components.seance.trying import notice, trying
from prioritisation.ui.components.seance.typed import line, said
from prioritisation.wording import t

OPENING = "opening"
"""Session key: whether the dialog is open."""

READ = "opening_read"
"""Session key: where the meeting stood when the dialog was opened: it is about nothing else."""


def start_opening() -> None:
    """Show the dialog at the next run."""
    st.session_state[OPENING] = True
    st.session_state.pop(READ, None)
    asking.forget()


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
        _open(here, {c: held.value_of(n) for c, n in senses.items()}, _said(answers))


def _open(here: Here, senses: Mapping[str, str | None], answers: Mapping[str, str]) -> None:
    if not complete(senses, answers):
        return
    seen = st.session_state.get(READ, "")
    opened = trying(
        lambda: here.room.open_round(
            here.code, here.secret, senses=chosen(senses), answers=answers, seen=seen
        ),
        names(here),
    )
    if opened is not None:
        _dismissed()
        st.rerun()


def _said(fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed in the fields of these names."""
    return {about: said(name) for about, name in fields.items()}


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


def _directions(here: Here) -> dict[str, str]:
    """The questions on directions; criterion -> the name of its control."""
    meeting = here.stage.meeting
    asked = [c for c in here.stage.criteria if c.id in meeting.unconfirmed]
    if asked:
        st.html(tag("h3", text(t("Which way each criterion counts"))))
    return {c.id: direction(here, c, write=None) for c in asked}


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


def _answers(here: Here) -> dict[str, str]:
    left = [w for w in here.room.warnings(here.code) if w.id in here.stage.meeting.unanswered]
    if left:
        st.html(tag("h3", text(t("Warnings"))))
    return {w.id: answer_field(here, w) for w in left}


def answer_field(here: Here, note: WarningNote) -> str:
    """One warning, what can be done about it, and a field for the answer; the field's name."""
    sentence = warning_sentence(note, here.stage.case, here.stage.setup.perimeter)
    st.html(tag("p", tag("b", text(sentence)) + " " + text(warning_advice(note)), "warn"))
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
        fields = {w.id: answer_field(here, w) for w in answers}
        sent = st.form_submit_button(t("Write the answers"))
    if sent:
        _write(here, {w: answer for w, answer in _said(fields).items() if answer})


def _write(here: Here, given: Mapping[str, str]) -> None:
    def work() -> bool:
        for warning, answer in given.items():
            details = Details(warning=warning, reason=answer)
            here.room.act(here.code, here.secret, Act.ANSWER_WARNING, details)
        return True

    if trying(work, names(here)):
        st.rerun()
