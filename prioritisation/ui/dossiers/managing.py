"""What may be done with a whole dossier: renamed, copied, taken along, put away, erased."""

import streamlit as st

from prioritisation.cases.rights import Deed
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.writing import Renaming
from prioritisation.drawing.markup import tag, text
from prioritisation.ui.dossiers.doors import copy_of
from prioritisation.ui.dossiers.place import Holder, is_written, keep_done, noun_field, say_done
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, typed_text, watch
from prioritisation.ui.shared.folds import answered_fold
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.dossiers import forget_dossier, is_all_own
from prioritisation.ui.visit.trying import is_done, notice_block
from prioritisation.wording import t

_NAMES = "dossier_names"
"""Session key: names of a dossier as its form was drawn last, and their version."""


def draw_managing(holder: Holder) -> None:
    """The acts that the link allows, folded."""
    dossier = holder.dossier
    with answered_fold(_question(holder), "", "managing"):
        if dossier.may(Deed.WRITE):
            _rename(holder)
        if dossier.may(Deed.EXPORT):
            words = t(
                "All its files, as a server of this tool opens them when it starts; no link, "
                "no history."
            )
            link = zip_link(holder.key, t("Take the case along (ZIP)"))
            st.html(link + tag("p", text(words), "note") + _table_links(holder.key))
        with st.container(key="case_acts", horizontal=True, gap="small"):
            if dossier.may(Deed.COPY):
                st.button(t("Make a copy"), key="copy_this", on_click=copy_of, args=(holder.key,))
            if dossier.may(Deed.ARCHIVE):
                _archive(holder)
            if dossier.may(Deed.ERASE):
                draw_erasing(holder.shelf, holder.key, holder.secret, dossier.case.title)


def _question(holder: Holder) -> str:
    """What the fold offers: only what the link allows."""
    dossier = holder.dossier
    archives = dossier.may(Deed.ARCHIVE)
    if dossier.archived:
        return t("Copy, take along, take out?") if archives else t("Copy, take along?")
    if archives:
        return t("Rename, copy, take along, put away?")
    if dossier.may(Deed.WRITE):
        return t("Rename, copy, take along?")
    return t("Copy, take along?")


def zip_link(key: str, label: str, seq: int | None = None) -> str:
    """A link that brings the files of a dossier, or of one of its versions."""
    address = f"/dossiers/{key}/zip" + (f"?version={seq}" if seq else "")
    return tag("p", tag("a", text(label), "act", href=address))


def _table_links(key: str) -> str:
    """Links that bring its table, to be corrected in a spreadsheet."""
    names = {"xlsx": t("Excel"), "csv": t("Plain text (CSV)")}
    links = " ".join(
        tag("a", text(name), "act", href=f"/dossiers/{key}/modele.{form}")
        for form, name in names.items()
    )
    words = t("Its table of scores, to be corrected in a spreadsheet and brought back:")
    return tag("p", text(words)) + tag("p", links)


def _rename(holder: Holder) -> None:
    """Title, group, question, noun of what is compared; what was typed is kept when refused."""
    case = holder.dossier.case
    names = (holder.key, case.title, case.group, case.choice, case.option)
    now = names, holder.dossier.seq
    before, base = st.session_state.get(_NAMES, now)
    st.session_state[_NAMES] = now
    fields = {name: f"rename_{name}_{holder.key}" for name in ("title", "group", "choice", "noun")}
    with drafts(f"rename_{holder.key}"), st.form("rename", border=False):
        slots = {
            "title": _line(t("Title of the case"), fields["title"], case.title),
            "group": _line(t("Name of the group"), fields["group"], case.group),
            "choice": _line(t("What is chosen, as a question"), fields["choice"], case.choice),
        }
        noun_field(fields["noun"], case.option, write=None)
        sent = st.form_submit_button(t("Rename"), key="rename_send")
    slots[""] = st.container()
    if not sent:
        return
    if before[0] == holder.key and before != names:
        _say_renamed(holder, base, slots[""])
        return
    title, group, choice = (typed_text(fields[name]) for name in ("title", "group", "choice"))
    read = base if before[0] == holder.key else holder.dossier.seq
    also = Renaming(widgets.value_of(fields["noun"]), choice, read)
    if is_written(
        lambda: holder.wrote(holder.shelf.rename(holder.key, holder.secret, title, group, also)),
        slots,
        t("The case is renamed."),
    ):
        st.rerun()


def _say_renamed(holder: Holder, base: int, slot: st.delta_generator.DeltaGenerator) -> None:
    """That somebody else was quicker: not of a button pressed twice, whose first press says so."""
    if not is_all_own(holder.key, base, holder.dossier.seq):
        with slot:
            st.html(notice_block(t("Somebody has renamed it meanwhile: yours is not written.")))


def _line(label: str, name: str, value: str) -> st.delta_generator.DeltaGenerator:
    """A field, and the place beside it."""
    widgets.text_input(label, name=name, value=value, write=None)
    watch(name, value, widgets.key_of(name), form=True)
    return st.container()


def _archive(holder: Holder) -> None:
    draw_archiving(holder.shelf, holder.key, holder.secret, archived=holder.dossier.archived)


def draw_archiving(shelf: Shelf, key: str, secret: str, *, archived: bool) -> None:
    """The button that puts a dossier away, or takes it out again."""
    label = t("Take it out") if archived else t("Put away")
    done = t("The case is taken out.") if archived else t("The case is put away.")
    # Another name for each: a second press does not undo the first.
    if st.button(label, key="take_out" if archived else "put_away") and is_done(
        lambda: shelf.archive(key, secret, archived=not archived)
    ):
        say_done(done)


def draw_erasing(shelf: Shelf, key: str, secret: str, title: str) -> None:
    """The button that erases a dossier, once asked again."""
    name = f"erase_dossier_{key}"
    if st.button(t("Erase…"), key="erase"):
        parts.ask_confirmation(name)
        st.rerun()
    if parts.pending_confirmation() == name:
        parts.confirmation_dialog(
            parts.Confirmation(
                t("Erase « {title} »?", title=title),
                (
                    t("All its scores, its links and its history are erased, for everybody."),
                    t("Meetings keep the copy that they took of it."),
                ),
                t("Keep this case"),
                t("Erase it for good"),
                lambda: _erased(shelf, key, secret),
            )
        )


def _erased(shelf: Shelf, key: str, secret: str) -> bool:
    if not is_done(lambda: shelf.erase(key, secret)):
        return False
    st.query_params.from_dict({})
    forget_dossier(key)
    keep_done(t("The case is erased."))
    return True
