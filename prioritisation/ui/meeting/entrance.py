"""The entrance: a meeting is set up, looked for, or come back to by a facilitator without link."""

from dataclasses import dataclass

import streamlit as st

from prioritisation.drawing.heading import phase_in_words
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import CreatedMeeting, MeetingCase, MeetingSummary, Room
from prioritisation.meeting.room.identity import LONGEST_TYPED_CODE, cleaned_code
from prioritisation.meeting.room.office import LONGEST_TITLE
from prioritisation.meeting.rules import Form
from prioritisation.ui.meeting import about as on_case
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.meeting.links import setup_link_block
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, text_line, typed_text, watch
from prioritisation.ui.shared.scripts import draw_kept_link
from prioritisation.ui.visit.visit import (
    ERASED_KEY,
    Visit,
    attempt,
    choose_meeting,
    is_over,
    may_set_up,
    notice_block,
)
from prioritisation.wording import date_text, t
from prioritisation.wording.moments import local_moment

_MADE = "made_meetings"
"""Session key: what was made here."""


@dataclass(slots=True)
class MadeMeetings:
    """How many meetings this session has made, and the last one, whose link is shown once.

    Written in itself, in the same breath as the store: a run that a second press overtakes stops
    where it next asks for its session, and what was made would be forgotten, and made again.
    """

    count: int = 0
    last: CreatedMeeting | None = None


def _made_here() -> MadeMeetings:
    made: MadeMeetings = st.session_state.setdefault(_MADE, MadeMeetings())
    return made


def draw_made_link(code: str = "") -> None:
    """The facilitator's link just made, of this meeting or of any, and the way in."""
    created = _made_here().last
    if created is None or code not in ("", created.code):
        return
    address = f"/entrer/{created.code}/{created.facilitator}"
    sentence = t(
        "Meeting {code} is created. Keep this link: it opens the facilitator's screen, and is not "
        "shown again.",
        code=created.code,
    )
    st.html(tag("p", text(sentence), "warn", role="status"))
    draw_kept_link(link_origin() + address, "meeting")
    on_case.draw_taken(created.code)
    st.html(tag("p", tag("a", text(t("Enter as facilitator")), "enter", href=address)))


def recover(room: Room, code: str) -> None:
    """Make a new facilitator's link, for who may set meetings up: asked again here."""
    made = _made_here()

    def take_back() -> bool:
        if may_set_up(room):
            made.last = CreatedMeeting(code, room.recover(code))
        return made.last is not None

    if attempt(take_back):
        st.rerun()


def is_new(code: str) -> bool:
    """Whether this session has made a link of the meeting already."""
    created = _made_here().last
    return created is None or created.code != code


def coming_back(visit: Visit) -> None:
    """« Do you lead this meeting? », for whoever comes without the facilitator's link."""
    allowed = attempt(lambda: may_set_up(visit.room))
    with st.expander(
        t("Do you lead this meeting? Take it back"),
        type="compact",
        key="coming_back",
        expanded=not is_new(visit.code),
    ):
        sentence = t(
            "Open your facilitator's link in this browser: it was shown when the meeting was "
            "created, and again to whoever was given one. The code of the meeting does not "
            "replace it."
        )
        st.html(tag("p", text(sentence)))
        if not allowed:
            where = t(
                "Lost? Open the set-up link of this application, which whoever runs it can make, "
                "then come back here: a button makes a new link."
            )
            st.html(tag("p", text(where)))
        elif is_new(visit.code) and st.button(t("New facilitator link"), key="take_back"):
            recover(visit.room, visit.code)
        draw_made_link(visit.code)


_OPEN, _INVITED = "open", "invited"
_FORM, _ENTRY, _ASKS, _TYPED_CODE = "create_form", "create_entry", "create_asks", "find_code"


def entrance(room: Room) -> None:
    """The first screen: create, find again, or look at a meeting."""
    if code := st.session_state.get(ERASED_KEY):
        erased = t("Meeting {code} is erased from this server.", code=code)
        st.html(tag("p", text(erased), "note", role="status"))
    st.html(tag("h1", text(t("Where does the meeting stand?"))))
    if attempt(lambda: may_set_up(room)):
        _set_up(room)
        return
    how = t(
        "To vote, scan the code shown in the room. To follow the meeting without voting, "
        "type its code."
    )
    st.html(
        tag("p", text(t("A meeting is opened by its facilitator.")), "phase")
        + tag("p", text(how), "lead")
    )
    _find()
    st.html(setup_link_block())


def _find() -> None:
    """The code of a meeting to be followed without voting."""
    with st.form("find", border=False):
        label = t("Code of the meeting")
        widgets.text_input(
            label, name=_TYPED_CODE, value="", write=None, max_chars=LONGEST_TYPED_CODE
        )
        sent = st.form_submit_button(t("Follow this meeting"))
    if sent and cleaned_code(typed_text(_TYPED_CODE)):
        choose_meeting(cleaned_code(typed_text(_TYPED_CODE)))
        widgets.renew_controls(_TYPED_CODE)
        st.rerun()


