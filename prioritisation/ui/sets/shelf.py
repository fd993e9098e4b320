"""What a visitor says of sets outside a meeting: in the session, in the address, under a link.

The address has ``ensembles=~TEXT``; ``ensembles=KEY`` once it is kept under a link, which what is
too long for an address is by itself.
"""

from dataclasses import dataclass

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import SETS_KEY
from prioritisation.analysis.parts import packed, unpacked
from prioritisation.analysis.sets.discussion import Discussion, starting_discussion
from prioritisation.analysis.sets.link import LinkedDiscussion, from_text, to_text
from prioritisation.analysis.sets.text import InvalidText, OtherCase, TextFault, TextProblem
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import InvalidFrame, current_room
from prioritisation.meeting.store import StoreError, TooManyLeaves, UnknownLeaf
from prioritisation.ui.sets.ground import PAGE, SetsEdit
from prioritisation.ui.shared import state
from prioritisation.ui.shared.beginning import shown_dossier
from prioritisation.ui.shared.pages import SETS
from prioritisation.ui.visit.parts import draw_shared_link
from prioritisation.ui.visit.trying import notice_block, refuse
from prioritisation.ui.visit.trying import why_not as failure_sentences
from prioritisation.wording import listed, t

_SHELF = "sets_shelf"
_WRITTEN = "~"
LONGEST_SETS_ADDRESS = 2_000
"""Characters: other pages have theirs in the same address, which proxies cut at 8,000."""

_LONGEST_TEXT, _LONGEST_SHOWN = 400_000, 40


@dataclass(frozen=True, slots=True)
class SessionDiscussion:
    """What is said in this session.

    Attributes
    ----------
    case_id, text
        The case, and the address that it agrees with.
    faults
        What was wrong in the address.
    unread
        Whether the address names something that the store cannot give now: nothing may be said
        before it is read, which is tried at each run.
    why_not
        Why it could not be kept under a link.
    lost
        Whether what was said last is in the session alone.
    """

    case_id: str
    text: str
    discussion: Discussion
    faults: tuple[str, ...] = ()
    unread: bool = False
    why_not: tuple[str, ...] = ()
    lost: bool = False

    def agrees(self, case: Case, text: str) -> bool:
        """Whether it is what an address says of a case, as far as that could be read."""
        return (self.case_id, self.text) == (case.id, text) and not self.unread

    @property
    def link(self) -> str:
        """The key that reproduces it; empty when it is not kept so."""
        return "" if self.lost or self.text.startswith(_WRITTEN) else self.text


def shelf(case: Case) -> SessionDiscussion:
    """What is said in this session, when it is that of the address; else the address's."""
    address_text = state.view(SETS_KEY)
    on_shelf = st.session_state.get(_SHELF)
    if isinstance(on_shelf, SessionDiscussion) and on_shelf.agrees(case, address_text):
        return on_shelf
    opened = st.session_state[_SHELF] = _opened(case, address_text)
    return opened


def _opened(case: Case, text: str) -> SessionDiscussion:
    """What an address says; what it says wrongly is named, and left out."""
    start = starting_discussion(case)
    if not text:
        return SessionDiscussion(case.id, text, start)
    try:
        linked = _read(case, text)
    except (StoreError, InvalidText, OtherCase) as error:
        unread = isinstance(error, StoreError) and not isinstance(error, UnknownLeaf)
        return SessionDiscussion(case.id, text, start, _unreadable(error), unread)
    left = [one[:_LONGEST_SHOWN] for one in linked.left_out]
    faults = (t("Left out, absent from this case: {what}.", what=listed(left)),)
    return SessionDiscussion(case.id, text, linked.discussion, faults if left else ())


def _read(case: Case, address_text: str) -> LinkedDiscussion:
    if address_text.startswith(_WRITTEN):
        try:
            # Bounded: a short address may unpack to a huge text.
            text = unpacked(address_text.removeprefix(_WRITTEN), _LONGEST_TEXT)
        except ValueError as error:
            raise InvalidText([TextProblem(TextFault.NO_JSON)]) from error
        return from_text(case, text)
    if not state.KEPT_KEY.fullmatch(address_text):
        raise UnknownLeaf(address_text)
    return current_room().discussion(case, address_text)


