"""What was corrected in a meeting on a dossier, proposed to it by who leads the meeting."""

import streamlit as st

from prioritisation.cases.reporting import MeetingReport, report, report_of
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.meeting.rules import Act
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.trying import attempt, press
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import listed, t, tn


def draw_report(visit: Visit) -> None:
    """How many scores were corrected, and the button that proposes them to the dossier."""
    if visit.stage.meeting.rehearsal or not visit.may(Act.REPORT_SCORES):
        return
    with st.container(key="report_scores", gap="small"):
        now = _read(visit)
        if now is None or not now.key:
            return
        n = len(now.waiting)
        if n and _is_pressed(visit, now):
            done = attempt(lambda: (report(visit.room, visit.code, visit.secret),))
            now = _read(visit) if done else now
        if now is not None:
            draw_html(html_paragraphs(_remarks(visit, now), "thin"))


def _read(visit: Visit) -> MeetingReport | None:
    return attempt(lambda: report_of(visit.room, visit.code, visit.secret))


def _is_pressed(visit: Visit, now: MeetingReport) -> bool:
    """Whether they are to be proposed; drawn away at once where they were."""
    place = st.empty()
    n = len(now.waiting)
    with place.container(gap="small"):
        words = tn(
            "{n} score corrected in the meeting: propose it to the case?",
            "{n} scores corrected in the meeting: propose them to the case?",
            n,
        )
        st.html(tag("p", tag("strong", text(words))))
        label = tn("Propose it to the case", "Propose them to the case", n)
        pressed = press(visit, label, "report_scores_send", also=(n, now.proposed))
    if pressed:
        place.empty()
    return pressed


def _remarks(visit: Visit, now: MeetingReport) -> tuple[str, ...]:
    """What is proposed already, and what cannot be."""
    remarks = []
    if now.proposed:
        remarks.append(
            tn(
                "{n} score corrected in the meeting was proposed to the case. Whoever leads the "
                "case accepts it or not.",
                "{n} scores corrected in the meeting were proposed to the case. Whoever leads the "
                "case accepts them or not.",
                now.proposed,
            )
        )
    if now.aside:
        case = visit.stage.case
        names = {v.id: v.label for v in case.levers} | {c.id: c.label for c in case.criteria}
        cells = [
            t("{lever}, {criterion}", lever=names.get(v, v), criterion=names.get(c, c))
            for v, c in now.aside
        ]
        remarks.append(
            t("The case computes this itself, so it is not proposed: {what}.", what=listed(cells))
        )
    return tuple(remarks)
