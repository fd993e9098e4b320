"""The page *Note* as a whole: what it still lacks, the downloads, the preview."""

from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import MEETING_KEY, to_address
from prioritisation.documents import kinds, subjects
from prioritisation.documents.service import current_queue
from prioritisation.drawing.heading import band
from prioritisation.drawing.markup import act_link, items, tag, text
from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room import current_room
from prioritisation.meeting.rules import Phase, Refused
from prioritisation.meeting.rules.decision import DecisionPart
from prioritisation.meeting.store import UnknownMeeting
from prioritisation.sentences.meeting import phase_name
from prioritisation.settings import current_day
from prioritisation.ui.note import which
from prioritisation.ui.note.drawing import NoteTree, drawn_note, preview
from prioritisation.ui.note.number import draw_number
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import draw_assumptions
from prioritisation.ui.shared.scripts import FETCHING, declared, place_id
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.parts import UNSEEN, follow, part, push, while_meeting_stands
from prioritisation.ui.visit.trying import EXPECTED, notice_block, why_not
from prioritisation.ui.visit.visit import Visit, open_visit
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import number, t, tn


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
        sentence = text(t("A note is completed in a meeting, where the group votes and decides."))
        link = tag("a", text(t("Open a meeting")), "act", href=meeting_address(), target="_self")
        return sentence + " " + link
    phase = phase_name(Phase.DECISION)
    if visit.stage.meeting.phase is Phase.CLOSED:
        return text(t("The meeting is closed: its decision is reopened first, with a reason."))
    if visit.stage.meeting.phase is Phase.DECISION:
        return text(t("Each is filled in on the page of the meeting."))
    sentence = t(
        "Each is filled in on the page of the meeting, in the phase « {phase} ».", phase=phase
    )
    return text(sentence)


_LIST = declared(
    "note_downloads",
    FETCHING,
    Path(__file__).parent / "downloads.js",
    html='<div class="downloads"></div>',
)


def downloads(address: str, query: str, key: str) -> None:
    """Draw the list.

    Parameters
    ----------
    address
        Of the documents, without the name of one.
    query
        What follows the question mark; empty for a meeting.
    """
    rows = [{"document": d.value, "name": n, "what": w} for d, (n, w) in _document_words().items()]
    _LIST(
        key=key,
        data={
            "address": address,
            "query": f"?{query}" if query else "",
            "rows": rows,
            "largest": kinds.LARGEST_TEMPLATE,
            "words": _words(),
        },
    )


def _document_words() -> dict[kinds.Document, tuple[str, str]]:
    """Document -> its name, and what it is for."""
    return {
        kinds.Document.PDF: (
            t("Note (PDF)"),
            t("to read and to file; the decision record is inside"),
        ),
        kinds.Document.DOCX: (t("Note (Word)"), t("to complete and to correct")),
        kinds.Document.PPTX: (
            t("Slides (PowerPoint)"),
            t("with their speaker's notes"),
        ),
        kinds.Document.XLSX: (t("Workbook (Excel)"), t("its formulas follow the weights")),
        kinds.Document.ODS: (t("Tables (LibreOffice)"), t("the figures, without formulas")),
        kinds.Document.CSV: (t("Tables (CSV for Excel)"), t("semicolons and decimal commas")),
        kinds.Document.OPEN_CSV: (t("Tables (CSV, open data)"), t("commas and decimal points")),
        kinds.Document.PNG: (t("Pictures (PNG)"), t("to be put into a document")),
        kinds.Document.SVG: (t("Pictures (SVG)"), t("to be enlarged")),
        kinds.Document.JSON: (t("Decision record (JSON)"), t("one command computes it again")),
        kinds.Document.ZIP: (
            t("Everything (ZIP)"),
            t("all these files, with a sheet that lists them"),
        ),
    }


def _words() -> dict[str, str]:
    most = number(kinds.LARGEST_TEMPLATE / kinds.MEGABYTE)
    return {
        "making": t("being prepared…"),
        "done": t("downloaded, {size}", size="{size}"),
        "kilobytes": t("{n} kB", n="{n}"),
        "megabytes": t("{n} MB", n="{n}"),
        "lost": t("The server does not answer: try again."),
        "template": t("On your own Word file…"),
        "templateHelp": t(
            "Its styles, headers and footers are kept, its text is replaced ({most} MB at most, "
            "without macros). What Word would fetch elsewhere, such as a linked picture, is left "
            "out.",
            most=most,
        ),
        "tooLarge": t("This template is too large: {most} MB at most.", most=most),
    }


_VERSION = "note_version"
"""Session key: the version of the meeting that the whole page was drawn from."""


def note_page(case: Callable[[], Case]) -> None:
    """Answer, what is missing, downloads, preview."""
    code = which.note_meeting()
    if code:
        _of_meeting(code)
    else:
        _alone(case())


