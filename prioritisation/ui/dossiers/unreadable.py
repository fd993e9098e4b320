"""The page of a dossier that this program cannot read: why, and what may still be done."""

import streamlit as st

from prioritisation.cases.rights import Deed
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.unreadable import UnreadableDossier
from prioritisation.drawing.markup import plain_list, tag, text
from prioritisation.meeting.store import StoredEntry
from prioritisation.sentences.dossier_proposals import proposer_name
from prioritisation.sentences.dossier_words import change_kind_word
from prioritisation.ui.dossiers.acting import is_written, say_done
from prioritisation.ui.dossiers.managing import draw_archiving, draw_erasing, zip_link
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.visit.trying import attempt
from prioritisation.wording import problem_sentence, t, tn
from prioritisation.wording.moments import moment_text

_AT_ONCE, _PROBLEMS = 20, 5


def draw_unreadable(shelf: Shelf, secret: str, dossier: UnreadableDossier) -> None:
    """What is wrong with its last version, its versions, and the way out."""
    with st.container(key="answer"):
        st.html(
            answer_block(
                dossier.title,
                t("This program cannot read the last version of this case."),
                t("Nothing of it is lost, and meetings keep what they took of it."),
            )
        )
    st.html(_wrong(dossier))
    st.html(zip_link(dossier.key, t("Take the case along (ZIP)")))
    with st.container(key="case_acts", horizontal=True, gap="small"):
        if dossier.archived and dossier.may(Deed.ARCHIVE):
            draw_archiving(shelf, dossier.key, secret, archived=True)
        if dossier.may(Deed.ERASE):
            draw_erasing(shelf, dossier.key, secret, dossier.title)
    entries = attempt(lambda: shelf.history(dossier.key, secret)) or ()
    links = attempt(lambda: shelf.link_names(dossier.key, secret)) or {}
    more = f"unreadable_more_{dossier.key}"
    most = widgets.own_choice(more, _AT_ONCE)
    st.html(tag("h2", text(t("Its versions"))))
    with st.container(key="case_changes"):
        for entry in entries[:most]:
            author = proposer_name(entry.role, links.get(entry.link_id or 0, ""), None)
            _version(shelf, secret, dossier, entry, author)
    if left := len(entries[most:]):
        label = tn("Show {n} earlier change", "Show {n} earlier changes", min(left, _AT_ONCE))
        write = widgets.choice_writer(more)
        st.button(label, key="unreadable_further", on_click=write, args=(most + _AT_ONCE,))


def _wrong(dossier: UnreadableDossier) -> str:
    """What the program refuses, in a few lines."""
    sentences = [problem_sentence(one) for one in dossier.problems]
    left = len(sentences) - _PROBLEMS
    more = [tn("… and {n} other thing.", "… and {n} other things.", left)] if left > 0 else []
    return tag("h2", text(t("What is wrong?"))) + plain_list([*sentences[:_PROBLEMS], *more])


def _version(
    shelf: Shelf, secret: str, dossier: UnreadableDossier, entry: StoredEntry, author: str
) -> None:
    """A version: when, by whom and why; taken along, or written again."""
    with st.container(key=f"change_{entry.seq}", gap=None):
        head = tag("b", text(t("Version {n}", n=entry.seq)))
        moment = moment_text(entry.at, dossier.timezone)
        parts = (moment, change_kind_word(entry.kind), author)
        why = t("« {reason} »", reason=entry.reason) if entry.reason else ""
        rest = "".join(text(f" · {part}") for part in parts)
        st.html(tag("p", head + rest) + (tag("p", text(why), "thin") if why else ""))
        slot = st.container()
        with st.container(key=f"acts_{entry.seq}", horizontal=True, gap="small"):
            if dossier.may(Deed.RESTORE) and entry.seq < dossier.seq:
                label = t("Go back to this version")
                if st.button(label, type="tertiary", key=f"back_to_{entry.seq}"):
                    with slot:
                        _restore(shelf, secret, dossier, entry.seq)
            label = t("Take along (ZIP)")
            st.html(zip_link(dossier.key, label, entry.seq), width="content")


def _restore(shelf: Shelf, secret: str, dossier: UnreadableDossier, seq: int) -> None:
    """Write a version again, unless this program cannot read it either."""
    why = t("version {n} could not be read", n=dossier.seq)
    if is_written(
        lambda: shelf.restore(dossier.key, secret, seq, dossier.seq, why), {"": st.container()}
    ):
        say_done(t("Version {n} is written again, as a new version.", n=seq))
