"""The door of last time: the case of a meeting of this browser, or of a proof file."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.shelf import current_shelf
from prioritisation.cases.typed import NAME_SIGNS
from prioritisation.documents.subjects import meeting_subject
from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.meeting.room import current_room
from prioritisation.meeting.room.identity import LINK
from prioritisation.meeting.room.visibility import lineage
from prioritisation.record.making import record_of
from prioritisation.record.model import InvalidRecord, RecordProblem
from prioritisation.record.next_case import case_files
from prioritisation.record.opening import OpenedCase, opened_case
from prioritisation.sentences.replay import record_problem_text, unsealed_text
from prioritisation.settings import current_day
from prioritisation.ui.dossiers.doors import CarriedFile, pick_file, titled_form
from prioritisation.ui.dossiers.place import EARLIER_DOOR, kept_fields, passes
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.looking import browser_meetings
from prioritisation.ui.visit.trying import attempt, notice_block
from prioritisation.wording import date_text, t

_MEETING, _FILE = "earlier_meeting", "earlier_file"
_LONGEST_FOUND = 80


def earlier_door() -> None:
    """Which meeting, what its case is called now, create."""
    with st.container(key="answer"):
        st.html(
            answer_block(
                t("A new case: which meeting is taken up?"),
                t("The case comes back with what was corrected in it."),
                t("Never the votes, the weights, nor what was decided."),
            )
        )
    with st.container(key="sharing"):
        with st.container(key="earlier_left"):
            st.html(tag("h2", text(t("A meeting of this browser"))))
            _meetings()
        with st.container(key="earlier_right"):
            st.html(tag("h2", text(t("A proof file"))))
            _file(pick_file(_FILE))


def _meetings() -> None:
    """The meetings that this browser holds a link of."""
    stages = {s.code: s for s in browser_meetings() if LINK + s.code in place.cookies()}
    if not stages:
        none = t("None: open your personal link of a meeting in this browser, then come back.")
        st.html(tag("p", text(none), "note"))
        return
    with kept_fields(EARLIER_DOOR, _MEETING):
        widgets.selectbox(
            t("Meeting"),
            list(stages),
            format_func=lambda code: f"{stages[code].title} · {code}",
            **widgets.own_keywords(_MEETING, None),
        )
    stage = stages.get(widgets.own_choice(_MEETING, ""))
    if stage is not None:
        before = attempt(lambda: current_room().line_of(stage.code)) or ""
        origin = DoorOrigin("meeting", stage.title, line=lineage(stage.case.id, before))
        files = partial(_files_of_meeting, stage.code)
        titled_form(f"meeting_{stage.code}", _free_title(stage.case.title), origin, files)


def _files_of_meeting(code: str) -> Mapping[str, str]:
    """The files of the case of a meeting as it stands, for whoever may have its documents."""
    subject = meeting_subject(current_room(), code, place.cookies().get(LINK + code, ""))
    subject.check()
    return case_files(record_of(subject.facts()))


def _file(picked: CarriedFile | None) -> None:
    """What the file that was picked holds; why it cannot be used."""
    if picked is None:
        st.html(tag("p", text(t("It is read, and not kept.")), "note"))
        return
    try:
        opened = opened_case(picked.content)
    except InvalidRecord as error:
        name = t("{name} cannot be taken up.", name=picked.name[:_LONGEST_FOUND])
        st.html(notice_block(name, *map(_fault_text, error.problems[:3])))
        return
    _opened(opened)


def _fault_text(problem: RecordProblem) -> str:
    words = record_problem_text(replace(problem, found=problem.found[:_LONGEST_FOUND]))
    return t("{sentence}.", sentence=words[:1].upper() + words[1:])


def _opened(opened: OpenedCase) -> None:
    """Of which meeting the file is, whether it was changed, and the way to a dossier."""
    record = opened.record
    day = date_text(record.meeting.date.isoformat())
    title = record.meeting.title or record.case.title
    lines = [t("« {title} », {date}.", title=title, date=day)]
    lines += [t("A rehearsal: it decides nothing.")] if record.rehearsal else []
    st.html(html_paragraphs(lines))
    if not opened.genuine:
        st.html(notice_block(unsealed_text()))
    origin = DoorOrigin("record", title, record.sha256, lineage(record.case.id))
    name, called = f"record_{record.sha256[:8]}", _free_title(record.case.title)
    titled_form(name, called, origin, lambda: opened.files)


def _free_title(title: str) -> str:
    """A title to begin with: with the day, where a dossier of this browser has that one."""
    owned = passes()
    dossiers = (attempt(lambda: current_shelf().held_by(owned)) if owned else ()) or ()
    if title not in {one.case.title for one in dossiers}:
        return title
    day = date_text(current_day(None).isoformat())
    longer = t("{title} (taken up on {day})", title=title, day=day)
    return longer if len(longer) <= NAME_SIGNS else title
