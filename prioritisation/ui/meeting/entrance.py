"""The entrance: a meeting is set up, looked for, or come back to by a facilitator without link."""

from dataclasses import dataclass

import streamlit as st

from prioritisation.drawing.heading import phase_in_words
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import (
    CreatedMeeting,
    InvalidFrame,
    MeetingCase,
    MeetingSummary,
    Room,
    spelt,
)
from prioritisation.meeting.room.identity import (
    INVITATION_LENGTH,
    LONGEST_TYPED_CODE,
    cleaned_code,
)
from prioritisation.meeting.room.office import LONGEST_TITLE
from prioritisation.meeting.rules import LINKED, Act, Form, Role
from prioritisation.meeting.store import StoredLink
from prioritisation.sentences.meeting import role_name
from prioritisation.ui.meeting import about as on_case
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, text_line, typed_text, watch
from prioritisation.ui.shared.scripts import draw_kept_link
from prioritisation.ui.visit.visit import (
    ERASED_KEY,
    Confirmation,
    Visit,
    ask_confirmation,
    attempt,
    choose_meeting,
    is_done,
    is_over,
    may_set_up,
    notice_block,
    press,
)
from prioritisation.wording import date_text, t
from prioritisation.wording.moments import local_moment, moment_text

_SHOWN_ONCE = "shown_once"
"""Session key: a secret link just made, shown until the next act."""

_REVOKING = "revoke_"


@dataclass(frozen=True, slots=True)
class _Links:
    """The links of a meeting, read once for all that is said of them.

    Attributes
    ----------
    own
        Number of the visitor's own.
    """

    links: tuple[StoredLink, ...] = ()
    own: int | None = None

    def costs(self, link: StoredLink) -> tuple[str, ...]:
        """What is lost with a link that is one's own, or the last of a facilitator."""
        sentences = []
        if link.id == self.own:
            sentences.append(
                t(
                    "You are here by this link: without it this browser does not lead the "
                    "meeting any more."
                )
            )
        leading = [k for k in self.links if k.role == Role.FACILITATOR and not k.revoked_at]
        if [k.id for k in leading] == [link.id]:
            sentences.append(
                t(
                    "It is the facilitator's last link: nobody leads the meeting any more, until "
                    "whoever opens the set-up link of this application makes a new one."
                )
            )
        return tuple(sentences)


def _read(visit: Visit) -> _Links:
    """What is known; nothing once it was said why it cannot be read."""

    def read() -> _Links:
        links = visit.room.links(visit.code, visit.secret)
        return _Links(links, visit.room.own_link(visit.code, visit.secret))

    return attempt(read) or _Links()


def draw_links(visit: Visit) -> None:
    """Links are made and shown once; those that exist can be revoked."""
    made = st.session_state.get(_SHOWN_ONCE)
    if made and made[0] == visit.code:
        sentence = t(
            "Copy this link now: it will not be shown again ({role}).", role=role_name(made[1])
        )
        st.html(tag("p", text(sentence), "warn"))
        draw_kept_link(made[2], "meeting_role")
    known = _read(visit)
    with st.container(key="make_links", horizontal=True, gap="small"):
        for role in LINKED:
            label = t("Link for: {role}", role=role_name(role))
            # Part of the button: a second click on it makes no second link.
            there = sum(link.role == role for link in known.links)
            if press(visit, label, f"link_{role}", also=there):
                _make(visit, role)
    for link in known.links:
        _row(visit, link, known)


def _make(visit: Visit, role: Role) -> None:
    secret = attempt(lambda: visit.room.new_link(visit.code, visit.secret, role))
    if secret is not None:
        address = f"{link_origin()}/entrer/{visit.code}/{secret}"
        st.session_state[_SHOWN_ONCE] = (visit.code, role, address)
        st.rerun()


def _row(visit: Visit, link: StoredLink, links: _Links) -> None:
    with st.container(key=f"link_row_{link.id}", horizontal=True, vertical_alignment="center"):
        sentence = t(
            "{role}, made on {moment}",
            role=role_name(Role(link.role)),
            moment=moment_text(link.created_at, visit.stage.case.timezone),
        )
        if link.revoked_at:
            st.html(tag("p", text(t("{link}: revoked", link=sentence)), "thin"))
            return
        st.html(
            tag(
                "p",
                text(
                    t("{link} (yours, here)", link=sentence) if link.id == links.own else sentence
                ),
            )
        )
        if press(visit, t("Revoke"), f"{_REVOKING}{link.id}"):
            _revoke(visit, link, links)


def _revoke(visit: Visit, link: StoredLink, links: _Links) -> None:
    if links.costs(link):
        ask_confirmation(f"{_REVOKING}{link.id}")
        st.rerun()
    elif _revoked(visit, link.id):
        st.rerun()


def revocation_confirmation(visit: Visit, name: str) -> Confirmation | None:
    """What is asked before a link is revoked; None once it is gone."""
    known = _read(visit)
    link = next(
        (k for k in known.links if name == f"{_REVOKING}{k.id}" and not k.revoked_at), None
    )
    if link is None:
        return None
    return Confirmation(
        t("Revoke this link?"),
        known.costs(link),
        t("Keep this link"),
        t("Revoke it all the same"),
        lambda: _revoked(visit, link.id),
    )


