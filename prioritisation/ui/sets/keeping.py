"""Where what is said outside a meeting stands, and its link."""

import streamlit as st

from criteria.case import Case
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.sets.shelf import Shelf, settle, shelf, too_long, written
from prioritisation.ui.shared import state
from prioritisation.ui.visit import here
from prioritisation.ui.visit.trying import notice
from prioritisation.web.reach import shared_origin
from prioritisation.wording import t

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
