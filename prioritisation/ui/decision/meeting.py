"""The decision on the page of a meeting: read by all, written by those who may, then locked."""

from functools import partial

import streamlit as st

from prioritisation.drawing.decision import (
    badge,
    departs_text,
    lines,
    proposal_block,
)
from prioritisation.drawing.markup import items, plain_list, tag, text
from prioritisation.meeting.room import DECIDING, RoundResults
from prioritisation.meeting.rules import Act, Details, Phase, Role
from prioritisation.meeting.rules.decision import DecisionStatus, Missing, status
from prioritisation.sentences.decision import field_texts, finding_text, missing_texts
from prioritisation.sentences.dossier_changes import minority_remark, motives_remark
from prioritisation.ui.decision import writing
from prioritisation.ui.decision.ground import DecisionPage, conflict
from prioritisation.ui.decision.heading import heading_form, heading_text
from prioritisation.ui.decision.objections import consent
from prioritisation.ui.decision.reasons import reasons_form
from prioritisation.ui.decision.rows import edit_again, edited_now
from prioritisation.ui.decision.writing import Reminder, reminder, review_day_text, step_text
from prioritisation.ui.note.number import draw_locked_number
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.shared.drafts import drafts, why
from prioritisation.ui.shared.page import apart_block, draw_html
from prioritisation.ui.shared.scripts import place_id
from prioritisation.ui.visit.visit import (
    Visit,
    attempt,
    follow_results,
    is_done,
    notice_block,
    part,
    press,
)
from prioritisation.ui.visit.warnings import open_warnings
from prioritisation.wording import t, tn


def headline(ground: DecisionPage, status: DecisionStatus) -> str:
    """What is proposed, in large type, and whether it is a project or a decision."""
    sentence = text(proposal_block(ground.decision, ground.labels()))
    return tag("p", badge(status) + " " + sentence, "say proposal", aria_live="polite")


def missing_texts_block(status: DecisionStatus, *, linked: bool) -> str:
    """What keeps it a project, each with a link to its field where there is one."""
    if not status.missing:
        return ""
    worded = zip(status.missing, missing_texts(status), strict=True)
    rows = items(
        (_missing(missing, words, linked=linked) for missing, words in worded), "plainlist"
    )
    return tag("p", text(t("It stays a project as long as:")), "thin") + rows


def _missing(missing: Missing, words: str, *, linked: bool) -> str:
    inside = text(capital(words))
    if not linked or not missing.place:
        return inside
    return tag("a", inside, "act", href=f"#{place_id(missing.place)}")


def texts(ground: DecisionPage) -> str:
    """Everything but the objections, for those who only read."""
    now, labels = ground.decision, ground.case_labels
    return (
        _part(t("Context and mandate of the group"), lines(now.context))
        + _part(t("Arguments of the group for one lever or two"), lines(now.arguments))
        + _part(t("Reasons of the group"), _written(now.motives, motives_remark(now, labels)))
        + _part(t("Minority view"), _written(now.minority, minority_remark(now, labels)))
        + _part(t("What next?"), plain_list(step_text(s) for s in now.steps))
        + _part(
            t("What to find out first"),
            plain_list(finding_text(f, ground.case) for f in now.to_find),
        )
        + _part(t("Review date"), lines(review_day_text(now)))
        + _part(t("Head of the minutes"), lines(heading_text(now)))
    )


def _written(words: str, remark: str) -> str:
    return lines(words) + (tag("p", text(remark), "warn") if remark else "")


def _part(title: str, inside: str) -> str:
    return tag("h2", text(title)) + inside if inside else ""


def draw_locked(visit: Visit) -> None:
    """Say that it is, and how it is changed, to those who wrote it."""
    if visit.stage.meeting.phase is not Phase.CLOSED:
        return
    if visit.role is Role.RECORDER:
        sentence = t(
            "The meeting is closed, its decision is locked. Only the facilitator can reopen it, "
            "with a reason that goes into the log."
        )
        st.html(tag("p", text(sentence), "note"))
    elif visit.may(Act.REOPEN):
        st.html(tag("p", text(t("The meeting is closed: its decision is locked.")), "note"))
        _reopening(visit)


