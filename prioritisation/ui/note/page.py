"""The page *Compte rendu*: documents, what the text lacks, the text, the figures again."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import MEETING_KEY, to_address
from prioritisation.documents import kinds, subjects
from prioritisation.documents.service import current_queue
from prioritisation.drawing.heading import band
from prioritisation.drawing.markup import act_link, items, tag, text
from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room import DECIDING, current_room
from prioritisation.meeting.rules import Phase, Reason, Refusal, Refused
from prioritisation.meeting.rules.decision import DecisionPart
from prioritisation.meeting.store import UnknownMeeting
from prioritisation.sentences.decision import given_weights_text, settled_text
from prioritisation.sentences.meeting import phase_name
from prioritisation.settings import current_day
from prioritisation.ui.note import drawing, which
from prioritisation.ui.note.downloads import downloads
from prioritisation.ui.note.number import draw_number
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import answered_fold, draw_assumptions
from prioritisation.ui.shared.page import speak_of_case
from prioritisation.ui.shared.pages import NOTE, PAGES
from prioritisation.ui.shared.scripts import place_id
from prioritisation.ui.shared.state import begun
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.visit import (
    EXPECTED,
    UNSEEN,
    Visit,
    follow,
    notice_block,
    open_visit,
    part,
    push,
    while_meeting_stands,
    why_not,
)
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import t, tn


def missing_list(missing: Sequence[Sequence[str]], visit: Visit | None) -> str:
    """The missing pieces (text, place on the page of the meeting); a sentence when there are none.

    Parameters
    ----------
    visit
        The meeting; None for the note of a scenario, which only a meeting completes.
    """
    if not missing:
        return tag("p", text(t("Nothing is missing.")), "note")
    rows = items((_row(sentence, place, visit) for sentence, place in missing), "missing")
    return tag("h2", text(t("What is missing"))) + rows + tag("p", _where(visit), "note")


def _row(sentence: str, place: str, visit: Visit | None) -> str:
    words = text(sentence)
    if visit is None:
        return words
    if place == DecisionPart.WARNINGS and visit.stage.meeting.phase is Phase.CLOSED:
        return words + " " + text(t("(the meeting is closed: it will stay so)"))
    page = meeting_address(visit.code) + (f"#{place_id(place)}" if place else "")
    return tag("a", words, "act", href=page, target="_self")


def _where(visit: Visit | None) -> str:
    if visit is None:
        why = text(t("A report is completed in a meeting, where the group votes and decides."))
        link = tag("a", text(t("Open a meeting")), "act", href=meeting_address(), target="_self")
        return why + " " + link
    if visit.stage.meeting.phase is Phase.CLOSED:
        return text(t("The meeting is closed: its decision is reopened first, with a reason."))
    if visit.stage.meeting.phase is Phase.DECISION:
        return text(t("Each is filled in on the page of the meeting."))
    sentence = t(
        "Each is filled in on the page of the meeting, in the phase « {phase} ».",
        phase=phase_name(Phase.DECISION),
    )
    return text(sentence)


_VERSION = "note_version"
"""Session key: the version of the meeting that the whole page was drawn from."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the page of the report is drawn from.

    Attributes
    ----------
    visit
        The meeting; None for the report of a scenario.
    address, query
        Of the documents, without the name of one; what follows the question mark.
    """

    subject: subjects.DocumentSubject
    visit: Visit | None
    address: str
    query: str = ""


def report_page() -> None:
    """The report of the meeting that is looked at, else of the scenario."""
    if code := which.note_meeting():
        _of_meeting(code)
    else:
        _alone(state.shown_case())


def _of_meeting(code: str) -> None:
    question = tag("h1", text(PAGES[NOTE].question))
    try:
        visit = open_visit(current_room(), code, fresh=True)
    except UnknownMeeting as error:
        place.choose_meeting("")
        st.html(question + notice_block(*why_not(error)))
        return
    except EXPECTED as error:
        st.html(question + notice_block(*why_not(error)))
        push(code, UNSEEN, "lost_push")
        return
    speak_of_case(visit.stage.case)
    st.session_state.update({MEETING_KEY: code, _VERSION: visit.stage.version})
    frame.draw_html(band(visit.stage.meeting))
    with while_meeting_stands(code):
        _followed(code)
        visit.room.when_erased(current_queue().forget)
        subject = subjects.meeting_subject(visit.room, code, visit.secret)
        _draw(Report(subject, visit, f"/documents/{code}"))
    st.html(act_link(meeting_address(code), t("The page of the meeting")))


@part
def _followed(code: str) -> None:
    """The whole page again when somebody has written in the meeting, or opened a round."""
    visit = follow(code, "note_push")
    if visit is None:
        return
    if visit.stage.version != st.session_state.get(_VERSION):
        st.rerun()
    push(code, visit.stage.version, "note_push")


def _alone(case: Case) -> None:
    question = PAGES[NOTE].question
    if is_hidden(case, question):
        return
    scenario = state.session_scenario()
    frame.address_notice(state.address_problems())
    if not any(scenario.points.values()):
        st.html(frame.no_weights(question, scenario))
        return
    subject = subjects.scenario_subject(
        current_room, case, scenario, place.cookies(), current_day(case), begun().dossier
    )
    address = begun().place | to_address(case, scenario)
    _draw(Report(subject, None, "/documents/projet", urlencode(address)))
    draw_assumptions(case, scenario)


def _draw(report: Report) -> None:
    """The answer; then, for whoever may have documents, all the rest.

    What is below stays where it is while the report is made, and when there is none.
    """
    with frame.apart_block():
        _draw_answer(report)


def _draw_answer(report: Report) -> None:
    try:
        report.subject.check()
        with st.container(key="note_answer"):
            tree = drawing.preview(report.subject, visitor=report.visit is None)
            st.html(_answer(report, tree))
    except Refused as error:
        st.html(frame.answer_block(PAGES[NOTE].question, *_why_not(report, error.refusal)))
        return
    except (kinds.UnderWay, kinds.MayBeUnderWay) as error:
        nothing = t("Nothing to export now.")
        st.html(frame.answer_block(PAGES[NOTE].question, nothing, error.sentence))
        return
    if tree is not None:
        _draw_whole(report, tree)


def _why_not(report: Report, refusal: Refusal) -> tuple[str, str]:
    """Why nothing is written here, and where whoever may not have it reads what was decided."""
    visit, why = report.visit, subjects.why_refused(refusal)
    if visit is None or refusal.reason is not Reason.ROLE:
        return t("Nothing to export now."), why
    if visit.stage.meeting.phase in DECIDING:
        why = t("What the group decided is read on the page of the meeting, just below.")
    return t("The report is in the hands of the facilitator and the recorder."), why


def _answer(report: Report, tree: drawing.NoteTree | None) -> str:
    """What the report is, in two parts; the question alone while it is made."""
    visit = report.visit
    above = (
        tag("p", tag("bdi", text(visit.stage.title)) + text(f" · {visit.code}"), "lead")
        if visit
        else ""
    )
    if tree is None:
        return above + tag("h1", text(PAGES[NOTE].question))
    loud, state_words = _state_words(tree, alone=visit is None)
    return above + frame.answer_block(PAGES[NOTE].question, loud, state_words)


def _state_words(tree: drawing.NoteTree, *, alone: bool) -> tuple[str, str]:
    if alone:
        whose = given_weights_text(equal=state.session_scenario().equal)
        return t("It is a project, not a decision."), whose
    if tree["state"] == "rehearsal":
        return t("It is a rehearsal."), t("The votes are invented, nothing is decided.")
    if tree["decided"]:
        return settled_text(tree["validated"]), t("Reasons and objections are written.")
    n = len(tree["missing"])
    sentence = tn("{n} piece is missing.", "{n} pieces are missing.", n)
    return t("It is still a project."), sentence


def _draw_whole(report: Report, tree: drawing.NoteTree) -> None:
    """The documents, the one page, what it lacks; then, folded, the figures again."""
    with st.container(key="note_files", gap="small"):
        name = report.visit.code if report.visit else "alone"
        downloads(report.address, report.query, f"downloads_{name}")
    st.html(drawing.drawn_page(tree["note"]))
    with st.container(key="note_missing"):
        st.html(missing_list(tree["missing"], report.visit))
    answer = t("Whoever has the proof file computes every figure again, without this server.")
    with answered_fold(t("How can anybody check the figures?"), answer, "replay"):
        _draw_replay(report, tree)


def _draw_replay(report: Report, tree: drawing.NoteTree) -> None:
    if report.visit:
        draw_number(tree)
    record = f"{report.address}/{kinds.Document.JSON.value}"
    query = f"?{report.query}" if report.query else ""
    name = text(t("Download the proof file"))
    link = tag("a", name, "act", href=record + query, target="_self")
    how = t(
        "The proof file holds the scores, the weights and every figure of the report. "
        "One command computes them again:"
    )
    title = tag("h2", text(t("Compute the figures again")))
    st.html(title + tag("p", text(how)) + tag("p", link))
    st.code(_COMMAND, language=None)
    st.html(tag("p", text(t("It says of each figure whether it comes out the same.")), "note"))
    others = (
        (kinds.Document.CSV, t("Ranking (CSV for Excel)")),
        (kinds.Document.PNG, t("Ranking (PNG)")),
    )
    links = (
        tag("a", text(words), "act", href=f"{report.address}/{one.value}{query}", target="_self")
        for one, words in others
    )
    st.html(tag("h2", text(t("Other formats"))) + tag("p", " · ".join(links)))


_COMMAND = "python -m prioritisation replay FICHIER.json"