def _set_up(room: Room) -> None:
    made = _made_here().last is not None
    sentence = t("The meeting is created") if made else t("No meeting is chosen")
    if not made and on_case.dossier_of_choice():
        sentence = t("Open a meeting on this case")
    st.html(tag("p", text(sentence), "phase"))
    draw_made_link()
    with st.container(key="entrance"):
        with st.container(key="entrance_left"):
            if made:
                with st.expander(t("Create another meeting"), type="compact", key="create_again"):
                    _form(room)
            else:
                st.html(tag("h2", text(t("Create a meeting"))))
                _form(room)
        with st.container(key="entrance_right"):
            meeting_list(room)
            _find()


def _form(room: Room) -> None:
    done = _made_here().count
    title, colleges = f"create_title_{done}", f"create_colleges_{done}"
    # Not of the form: what it asks, and the header, depend on the case.
    on_case.draw_which_case()
    case = on_case.case_of_choice()
    with drafts("create"), st.form("create", border=False):
        text_line(t("Title"), title, max_chars=LONGEST_TITLE)
        _which_form()
        _which_entry()
        label = t("Colleges, one per line (optional)")
        widgets.text_area(label, name=colleges, value="", write=None, height=100)
        watch(colleges, "", widgets.key_of(colleges))
        if case and case.sheets:
            _whether_it_asks()
        sent = st.form_submit_button(
            t("Create the meeting"), type="primary", key=f"create_send_{done}"
        )
    # What was typed stays: the fields are new only once a meeting is made.
    named = typed_text(title) or (case.choice if case else "")
    if sent and not named:
        st.html(notice_block(t("Give the meeting a title.")))
    elif sent:
        typed = named, str(widgets.value_of(colleges, ""))
        _show_created(on_case.on_that_case(lambda about: _created(room, *typed, about)))


def _created(room: Room, title: str, colleges: str, about: MeetingCase | None) -> CreatedMeeting:
    made = _made_here()
    created = room.create(
        title,
        form=Form(widgets.value_of(_FORM, Form.SHORT)),
        invited=widgets.value_of(_ENTRY, _OPEN) == _INVITED,
        colleges=colleges.splitlines(),
        asks_carrying=bool(widgets.value_of(_ASKS, start=False)),
        about=about,
    )
    made.count, made.last = made.count + 1, created
    return created


def _show_created(created: CreatedMeeting | None) -> None:
    if created is not None:
        st.session_state.pop(ERASED_KEY, None)
        widgets.renew_controls(_FORM, _ENTRY, _ASKS)
        on_case.renew_choice()
        st.rerun()


def _whether_it_asks() -> None:
    asks = t("Ask « do you carry an action sheet on one of the levers? »")
    widgets.checkbox(asks, name=_ASKS, value=False, write=None)
    watch(_ASKS, "-1", widgets.key_of(_ASKS), form=True)


def _which_form() -> None:
    names = {
        Form.SHORT: t("Short, 45 minutes"),
        Form.FULL: t("Full, where the scores are read again"),
    }
    widgets.radio(
        t("Form"),
        names,
        name=_FORM,
        value=Form.SHORT,
        write=None,
        format_func=lambda f: names[f],
        captions=[
            t(
                "The questions of the group are answered from the preparation on; what is "
                "left is asked when the vote opens."
            ),
            t("The group reads the scores again and settles its questions, then votes."),
        ],
    )
    watch(_FORM, "0", widgets.key_of(_FORM), form=True)


def _which_entry() -> None:
    names = {
        _OPEN: t("Whoever has the code, with a count of those present"),
        _INVITED: t("One-time invitations only"),
    }
    widgets.radio(
        t("Who may vote"),
        names,
        name=_ENTRY,
        value=_OPEN,
        write=None,
        format_func=names.__getitem__,
    )
    watch(_ENTRY, "0", widgets.key_of(_ENTRY), form=True)


def meeting_list(room: Room) -> None:
    """Every meeting of this server, with its day where it is and how far it is."""
    meetings = attempt(room.meetings)
    if not meetings:
        return
    st.html(tag("h2", text(t("Meetings"))))
    for listed in meetings:
        with st.container(
            key=f"meeting_{listed.code}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            parts = (
                listed.code,
                f"{local_moment(listed.created_at, listed.timezone):%d/%m/%Y}",
                phase_in_words(listed.meeting),
            )
            about = tag("span", text(" · ".join(parts)), "thin") + _overdue(listed)
            st.html(tag("p", tag("b", tag("bdi", text(listed.title))) + "<br>" + about))
            if st.button(t("Open"), key=f"open_{listed.code}"):
                choose_meeting(listed.code)
                st.rerun()
            if is_new(listed.code) and st.button(
                t("New facilitator link"), key=f"recover_{listed.code}"
            ):
                recover(room, listed.code)


def _overdue(listed: MeetingSummary) -> str:
    """What the privacy notice promised and nobody did."""
    if not listed.erase_by or not is_over(listed.erase_by, listed.timezone):
        return ""
    sentence = t("to be erased since {day}", day=date_text(listed.erase_by))
    return "<br>" + tag("b", text(sentence), "late")
