"""What a round asks for before it opens: directions, answers to the warnings, freeze."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Sense
from prioritisation.analysis.warnings import WarningKind
from prioritisation.drawing.markup import items, scrollable, table, tag, text
from prioritisation.meeting.room import WarningNote
from prioritisation.sentences import direction_label
from prioritisation.sentences.meeting import NameOf
from prioritisation.sentences.warnings import (
    case_warning_advice,
    case_warning_sentence,
    logged_warning_title,
)
from prioritisation.sentences.weighting import mode_name
from prioritisation.ui.meeting.reading_questions import (
    ReadingAnswer,
    combination_taking,
    draw_reading_questions,
    reading_rows,
    warnings_left,
)
from prioritisation.ui.meeting.steps import next_number
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.ui.shared.evidence import pleas
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.shared.scripts import focus
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.parts import dialog_part
from prioritisation.ui.visit.trying import is_done, notice_block, overtaken
from prioritisation.ui.visit.visit import Visit
from prioritisation.ui.visit.warnings import (
    answer_line,
    answered_meanwhile,
    answers_form,
    at_opening,
)
from prioritisation.wording import t

_OPENING = "opening"
"""Session key: whether the dialog is open."""

_READ = "opening_read"
"""Session key: where the meeting stood when the dialog was opened: it is about nothing else."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of the dialog: the name of its control, and where it is said to be left."""

    name: str
    place: DeltaGenerator

    @property
    def answer(self) -> str:
        """What was chosen or typed; empty as long as nothing was."""
        return str(widgets.value_of(self.name) or "").strip()


def start_opening() -> None:
    """Show the dialog at the next run."""
    st.session_state[_OPENING] = True
    st.session_state.pop(_READ, None)
    parts.drop_confirmation()


def _dismissed() -> None:
    st.session_state[_OPENING] = False


def asks_nothing(visit: Visit) -> bool:
    """Whether the round may open as it is."""
    meeting = visit.stage.meeting
    return bool(meeting.frozen) and not meeting.unconfirmed and not meeting.unanswered


def opening_dialog(visit: Visit) -> None:
    """The dialog, as long as it is open."""
    if not st.session_state.get(_OPENING):
        return
    if st.session_state.setdefault(_READ, visit.stage.meeting.stamp) != visit.stage.meeting.stamp:
        _dismissed()
        st.html(notice_block(overtaken(visit)))
        return
    title = t("Before round {n} opens", n=next_number(visit.stage.meeting))
    dialog_part(title, _draw_form, width="large", on_dismiss=_dismissed)(visit)


def _draw_form(visit: Visit) -> None:
    """Everything at once: one click confirms, answers, freezes and opens; or nothing is done."""
    name = f"opening_{visit.about}"
    readings = draw_reading_questions(visit)
    with drafts(name), st.form(name, border=False):
        senses = _directions(visit)
        answers = _answers(visit, readings)
        draw_html(at_opening(visit))
        if not visit.stage.meeting.frozen:
            frozen = t(
                "Opening freezes the scores: neither scores, nor anchors, nor directions change "
                "any more."
            )
            st.html(tag("p", text(frozen), "thin"))
        number = next_number(visit.stage.meeting)
        sent = st.form_submit_button(
            t("Confirm, freeze and open round {n}", n=number), type="primary", width="stretch"
        )
    if sent and _complete(readings, senses, answers):
        _open(visit, readings, senses, answers)


def _open(
    visit: Visit,
    readings: Sequence[ReadingAnswer],
    questions: Mapping[str, _Question],
    warned: Mapping[str, _Question],
) -> None:
    senses = {c: Sense(q.answer) for c, q in questions.items()}
    answers = {w: q.answer for w, q in warned.items()}
    # Where the meeting stood when the dialog was opened, not when it is sent.
    seen = st.session_state.get(_READ, "")
    taken = [r.taken for r in readings if r.taken]
    if is_done(
        lambda: visit.room.open_round(
            visit.code, visit.secret, senses=senses, answers=answers, readings=taken, stamp=seen
        ),
        names_of_meeting(visit),
    ):
        widgets.drop_choices(*(r.name for r in readings))
        _dismissed()
        st.rerun()


def _complete(
    readings: Iterable[ReadingAnswer],
    questions: Mapping[str, _Question],
    warned: Mapping[str, _Question],
) -> bool:
    """Whether everything was answered; else it is said beside each question that is left."""
    how = t("Choose how to count, or leave this choice open.")
    left = [(r.name, r.place, how) for r in readings if r.choice is None]
    left += [(q.name, q.place, which_way()) for q in questions.values() if not q.answer]
    short = t("Write a short answer: it goes into the minutes.")
    left += [(q.name, q.place, short) for q in warned.values() if not q.answer]
    for _, place, sentence in left:
        place.html(notice_block(sentence))
    if left:
        first = widgets.key_of(left[0][0])
        # A new key: each time it is sent incomplete, the focus is moved again.
        focus(f"left_{secrets.token_hex(4)}", first, "input")
    return not left


def which_way() -> str:
    """What is said when a direction was not chosen."""
    return t("Choose which way this criterion counts.")


