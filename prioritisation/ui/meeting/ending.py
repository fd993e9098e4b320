"""Closing a meeting: what the group has not written comes first, and is recalled at the end."""

from dataclasses import dataclass, replace

import streamlit as st

from prioritisation.analysis.ballots.anonymity import too_few
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import StillMissing
from prioritisation.meeting.room.facilitation import CLOSING_S
from prioritisation.meeting.rules import Act, Phase, RoundStatus
from prioritisation.meeting.rules.decision import (
    Decision,
    DecisionPart,
    DecisionStatus,
    Missing,
    Outcome,
    status,
)
from prioritisation.sentences.decision import missing_texts
from prioritisation.sentences.meeting import reveal_text, vote_name
from prioritisation.ui.meeting.steps import NextStep, unshown_label
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.shared.scripts import clock, focus
from prioritisation.ui.visit.visit import (
    Confirmation,
    Visit,
    ask_confirmation,
    confirmation_dialog,
    dialog_part,
    is_done,
    pending_confirmation,
    press,
)
from prioritisation.ui.visit.warnings import open_warnings
from prioritisation.wording import t, tn

_ENDING = "end_meeting"
"""Name of what is asked."""

_ORDER = (
    DecisionPart.PROPOSED,
    DecisionPart.OBJECTIONS,
    DecisionPart.VOTE,
    DecisionPart.MOTIVES,
    DecisionPart.STEPS,
    DecisionPart.WARNINGS,
)
"""Parts of a decision, as a group fills them."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """What the minutes would lack, where on the page it is written, and what to do about it."""

    sentence: str
    place: DecisionPart
    task: str


def unwritten(visit: Visit) -> tuple[str, ...]:
    """What the minutes would lack if the meeting were closed now, a sentence each."""
    return tuple(gap.sentence for gap in _gaps(visit))


def before_closing(visit: Visit, step: NextStep) -> NextStep:
    """The step; as long as something is not written, that comes first and closing waits."""
    gaps = _gaps(visit) if step.act is Act.CLOSE else ()
    if not gaps:
        return step
    first = gaps[0]
    return replace(step, sentence=first.task, waits=True, place=first.place)


def sentence_of_decision(visit: Visit) -> str:
    """What is asked of the room as it decides; empty before."""
    if visit.stage.meeting.phase is not Phase.DECISION:
        return ""
    lacks = status(visit.room.decision(visit.code).decision).missing
    if Missing.PROPOSAL in lacks:
        return t("Which lever do we propose, and why?")
    if Missing.OBJECTIONS in lacks:
        return t("Whoever has an objection says it now; it is written without a name.")
    return t("Here is what the group proposes: is it written right?")


def _gaps(visit: Visit) -> tuple[_Gap, ...]:
    """All that is not written, in the order in which it is; none out of the decision."""
    if visit.stage.meeting.phase is not Phase.DECISION:
        return ()
    decision = visit.room.decision(visit.code).decision
    # What an objection that is kept asks for stands before the reasons, where both are written.
    gaps = [*_of_objections(decision), *_of_texts(decision), *_unanswered(visit)]
    return tuple(sorted(gaps, key=lambda gap: _ORDER.index(gap.place)))


def _of_objections(decision: Decision) -> list[_Gap]:
    """What an objection that is kept asks for."""
    if all(o.outcome is not Outcome.KEPT for o in decision.current_objections):
        return []
    gaps = []
    if decision.vote is None:
        lacks = t("An objection is kept, and no vote is written.")
        task = t("An objection is kept: have the group vote on the proposal.")
        gaps.append(_Gap(lacks, DecisionPart.VOTE, task))
    if not decision.minority.strip():
        lacks = t("An objection is kept, and no minority view is written.")
        task = t("An objection is kept: write the minority view, in its own words.")
        gaps.append(_Gap(lacks, DecisionPart.MOTIVES, task))
    return gaps


def _of_texts(decision: Decision) -> list[_Gap]:
    """What keeps the texts from being a decision, and the next step."""
    lacks = status(decision)
    gaps = [
        _Gap(t("{sentence}.", sentence=capital(words)), missing.place, _task(missing, lacks))
        for missing, words in zip(lacks.missing, missing_texts(lacks), strict=True)
    ]
    if decision.proposed and not decision.steps:
        task = t("Write what comes next: who does what, and when.")
        lacking = t("No next step is written.")
        gaps.append(_Gap(lacking, DecisionPart.STEPS, task))
    return gaps


def _task(missing: Missing, lacks: DecisionStatus) -> str:
    """What to do about it."""
    return {
        Missing.PROPOSAL: t("Write what the group proposes: which lever, and why."),
        Missing.MOTIVES: t("Write the reasons of the group."),
        Missing.CONFIRMATION: t("Read the reasons again: do they hold for the new proposal?"),
        Missing.OBJECTIONS: t("Ask the group: does anybody object?"),
        Missing.ANSWERS: tn(
            "Answer the objection: is it lifted or kept?",
            "Answer the {n} objections: is each lifted or kept?",
            len(lacks.unanswered),
        ),
        Missing.CONTRADICTION: t(
            "Objections are written, and « no objection » is ticked: remove one of the two."
        ),
    }[missing]


def _unanswered(visit: Visit) -> list[_Gap]:
    """The points to know that wait for an answer."""
    left = sum(not w.answer for w in open_warnings(visit))
    if not left:
        return []
    lacks = tn(
        "{n} thing to know before concluding has no answer.",
        "{n} things to know before concluding have no answer.",
        left,
    )
    task = tn(
        "Answer what is to be known before concluding: {n} point.",
        "Answer what is to be known before concluding: {n} points.",
        left,
    )
    return [_Gap(lacks, DecisionPart.WARNINGS, task)]


def ask() -> None:
    """Recall what is missing at the next run."""
    ask_confirmation(_ENDING)
    st.rerun()


def ending_dialog(visit: Visit) -> None:
    """What is missing, and whether to close all the same; as long as it is asked."""
    if pending_confirmation() == _ENDING:
        confirmation_dialog(_question(visit))


def _question(visit: Visit) -> Confirmation | None:
    lacks = unwritten(visit)
    if not lacks or not visit.may(Act.CLOSE):
        return None
    seen = visit.stage.meeting.stamp
    return Confirmation(
        t("Close the meeting without this?"),
        lacks,
        t("Back to the decision"),
        t("Close all the same"),
        lambda: is_done(lambda: visit.room.act(visit.code, visit.secret, Act.CLOSE, stamp=seen)),
        final=False,
    )


_ASKING = "closing_round"
"""Session key: what the dialog asks about (``_ClosingQuestion``); none otherwise."""


@dataclass(frozen=True, slots=True)
class _ClosingQuestion:
    """The round about whose end the dialog asks, and the people whom its refusal counted."""

    about: str
    number: int
    missing: int
    present: int


def ask_or_close(visit: Visit) -> None:
    """Close at once when all have voted and there is something to show; else ask, at next run."""
    number, seen = visit.stage.meeting.rounds[-1].number, visit.stage.meeting.stamp

    def ask(missing: int, present: int) -> None:
        st.session_state[_ASKING] = _ClosingQuestion(visit.about, number, missing, present)

    def close() -> None:
        # As it is now: ballots may have come in since the page was drawn.
        stage = visit.room.stage(visit.code, fresh=True)
        # A meeting that has moved on is not asked about: the room refuses, and says so.
        if stage.meeting.stamp == seen and too_few(stage.ballots, stage.typed):
            ask(stage.missing, stage.present)
            return
        try:
            visit.room.close_round(visit.code, visit.secret, stamp=seen)
        except StillMissing as error:
            ask(error.number, error.present)

    if is_done(close):
        st.rerun()


def closing_dialog(visit: Visit) -> None:
    """The question, as long as it stands: not once the round is closing, by whomever."""
    question = st.session_state.get(_ASKING)
    last = visit.stage.meeting.last_round
    if not question:
        return
    over = last is None or last.status is not RoundStatus.OPEN or last.closing
    if last is None or over or (question.about, question.number) != (visit.about, last.number):
        _dismissed()
        return
    dialog_part(_title(question), _answered, on_dismiss=_dismissed)(visit, question)


def _title(question: _ClosingQuestion) -> str:
    if not question.missing:
        return t("Close the {vote}?", vote=vote_name(question.number))
    return tn(
        "Close without {n} of the {present} people?",
        "Close without {n} of the {present} people? (several)",
        question.missing,
        present=question.present,
    )


def _dismissed() -> None:
    st.session_state[_ASKING] = None


def counted_anew(visit: Visit) -> bool:
    """Whether others are missing by now than the question says: it says so at the next run."""
    question, stage = st.session_state.get(_ASKING), visit.stage
    if not question or (question.missing, question.present) == (stage.missing, stage.present):
        return False
    st.session_state[_ASKING] = replace(question, missing=stage.missing, present=stage.present)
    return True


def _answered(visit: Visit, question: _ClosingQuestion) -> None:
    in_box = question.present - question.missing
    typed = min(visit.stage.typed, in_box)  # more may have been typed in since it was asked
    for sentence in (_counted(question), *_costs(question.missing)):
        st.html(tag("p", text(sentence)))
    few = too_few(in_box, typed)
    st.html(tag("p", text(reveal_text(in_box, typed)), "warn" if few else "thin"))
    with st.container(key="closing_choice", horizontal=True, gap="small"):
        if st.button(t("Wait a little longer"), type="primary", key="wait_longer"):
            _dismissed()
            st.rerun()
        closes = st.button(_closes(question, few=few), key="close_anyway")
    focus("closing_focus", "wait_longer", "button")
    if closes:
        _close(visit, question)


def _close(visit: Visit, question: _ClosingQuestion) -> None:
    """More may have come in meanwhile: then it is asked again, with how many."""
    seen = visit.stage.meeting.stamp

    def close() -> None:
        try:
            visit.room.close_round(visit.code, visit.secret, missing=question.missing, stamp=seen)
        except StillMissing as error:
            more = replace(question, missing=error.number, present=error.present)
            st.session_state[_ASKING] = more
        else:
            _dismissed()

    if is_done(close):
        st.rerun()


def _counted(question: _ClosingQuestion) -> str:
    """What is in, and who could not vote any more."""
    in_box = question.present - question.missing
    if not question.present or not in_box:
        return t("No vote is in yet: there would be nothing to show.")
    if not question.missing:
        return t("Everyone present has voted.")
    lost = tn(
        "In {s} seconds, the person who is missing can vote no more.",
        "In {s} seconds, the {n} others can vote no more.",
        question.missing,
        s=CLOSING_S,
    )
    return tn("{n} vote is in.", "{n} votes are in.", in_box) + " " + lost


def _closes(question: _ClosingQuestion, *, few: bool) -> str:
    """The other answer: once nobody is missing, there is nobody to warn.

    With people missing, how many votes there will be is not known yet.
    """
    if question.missing:
        return t("Close in {s} seconds", s=CLOSING_S)
    if few:
        return unshown_label(question.number)
    return t("Show the results of the {vote}", vote=vote_name(question.number))


def _costs(missing: int) -> tuple[str, ...]:
    """What closing does that is not taken back."""
    never = t("A vote that was closed never opens again: another one is opened.")
    if not missing:
        return (never,)
    warned = tn(
        "Their phone will warn them for {s} seconds; a vote sent in that time still counts, and "
        "nothing is sent by itself.",
        "Their phones will warn them for {s} seconds; a vote sent in that time still counts, and "
        "nothing is sent by itself.",
        missing,
        s=CLOSING_S,
    )
    return (never, warned)


def draw_closing(visit: Visit) -> None:
    """The seconds left, for who leads and for who only sees; nothing when no end was asked."""
    left = visit.stage.closes_in
    if left is None:
        return
    last = visit.stage.meeting.rounds[-1]
    st.html(
        tag("p", tag("b", text(t("The {vote} closes in", vote=vote_name(last.number)))), "label")
    )
    clock(left, "", "closing_clock")
    seen, label = visit.stage.meeting.stamp, t("Wait a little longer")
    if not visit.may(Act.KEEP_OPEN):
        return
    waits = press(visit, label, "keep_open", also=last.closes, type="primary", width="stretch")
    if waits and is_done(lambda: visit.room.keep_open(visit.code, visit.secret, stamp=seen)):
        st.rerun()
