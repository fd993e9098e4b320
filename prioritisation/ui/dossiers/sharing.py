"""The three links of a dossier, to read, propose, correct: made anew, the old one fails."""

from functools import partial

import streamlit as st

from prioritisation.cases.rights import LINK_ROLES
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Role
from prioritisation.sentences.dossiers import dossier_role_name, role_allows
from prioritisation.ui.dossiers.making import is_made_again
from prioritisation.ui.dossiers.place import Holder
from prioritisation.ui.editing.pressing import is_pressed_as_seen
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.shared.scripts import draw_kept_link
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.trying import attempt, is_done
from prioritisation.wording import t
from prioritisation.wording.moments import moment_text

_SHOWN_ONCE = "dossier_link_made"
"""Session key: a list, empty or with the key of a dossier, role and secret of a link just made."""


def draw_sharing_page(holder: Holder) -> None:
    """The three links."""
    links = attempt(lambda: holder.shelf.links(holder.key, holder.secret))
    if links is None:
        return
    loud = t("Three links: to read, to propose, to correct.")
    rest = t("Made anew, a link replaces the one there was: whoever came by that one is out.")
    with st.container(key="answer"):
        st.html(answer_block(t("Who may read, correct, lead?"), loud, rest))
    moments = {link.role: link.created_at for link in links}
    for role in LINK_ROLES:
        _draw_link(holder, role, moments.get(role, ""))


def _shown_once() -> list[tuple[str, Role, str]]:
    """The list, to be written in itself: a run that a second press overtakes stops before more."""
    made: list[tuple[str, Role, str]] = st.session_state.setdefault(_SHOWN_ONCE, [])
    return made


def _draw_link(holder: Holder, role: Role, made_at: str) -> None:
    """What a link allows, since when; the link itself, once it was just made; how to make it."""
    moment = moment_text(made_at, holder.dossier.case.timezone) if made_at else ""
    since = t("made on {moment}", moment=moment) if moment else t("not made yet")
    name = f"dossier_link_{role.value}"
    with st.container(key=name, gap="small"):
        head = tag("h2", text(capital(dossier_role_name(role))))
        st.html(head + tag("p", text(f"{capital(role_allows(role))} · {since}"), "thin"))
        for key, given, secret in _shown_once():
            if (key, given) == (holder.key, role):
                words = t("Copy this link now: it will not be shown again.")
                st.html(tag("p", text(words), "warn", role="status"))
                draw_kept_link(f"{link_origin()}/ouvrir/{key}/{secret}", "role")
        label = t("Make this link anew") if made_at else t("Make this link")
        if is_pressed_as_seen(label, f"{name}_make", made_at):
            if made_at:
                parts.ask_confirmation(name)
            elif _is_made(holder, role):
                st.rerun()
        if parts.pending_confirmation() == name:
            parts.confirmation_dialog(_question(holder, role))


def _question(holder: Holder, role: Role) -> parts.Confirmation:
    costs = [t("Whoever opened the case by the present link does not open it any more.")]
    if role is Role.FACILITATOR:
        costs.append(t("You are here by it: keep the new one, and come in by it."))
    return parts.Confirmation(
        t("Make this link anew?"),
        tuple(costs),
        t("Keep the present one"),
        t("Make it anew"),
        partial(_is_made, holder, role),
    )


def _is_made(holder: Holder, role: Role) -> bool:
    def make() -> str:
        return holder.shelf.new_link(holder.key, holder.secret, role)

    if role is Role.FACILITATOR:
        return is_made_again(holder.key, holder.dossier.case.title, make)

    once = _shown_once()

    def keep() -> None:
        once[:] = [(holder.key, role, make())]

    return is_done(keep)