def _directions(visit: Visit) -> dict[str, _Question]:
    """The questions on directions, by criterion."""
    meeting = visit.stage.meeting
    unconfirmed = [c for c in visit.stage.criteria if c.id in meeting.unconfirmed]
    if unconfirmed:
        st.html(tag("h3", text(t("Which way each criterion counts"))))
    return {c.id: _direction_question(visit, c) for c in unconfirmed}


def _direction_question(visit: Visit, criterion: Criterion) -> _Question:
    """A direction to choose; what is left to answer is said between the choice and its grounds."""
    question = _Question(direction(visit, criterion, write=None), st.empty())
    draw_pleas(visit, criterion)
    return question


def direction(visit: Visit, criterion: Criterion, *, write: Callable[[str], None] | None) -> str:
    """The two ways of a criterion, none chosen beforehand; the name of the control."""
    name = direction_name(visit, criterion)
    widgets.radio(
        literal(criterion.direction.question or criterion.question),
        [s.value for s in criterion.direction.labels],
        name=name,
        # In a form nothing is known before it is sent.
        value=widgets.own_choice(name, None) if write else None,
        write=write,
        format_func=lambda s: literal(capital(direction_label(criterion, Sense(s)))),
    )
    return name


def draw_pleas(visit: Visit, criterion: Criterion) -> None:
    """What was said of the two ways of a criterion; nothing when nothing was."""
    draw_html(pleas(visit.stage.case, criterion))


def direction_name(visit: Visit, criterion: Criterion) -> str:
    """Name of the control of a direction."""
    return f"sense_{visit.about}_{criterion.id}"


def _answers(visit: Visit, readings: Sequence[ReadingAnswer]) -> dict[str, _Question]:
    left, combination = warnings_left(visit, readings), combination_taking(visit, readings)
    if left:
        st.html(tag("h3", text(t("Warnings"))))
    return {w.id: _Question(_answer_field(visit, w, combination), st.empty()) for w in left}


def _answer_field(visit: Visit, note: WarningNote, combination: str = "") -> str:
    """One warning, what can be done about it, and a field for the answer; the field's name."""
    stage = visit.stage
    combination = combination or stage.setup.combination
    sentence = case_warning_sentence(note, stage.case, combination)
    advice = case_warning_advice(note, stage.meeting.form, frozen=bool(stage.meeting.frozen))
    st.html(tag("p", tag("b", text(sentence)) + " " + text(advice), "warn"))
    name = f"answer_{visit.about}_{note.id}"
    example = t("For instance: known and accepted")
    if note.kind is WarningKind.PERIMETER:
        example = t("For instance: the group leaves this choice open because…")
    answer_line(name, placeholder=example)
    return name


def names_of_meeting(visit: Visit) -> NameOf:
    """Gives the label of a criterion, or says a warning that applies or did, from its id."""
    known = {c.id: c.label for c in visit.stage.criteria}

    def name(about: str) -> str:
        try:
            return known.get(about) or logged_warning_title(about, visit.stage.case)
        except ValueError:  # a phase, of which refusals have their own words
            return about

    return name


def checks(visit: Visit) -> None:
    """The table of checks: what is confirmed, what is answered, what waits."""
    rows = [
        (
            text(t("Direction of « {criterion} »", criterion=c.label)),
            text(_way(visit, c)),
            text(_standing(visit, c)),
        )
        for c in visit.stage.criteria
    ]
    rows += reading_rows(visit)
    mode = mode_name(visit.stage.setup.weighting)
    rows.append((text(t("Weights asked for")), text(mode), text(t("confirmed"))))
    head = [text(h) for h in (t("What"), t("Choice"), t("Status"))]
    st.html(
        tag("h2", text(t("Checks")))
        + scrollable(table(head, rows, css="left checks"), t("Checks"))
    )
    answered = [w for w in visit.room.warnings(visit.code) if w.answer]
    if answered:
        lines = (
            text(case_warning_sentence(w, visit.stage.case, visit.stage.setup.combination))
            + " "
            + tag("b", text(w.answer))
            for w in answered
        )
        st.html(items(lines, "plainlist"))


def _way(visit: Visit, criterion: Criterion) -> str:
    sense = visit.stage.setup.senses.get(criterion.id, criterion.direction.default)
    return direction_label(criterion, sense)


def _standing(visit: Visit, criterion: Criterion) -> str:
    waits = criterion.id in visit.stage.meeting.unconfirmed
    return t("to confirm") if waits else t("confirmed")


def draw_answers(visit: Visit) -> None:
    """The warnings left, each with its field; answers are written one by one."""
    notes = visit.room.warnings(visit.code)
    answered_meanwhile({f"answer_{visit.about}_{w.id}": w.answer for w in notes if w.answer})
    answers = [w for w in notes if w.id in visit.stage.meeting.unanswered]
    if not answers:
        return
    sent = answers_form(
        visit,
        f"answers_{visit.about}",
        answers,
        partial(_answer_field, visit),
        partial(names_of_meeting, visit),
    )
    if sent == 0:
        st.rerun()
