"""Who comes without a meeting: those who may set one up, and those who look for one."""

import streamlit as st

from prioritisation.drawing.heading import phase_in_words
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting import Form
from prioritisation.room import Created, Listed, Room
from prioritisation.ui.components.drafts import drafts, watch
from prioritisation.ui.components.seance.here import choose, cleaned, is_over, may_set_up
from prioritisation.ui.components.seance.joining import link_origin
from prioritisation.ui.components.seance.trying import notice, trying
from prioritisation.wording import date_text, t

MADE = "made_meeting"
"""Session key: the code and the secret of a meeting just created or recovered, shown once."""

DONE = "meetings_made"
"""Session key: how many were created here; each leaves an empty form."""

CODE_LENGTH, LONGEST_TITLE = 12, 120
OPEN, INVITED = "open", "invited"


def entrance(room: Room) -> None:
    """The first screen: create, find again, or look at a meeting."""
    st.html(tag("h1", text(t("Where does the meeting stand?"))))
    if trying(lambda: may_set_up(room)):
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
    find()
    where = t(
        "To create a meeting, use the computer that runs the application, or its set-up link, "
        "printed when it starts."
    )
    st.html(tag("p", text(where), "thin"))


def find() -> None:
    """The code of a meeting to be followed without voting."""
    with st.form("find", border=False):
        typed = st.text_input(t("Code of the meeting"), max_chars=CODE_LENGTH)
        if st.form_submit_button(t("Follow this meeting")) and cleaned(typed):
            choose(cleaned(typed))
            st.rerun()


def _set_up(room: Room) -> None:
    made = isinstance(st.session_state.get(MADE), Created)
    said = t("The meeting is ready") if made else t("No meeting is chosen")
    st.html(tag("p", text(said), "phase"))
    _made_link()
    with st.container(key="entrance"):
        with st.container(key="entrance_left"):
            _form(room)
        with st.container(key="entrance_right"):
            _list(room)
            find()


def _made_link() -> None:
    """The facilitator's link, shown once, and the way in."""
    made = st.session_state.get(MADE)
    if not isinstance(made, Created):
        return
    address = f"/entrer/{made.code}/{made.facilitator}"
    said = t(
        "Meeting {code} is ready. Keep this link: it opens the facilitator's screen, and is not "
        "shown again.",
        code=made.code,
    )
    st.html(tag("p", text(said), "warn", role="status"))
    st.code(link_origin() + address, language=None, wrap_lines=True)
    st.html(tag("p", tag("a", text(t("Enter as facilitator")), "enter", href=address)))


def _form(room: Room) -> None:
    done = st.session_state.setdefault(DONE, 0)
    with drafts("create"), st.form("create", border=False):
        st.html(tag("h2", text(t("Create a meeting"))))
        title = st.text_input(t("Title"), max_chars=LONGEST_TITLE, key=_kept(f"title_{done}"))
        form, entry = _which_form(), _which_entry()
        label = t("Colleges, one per line (optional)")
        colleges = st.text_area(label, height=100, key=_kept(f"colleges_{done}"))
        asks = st.checkbox(t("Ask « do you carry an action sheet on one of the levers? »"))
        sent = st.form_submit_button(t("Create the meeting"), type="primary")
    if sent and not title.strip():
        st.html(notice(t("Give the meeting a title.")))
    elif sent:
        made = trying(
            lambda: room.create(
                title,
                form=form,
                invited=entry == INVITED,
                colleges=colleges.splitlines(),
                asks_carrying=asks,
            )
        )
        _made(made)


def _kept(name: str) -> str:
    """The key of a field whose text outlives a reload."""
    key = f"create_{name}"
    watch(key, "")
    return key


def _made(made: Created | None) -> None:
    if made is not None:
        st.session_state[MADE] = made
        st.session_state[DONE] += 1
        st.rerun()


def _which_form() -> Form:
    names = {
        Form.SHORT: t("Short, 45 minutes"),
        Form.FULL: t("Full, with the review of the scores"),
    }
    return st.radio(
        t("Form"),
        list(names),
        format_func=lambda f: names[f],
        captions=[
            t("Directions, warnings and freeze are asked in one go when the vote opens."),
            t("The group corrects the scores first; then the checks, then the vote."),
        ],
    )


def _which_entry() -> str:
    names = {
        OPEN: t("Whoever has the code, with a count of those present"),
        INVITED: t("One-time invitations only"),
    }
    return st.radio(t("Who may vote"), list(names), format_func=lambda e: names[e])


def _list(room: Room) -> None:
    found = trying(room.meetings)
    if not found:
        return
    st.html(tag("h2", text(t("Meetings"))))
    for listed in found:
        with st.container(
            key=f"meeting_{listed.code}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            parts = (
                listed.code,
                date_text(listed.created_at[:10]),
                phase_in_words(listed.meeting),
            )
            about = tag("span", text(" · ".join(parts)), "thin") + _overdue(listed)
            st.html(tag("p", tag("b", text(listed.title)) + "<br>" + about))
            if st.button(t("Open"), key=f"open_{listed.code}"):
                choose(listed.code)
                st.rerun()
            if st.button(t("New facilitator link"), key=f"recover_{listed.code}"):
                _recover(room, listed.code)


def _overdue(listed: Listed) -> str:
    """What the privacy notice promised and nobody did."""
    if not listed.erase_by or not is_over(listed.erase_by):
        return ""
    said = t("to be erased since {day}", day=date_text(listed.erase_by))
    return "<br>" + tag("b", text(said), "late")


def _recover(room: Room, code: str) -> None:
    secret = trying(lambda: room.recover(code) if may_set_up(room) else None)
    if secret:
        st.session_state[MADE] = Created(code, secret)
        st.rerun()
