"""What was changed in a dossier: when, by which link, why; undone, or written again."""

from dataclasses import dataclass

import streamlit as st

from prioritisation.analysis.address import DOSSIER_KEY, VERSION_KEY
from prioritisation.cases.changes import UnitChange, applied, inverse, needed
from prioritisation.cases.errors import DossierConflict
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
from prioritisation.ui.dossiers.place import Holder, is_written
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.changed import changes_html
from prioritisation.ui.shared.drafts import drafts, text_line, typed_text
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.shared.pages import FIRST, page_at
from prioritisation.ui.visit.visit import attempt, notice_block
from prioritisation.wording import listed, t, tn
from prioritisation.wording.moments import moment_text

_AT_ONCE = 20
"""Changes that are shown before one asks for more."""
_MORE, _OPEN = "history_more", "history_open"
_UNDO, _RESTORE = "undo", "restore"


@dataclass(frozen=True, slots=True)
class OpenedChange:
    """A change that somebody looks into.

    Attributes
    ----------
    act
        To undo it, or to go back to its version.
    base
        The last version when it was opened.
    """

    key: str
    act: str
    seq: int
    base: int


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
    history = attempt(lambda: _read(holder))
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
        day = history.now
        for entry in history.entries[:most]:
            day = _entry(history, entry, day)
    left = len(history.entries) - most
    if left > 0:
        label = tn("Show {n} earlier change", "Show {n} earlier changes", min(left, _AT_ONCE))
        write = widgets.choice_writer(f"{_MORE}_{holder.key}")
        st.button(label, key="history_further", on_click=write, args=(most + _AT_ONCE,))


def _read(holder: Holder) -> _History:
    entries = holder.shelf.history(holder.key, holder.secret)
    undone = {entry.undoes: entry.seq for entry in entries if entry.undoes}
    shelf, door = holder.shelf, (holder.key, holder.secret)
    return _History(holder, entries, undone, shelf.accepted(*door), shelf.state(*door))


def _entry(history: _History, entry: StoredEntry, day: CaseUnits) -> CaseUnits:
    """A change: its number, what it did, who and why, what may be done with it.

    Parameters
    ----------
    day
        The case as this change left it. That before it is given back.
    """
    holder, case = history.holder, history.holder.dossier.case
    with st.container(key=f"change_{entry.seq}", gap=None):
        moment = moment_text(entry.at, case.timezone)
        head = tag("b", text(t("Version {n}", n=entry.seq)))
        parts = [moment, _kind(history, entry), history.author(entry)]
        st.html(tag("p", head + "".join(text(f" · {part}") for part in parts)))
        change = _changed(holder, entry, day) if entry.seq > 1 else {}
        if entry.reason:
            st.html(tag("p", text(t("« {reason} »", reason=entry.reason)), "thin"))
        _acts(history, entry, undoable=history.holds(change))
        opened = widgets.own_choice(_OPEN, None)
        if isinstance(opened, OpenedChange) and (opened.key, opened.seq) == (
            holder.key,
            entry.seq,
        ):
            _undo(history, opened) if opened.act == _UNDO else _restore(holder, opened)
    return applied(day, inverse(change))


def _kind(history: _History, entry: StoredEntry) -> str:
    if entry.seq == 1:
        origin = origin_text(history.holder.dossier.origin)
        return t("{kind} ({origin})", kind=change_kind_word(entry.kind), origin=origin)
    return entry_words(entry.kind, entry.undoes or 0, history.undone.get(entry.seq, 0))


def _changed(holder: Holder, entry: StoredEntry, day: CaseUnits) -> UnitChange:
    """What a change did, once it is told in the words of its day."""
    change = attempt(lambda: holder.shelf.change_of(holder.key, holder.secret, entry.seq)) or {}
    st.html(changes_html(changed_lines(holder.dossier.case, change, day, entry.reason)))
    return change


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
    opened = OpenedChange(holder.key, act, seq, holder.dossier.seq)
    write = widgets.choice_writer(_OPEN)
    st.button(label, type="tertiary", key=f"{act}_{seq}", on_click=write, args=(opened,))


def _undo(history: _History, opened: OpenedChange) -> None:
    """Why it is undone, and the button that does it."""
    reason = _reason(t("Why is this change undone?"), opened, t("Undo it"))
    if reason is None:
        return
    holder, words = history.holder, reason[0]
    shelf = holder.shelf

    def undo() -> None:
        try:
            holder.wrote(shelf.undo(holder.key, holder.secret, opened.seq, words))
        except DossierConflict as error:
            again = [changed_thing(holder.dossier.case, clash.unit) for clash in error.clashes]
            with reason[1]:
                st.html(
                    notice_block(t("Changed again since then: {what}.", what=listed(again[:5])))
                )
            raise

    if history.undone.get(opened.seq) in holder.own:
        # Pressed twice: the first press has done it, and says so.
        widgets.drop_choices(_OPEN)
        return
    if is_written(undo, {"": reason[1]}, t("Version {n} is undone.", n=opened.seq)):
        widgets.drop_choices(_OPEN)
        st.rerun()


def _restore(holder: Holder, opened: OpenedChange) -> None:
    """Why one goes back to a version, and the button that does it."""
    label = t("Why go back to version {n}?", n=opened.seq)
    reason = _reason(label, opened, t("Go back to this version"))
    if reason is None:
        return
    (words, slot), base = reason, opened.base
    if is_written(
        lambda: holder.wrote(
            holder.shelf.restore(holder.key, holder.secret, opened.seq, base, words)
        ),
        {"": slot},
        t("Version {n} is written again, as a new version.", n=opened.seq),
    ):
        widgets.drop_choices(_OPEN)
        st.rerun()
    # A second press is about what stands by then.
    again = OpenedChange(opened.key, opened.act, opened.seq, holder.dossier.seq)
    widgets.choice_writer(_OPEN)(again)


def _reason(
    label: str, opened: OpenedChange, send: str
) -> tuple[str, st.delta_generator.DeltaGenerator] | None:
    """A reason and its place, once the button is pressed."""
    name = f"reason_{opened.act}_{opened.seq}"
    with st.form(name, border=False):
        text_line(label, name)
        slot = st.container()
        with st.container(key=f"{name}_acts", horizontal=True, gap="small"):
            sent = st.form_submit_button(send, key=f"{name}_send_{opened.base}")
    st.button(t("Leave it"), type="tertiary", key=f"{name}_leave", on_click=_close)
    return (typed_text(name), slot) if sent else None


def _close() -> None:
    widgets.drop_choices(_OPEN)