def _unreadable(error: Exception) -> tuple[str, ...]:
    """Why what an address says is not shown."""
    match error:
        case OtherCase():
            words = t(
                "What this address says of levers together was said of another case (« {case} »): "
                "it is not applied here.",
                case=error.case_id[:_LONGEST_SHOWN],
            )
        case InvalidText():
            words = t(
                "What this address says of levers together was cut short or altered: it is left "
                "out."
            )
        case UnknownLeaf():
            words = t(
                "Nothing is kept here under « {key} »: the link was mistyped, or is of another "
                "server.",
                key=error.key[:_LONGEST_SHOWN],
            )
        case _:
            later = t(
                "What is kept under this link cannot be read at the moment, and nothing can be "
                "said before it is: reload the page."
            )
            return (later, *failure_sentences(error))
    return (words,)


def _not_kept(error: Exception) -> tuple[str, ...]:
    """Why something could not be kept under a link."""
    if isinstance(error, TooManyLeaves):
        return (t("{most} texts are kept already: no more are.", most=error.most),)
    if isinstance(error, InvalidFrame):
        return (t("It is too long to be kept: take something back."),)
    return failure_sentences(error)


class SessionKeeper:
    """Where what a visitor says outside a meeting goes."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def make(self, change: SetsEdit) -> None:
        """Keep it in the session, and in the address."""
        refuse(PAGE, "")
        write_address(self._case, change.edit(shelf(self._case).discussion))


def write_address(case: Case, discussion: Discussion, *, link: bool = False) -> None:
    """Write what is told in the address; under a link when it is too long, or when asked."""
    text = address_text(case, discussion)
    why: tuple[str, ...] = ()
    if is_too_long(text) or (link and text):
        try:
            text = current_room().keep_discussion(case, discussion, shown_dossier())
        except (StoreError, InvalidFrame) as error:
            why = _not_kept(error)
    lost = is_too_long(text)
    if not lost:
        state.show(case, SETS_KEY, text)
    st.session_state[_SHELF] = SessionDiscussion(
        case.id, state.view(SETS_KEY), discussion, why_not=why, lost=lost
    )


def address_text(case: Case, discussion: Discussion) -> str:
    """What is told as the address has it, however long; nothing when nothing is."""
    return (
        ""
        if discussion == starting_discussion(case)
        else _WRITTEN + packed(to_text(case, discussion))
    )


def is_too_long(text: str) -> bool:
    """Whether an address cannot have it."""
    return len(text) > LONGEST_SETS_ADDRESS


def draw_keeping(case: Case, session: SessionDiscussion) -> None:
    """What a reload finds again, and what it would lose; the short link, when asked for."""
    with st.container(key="sets_kept", gap="small"):
        if session.why_not:
            st.html(notice_block(*(_lost() if session.lost else ()), *session.why_not))
        st.html(tag("p", text(_standing(case, session)), "note"))
        if session.link:
            _link()
        elif session.text or session.lost:
            st.button(t("Keep under a short link"), key="sets_keep", on_click=_keep, args=(case,))


def _lost() -> tuple[str]:
    words = t(
        "What you said last is too long for the address and is not kept: it would be lost if the "
        "page were reloaded."
    )
    return (words,)


def _standing(case: Case, session: SessionDiscussion) -> str:
    where = t(
        "What is said here is in the address of the page: reloaded, or opened elsewhere with its "
        "link, it shows the same. Nothing is published."
    )
    if session.link:
        where = t("What is said here is kept on this server: whoever has the link reads it.")
    if session.link and is_too_long(address_text(case, session.discussion)):
        where = t(
            "What is said here is too long for the address: it is kept on this server, and "
            "whoever has the link reads it."
        )
    return t(
        "{where} In a meeting, the facilitator and the recorder write it for the group.",
        where=where,
    )


def _keep(case: Case) -> None:
    write_address(case, shelf(case).discussion, link=True)


def _link() -> None:
    """The address that shows this screen to anyone, on any machine."""
    words = t("This link shows the same screen, here or on another machine:")
    draw_shared_link(words, f"{SETS}?{state.query()}")