def _reopening(visit: Visit) -> None:
    with st.popover(t("Change the decision…"), key="unlock"):
        st.caption(
            t(
                "The meeting goes back to the decision, everybody sees it change, and "
                "minutes already sent stay as they are. Your reason stays in the log: this "
                "cannot be undone. Close the meeting again afterwards."
            )
        )
        name = f"unlock_reason_{visit.about}"
        reason = why(name)
        if not press(visit, t("Reopen the decision"), "unlock_now"):
            return
        details = Details(reason=reason, target=Phase.DECISION)
        seen = visit.stage.meeting.stamp
        done = is_done(
            lambda: visit.room.act(visit.code, visit.secret, Act.REOPEN, details, stamp=seen)
        )
    if done:
        widgets.drop_choices(name)
        st.rerun()


def draw_decision(visit: Visit) -> None:
    """The part of the page where the decision is; nothing in the other phases."""
    if visit.stage.meeting.phase in DECIDING:
        _live(visit.code)


@part
def _live(code: str) -> None:
    """Drawn again when somebody has written."""
    followed = follow_results(code, "decision_push")
    if followed is None:
        return
    visit, results = followed
    ground = attempt(lambda: _ground(visit, results))
    if ground is not None:
        _page(ground)


def _ground(visit: Visit, results: RoundResults) -> DecisionPage:
    kept = visit.room.decision(visit.code)
    return DecisionPage(
        visit, results, kept.decision, kept.version, tuple(field_texts(kept.faults))
    )


def _status(ground: DecisionPage) -> DecisionStatus:
    return status(ground.decision, rehearsal=ground.visit.stage.meeting.rehearsal)


def _page(ground: DecisionPage) -> None:
    remark, status = reminder(ground), _status(ground)
    with st.container(key="decision", gap="medium"):
        # In this phase the question is the title of the page.
        titled = ground.visit.stage.meeting.phase is Phase.DECISION
        title = "" if titled else tag("h2", text(t("What does the group decide?")))
        st.html(
            title + headline(ground, status) + missing_texts_block(status, linked=ground.writes)
        )
        with apart_block("medium"):
            if ground.fault:
                st.html(
                    notice_block(
                        t("What was kept cannot be read, and is left out:"), *ground.fault
                    )
                )
            conflict(ground)
        st.html(_departs(ground) + tag("p", text(remark.sentence)) + _unanswered(ground.visit))
        if ground.writes:
            _forms(ground, remark)
        else:
            draw_locked(ground.visit)
            draw_locked_number(ground.visit)
            _read(ground)


def _departs(ground: DecisionPage) -> str:
    """Where the proposal departs from the ranking: said before it is in the note."""
    sentence = departs_text(ground.results, ground.decision)
    return tag("p", text(sentence), aria_live="polite") if sentence else ""


def _unanswered(visit: Visit) -> str:
    """How many warnings wait for an answer; they are listed below."""
    left = [w for w in open_warnings(visit) if not w.answer]
    if not left:
        return ""
    sentence = tn(
        "{n} thing to know before concluding has no answer: it is listed below.",
        "{n} things to know before concluding have no answer: they are listed below.",
        len(left),
    )
    return tag("p", text(sentence), "warn")


def _forms(ground: DecisionPage, reminder: Reminder) -> None:
    kept = t(
        "Each text and number is kept as soon as its field is left, an objection or a next step "
        "once it is added; everybody sees it at once."
    )
    version = t("Version {n} is kept.", n=ground.version) if ground.version else ""
    st.html(tag("p", text(f"{kept} {version}".strip()), "note"))
    remembered = drafts(ground.name, partial(edited_now, ground), partial(edit_again, ground))
    with remembered, st.container(key="decision_parts"):
        with st.container(key="decision_left", gap="small"):
            writing.proposal_form(ground, reminder)
            consent(ground)
        with st.container(key="decision_right", gap="small"):
            reasons_form(ground)
            writing.steps(ground)
            writing.finding_out(ground, reminder)
            writing.review_form(ground)
            heading_form(ground)


def _read(ground: DecisionPage) -> None:
    consent(ground)
    draw_html(texts(ground))
