"""The top of every page: the entries, the pages of the one that is open, what is looked at."""

from collections.abc import Callable, Sequence

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
    ENTRIES,
    MEETING,
    MEETING_VIEWS,
    RUNNING,
    TABS,
    MenuEntry,
    Tab,
    entry_of,
    meeting_view,
    page_at,
)
from prioritisation.ui.shared.state import shown_dossier
from prioritisation.wording import t
from prioritisation.wording.numbers import long_date


def page_help(path: str) -> str:
    """The help of a page, with what is true of all pages."""
    tab = TABS[path]
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
    return tag("h2", text(tab.title)) + tag("p", text(tab.question)) + plain_list(lines)


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


def draw_top(
    case: Case | None,
    path: str,
    code: str = "",
    whose: Callable[[], None] | None = None,
    brand: Case | None = None,
) -> None:
    """The two lines above a page.

    Parameters
    ----------
    case
        None when only meetings can be looked at.
    path
        Of the page.
    code
        Of the meeting that the entry of meetings leads to; empty for the choice of one.
    whose
        Draws what is looked at, at the right of the second line.
    brand
        The case that is named on top, if any.
    """
    entries = ENTRIES if case else tuple(e for e in ENTRIES if e is entry_of(MEETING))
    present_entry = entry_of(path)
    with st.container(key="top", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(_brand(brand), width="content")
        with st.container(key="nav", horizontal=True, gap="medium", width="content"):
            for entry in entries:
                query = _meeting_query(entry, code)
                name, label = f"entry_{entry.key}", literal(entry.title)
                with _place(name, current=entry is present_entry):
                    _draw_link(name, path, entry.tabs[0].path, label, query)
        with st.popover(t("Help"), type="tertiary", key="help"):
            st.html(page_help(path))
            st.html(_numbers(brand))
    with st.container(key="second", horizontal=True, vertical_alignment="center", gap="medium"):
        _draw_tabs(present_entry, path, code, present_entry.tabs)
        if whose is not None:
            with st.container(key="whose", horizontal=True, gap="small", width="content"):
                whose()


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


def _meeting_query(entry: MenuEntry, code: str) -> dict[str, str]:
    return {MEETING_KEY: code} if code and entry is entry_of(MEETING) else {}


def _draw_tabs(entry: MenuEntry, path: str, code: str, offered: Sequence[Tab]) -> None:
    """The pages of an entry; on a narrow screen a list that the present page's name opens."""
    if entry is entry_of(MEETING):
        now = meeting_view()
        views = MEETING_VIEWS if code else MEETING_VIEWS[:1]
        tabs = [(v.key, MEETING, v.title, v.question, _view_query(code, v.key)) for v in views]
    else:
        now = "" if _is_in_a_dossier(path) else path
        tabs = [(v.path, v.path, v.title, v.question, _tab_query(v.path, path)) for v in offered]
    elsewhere = t("This case") if not now else tabs[0][2]
    present = next((title for key, _, title, _, _ in tabs if key == now), elsewhere)
    st.html(tag("details", tag("summary", text(present)), "pagelist"), width="content")
    with st.container(key="tabs", horizontal=True, gap="medium", width="content"):
        for key, word, title, question, query in tabs:
            label = f"{literal(title)} :small[{literal(question)}]"
            with _place(f"tab_{key}", current=key == now):
                _draw_link(f"tab_{key}", path, word, label, query)


def _is_in_a_dossier(path: str) -> bool:
    """Whether the page of all dossiers shows one of them: then no tab is where one is."""
    address = st.query_params
    one = DOSSIER_KEY in address and DOOR_KEY not in address and address.get(PART_KEY) != LIST
    return path == CASES and one and bool(shown_dossier())


def _tab_query(path: str, now: str) -> dict[str, str]:
    """What leads to the list of dossiers: not to the one that the pages show, nor to a door."""
    if path != CASES:
        return {}
    if now == CASES:
        address = st.query_params.to_dict()
        return {k: v for k, v in address.items() if k not in OWN_OF_DOSSIERS} | {PART_KEY: LIST}
    key = shown_dossier()
    return {DOSSIER_KEY: key, PART_KEY: LIST} if key else {}


def _view_query(code: str, key: str) -> dict[str, str]:
    return ({MEETING_KEY: code} if code else {}) | ({TAB_KEY: key} if key != RUNNING else {})


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
