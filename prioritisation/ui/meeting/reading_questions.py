"""Before a round opens: each open way of counting as a choice, none made but by the group."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.readings import ReadingQuestion
from prioritisation.analysis.warnings import WarningKind, unsettled_questions
from prioritisation.drawing.markup import details, plain_list, tag, text
from prioritisation.meeting.room import WarningNote
from prioritisation.meeting.rules import Act
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal, reason_text
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t

_LEFT_OPEN = "left_open"
"""What is chosen when the group takes none of the readings: it then writes why."""


@dataclass(frozen=True, slots=True)
class ReadingAnswer:
    """A question of reading, what was chosen, and where it is said that nothing was.

    Attributes
    ----------
    name
        Of its control.
    choice
        Id of a reading, or that the question stays open; None as long as nothing is chosen.
    """

    question: ReadingQuestion
    name: str
    choice: str | None
    place: DeltaGenerator

    @property
    def taken(self) -> str | None:
        """The reading that the group takes; None when it takes none."""
        return None if self.choice == _LEFT_OPEN else self.choice


def draw_reading_questions(visit: Visit) -> tuple[ReadingAnswer, ...]:
    """A choice for each question that is open, where this visitor may settle it now.

    Outside any form: the warnings to answer are those of what is chosen here.
    """
    if not visit.may(Act.CHOOSE_FRAME):
        return ()
    stage = visit.stage
    questions = unsettled_questions(stage.plain_case, stage.setup.combination)
    if questions:
        st.html(tag("h3", text(t("How to count"))))
    left = _left_open(visit) if questions else frozenset()
    return tuple(_question(visit, q, left) for q in questions)


def _left_open(visit: Visit) -> frozenset[str]:
    """The answers in force that the group has accepted to vote with, their question open."""
    notes = (n for n in visit.room.warnings(visit.code) if n.kind is WarningKind.PERIMETER)
    return frozenset(one for note in notes if note.answer for one in note.what)


def _question(visit: Visit, question: ReadingQuestion, left: frozenset[str]) -> ReadingAnswer:
    name = control_name(visit, question)
    here = question.answer(visit.stage.setup.combination).id
    labels = {r.id: capital(r.label) for r in question.readings}
    labels[here] = t("{label} (current choice)", label=labels[here])
    labels[_LEFT_OPEN] = t("Leave this choice open for this vote")
    about = [
        *(
            t("{name}: {label}", name=capital(r.label), label=r.description)
            for r in question.readings
        ),
        t("{name}: {label}", name=labels[_LEFT_OPEN], label=t("the group then accepts it here.")),
    ]
    chosen = widgets.own_choice(name, _LEFT_OPEN if here in left else None)
    widgets.radio(
        literal(t("{name}: {question}", name=question.name, question=question.question)),
        list(labels),
        name=name,
        value=chosen,
        write=widgets.choice_writer(name),
        format_func=lambda r: literal(labels[r]),
        horizontal=True,
    )
    place = st.empty()
    st.html(details(text(t("What each answer means")), plain_list(about)))
    for reading in question.readings:
        if reading.id == chosen and reading.reason:
            st.html(tag("p", text(reason_text(reading)), "note"))
    return ReadingAnswer(question, name, chosen, place)


def control_name(visit: Visit, question: ReadingQuestion) -> str:
    """Name of the control of a question."""
    return f"take_{visit.about}_{question.id}"


def warnings_left(visit: Visit, answers: Iterable[ReadingAnswer]) -> list[WarningNote]:
    """The warnings that wait for words once these readings are taken.

    What is asked as a choice waits for words only where it is left open.
    """
    answers = tuple(answers)
    taken = [a.taken for a in answers if a.taken]
    if taken:
        notes = visit.room.warnings_taking(visit.code, taken)
    else:
        left = visit.stage.meeting.unanswered
        notes = tuple(w for w in visit.room.warnings(visit.code) if w.id in left)
    combination = visit.stage.setup.combination
    undecided = {a.question.answer(combination).id for a in answers if a.choice != _LEFT_OPEN}
    kept = [_without(note, undecided) for note in notes]
    return [n for n in kept if n.what or n.kind is not WarningKind.PERIMETER]


def combination_taking(visit: Visit, answers: Iterable[ReadingAnswer]) -> str:
    """How the group counts once these readings are taken."""
    taken = [a.taken for a in answers if a.taken]
    return visit.stage.case.reread(visit.stage.setup.combination, *taken)


def _without(note: WarningNote, readings: set[str]) -> WarningNote:
    if note.kind is not WarningKind.PERIMETER:
        return note
    return replace(note, what=tuple(r for r in note.what if r not in readings))


def reading_rows(visit: Visit) -> list[tuple[str, str, str]]:
    """Rows of the table of checks: each question of reading, its answer, whether it is taken."""
    combination = visit.stage.setup.combination
    return [
        (
            text(t("How to count: {name}", name=q.name)),
            text(capital(q.answer(combination).label)),
            text(t("to confirm") if q.open else t("confirmed")),
        )
        for q in visit.stage.plain_case.live_questions
    ]
