"""Around every page: the entries above, the views of a meeting, what is looked at at the foot."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from prioritisation.analysis.address import (
    DOOR_KEY,
    DOSSIER_KEY,
    LIST,
    MEETING_KEY,
    OWN_OF_DOSSIERS,
    PART_KEY,
    TAB_KEY,
)
from prioritisation.drawing.markup import details, items, plain_list, tag, text
from prioritisation.sentences.explained import NumberKind, explained
from prioritisation.settings import current_day
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.pages import (
    CASES,
    COMPARE,
    ENTRIES,
    FIRST,
    FOOT,
    MEETING,
    MEETING_VIEWS,
    PAGES,
    RUNNING,
    meeting_view,
    page_at,
)
from prioritisation.ui.shared.state import shown_dossier
from prioritisation.wording import t
from prioritisation.wording.numbers import long_date


def page_help(path: str) -> str:
    """The help of a page, with what is true of all pages."""
    page = PAGES[path]
    lines = (
        t("Move the weights: the ranking is redrawn at once. Only the proportions count."),
        t(
            "Solid: a score given. Striped: given, to check. Hatched: not known, may come on top; "
            "the tool never fills it in."
        ),
        t("The vertical line is to be reached to be first: a bar below it cannot be first."),
        t("In amber: an assumption that the group has not confirmed."),
        t("Nothing that ranks is shown while people vote."),
        t("« Back », in the browser, takes back the last change."),
    )
    return tag("h2", text(page.title)) + tag("p", text(page.question)) + plain_list(lines)


def _numbers(case: Case | None) -> str:
    """What each kind of number of all pages is; of action sheets, where the case has some."""
    has_sheets = case is not None and case.sheets
    kinds = (kind for kind in NumberKind if has_sheets or kind is not NumberKind.SHEETS)
    rows = (
        f"{tag('strong', text(name) + '.')} {text(words)}" for name, words in map(explained, kinds)
    )
    return details(text(t("How it is computed")), items(rows, "plainlist numbers"), "ev")


def draw_bare_top() -> None:
    """The top line where no page can be opened: what this is."""
    with st.container(key="top"):
        st.html(_brand(None), width="content")


def draw_top(case: Case | None, path: str, code: str = "", brand: Case | None = None) -> None:
    """The entries; on the page of a meeting, its views under them.

    Parameters
    ----------
    case
        None when only meetings can be looked at.
    path
        Of the page.
    code
        Of the meeting that the entry of meetings leads to; empty for the choice of one.
    brand
        The case that is named on top, if any.
    """
    present = FIRST if path == COMPARE else path
    with st.container(key="top", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(_brand(brand), width="content")
        with st.container(key="nav", horizontal=True, gap="medium", width="content"):
            for entry in ENTRIES if case else (MEETING,):
                query = {MEETING_KEY: code} if code and entry == MEETING else {}
                name, label = f"entry_{entry}", literal(PAGES[entry].title)
                with _place(name, current=entry == present):
                    _draw_link(name, path, entry, label, query)
    if path == MEETING and code:
        _draw_views(code)


def _draw_views(code: str) -> None:
    """The views of a meeting; on a narrow screen a list that the name of the present one opens."""
    now = meeting_view()
    present = next(view.title for view in MEETING_VIEWS if view.key == now)
    with st.container(key="second", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(tag("details", tag("summary", text(present)), "pagelist"), width="content")
        with st.container(key="tabs", horizontal=True, gap="medium", width="content"):
            for view in MEETING_VIEWS:
                label = f"{literal(view.title)} :small[{literal(view.question)}]"
                query = {MEETING_KEY: code} | ({TAB_KEY: view.key} if view.key != RUNNING else {})
                with _place(f"tab_{view.key}", current=view.key == now):
                    _draw_link(f"tab_{view.key}", MEETING, MEETING, label, query)


def draw_foot(
    case: Case | None,
    path: str,
    whose: Callable[[], None] | None = None,
    brand: Case | None = None,
) -> None:
    """What is looked at and the ways to change it; other cases, the page for experts, the help.

    Parameters
    ----------
    case
        None when only meetings can be looked at: nothing leads elsewhere then.
    whose
        Draws what is looked at.
    brand
        The case whose kinds of numbers the help tells.
    """
    with st.container(key="foot", horizontal=True, vertical_alignment="center", gap="medium"):
        if whose is not None:
            with st.container(key="whose", horizontal=True, gap="small", width="content"):
                whose()
        for page in FOOT if case else ():
            query = _query_of_list(path) if page == CASES else {}
            with _place(f"foot_{page}", current=page == path and not _is_in_a_dossier(path)):
                _draw_link(f"foot_{page}", path, page, literal(PAGES[page].title), query)
        with st.popover(t("Help"), type="tertiary", key="help"):
            st.html(page_help(path))
            st.html(_numbers(brand))


def _brand(case: Case | None) -> str:
    title = case.title if case else t("Choosing the priority levers")
    group = tag("span", text(case.group)) if case else ""
    return tag("p", f"{text(title)} {group} {_printed(case)}", "brand")


def _printed(case: Case | None) -> str:
    """What paper alone says: a page that is printed goes without what would date it."""
    sentence = t(
        "Screen printed on {day}. It is no decision: only the proof file, with its control "
        "number, is one.",
        day=long_date(current_day(case)),
    )
    return tag("span", text(sentence), "printed")


def _is_in_a_dossier(path: str) -> bool:
    """Whether the page of all dossiers shows one of them."""
    address = st.query_params
    one = DOSSIER_KEY in address and DOOR_KEY not in address and address.get(PART_KEY) != LIST
    return path == CASES and one and bool(shown_dossier())


def _query_of_list(now: str) -> dict[str, str]:
    """What leads to the list of dossiers: not to the one that the pages show, nor to a door."""
    if now == CASES:
        address = st.query_params.to_dict()
        return {k: v for k, v in address.items() if k not in OWN_OF_DOSSIERS} | {PART_KEY: LIST}
    key = shown_dossier()
    return {DOSSIER_KEY: key, PART_KEY: LIST} if key else {}


def _place(name: str, *, current: bool) -> DeltaGenerator:
    # The style knows the present page by this key.
    return st.container(key=f"here_{name}" if current else f"there_{name}", width="content")


def _draw_link(name: str, path: str, word: str, label: str, query: dict[str, str]) -> None:
    """What leads to a page; the address says each view of the page that is open.

    The browser keeps its address where a link leads to the page one is on: the next press, and a
    reload, would be of the view that one has left.
    """
    if query and word == path:
        go = st.query_params.from_dict
        st.button(label, type="tertiary", key=f"go_{name}", on_click=go, args=(query,))
    else:
        st.page_link(page_at(word), label=label, query_params=query or None)
