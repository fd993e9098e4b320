"""The decision in a meeting: live for everybody, written by its facilitator and its recorder.

What is decided, as everybody reads it on the page.
A decision whose meeting is closed: locked, until its facilitator reopens it with a reason.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from prioritisation.drawing.decided import badge, lines, proposal
from prioritisation.drawing.markup import items, tag, text
from prioritisation.meeting.room import DECIDING, Results
from prioritisation.meeting.rules import Act, Details, Phase, Role
from prioritisation.meeting.rules.decision import DecisionStatus, Missing, status
from prioritisation.sentences.decision import (
    field_texts,
    finding_text,
    missing_texts,
)
from prioritisation.ui.decision import writing
from prioritisation.ui.decision.ground import Ground, conflict
from prioritisation.ui.decision.objections import consent
from prioritisation.ui.decision.reminder import Reminder, reminder
from prioritisation.ui.decision.rows import edit_again, edited_now
from prioritisation.ui.decision.writing import day_text, step_text
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.shared.drafts import drafts, why
from prioritisation.ui.shared.page import apart, drawn
from prioritisation.ui.shared.scripts import place_id
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.parts import followed, part, push
from prioritisation.ui.visit.trying import notice, press, trying
from prioritisation.ui.visit.warnings import told
from prioritisation.wording import t, tn


def headline(ground: Ground, found: DecisionStatus) -> str:
    """What is proposed, in large type, and whether it is a project or a decision."""
    said = text(proposal(ground.decision, ground.labels()))
    return tag("p", badge(found) + " " + said, "say proposal", aria_live="polite")


def missing(found: DecisionStatus, *, linked: bool) -> str:
    """What keeps it a project, each with a link to its field where there is one."""
    if not found.missing:
        return ""
    said = zip(found.missing, missing_texts(found), strict=True)
    rows = items((_missing(what, words, linked=linked) for what, words in said), "plainlist")
    return tag("p", text(t("It stays a project as long as:")), "thin") + rows


def _missing(what: Missing, words: str, *, linked: bool) -> str:
    inside = text(capital(words))
    if not linked or not what.place:
        return inside
    return tag("a", inside, "act", href=f"#{place_id(what.place)}")


def texts(ground: Ground) -> str:
    """Everything but the objections, for those who only read."""
    now = ground.decision
    return (
        _part(t("Context and mandate of the group"), lines(now.context))
        + _part(t("Reasons of the group"), lines(now.motives))
        + _part(t("Minority view"), lines(now.minority))
        + _part(t("What next?"), _list([step_text(s) for s in now.steps]))
        + _part(
            t("What to find out first"), _list([finding_text(f, ground.case) for f in now.to_find])
        )
        + _part(t("Review date"), lines(day_text(now)))
    )


def _part(title: str, inside: str) -> str:
    return tag("h2", text(title)) + inside if inside else ""


def _list(rows: Sequence[str]) -> str:
    return items((text(row) for row in rows), "plainlist") if rows else ""


def locked(here: Here) -> None:
    """Say that it is, and how it is changed, to those who wrote it."""
    if here.stage.meeting.phase is not Phase.CLOSED:
        return
    if here.role is Role.RECORDER:
        said = t(
            "The meeting is closed, its decision is locked. Only the facilitator can reopen it, "
            "with a reason that goes into the log."
        )
        st.html(tag("p", text(said), "note"))
    elif here.may(Act.REOPEN):
        st.html(tag("p", text(t("The meeting is closed: its decision is locked.")), "note"))
        _reopening(here)


def _reopening(here: Here) -> None:
    with st.popover(t("Change the decision…"), key="unlock"):
        st.caption(
            t(
                "The meeting goes back to the decision, everybody sees it change, and notes "
                "already sent stay as they are. Your reason stays in the log: this cannot be "
                "undone. Close the meeting again afterwards."
            )
        )
        name = f"unlock_reason_{here.about}"
        reason = why(name)
        if not press(here, t("Reopen the decision"), "unlock_now"):
            return
        details = Details(reason=reason, target=Phase.DECISION)
        seen = here.stage.meeting.place
        done = trying(
            lambda: here.room.act(here.code, here.secret, Act.REOPEN, details, seen=seen)
        )
    if done is not None:
        held.drop(name)
        st.rerun()


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
            + headline(ground, found)
            + missing(found, linked=ground.writes)
        )
        with apart("medium"):
            if ground.fault:
                st.html(notice(t("What was kept cannot be read, and is left out:"), *ground.fault))
            conflict(ground)
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
    drawn(texts(ground))