def _revoked(visit: Visit, link: int) -> bool:
    if not is_done(lambda: visit.room.revoke(visit.code, visit.secret, link)):
        return False
    # It may be the link that is still shown.
    st.session_state.pop(_SHOWN_ONCE, None)
    return True


_RELEASED = "released_invitation"
"""Session key: a meeting, and what was said once an invitation of it was released."""

_LONGEST_LINK = 200


def draw_releasing(visit: Visit) -> None:
    """The gesture, what it costs, and what it did."""
    if not visit.may(Act.RELEASE_INVITATION):
        return
    st.html(tag("h3", text(t("A phone is lost, or changed"))))
    sentence = t(
        "Type the end of that person's invitation link. It can then be used on "
        "another device. The lost one can use it no more, even found again: then "
        "give another invitation. What it sent in the open vote is taken out, which "
        "the count says; earlier votes stay. The log says that it was done, not for "
        "whom."
    )
    st.html(tag("p", text(sentence), "thin"))
    name = f"release_{visit.code}"
    widgets.text_input(
        t("End of the link ({n} letters and figures)", n=INVITATION_LENGTH),
        **widgets.own_keywords(name, ""),
        max_chars=_LONGEST_LINK,
    )
    # What is typed says which: whoever comes in meanwhile changes nothing of it.
    if st.button(t("Let this invitation be used again"), key="release_now"):
        _release(visit, name)
    place, outcome = st.session_state.get(_RELEASED, ("", ""))
    if outcome and place == _place(visit):
        st.html(tag("p", text(outcome), "note", role="status"))


def _release(visit: Visit, name: str) -> None:
    st.session_state.pop(_RELEASED, None)
    removed = attempt(
        lambda: _released(visit, _typed_invitation(str(widgets.own_choice(name, ""))))
    )
    if removed is None:
        return
    sentence = t("Done: the invitation can be used on another device.")
    if removed:
        sentence += " " + t("One vote was taken out.")
    st.session_state[_RELEASED] = (_place(visit), sentence)
    widgets.drop_choices(name)
    st.rerun()


def _released(visit: Visit, invitation: str) -> bool | None:
    """Whether a ballot left; None once it was said why nothing was done."""
    try:
        return visit.room.release_invitation(visit.code, visit.secret, invitation)
    except InvalidFrame as error:
        why = {
            "used": t("Nobody has used this invitation: it can be used as it is."),
            "invitation": t("No invitation of this meeting ends so: nothing was changed."),
        }[error.field]
        st.html(notice_block(why))
        return None


def _place(visit: Visit) -> str:
    """Where a message was said: once the meeting goes on, it is of the past."""
    return f"{visit.code} {visit.stage.meeting.stamp}"


def _typed_invitation(text: str) -> str:
    """The invitation of what was typed: its end, or the whole link.

    Examples
    --------
    >>> _typed_invitation("http://192.168.1.20:8501/i/K7Q4P/ABCDEFGHJK/")
    'ABCDEFGHJK'
    >>> _typed_invitation("abcde fghjk")
    'ABCDEFGHJK'
    """
    return spelt(text.strip().rstrip("/").rpartition("/")[2])


def setup_link_block() -> str:
    """Where the set-up link comes from."""
    where = t(
        "To create a meeting, open the set-up link of this application: it was shown when it "
        "was first started, and whoever starts it can make another."
    )
    return tag("p", text(where), "thin")


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


def draw_made_link() -> None:
    """The facilitator's link just made, and the way in."""
    created = _made_here().last
    if created is None:
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


_OPEN, _INVITED = "open", "invited"
_FORM, _ENTRY, _ASKS, _TYPED_CODE = "create_form", "create_entry", "create_asks", "find_code"


def entrance(room: Room) -> None:
    """The first screen: create, find again, or look at a meeting."""
    if code := st.session_state.get(ERASED_KEY):
        erased = t("Meeting {code} is erased from this server.", code=code)
        st.html(tag("p", text(erased), "note", role="status"))
    st.html(tag("h1", text(t("Where does the meeting stand?"))))
    _find()
    how = t(
        "To vote, scan the code shown in the room. To follow the meeting without voting, "
        "type its code."
    )
    st.html(tag("p", text(how), "note"))
    if attempt(lambda: may_set_up(room)):
        _set_up(room)
    else:
        st.html(setup_link_block())


def _find() -> None:
    """The code of a meeting to be followed without voting."""
    with (
        st.form("find", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        label = t("I have a code")
        widgets.text_input(
            label, name=_TYPED_CODE, value="", write=None, max_chars=LONGEST_TYPED_CODE, width=240
        )
        sent = st.form_submit_button(t("Follow this meeting"))
    if sent and cleaned_code(typed_text(_TYPED_CODE)):
        choose_meeting(cleaned_code(typed_text(_TYPED_CODE)))
        widgets.renew_controls(_TYPED_CODE)
        st.rerun()


def _set_up(room: Room) -> None:
    made = _made_here().last is not None
    if made:
        st.html(tag("p", text(t("The meeting is created")), "phase"))
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
