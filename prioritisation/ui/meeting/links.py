"""Secret links: made, shown once, revoked; and an invitation let be used on another phone."""

from dataclasses import dataclass

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import InvalidFrame, spelt
from prioritisation.meeting.room.identity import INVITATION_LENGTH
from prioritisation.meeting.room.office import ANOTHER_LINK
from prioritisation.meeting.rules import LINKED, Act, Role
from prioritisation.meeting.store import StoredLink
from prioritisation.sentences.meeting import role_name
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.scripts import draw_kept_link
from prioritisation.ui.visit.visit import (
    Confirmation,
    Visit,
    ask_confirmation,
    attempt,
    holds_setup,
    is_done,
    notice_block,
    press,
)
from prioritisation.wording import t
from prioritisation.wording.moments import moment_text

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
    """Where the set-up link comes from; loud to a browser whose own one was replaced."""
    if not holds_setup():
        where = t(
            "To create a meeting, open the set-up link of this application: it was shown when it "
            "was first started, and whoever starts it can make another."
        )
        return tag("p", text(where), "thin")
    return notice_block(
        t("The set-up link opened in this browser was replaced since: it opens nothing more."),
        t(
            "Whoever starts this application makes another by typing: {command}",
            command=ANOTHER_LINK,
        ),
    )
