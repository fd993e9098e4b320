"""What a visitor says outside a meeting: in the session, and in the address, which a reload reads.

Where what is said outside a meeting stands, and its link.

The address has it as ``ensembles=~TEXT``; as ``ensembles=KEY`` once it is kept under a link, which
what is too long for an address is by itself.
"""

import re
from dataclasses import dataclass

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import SETS
from prioritisation.analysis.packing import packed, unpacked
from prioritisation.analysis.sets.discussion import Told, nothing_told
from prioritisation.analysis.sets.errors import InvalidText, OtherCase, TextFault, TextProblem
from prioritisation.analysis.sets.link import Linked, from_text, to_text
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import InvalidFrame, current_room
from prioritisation.meeting.store import StoreError, TooManyLeaves, UnknownLeaf
from prioritisation.ui.sets.ground import SAID, Change
from prioritisation.ui.shared import state
from prioritisation.ui.visit import here
from prioritisation.ui.visit.trying import notice
from prioritisation.ui.visit.trying import why_not as told_why
from prioritisation.web.reach import shared_origin
from prioritisation.wording import listed, t

SHELF = "sets_shelf"
WRITTEN = "~"
LONGEST_ADDRESS = 2_000
"""Characters: other pages have theirs in the same address, which proxies cut at 8,000."""

LONGEST_TEXT, LONGEST_SHOWN = 400_000, 40
KEY = re.compile(r"[\w-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shelf:
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
    told: Told
    faults: tuple[str, ...] = ()
    unread: bool = False
    why_not: tuple[str, ...] = ()
    lost: bool = False

    def agrees(self, case: Case, asked: str) -> bool:
        """Whether it is what an address says of a case, as far as that could be read."""
        return (self.case_id, self.text) == (case.id, asked) and not self.unread

    @property
    def link(self) -> str:
        """The key that reproduces it; empty when it is not kept so."""
        return "" if self.lost or self.text.startswith(WRITTEN) else self.text


def shelf(case: Case) -> Shelf:
    """What is said in this session, when it is that of the address; else the address's."""
    asked = state.view(SETS)
    found = st.session_state.get(SHELF)
    if isinstance(found, Shelf) and found.agrees(case, asked):
        return found
    made = st.session_state[SHELF] = _opened(case, asked)
    return made


def _opened(case: Case, asked: str) -> Shelf:
    """What an address says; what it says wrongly is named, and left out."""
    start = nothing_told(case)
    if not asked:
        return Shelf(case.id, asked, start)
    try:
        found = _read(case, asked)
    except (StoreError, InvalidText, OtherCase) as error:
        unread = isinstance(error, StoreError) and not isinstance(error, UnknownLeaf)
        return Shelf(case.id, asked, start, _unreadable(error), unread)
    left = [one[:LONGEST_SHOWN] for one in found.left_out]
    faults = (t("Left out, absent from this case: {what}.", what=listed(left)),)
    return Shelf(case.id, asked, found.told, faults if left else ())


def _read(case: Case, asked: str) -> Linked:
    if asked.startswith(WRITTEN):
        try:
            text = unpacked(asked.removeprefix(WRITTEN), LONGEST_TEXT)
        except ValueError as error:
            raise InvalidText([TextProblem(TextFault.NO_JSON)]) from error
        return from_text(case, text)
    if not KEY.fullmatch(asked):
        raise UnknownLeaf(asked)
    return current_room().told(case, asked)


def _unreadable(error: Exception) -> tuple[str, ...]:
    """Why what an address says is not shown."""
    match error:
        case OtherCase():
            words = t(
                "What this address says of levers together was said of another case (« {case} »): "
                "it is not applied here.",
                case=error.case_id[:LONGEST_SHOWN],
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
                key=error.key[:LONGEST_SHOWN],
            )
        case _:
            later = t(
                "What is kept under this link cannot be read at the moment, and nothing can be "
                "said before it is: reload the page."
            )
            return (later, *told_why(error))
    return (words,)


def _not_kept(error: Exception) -> tuple[str, ...]:
    """Why something could not be kept under a link."""
    if isinstance(error, TooManyLeaves):
        return (t("{most} texts are kept already: no more are.", most=error.most),)
    if isinstance(error, InvalidFrame):
        return (t("It is too long to be kept: take something back."),)
    return told_why(error)


class ShelfKeep:
    """Where what a visitor says outside a meeting goes."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def make(self, change: Change) -> None:
        """Keep it in the session, and in the address."""
        st.session_state[SAID] = ("", ())
        settle(self._case, change.edit(shelf(self._case).told))


def settle(case: Case, told: Told, *, link: bool = False) -> None:
    """Write what is told in the address; under a link when it is too long, or when asked."""
    text = written(case, told)
    why: tuple[str, ...] = ()
    if too_long(text) or (link and text):
        try:
            text = current_room().keep_told(case, told)
        except (StoreError, InvalidFrame) as error:
            why = _not_kept(error)
    lost = too_long(text)
    if not lost:
        state.show(case, SETS, text)
    st.session_state[SHELF] = Shelf(case.id, state.view(SETS), told, why_not=why, lost=lost)


def written(case: Case, told: Told) -> str:
    """What is told as the address has it, however long; nothing when nothing is."""
    return "" if told == nothing_told(case) else WRITTEN + packed(to_text(case, told))


def too_long(text: str) -> bool:
    """Whether an address cannot have it."""
    return len(text) > LONGEST_ADDRESS


PATH = "/un-ou-deux"


def keeping(case: Case, found: Shelf) -> None:
    """What a reload finds again, and what it would lose; the short link, when asked for."""
    with st.container(key="sets_kept", gap="small"):
        if found.why_not:
            st.html(notice(*(_lost() if found.lost else ()), *found.why_not))
        st.html(tag("p", text(_standing(case, found)), "note"))
        if found.link:
            _link(case)
        elif found.text or found.lost:
            st.button(t("Keep under a short link"), key="sets_keep", on_click=_keep, args=(case,))


def _lost() -> tuple[str]:
    words = t(
        "What you said last is too long for the address and is not kept: it would be lost if the "
        "page were reloaded."
    )
    return (words,)


def _standing(case: Case, found: Shelf) -> str:
    where = t(
        "What is said here is in the address of the page: reloaded, or opened elsewhere with its "
        "link, it shows the same. Nothing is published."
    )
    if found.link:
        where = t("What is said here is kept on this server: whoever has the link reads it.")
    if found.link and too_long(written(case, found.told)):
        where = t(
            "What is said here is too long for the address: it is kept on this server, and "
            "whoever has the link reads it."
        )
    return t(
        "{where} In a meeting, the facilitator and the recorder write it for the group.",
        where=where,
    )


def _keep(case: Case) -> None:
    settle(case, shelf(case).told, link=True)


def _link(case: Case) -> None:
    """The address that shows this screen to anyone, on any machine."""
    address = f"{shared_origin(here.page_url())}{PATH}?{state.query(case)}"
    link = tag("a", text(address), href=address)
    words = t("This link shows the same screen, here or on another machine:")
    st.html(tag("p", text(words) + " " + link, "lablink", role="status"))
