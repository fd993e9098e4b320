"""What a round asks for before it opens: directions, answers to the warnings, freeze."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Sense
from prioritisation.analysis.warnings import IN_THE_CASE
from prioritisation.drawing.markup import details, plain_list, scrollable, table, tag, text
from prioritisation.meeting.room import WarningNote
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.meeting.rules import Phase
from prioritisation.sentences.crossing import choice_name, option_text
from prioritisation.sentences.meeting import NameOf, vote_name
from prioritisation.sentences.phrases import direction_label
from prioritisation.sentences.warnings import (
    case_warning_advice,
    case_warning_sentence,
    case_warning_title,
    logged_warning_title,
)
from prioritisation.sentences.weight_limits import mode_name
from prioritisation.ui.meeting.reading_questions import (
    ReadingAnswer,
    combination_taking,
    draw_reading_questions,
    reading_rows,
    warnings_left,
)
from prioritisation.ui.meeting.steps import few_there, next_number
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import drafts, quiet_line, typed_text, watch
from prioritisation.ui.shared.evidence import pleas
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.shared.scripts import focus
from prioritisation.ui.visit.visit import (
    Visit,
    dialog_part,
    drop_confirmation,
    is_done,
    notice_block,
    overtaken,
)
from prioritisation.ui.visit.warnings import at_opening, left_at_opening
from prioritisation.wording import t, tn

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
    # With so few that nothing could be shown, one is told, and may say why the vote is held.
    few = few_there(visit.stage) and left_at_opening(visit)
    return fixes and not (meeting.unconfirmed or meeting.unanswered or few)


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
            reasons = at_opening(visit, few_there(visit.stage))
        if not visit.stage.meeting.frozen:
            frozen = t(
                "Opening the vote fixes the scores and these answers: they do not change any more."
            )
            st.html(tag("p", text(frozen), "thin"))
        sent = st.form_submit_button(
            t("Open the {vote}", vote=_next_vote(visit)), type="primary", width="stretch"
        )
    if sent and _complete(readings, senses, answers):
        words = {w: typed for w, field in reasons.items() if (typed := typed_text(field))}
        _open(visit, readings, senses, {w: q.answer for w, q in answers.items()} | words)


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
    frozen = bool(stage.meeting.frozen)
    advice = case_warning_advice(note, stage.meeting.form, stage.plain_case, frozen=frozen)
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


def draw_frame(visit: Visit) -> None:
    """What people vote on: how each thing is counted, and whether the group has settled it."""
    rows = [
        (
            text(t("What makes first: {criterion}", criterion=c.label)),
            text(_way(visit, c)),
            text(_standing(visit, c)),
        )
        for c in visit.stage.criteria
    ]
    rows += reading_rows(visit)
    mode = mode_name(visit.stage.setup.weighting)
    rows.append((text(t("Weights asked for")), text(mode), text(t("confirmed"))))
    head = [text(h) for h in (t("What"), t("Choice"), t("Status"))]
    title = t("What people vote on")
    st.html(tag("h2", text(title)) + scrollable(table(head, rows, css="left checks"), title))


def _way(visit: Visit, criterion: Criterion) -> str:
    sense = visit.stage.setup.senses.get(criterion.id, criterion.direction.default)
    return direction_label(criterion, sense)


def _standing(visit: Visit, criterion: Criterion) -> str:
    waits = criterion.id in visit.stage.meeting.unconfirmed
    return t("to confirm") if waits else t("confirmed")
