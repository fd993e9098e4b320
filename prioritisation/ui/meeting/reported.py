"""What was corrected in a meeting on a dossier, proposed to it by who leads the meeting."""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.reporting import MeetingReport, report, report_of
from prioritisation.cases.units import SCORE, unit_parts
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.meeting.rules import Act
from prioritisation.sentences.crossing import choice_name
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.visit import Visit, attempt, press
from prioritisation.wording import listed, t, tn


def draw_report(visit: Visit) -> None:
    """What was corrected and settled, and the button that proposes it to the dossier."""
    if visit.stage.meeting.rehearsal or not visit.may(Act.REPORT_SCORES):
        return
    with st.container(key="report_scores", gap="small"):
        now = _read(visit)
        if now is None or not now.key:
            return
        if now.waiting and _is_pressed(visit, now):
            done = attempt(lambda: (report(visit.room, visit.code, visit.secret),))
            if done:
                words = t("This is sent: whoever leads the case finds it among its proposals.")
                st.html(tag("p", tag("strong", text(words)), "note", role="status"))
                now = _read(visit)
        if now is not None:
            draw_html(html_paragraphs(_remarks(visit, now), "thin"))


def _read(visit: Visit) -> MeetingReport | None:
    return attempt(lambda: report_of(visit.room, visit.code, visit.secret))


def _is_pressed(visit: Visit, now: MeetingReport) -> bool:
    """Whether it is to be proposed; drawn away at once where it was."""
    place = st.empty()
    n = len(now.waiting)
    with place.container(gap="small"):
        words = t("{what} in the meeting.", what=_counted(now.waiting))
        st.html(tag("p", tag("strong", text(words))))
        pressed = press(
            visit, t("Propose this to the case"), "report_scores_send", also=(n, len(now.proposed))
        )
    if pressed:
        place.empty()
    return pressed


def _counted(changes: Sequence[UnitChange]) -> str:
    """« 2 scores corrected and 1 choice settled »."""
    scores = sum(any(unit_parts(unit)[0] == SCORE for unit in change) for change in changes)
    choices = len(changes) - scores
    parts = [tn("{n} score corrected", "{n} scores corrected", scores)] if scores else []
    parts += [tn("{n} choice settled", "{n} choices settled", choices)] if choices else []
    return listed(parts)


def _remarks(visit: Visit, now: MeetingReport) -> tuple[str, ...]:
    """What is proposed already, and what cannot be."""
    remarks = []
    if now.proposed:
        what = _counted(now.proposed)
        remarks.append(
            t("Proposed to the case: {what}. Whoever leads it accepts or not.", what=what)
        )
    case = visit.stage.plain_case
    if now.aside:
        what = listed(_cells(case, now.aside))
        remarks.append(
            t("The case computes this itself, so it is not proposed: {what}.", what=what)
        )
    if now.by_hand:
        what = listed([choice_name(case, one) for one in now.by_hand])
        remarks.append(t("To be changed in the case itself: {what}.", what=what))
    return tuple(remarks)


def _cells(case: Case, cells: Sequence[tuple[str, str]]) -> list[str]:
    names = {v.id: v.label for v in case.levers} | {c.id: c.label for c in case.criteria}
    return [
        t("{lever}, {criterion}", lever=names.get(v, v), criterion=names.get(c, c))
        for v, c in cells
    ]
