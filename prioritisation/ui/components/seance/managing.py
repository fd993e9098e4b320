"""Below the meeting: people, links, paper ballots, rehearsal, log, erasure. All on demand."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from prioritisation.drawing.markup import items, table, tag, text
from prioritisation.meeting import Act, Details, Role
from prioritisation.sentences.rights import role_name
from prioritisation.ui.components.seance import framing, paper
from prioritisation.ui.components.seance.here import CODE, Here, choose, cleaned, is_over
from prioritisation.ui.components.seance.joining import ADDRESS, chosen_origin, link_origin
from prioritisation.ui.components.seance.logbook import log, moment
from prioritisation.ui.components.seance.trying import notice, trying
from prioritisation.wording import date_text, number, t, tn

SHOWN_ONCE = "shown_once"
"""Session key: a secret link just made, shown until the next act."""

LINKS = (Role.RECORDER, Role.LEAD, Role.EXPERT, Role.FACILITATOR)
MOST_SIMULATED, MOST_INVITATIONS = 200, 500


def managing(here: Here) -> None:
    """One expander per subject; each is drawn only where the room allows it."""
    subjects: tuple[tuple[Act, str, str, Callable[[Here], None]], ...] = (
        (Act.CHOOSE_FRAME, "frame", t("What people vote on"), framing.frame),
        (Act.SEE_ATTENDANCE, "people", t("People present"), _attendance),
        (Act.ISSUE_INVITATIONS, "invitations", t("Invitations"), _invitations),
        (Act.ENTER_PAPER, "paper", t("Paper ballots"), paper.paper),
        (Act.ISSUE_LINK, "links", t("Secret links"), _links),
        (Act.PROJECT, "projector", t("Projector"), _projector),
        (Act.SEE_AUDIT, "log", t("Log of the meeting"), log),
        (Act.PURGE, "purge", t("Erase the meeting"), _purge),
    )
    st.html(tag("h2", text(t("Run the meeting")), "managing"))
    with st.container(key="more_meeting", horizontal=True, gap="medium"):
        if any(here.may(a) for a in (Act.REHEARSE, Act.SIMULATE, Act.END_REHEARSAL)):
            with st.expander(t("Rehearsal"), type="compact", key="fold_rehearsal"):
                _rehearsal(here)
        for act, name, title, draw in subjects:
            if here.may(act):
                with st.expander(title, type="compact", key=f"fold_{name}"):
                    draw(here)


def _attendance(here: Here) -> None:
    found = trying(lambda: here.room.attendance(here.code, here.secret))
    if found is None:
        return
    st.html(tag("p", text(tn("{n} person present", "{n} people present", found.present))))
    if not here.stage.setup.colleges:
        return
    rows = [
        (text(name or t("no college given")), text(number(n)))
        for name, n in sorted(found.by_college.items())
    ]
    if rows:
        st.html(table((text(t("College")), text(t("People"))), rows, css="twin narrow"))


def _invitations(here: Here) -> None:
    issued, used = here.room.invitations(here.code)
    said = t("{issued} invitations made, {used} used.", issued=number(issued), used=number(used))
    if not here.stage.setup.invited:
        said = (
            t("This meeting has an open code: invitations are possible, not needed.") + " " + said
        )
    st.html(
        tag("p", text(said))
        + tag(
            "p",
            text(
                t(
                    "Each sheet holds one QR code and one short link per person; a link is one "
                    "ballot. They are shown once, in the file."
                ),
            ),
            "thin",
        )
    )
    where = f"/seance/{here.code}/invitations.pdf?" + urlencode({ADDRESS: chosen_origin()})
    st.html(_link(where, t("Make a sheet of invitations (PDF)")))


def _link(address: str, label: str) -> str:
    return tag("p", tag("a", text(label), "act", href=address))


def _links(here: Here) -> None:
    """Links are made and shown once; those that exist can be revoked."""
    made = st.session_state.get(SHOWN_ONCE)
    if made and made[0] == here.code:
        told = t(
            "Copy this link now: it will not be shown again ({role}).", role=role_name(made[1])
        )
        st.html(tag("p", text(told), "warn"))
        st.code(made[2], language=None, wrap_lines=True)
    with st.container(key="make_links", horizontal=True, gap="small"):
        for role in LINKS:
            label = t("Link for: {role}", role=role_name(role))
            if st.button(label, key=f"link_{role}"):
                _make(here, role)
    _existing(here)


def _make(here: Here, role: Role) -> None:
    secret = trying(lambda: here.room.new_link(here.code, here.secret, role))
    if secret is not None:
        address = f"{link_origin()}/entrer/{here.code}/{secret}"
        st.session_state[SHOWN_ONCE] = (here.code, role, address)
        st.rerun()


def _existing(here: Here) -> None:
    for link in trying(lambda: here.room.links(here.code, here.secret)) or ():
        with st.container(key=f"link_row_{link.id}", horizontal=True, vertical_alignment="center"):
            made = moment(link.created_at)
            said = t("{role}, made on {moment}", role=role_name(Role(link.role)), moment=made)
            if link.revoked_at:
                st.html(tag("p", text(t("{link}: revoked", link=said)), "thin"))
                continue
            st.html(tag("p", text(said)))
            label = t("Revoke")
            if st.button(label, key=f"revoke_{link.id}") and _revoked(here, link.id):
                st.session_state.pop(SHOWN_ONCE, None)
                st.rerun()


def _revoked(here: Here, link: int) -> bool:
    def work() -> bool:
        here.room.revoke(here.code, here.secret, link)
        return True

    return bool(trying(work))


def _rehearsal(here: Here) -> None:
    """Everything of a meeting with simulated ballots, erased in one click."""
    if here.may(Act.REHEARSE):
        said = t(
            "A rehearsal runs the whole meeting with simulated ballots; it is marked on every "
            "screen and erased in one click."
        )
        st.html(tag("p", text(said)))
        if st.button(t("Start a rehearsal"), key="rehearse"):
            _acted(here, Act.REHEARSE)
    if here.may(Act.SIMULATE):
        n = st.number_input(t("Ballots to simulate"), 1, MOST_SIMULATED, 12, key="simulated_n")
        if st.button(t("Add simulated ballots"), key="simulate"):
            _simulated(here, int(n))
    if here.may(Act.END_REHEARSAL):
        said = t(
            "Erasing removes the ballots of the rehearsal and brings the meeting back to the "
            "welcome."
        )
        st.html(tag("p", text(said)))
        if st.button(t("Erase the rehearsal"), key="end_rehearsal"):
            _acted(here, Act.END_REHEARSAL)


def _simulated(here: Here, n: int) -> None:
    if trying(lambda: here.room.simulate(here.code, here.secret, n)) is not None:
        st.rerun()


def _acted(here: Here, act: Act) -> None:
    if trying(lambda: here.room.act(here.code, here.secret, act, Details())) is not None:
        st.rerun()


def _projector(here: Here) -> None:
    said = t(
        "Open this page on the projector, full screen; as many screens as you like. Nothing "
        "secret is on it."
    )
    address = "/projection?" + urlencode({CODE: here.code, ADDRESS: chosen_origin()})
    st.html(tag("p", text(said)) + _link(address, t("Open the projector view")))


def _purge(here: Here) -> None:
    gone = items(
        (
            text(t("Ballots, scores written, links, log: everything of this meeting is removed.")),
            text(t("Nothing brings it back. Export what you want to keep before.")),
        ),
        "plainlist",
    )
    st.html(_by_when(here.stage.erase_by) + gone)
    typed = st.text_input(
        t("Type the code of the meeting to confirm"), key=f"purge_{here.code}", max_chars=20
    )
    if not st.button(t("Erase this meeting for good"), key="purge_now"):
        return
    if cleaned(typed) != here.code:
        st.html(notice(t("The code is not that of this meeting: nothing was erased.")))
    elif _purged(here):
        choose("")
        st.rerun()


def _by_when(day: str) -> str:
    """The day that the privacy notice promises; loud once it is over."""
    if not day:
        return ""
    if is_over(day):
        said = t("This meeting should have been erased by {day}.", day=date_text(day))
        return tag("p", text(said), "warn")
    said = t(
        "To be erased by {day} at the latest; nothing erases it by itself.", day=date_text(day)
    )
    return tag("p", text(said))


def _purged(here: Here) -> bool:
    def work() -> bool:
        here.room.purge(here.code, here.secret)
        return True

    return bool(trying(work))
