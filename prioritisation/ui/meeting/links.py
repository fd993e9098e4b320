"""Secret links: made, shown once, revoked; one's own and the last one are asked about first."""

from dataclasses import dataclass

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import LINKED, Role
from prioritisation.meeting.store import StoredLink
from prioritisation.sentences.rights import role_name
from prioritisation.ui.meeting.joining import link_origin
from prioritisation.ui.meeting.logbook import moment
from prioritisation.ui.visit import asking
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.pressing import press
from prioritisation.ui.visit.trying import trying
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
        asking.ask(f"{REVOKING}{link.id}")
        st.rerun()
    elif _revoked(here, link.id):
        st.rerun()


def question(here: Here, name: str) -> asking.Question | None:
    """What is asked before a link is revoked; None once it is gone."""
    known = _read(here)
    link = next((k for k in known.links if name == f"{REVOKING}{k.id}" and not k.revoked_at), None)
    if link is None:
        return None
    return asking.Question(
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
