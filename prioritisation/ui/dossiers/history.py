"""What was changed in a dossier: when, by which link, why; undone, or written again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritisation.analysis.address import DOSSIER_KEY, VERSION_KEY
from prioritisation.cases.changes import UnitChange, inverse, needed
from prioritisation.cases.reading import DossierConflict
from prioritisation.cases.rights import Deed
from prioritisation.cases.units import DAY, CaseUnits
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.store import StoredEntry, StoredProposal
from prioritisation.sentences.dossier_changes import (
    change_kind_word,
    changed_lines,
    changed_thing,
    entry_author,
    entry_words,
)
from prioritisation.sentences.dossiers import origin_text
from prioritisation.ui.dossiers.dossier import zip_link
from prioritisation.ui.dossiers.place import Holder
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import changes_html, drafts, text_line, typed_text
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.shared.pages import FIRST, page_at
from prioritisation.ui.visit.visit import attempt, is_pressed, is_written, notice_block
from prioritisation.wording import listed, t, tn
from prioritisation.wording.moments import moment_text

_AT_ONCE = 20
"""Changes that are shown before one asks for more."""
_MORE, _OPEN = "history_more", "history_open"
_UNDO, _RESTORE = "undo", "restore"


@dataclass(frozen=True, slots=True)
class _History:
    holder: Holder
    entries: tuple[StoredEntry, ...]
    undone: dict[int, int]
    proposed: dict[int, StoredProposal]
    now: CaseUnits

    def holds(self, change: UnitChange) -> bool:
        """Whether something of a change still stands: a later one may have taken it back."""
        units = {unit: pair for unit, pair in change.items() if unit != DAY}
        return bool(needed(self.now, inverse(units)))

    def author(self, entry: StoredEntry) -> str:
        """Whoever wrote a change."""
        return entry_author(entry, self.proposed.get(entry.seq))


def draw_history_page(holder: Holder) -> None:
    """The changes, the last first."""

    def read() -> _History:
        entries = holder.shelf.history(*holder.door)
        undone = {entry.undoes: entry.seq for entry in entries if entry.undoes}
        accepted, now = holder.shelf.accepted(*holder.door), holder.shelf.state(*holder.door)
        return _History(holder, entries, undone, accepted, now)

    history = attempt(read)
    if history is None:
        return
    n = len(history.entries) - 1
    loud = tn("{n} change since it was made.", "{n} changes since it was made.", n) if n else ""
    with st.container(key="answer"):
        st.html(
            answer_block(
                t("What was changed, and why?"),
                loud or t("Nothing has been changed since it was made."),
                t("A meeting keeps the version that it took: nothing below changes its result."),
            )
        )
    most = widgets.own_choice(f"{_MORE}_{holder.key}", _AT_ONCE)
    # Around the forms: what is typed in one is forgotten once it is closed.
    with drafts(f"history_{holder.key}"), st.container(key="case_changes"):
        for entry in history.entries[:most]:
            _entry(history, entry)
    left = len(history.entries) - most
    if left > 0:
        label = tn("Show {n} earlier change", "Show {n} earlier changes", min(left, _AT_ONCE))
        write = widgets.choice_writer(f"{_MORE}_{holder.key}")
        st.button(label, key="history_further", on_click=write, args=(most + _AT_ONCE,))


def _entry(history: _History, entry: StoredEntry) -> None:
    """A change: its number, what it did, who and why, what may be done with it."""
    holder, case = history.holder, history.holder.dossier.case
    with st.container(key=f"change_{entry.seq}", gap=None):
        moment = moment_text(entry.at, case.timezone)
        head = tag("b", text(t("Version {n}", n=entry.seq)))
        parts = [moment, _kind(history, entry), history.author(entry)]
        st.html(tag("p", head + "".join(text(f" · {part}") for part in parts)))
        change: UnitChange = {}
        if entry.seq > 1:
            change = attempt(lambda: holder.shelf.change_of(*holder.door, entry.seq)) or {}
            st.html(changes_html(changed_lines(case, change, entry.reason)))
        if entry.reason:
            st.html(tag("p", text(t("« {reason} »", reason=entry.reason)), "thin"))
        _acts(history, entry, undoable=history.holds(change))
        opened = widgets.own_choice(_OPEN, ("", "", 0))
        if opened == (holder.key, _UNDO, entry.seq) and entry.seq not in history.undone:
            _undo(history, entry.seq)
        elif opened == (holder.key, _RESTORE, entry.seq):
            _restore(holder, entry.seq)


def _kind(history: _History, entry: StoredEntry) -> str:
    if entry.seq == 1:
        origin = origin_text(history.holder.dossier.origin)
        return t("{kind} ({origin})", kind=change_kind_word(entry.kind), origin=origin)
    return entry_words(entry.kind, entry.undoes or 0, history.undone.get(entry.seq, 0))


def _acts(history: _History, entry: StoredEntry, *, undoable: bool) -> None:
    holder = history.holder
    last = entry.seq == holder.dossier.seq
    with st.container(
        key=f"acts_{entry.seq}", horizontal=True, gap="small", vertical_alignment="center"
    ):
        undoable = undoable and entry.seq not in history.undone
        if undoable and holder.dossier.may(Deed.UNDO):
            _opening(holder, t("Undo this change"), _UNDO, entry.seq)
        if not last and holder.dossier.may(Deed.RESTORE):
            _opening(holder, t("Go back to this version…"), _RESTORE, entry.seq)
        query = {DOSSIER_KEY: holder.key, VERSION_KEY: str(entry.seq)}
        st.page_link(page_at(FIRST), label=t("See this version"), query_params=query)
        if holder.dossier.may(Deed.EXPORT):
            label = t("Take along (ZIP)")
            st.html(zip_link(holder.key, label, entry.seq), width="content")


def _opening(holder: Holder, label: str, act: str, seq: int) -> None:
    write, opened = widgets.choice_writer(_OPEN), (holder.key, act, seq)
    st.button(label, type="tertiary", key=f"{act}_{seq}", on_click=write, args=(opened,))


def _undo(history: _History, seq: int) -> None:
    """Why it is undone, and the button that does it."""
    holder = history.holder
    shelf, name = holder.shelf, f"reason_{_UNDO}_{seq}"

    def undo(words: str, slot: DeltaGenerator) -> None:
        try:
            holder.wrote(shelf.undo(*holder.door, seq, words))
        except DossierConflict as error:
            again = [changed_thing(holder.dossier.case, clash.unit) for clash in error.clashes]
            changed = t("Changed again since then: {what}.", what=listed(again[:5]))
            slot.html(notice_block(changed))
            raise

    labels = t("Why is this change undone?"), t("Undo it")
    _act(name, labels, undo, t("Version {n} is undone.", n=seq))


def _restore(holder: Holder, seq: int) -> None:
    """Why one goes back to a version, and the button that does it."""
    now = holder.dossier.seq

    def restore(words: str, _slot: DeltaGenerator) -> None:
        holder.wrote(holder.shelf.restore(*holder.door, seq, now, words))

    labels = t("Why go back to version {n}?", n=seq), t("Go back to this version")
    done = t("Version {n} is written again, as a new version.", n=seq)
    _act(f"reason_{_RESTORE}_{seq}", labels, restore, done, now)


def _act(
    name: str,
    labels: tuple[str, str],
    work: Callable[[str, DeltaGenerator], None],
    done: str,
    about: object = "",
) -> None:
    """A reason, and the button that does something for it.

    Parameters
    ----------
    labels
        Of the reason, and of the button.
    """
    label, send = labels
    with st.form(name, border=False):
        text_line(label, name)
        slot = st.container()
        with st.container(key=f"{name}_acts", horizontal=True, gap="small"):
            sent = is_pressed(send, f"{name}_send", about, st.form_submit_button)
    close = partial(widgets.drop_choices, _OPEN)
    st.button(t("Leave it"), type="tertiary", key=f"{name}_leave", on_click=close)
    if sent and is_written(lambda: work(typed_text(name), slot), {"": slot}, done):
        close()
        st.rerun()