def _of_meeting(code: str) -> None:
    try:
        visit = open_visit(current_room(), code, fresh=True)
    except UnknownMeeting as error:
        place.choose_meeting("")
        st.html(tag("h1", text(t("What is written?"))) + notice_block(*why_not(error)))
        return
    except EXPECTED as error:
        st.html(tag("h1", text(t("What is written?"))) + notice_block(*why_not(error)))
        push(code, UNSEEN, "lost_push")
        return
    st.session_state[MEETING_KEY] = code
    st.session_state[_VERSION] = visit.stage.version
    frame.draw_html(band(visit.stage.meeting))
    with while_meeting_stands(code):
        _followed(code)
        visit.room.when_erased(current_queue().forget)
        _draw_note(
            subjects.meeting_subject(visit.room, code, visit.secret), visit, f"/documents/{code}"
        )
    _links_of_meeting(code)


@part
def _followed(code: str) -> None:
    """The whole page again when somebody has written in the meeting, or opened a round."""
    visit = follow(code, "note_push")
    if visit is None:
        return
    if visit.stage.version != st.session_state.get(_VERSION):
        st.rerun()
    push(code, visit.stage.version, "note_push")


def _links_of_meeting(code: str) -> None:
    with st.container(key="note_links", horizontal=True, gap="medium"):
        st.html(act_link(meeting_address(code), t("Go to the meeting")), width="content")
        st.button(
            t("The note of the scenario, without the meeting"),
            type="tertiary",
            key="note_alone_act",
            on_click=which.show_scenario_note,
        )


def _alone(case: Case) -> None:
    question = t("What is written?")
    if is_hidden(case, question):
        return
    scenario = state.session_scenario()
    frame.address_notice(state.address_problems())
    if not any(scenario.points.values()):
        st.html(frame.no_weights(question, scenario))
        return
    subject = subjects.scenario_subject(
        current_room, case, scenario, place.cookies(), current_day(case)
    )
    query = urlencode(to_address(case, scenario))
    _draw_note(subject, None, "/documents/projet", query)
    draw_assumptions(case, scenario)
    if code := st.session_state.get(MEETING_KEY):
        label = t("The note of the meeting {code}", code=code)
        st.button(label, type="tertiary", key="note_meeting_act", on_click=which.show_meeting_note)


def _draw_note(
    subject: subjects.DocumentSubject, visit: Visit | None, address: str, query: str = ""
) -> None:
    """The answer; then, for whoever may have documents, all the rest.

    What is below stays where it is while the note is made, and when there is none.
    """
    with frame.apart_block():
        _draw_answer(subject, visit, address, query)


def _draw_answer(
    subject: subjects.DocumentSubject, visit: Visit | None, address: str, query: str
) -> None:
    question = t("What is written?")
    try:
        subject.check()
        with st.container(key="note_answer"):
            tree = preview(subject, visitor=visit is None)
            st.html(_answer(question, tree, visit))
    except Refused as error:
        st.html(
            frame.answer_block(
                question, t("Nothing to export now:"), subjects.why_refused(error.refusal)
            )
        )
        return
    except (kinds.UnderWay, kinds.MayBeUnderWay) as error:
        st.html(frame.answer_block(question, t("Nothing to export now:"), error.sentence))
        return
    if tree is not None:
        _whole(tree, visit, address, query)


def _answer(question: str, tree: NoteTree | None, visit: Visit | None) -> str:
    """What the note is, in two parts; the question alone while it is made."""
    above = tag("p", text(f"{visit.stage.title} · {visit.code}"), "lead") if visit else ""
    if tree is None:
        return above + tag("h1", text(question))
    return above + frame.answer_block(question, *_state_words(tree, alone=visit is None))


def _state_words(tree: NoteTree, *, alone: bool) -> tuple[str, str]:
    if alone:
        sentence = t("the weights were chosen by one person, the group did not vote.")
        return t("It is a project, not a decision:"), sentence
    if tree["state"] == "rehearsal":
        return t("It is a rehearsal:"), t("the ballots are simulated, nothing is decided.")
    if tree["decided"]:
        return t("It is a decision of the group:"), t("reasons and objections are written.")
    n = len(tree["missing"])
    sentence = tn("{n} piece is missing, named below.", "{n} pieces are missing, named below.", n)
    return t("It is still a project:"), sentence


def _whole(tree: NoteTree, visit: Visit | None, address: str, query: str) -> None:
    with st.container(key="note_board"):
        with st.container(key="note_acts", gap="small"):
            st.html(missing_list(tree["missing"], visit))
            if visit:
                draw_number(tree)
            st.html(tag("h2", text(t("Download"))))
            downloads(address, query, f"downloads_{visit.code if visit else 'alone'}")
        with st.container(key="note_preview", gap="small"):
            st.html(drawn_note(tree["note"]))
