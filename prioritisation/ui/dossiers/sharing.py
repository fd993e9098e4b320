"""Links of a dossier: given by role, until a day or without end, and taken back."""

import datetime as dt

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritisation.cases.rights import GIVES, Deed, dossier_refusal, may_give
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import StoredDossierLink
from prioritisation.sentences.dossiers import dossier_role_name, role_allows
from prioritisation.settings import current_day
from prioritisation.ui.dossiers.acting import is_written, say_done
from prioritisation.ui.dossiers.days import end_of_day, last_moment, typed_day
from prioritisation.ui.dossiers.place import Holder
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, text_line, typed_text, watch
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.shared.scripts import draw_kept_link
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.trying import attempt, is_done, notice_block
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text

_SHOWN_ONCE = "dossier_link_made"
"""Session key: a list, empty or with the key of a dossier, role and secret of a link just made."""

_ROLE, _NAME, _DAY = "share_role", "share_name", "share_day"


def draw_sharing_page(holder: Holder) -> None:
    """The links there are, and one more."""
    links = attempt(lambda: holder.shelf.links(holder.key, holder.secret))
    if links is None:
        return
    standing = [link for link in links if holder.shelf.is_open(link)]
    loud = tn("{n} link opens this case.", "{n} links open this case.", len(standing))
    rest = t("A link gives a role in this case, and nothing else: no other case, no meeting.")
    with st.container(key="answer"):
        st.html(answer_block(t("Who may read, correct, lead?"), loud, rest))
    _made(holder)
    with st.container(key="sharing"):
        with st.container(key="sharing_form"):
            _form(holder, len(links))
        with st.container(key="sharing_links"):
            st.html(tag("h2", text(t("The links of this case"))))
            for link in standing:
                _row(holder, link, links)
            closed = [link for link in links if link not in standing]
            if closed:
                _closed(holder, closed)


def _shown_once() -> list[tuple[str, Role, str]]:
    """The list, to be written in itself: a run that a second press overtakes stops before more."""
    made: list[tuple[str, Role, str]] = st.session_state.setdefault(_SHOWN_ONCE, [])
    return made


def _made(holder: Holder) -> None:
    """The link just made, this once."""
    made = _shown_once()
    if not made or made[0][0] != holder.key:
        return
    key, given, secret = made[0]
    role = dossier_role_name(given)
    sentence = t("Copy this link now: it will not be shown again ({role}).", role=role)
    st.html(tag("p", text(sentence), "warn", role="status"))
    draw_kept_link(f"{link_origin()}/ouvrir/{key}/{secret}", "role")


def _form(holder: Holder, count: int) -> None:
    """One more link: what it allows, under which name, until when."""
    st.html(tag("h2", text(t("One more link"))))
    roles = list(reversed(GIVES.get(holder.dossier.role, ())))
    if not roles:
        return
    with drafts(f"share_{holder.key}"), st.form("share", border=False):
        widgets.radio(
            t("What it allows"),
            roles,
            name=_ROLE,
            value=roles[0],
            write=None,
            format_func=dossier_role_name,
            captions=[role_allows(role) for role in roles],
        )
        watch(_ROLE, "0", widgets.key_of(_ROLE), form=True)
        slots: dict[str, DeltaGenerator] = {}
        label = t("Name of the link: a role or a subject, not a person (optional)")
        text_line(label, _NAME)
        slots["name"] = st.container()
        text_line(t("Last day, such as 31/12/2026 (optional)"), _DAY)
        slots["closes_at"] = slots[""] = st.container()
        # Another button once there is one more link: a second press makes no second one.
        sent = st.form_submit_button(t("Make the link"), key=f"share_send_{count}")
    if sent:
        _send(holder, slots)


