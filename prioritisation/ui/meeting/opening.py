"""What a round asks for before it opens: directions, answers to the warnings, freeze."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Sense
from criteria.readings import ReadingQuestion
from prioritisation.analysis.warnings import IN_THE_CASE, WarningKind, unsettled_questions
from prioritisation.drawing.markup import details, plain_list, tag, text
from prioritisation.meeting.room import WarningNote
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.room.facilitation import LONGEST_COUNTDOWN
from prioritisation.meeting.rules import Act, Details, Phase, reopenable
from prioritisation.sentences.crossing import choice_name, option_text
from prioritisation.sentences.meeting import NameOf, phase_name, vote_name
from prioritisation.sentences.phrases import direction_label
from prioritisation.sentences.warnings import (
    case_warning_advice,
    case_warning_sentence,
    case_warning_title,
    logged_warning_title,
)
from prioritisation.ui.meeting.steps import NextStep, next_number
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal, pleas, reason_text
from prioritisation.ui.shared.drafts import drafts, quiet_line, watch, why
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.shared.scripts import focus
from prioritisation.ui.visit.visit import (
    Visit,
    dialog_part,
    drop_confirmation,
    is_done,
    notice_block,
    overtaken,
    press,
)
from prioritisation.wording import t, tn

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


_OPENING = "opening"
"""Session key: whether the dialog is open."""

_READ = "opening_read"
"""Session key: where the meeting stood when the dialog was opened: it is about nothing else."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question of the dialog: the name of its control, and where it is said to be left.

    Attributes
    ----------
    box
        Name of the box that accepts without a word; empty where there is none.
    """

    name: str
    place: DeltaGenerator
    box: str = ""

    @property
    def answer(self) -> str:
        """What was chosen or typed, or that it was accepted; empty as long as nothing was."""
        given = str(widgets.value_of(self.name) or "").strip()
        return given or (t("Accepted") if self.box and widgets.value_of(self.box) else "")


def start_opening() -> None:
    """Show the dialog at the next run."""
    st.session_state[_OPENING] = True
    st.session_state.pop(_READ, None)
    drop_confirmation()


def _dismissed() -> None:
    st.session_state[_OPENING] = False


def asks_nothing(visit: Visit) -> bool:
    """Whether the round may open as it is; reading the scores again, its button fixes them."""
    meeting = visit.stage.meeting
    fixes = bool(meeting.frozen) or meeting.phase is Phase.REVIEW
    return fixes and not (meeting.unconfirmed or meeting.unanswered)


def opening_dialog(visit: Visit) -> None:
    """The dialog, as long as it is open."""
    if not st.session_state.get(_OPENING):
        return
    if st.session_state.setdefault(_READ, visit.stage.meeting.stamp) != visit.stage.meeting.stamp:
        _dismissed()
        st.html(notice_block(overtaken(visit)))
        return
    title = t("Before the {vote} opens", vote=_next_vote(visit))
    dialog_part(title, _draw_form, width="large", on_dismiss=_dismissed)(visit)


def _draw_form(visit: Visit) -> None:
    """Everything at once: one click confirms, answers, freezes and opens; or nothing is done."""
    name = f"opening_{visit.about}"
    draw_html(_recalled(visit))
    with st.container(key="opening_ways", gap="small"):
        readings = draw_reading_questions(visit)
    with drafts(name), st.form(name, border=False):
        with st.container(key="opening_senses", gap="small"):
            senses = _directions(visit)
        with st.container(key="opening_answers", gap="small"):
            answers = _answers(visit, readings)
        if not visit.stage.meeting.frozen:
            frozen = t(
                "Opening the vote fixes the scores and these answers: they do not change any more."
            )
            st.html(tag("p", text(frozen), "thin"))
        sent = st.form_submit_button(
            t("Open the {vote}", vote=_next_vote(visit)), type="primary", width="stretch"
        )
    if sent and _complete(readings, senses, answers):
        _open(visit, readings, senses, {w: q.answer for w, q in answers.items()})


def _recalled(visit: Visit) -> str:
    """What the group has answered already, in one line that opens: it is not asked again."""
    case, setup = visit.stage.plain_case, visit.stage.setup
    lines = [
        t("{name}: {label}", name=choice_name(case, c), label=option_text(case, c, c.options[0]))
        for c in settled_choices(case, setup)
    ]
    lines += [
        t("{name}: {label}", name=case_warning_title(w, case), label=w.answer)
        for w in visit.room.warnings(visit.code)
        if w.answer and w.kind in IN_THE_CASE
    ]
    if not lines:
        return ""
    summary = tn("Settled already: {n} answer", "Settled already: {n} answers", len(lines))
    return details(text(summary), plain_list(lines))


def _next_vote(visit: Visit) -> str:
    return vote_name(next_number(visit.stage.meeting))


def _open(
    visit: Visit,
    readings: Sequence[ReadingAnswer],
    questions: Mapping[str, _Question],
    answers: Mapping[str, str],
) -> None:
    senses = {c: Sense(q.answer) for c, q in questions.items()}
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
    short = t("Accept it, or write a word: it goes into the minutes.")
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
    return t("Choose what makes a lever come first: little or much.")


def _directions(visit: Visit) -> dict[str, _Question]:
    """The questions on directions, by criterion."""
    meeting = visit.stage.meeting
    unconfirmed = [c for c in visit.stage.criteria if c.id in meeting.unconfirmed]
    if unconfirmed:
        st.html(tag("h3", text(t("What makes a lever come first"))))
    return {c.id: _direction_question(visit, c) for c in unconfirmed}


def _direction_question(visit: Visit, criterion: Criterion) -> _Question:
    """A direction to choose; what is left to answer is said between the choice and its grounds."""
    question = _Question(_ways(visit, criterion), st.empty())
    if pleaded := pleas(visit.stage.plain_case, criterion):
        st.html(details(text(t("What was said of it")), pleaded))
    return question


def _ways(visit: Visit, criterion: Criterion) -> str:
    """The two ways of a criterion, none chosen beforehand; the name of the control."""
    name = f"sense_{visit.about}_{criterion.id}"
    widgets.radio(
        literal(criterion.direction.question or criterion.question),
        [s.value for s in criterion.direction.labels],
        name=name,
        value=None,
        write=None,
        format_func=lambda s: literal(capital(direction_label(criterion, Sense(s)))),
        horizontal=True,
    )
    return name


def _answers(visit: Visit, readings: Sequence[ReadingAnswer]) -> dict[str, _Question]:
    """The warnings that are left, by id, each with its own answer."""
    left, combination = warnings_left(visit, readings), combination_taking(visit, readings)
    if left:
        st.html(tag("h3", text(t("To accept, or to say"))))
    return {w.id: _acceptance(visit, w, combination) for w in left}


def _acceptance(visit: Visit, note: WarningNote, combination: str) -> _Question:
    """One warning, a box to accept it, and a line for a word."""
    sentence = case_warning_sentence(note, visit.stage.plain_case, combination)
    st.html(tag("p", tag("b", text(sentence)), "warn"))
    name = f"opening_{visit.about}_{note.id}"
    with st.container(key=f"accepts_{note.id}", horizontal=True, vertical_alignment="center"):
        accepted = f"{name}_accepted"
        widgets.checkbox(t("Accepted"), name=accepted, value=False, write=None, width=110)
        watch(accepted, "-1", widgets.key_of(accepted), form=True)
        quiet_line(t("Say why, if you like"), name)
    return _Question(name, st.empty(), accepted)


def warning_block(visit: Visit, note: WarningNote) -> str:
    """One warning of the case, and what can be done about it."""
    stage = visit.stage
    sentence = case_warning_sentence(note, stage.plain_case, stage.setup.combination)
    advice = case_warning_advice(note, stage.plain_case)
    return tag("p", tag("b", text(sentence)) + " " + text(advice), "warn")


def names_of_meeting(visit: Visit) -> NameOf:
    """Gives the label of a criterion, or says a warning that applies or did, from its id."""
    known = {c.id: c.label for c in visit.stage.criteria}

    def name(about: str) -> str:
        try:
            return known.get(about) or logged_warning_title(about, visit.stage.plain_case)
        except ValueError:  # a phase, of which refusals have their own words
            return about

    return name


_START_MINUTES = 3


def draw_outlines(visit: Visit, others: Sequence[NextStep]) -> None:
    """Other steps that the room allows, each said in its own tip."""
    if not others:
        return
    with st.container(key="outlines", horizontal=True, gap="small"):
        for step in others:
            label = step.label
            if step.act is Act.OPEN_ROUND and not asks_nothing(visit):
                label = t("{step}…", step=label)
            if press(visit, label, f"other_{step.act}", help=step.sentence):
                _take(visit, step.act)


def _take(visit: Visit, act: Act) -> None:
    if act is Act.OPEN_ROUND and not asks_nothing(visit):
        start_opening()
        st.rerun()
    _act(visit, act, Details())


def _act(visit: Visit, act: Act, details: Details) -> None:
    seen = visit.stage.meeting.stamp
    if is_done(
        lambda: visit.room.act(visit.code, visit.secret, act, details, stamp=seen),
        names_of_meeting(visit),
    ):
        # Done: the next reason starts empty.
        widgets.drop_choices(f"void_reason_{visit.about}", f"back_reason_{visit.about}")
        st.rerun()


def draw_countdown(visit: Visit) -> None:
    """The time advised: how many minutes from now, or none any more."""
    with st.popover(t("Time advised"), type="tertiary", key="countdown"):
        name, deadline = f"minutes_{visit.about}", visit.stage.setup.deadline
        minutes = widgets.own_choice(name, _START_MINUTES)
        widgets.number_input(
            t("Minutes from now"),
            1,
            LONGEST_COUNTDOWN,
            **widgets.own_keywords(name, _START_MINUTES),
        )
        st.caption(t("At the end the vote stays open: the time advised closes nothing."))
        if press(visit, t("Start the countdown"), "start_countdown", also=deadline):
            _set(visit, float(minutes))
        if deadline and press(visit, t("Take it away"), "no_countdown", also=deadline):
            _set(visit, None)


def _set(visit: Visit, minutes: float | None) -> None:
    was, seen = visit.stage.setup.deadline, visit.stage.meeting.stamp
    if is_done(
        lambda: visit.room.set_countdown(visit.code, visit.secret, minutes, was=was, stamp=seen)
    ):
        st.rerun()


def draw_void(visit: Visit) -> None:
    """Cancel the vote, with a written reason."""
    last = visit.stage.meeting.rounds[-1].number
    with st.popover(t("Cancel this vote…"), type="tertiary", key="void"):
        st.caption(
            t(
                "What was sent is kept but never shown nor counted; people vote again in a "
                "new vote. A cancelled vote stays so."
            )
        )
        reason = why(f"void_reason_{visit.about}")
        if press(visit, t("Cancel the {vote}", vote=vote_name(last)), "void_now"):
            _act(visit, Act.VOID_ROUND, Details(reason=reason))


def draw_back(visit: Visit) -> None:
    """Go back to an earlier step, with a written reason."""
    targets = reopenable(visit.stage.meeting)
    if not targets:
        return
    with st.popover(t("Go back…"), type="tertiary", key="back"):
        st.caption(
            t(
                "Going back to the scores lets them change again: people will have to vote "
                "again. Nobody sees the results until the meeting comes forward."
            )
        )
        name = f"back_to_{visit.about}"
        picked = widgets.own_choice(name, targets[0])
        # Chosen before the meeting went on, it may lead nowhere any more.
        target = picked if picked in targets else targets[0]
        widgets.radio(
            t("Step"),
            targets,
            name=name,
            value=target,
            write=widgets.choice_writer(name),
            format_func=phase_name,
        )
        reason = why(f"back_reason_{visit.about}")
        if press(visit, t("Go back to this step"), "back_now"):
            _act(visit, Act.REOPEN, Details(reason=reason, target=target))
