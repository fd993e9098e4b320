"""The decision in a meeting: live for everybody, written by its facilitator and its recorder."""

from functools import partial

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import DECIDING, Results
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import DecisionStatus, status
from prioritisation.sentences.decision import field_texts
from prioritisation.ui.decision import telling, writing
from prioritisation.ui.decision.ground import Ground, held
from prioritisation.ui.decision.locking import locked
from prioritisation.ui.decision.objections import consent
from prioritisation.ui.decision.reminder import Reminder, reminder
from prioritisation.ui.decision.rows import edit_again, edited_now
from prioritisation.ui.shared.drafts import drafts
from prioritisation.ui.shared.pieces import apart, drawn
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.knowing import told
from prioritisation.ui.visit.parts import part
from prioritisation.ui.visit.push import followed, push
from prioritisation.ui.visit.trying import notice, trying
from prioritisation.wording import t, tn


def deciding(here: Here) -> None:
    """The part of the page where the decision is; nothing in the other phases."""
    if here.stage.meeting.phase in DECIDING:
        _live(here.code)


@part
def _live(code: str) -> None:
    """Drawn again when somebody has written."""
    here = followed(code, "decision_push")
    if here is None or not here.may(Act.SEE_RESULTS):
        return
    push(code, here.stage.version, "decision_push")
    results = trying(lambda: here.room.results(code, here.role))
    if results is None:
        return
    ground = trying(lambda: _ground(here, results))
    if ground is not None:
        _page(ground)


def _ground(here: Here, results: Results) -> Ground:
    kept = here.room.decision(here.code)
    return Ground(here, results, kept.decision, kept.version, tuple(field_texts(kept.faults)))


def _status(ground: Ground) -> DecisionStatus:
    return status(ground.decision, rehearsal=ground.here.stage.meeting.rehearsal)


def _page(ground: Ground) -> None:
    said, found = reminder(ground), _status(ground)
    with st.container(key="decision", gap="medium"):
        st.html(
            tag("h2", text(t("What does the group decide?")))
            + telling.headline(ground, found)
            + telling.missing(found, linked=ground.writes)
        )
        with apart("medium"):
            if ground.fault:
                st.html(notice(t("What was kept cannot be read, and is left out:"), *ground.fault))
            held(ground)
        st.html(tag("p", text(said.said)) + _unanswered(ground.here))
        if ground.writes:
            _written(ground, said)
        else:
            locked(ground.here)
            _read(ground)


def _unanswered(here: Here) -> str:
    """How many warnings wait for an answer; they are listed below."""
    left = [w for w in told(here) if not w.answer]
    if not left:
        return ""
    said = tn(
        "{n} thing to know before concluding has no answer: it is listed below.",
        "{n} things to know before concluding have no answer: they are listed below.",
        len(left),
    )
    return tag("p", text(said), "warn")


def _written(ground: Ground, said: Reminder) -> None:
    kept = t("Each text is kept as soon as its field is left; everybody sees it at once.")
    version = t("Version {n} is kept.", n=ground.version) if ground.version else ""
    st.html(tag("p", text(f"{kept} {version}".strip()), "note"))
    remembered = drafts(ground.name, partial(edited_now, ground), partial(edit_again, ground))
    with remembered, st.container(key="decision_parts"):
        with st.container(key="decision_left", gap="small"):
            writing.proposal(ground, said)
            consent(ground)
        with st.container(key="decision_right", gap="small"):
            writing.reasons(ground)
            writing.steps(ground)
            writing.finding_out(ground, said)
            writing.review(ground)


def _read(ground: Ground) -> None:
    consent(ground)
    drawn(telling.texts(ground))