def _send(holder: Holder, slots: dict[str, DeltaGenerator]) -> None:
    role, words = Role(widgets.value_of(_ROLE)), typed_text(_DAY)
    timezone = holder.dossier.case.timezone
    day = typed_day(words, current_day(holder.dossier.case)) if words else None
    if isinstance(day, str):
        with slots["closes_at"]:
            st.html(notice_block(day))
        return
    once, name = _shown_once(), typed_text(_NAME)
    end = end_of_day(day, timezone) if isinstance(day, dt.date) else None

    def make() -> None:
        secret = holder.shelf.new_link(holder.key, holder.secret, role, name, end)
        once[:] = [(holder.key, role, secret)]

    if is_written(make, slots):
        widgets.renew_controls(_ROLE, _NAME, _DAY)
        st.rerun()


def _row(holder: Holder, link: StoredDossierLink, links: tuple[StoredDossierLink, ...]) -> None:
    with st.container(key=f"onecase_link_{link.id}", gap=None):
        st.html(tag("p", _who(holder, link)) + tag("p", text(_since(holder, link)), "thin"))
        if may_give(holder.dossier.role, Role(link.role)):
            name = f"close_dossier_link_{link.id}"
            if st.button(t("Close this link"), key=name):
                _revoke(holder, link, links)
            if parts.pending_confirmation() == name:
                parts.confirmation_dialog(_question(holder, link, links))


def _who(holder: Holder, link: StoredDossierLink) -> str:
    """What a link allows, and its name."""
    role = tag("b", text(dossier_role_name(Role(link.role))))
    name = text(" · ") + tag("bdi", text(link.name)) if link.name else ""
    own = holder.shelf.own_link(holder.key, holder.secret)
    yours = text(" · " + t("yours")) if own and own.id == link.id else ""
    return role + name + yours


def _since(holder: Holder, link: StoredDossierLink) -> str:
    """What it allows, when it was made, until when."""
    timezone = holder.dossier.case.timezone
    made = t("made on {moment}", moment=moment_text(link.created_at, timezone))
    if link.revoked_at:
        end = t("closed on {moment}", moment=moment_text(link.revoked_at, timezone))
    elif link.closes_at:
        end = t("until {moment}", moment=last_moment(link.closes_at, timezone))
    else:
        end = t("without end")
    return f"{made} · {end}"


def _costs(
    holder: Holder, link: StoredDossierLink, links: tuple[StoredDossierLink, ...]
) -> tuple[str, ...]:
    """What is lost with a link that is one's own, or the last that leads."""
    own = holder.shelf.own_link(holder.key, holder.secret)
    costs = []
    if own and own.id == link.id:
        costs.append(t("You are here by this link: this browser does not open the case any more."))
    leading = [k for k in links if holder.shelf.is_open(k) and _leads(k)]
    if [k.id for k in leading] == [link.id]:
        costs.append(
            t(
                "It is the last link that leads this case: nobody leads it any more, until "
                "whoever opens the set-up link of this application makes a new one."
            )
        )
    return tuple(costs)


def _leads(link: StoredDossierLink) -> bool:
    return dossier_refusal(Role(link.role), Deed.ERASE, archived=False) is None


def _revoke(holder: Holder, link: StoredDossierLink, links: tuple[StoredDossierLink, ...]) -> None:
    if _costs(holder, link, links):
        parts.ask_confirmation(f"close_dossier_link_{link.id}")
        st.rerun()
    elif _revoked(holder, link):
        say_done(t("The link is closed."))


def _question(
    holder: Holder, link: StoredDossierLink, links: tuple[StoredDossierLink, ...]
) -> parts.Confirmation:
    return parts.Confirmation(
        t("Close this link?"),
        _costs(holder, link, links),
        t("Keep this link"),
        t("Close it all the same"),
        lambda: _revoked(holder, link),
    )


def _revoked(holder: Holder, link: StoredDossierLink) -> bool:
    if not is_done(lambda: holder.shelf.revoke_link(holder.key, holder.secret, link.id)):
        return False
    # It may be the link that is still shown.
    _shown_once().clear()
    return True


def _closed(holder: Holder, links: list[StoredDossierLink]) -> None:
    title = tn("{n} link is closed", "{n} links are closed", len(links))
    st.html(tag("h2", text(title)))
    for link in links:
        st.html(tag("p", _who(holder, link)) + tag("p", text(_since(holder, link)), "thin"))
