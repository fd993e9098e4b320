"""Secret links: made, shown once, revoked; one's own and the last one are asked about first.

A lost phone: its invitation is let be used again, by the code at the end of its link.
"""

from dataclasses import dataclass

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import InvalidFrame, spelt
from prioritisation.meeting.rules import LINKED, Act, Role
from prioritisation.meeting.store import StoredLink
from prioritisation.sentences.meeting import role_name
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.meeting.logbook import moment
from prioritisation.ui.shared import held
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import notice, press, trying
from prioritisation.wording import t

SHOWN_ONCE = "shown_once"
"""Session key: a secret link just made, shown until the next act."""

REVOKING = "revoke_"


@dataclass(frozen=True, slots=True)
class _Known:
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
        found = []
        if link.id == self.own:
            found.append(
                t(
                    "You are here by this link: without it this browser does not lead the "
                    "meeting any more."
                )
            )
        leading = [k for k in self.links if k.role == Role.FACILITATOR and not k.revoked_at]
        if [k.id for k in leading] == [link.id]:
            found.append(
                t(
                    "It is the facilitator's last link: nobody leads the meeting any more, until "
                    "whoever opens the set-up link of this application makes a new one."
                )
            )
        return tuple(found)


def _read(here: Here) -> _Known:
    """What is known; nothing once it was said why it cannot be read."""

    def read() -> _Known:
        links = here.room.links(here.code, here.secret)
        return _Known(links, here.room.own_link(here.code, here.secret))

    return trying(read) or _Known()


def links(here: Here) -> None:
    """Links are made and shown once; those that exist can be revoked."""
    made = st.session_state.get(SHOWN_ONCE)
    if made and made[0] == here.code:
        told = t(
            "Copy this link now: it will not be shown again ({role}).", role=role_name(made[1])
        )
        st.html(tag("p", text(told), "warn"))
        st.code(made[2], language=None, wrap_lines=True)
    known = _read(here)
    with st.container(key="make_links", horizontal=True, gap="small"):
        for role in LINKED:
            label = t("Link for: {role}", role=role_name(role))
            there = sum(link.role == role for link in known.links)
            if press(here, label, f"link_{role}", also=there):
                _make(here, role)
    for link in known.links:
        _row(here, link, known)


def _make(here: Here, role: Role) -> None:
    secret = trying(lambda: here.room.new_link(here.code, here.secret, role))
    if secret is not None:
        address = f"{link_origin()}/entrer/{here.code}/{secret}"
        st.session_state[SHOWN_ONCE] = (here.code, role, address)
        st.rerun()


def _row(here: Here, link: StoredLink, known: _Known) -> None:
    with st.container(key=f"link_row_{link.id}", horizontal=True, vertical_alignment="center"):
        said = t(
            "{role}, made on {moment}",
            role=role_name(Role(link.role)),
            moment=moment(link.created_at),
        )
        if link.revoked_at:
            st.html(tag("p", text(t("{link}: revoked", link=said)), "thin"))
            return
        st.html(
            tag("p", text(t("{link} (yours, here)", link=said) if link.id == known.own else said))
        )
        if press(here, t("Revoke"), f"{REVOKING}{link.id}"):
            _revoke(here, link, known)


def _revoke(here: Here, link: StoredLink, known: _Known) -> None:
    if known.costs(link):
        parts.ask(f"{REVOKING}{link.id}")
        st.rerun()
    elif _revoked(here, link.id):
        st.rerun()


def question(here: Here, name: str) -> parts.Question | None:
    """What is asked before a link is revoked; None once it is gone."""
    known = _read(here)
    link = next((k for k in known.links if name == f"{REVOKING}{k.id}" and not k.revoked_at), None)
    if link is None:
        return None
    return parts.Question(
        t("Revoke this link?"),
        known.costs(link),
        t("Keep this link"),
        t("Revoke it all the same"),
        lambda: _revoked(here, link.id),
    )


def _revoked(here: Here, link: int) -> bool:
    def work() -> bool:
        here.room.revoke(here.code, here.secret, link)
        return True

    if trying(work) is None:
        return False
    st.session_state.pop(SHOWN_ONCE, None)
    return True


RELEASED = "released_invitation"
"""Session key: a meeting, and what was said once an invitation of it was released."""

LONGEST_LINK = 200


def releasing(here: Here) -> None:
    """The gesture, what it costs, and what it did."""
    if not here.may(Act.RELEASE_INVITATION):
        return
    st.html(tag("h3", text(t("A phone is lost, or changed"))))
    said = t(
        "Type the end of that person's invitation link. It can then be used on another device. "
        "The lost one can use it no more, even found again: then give another invitation. Its "
        "ballot of the open round is taken out, which the count says; those of earlier rounds "
        "stay. The log says that it was done, not for whom."
    )
    st.html(tag("p", text(said), "thin"))
    name = f"release_{here.code}"
    held.text_input(
        t("End of the link (10 letters and figures)"),
        name=name,
        value=held.own(name, ""),
        write=held.keep(name),
        max_chars=LONGEST_LINK,
    )
    # What is typed says which: whoever comes in meanwhile changes nothing of it.
    if st.button(t("Let this invitation be used again"), key="release_now"):
        _release(here, name)
    place, told = st.session_state.get(RELEASED, ("", ""))
    if told and place == _place(here):
        st.html(tag("p", text(told), "note", role="status"))


def _release(here: Here, name: str) -> None:
    st.session_state.pop(RELEASED, None)
    removed = trying(lambda: _released(here, typed(str(held.own(name, "")))))
    if removed is None:
        return
    told = t("Done: the invitation can be used on another device.")
    if removed:
        told += " " + t("One ballot was taken out of the open round.")
    st.session_state[RELEASED] = (_place(here), told)
    held.drop(name)
    st.rerun()


def _released(here: Here, invitation: str) -> bool | None:
    """Whether a ballot left; None once it was said why nothing was done."""
    try:
        return here.room.release_invitation(here.code, here.secret, invitation)
    except InvalidFrame as error:
        why = {
            "used": t("Nobody has used this invitation: it can be used as it is."),
            "invitation": t("No invitation of this meeting ends so: nothing was changed."),
        }[error.field]
        st.html(notice(why))
        return None


def _place(here: Here) -> str:
    """Where a message was said: once the meeting goes on, it is of the past."""
    return f"{here.code} {here.stage.meeting.place}"


def typed(text: str) -> str:
    """The invitation of what was typed: its end, or the whole link.

    Examples
    --------
    >>> typed("http://192.168.1.20:8501/i/K7Q4P/ABCDEFGHJK/"), typed("abcde fghjk")
    ('ABCDEFGHJK', 'ABCDEFGHJK')
    """
    return spelt(text.strip().rstrip("/").rpartition("/")[2])
