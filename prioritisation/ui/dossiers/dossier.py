"""A dossier's own page: what is known, what is not and who may say, what to do next."""

from functools import partial
from typing import Literal

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.address import DOSSIER_KEY, EDITING, MEETING_KEY, SHARING
from prioritisation.cases.rights import LINK_ROLES, Deed
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.writing import Renaming
from prioritisation.drawing.markup import items, plain_list, tag, text
from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room.identity import LINK, PRESENT
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import DossierUse
from prioritisation.sentences.dossier_changes import waiting_words
from prioritisation.sentences.dossiers import (
    dossier_role_name,
    origin_text,
    role_allows,
    score_counts,
    size_text,
    to_confirm_lines,
    unknown_lines,
)
from prioritisation.ui.dossiers.doors import copy_of
from prioritisation.ui.dossiers.making import is_made_again
from prioritisation.ui.dossiers.place import (
    HISTORY,
    PROPOSALS,
    Holder,
    go_to_dossier,
    is_written,
    keep_done,
    noun_field,
    say_done,
)
from prioritisation.ui.editing.ground import is_pressed_as_seen
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.shared.drafts import drafts, typed_text, watch
from prioritisation.ui.shared.folds import answered_fold
from prioritisation.ui.shared.page import answer_block, draw_html
from prioritisation.ui.shared.pages import FIRST, MEETING, page_at
from prioritisation.ui.shared.scripts import draw_kept_link
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.looking import forget_dossier, is_all_own
from prioritisation.ui.visit.visit import (
    Confirmation,
    ask_confirmation,
    attempt,
    confirmation_dialog,
    is_done,
    notice_block,
    pending_confirmation,
)
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text

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
        ask_confirmation(name)
        st.rerun()
    if pending_confirmation() == name:
        confirmation_dialog(
            Confirmation(
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


def draw_own_page(holder: Holder) -> None:
    """What the dossier is made of, the next step, then what may be done with it."""
    dossier = holder.dossier
    case = dossier.case
    with st.container(key="answer"):
        st.html(answer_block(t("What is this case made of?"), *_answer(case)))
    st.html(tag("p", _whose(holder), "note"))
    if dossier.archived:
        st.html(tag("p", text(t("This case is put away: it is read, and not changed.")), "warn"))
    _next_step(holder)
    draw_html(_unknown(case))
    draw_html(_to_confirm(case))
    _uses(holder)
    draw_managing(holder)


def _answer(case: Case) -> tuple[str, str]:
    total, between, missing = score_counts(case)
    if not (between or missing):
        return t("All of its {n} scores are there.", n=total), size_text(case) + "."
    known = total - between - missing
    parts = [tn("{n} score of {all} is known", "{n} scores of {all} are known", known, all=total)]
    parts += [tn("{n} between two values", "{n} between two values", between)] if between else []
    if not missing:
        return t("{what}.", what=", ".join(parts)), size_text(case) + "."
    parts += [tn("{n} missing", "{n} missing", missing)]
    loud = t("{what}.", what=", ".join(parts))
    rest = t("What is missing may take any place on its scale: no figure is made up.")
    return loud, rest


def _whose(holder: Holder) -> str:
    """Title, group, size, origin, version, last change."""
    dossier = holder.dossier
    parts = (
        size_text(dossier.case),
        origin_text(dossier.origin),
        t("version {n}", n=dossier.seq),
        t(
            "last change: {moment}",
            moment=moment_text(dossier.changed_at, dossier.case.timezone),
        ),
    )
    name = tag("b", tag("bdi", text(dossier.case.title))) + text(" · ")
    return name + tag("bdi", text(dossier.case.group)) + "".join(text(f" · {p}") for p in parts)


def _next_step(holder: Holder) -> None:
    """The ways on; one is filled: the scores, while most are missing and one may give them."""
    query = {DOSSIER_KEY: holder.key}
    total, _, missing = score_counts(holder.dossier.case)
    unscored = 2 * missing > total and holder.dossier.may(Deed.WRITE)
    with st.container(key="case_steps", horizontal=True, gap="small", vertical_alignment="center"):
        if unscored:
            _part(holder, EDITING, t("Give the scores"), kind="primary")
        with st.container(key="plain_ranking" if unscored else "filled_ranking", width="content"):
            st.page_link(page_at(FIRST), label=t("See the ranking"), query_params=query)
        if holder.dossier.may(Deed.OPEN_MEETING):
            with st.container(key="plain_meeting", width="content"):
                # None: not the one that this browser is in.
                label, none = t("Open a meeting on this case"), {MEETING_KEY: ""}
                st.page_link(page_at(MEETING), label=label, query_params=none)
        if not unscored:
            _corrections(holder)
        _proposals(holder)
        _part(holder, HISTORY, t("What was changed"))
        if holder.dossier.may(Deed.GIVE_LINKS):
            _part(holder, SHARING, t("Share this case"))


def _corrections(holder: Holder) -> None:
    """The way to what one may correct, or propose."""
    if holder.dossier.may(Deed.WRITE):
        _part(holder, EDITING, t("Correct this case"))
    elif holder.dossier.may(Deed.PROPOSE):
        _part(holder, EDITING, t("Propose a correction"))


def _part(
    holder: Holder, part: str, label: str, kind: Literal["primary", "secondary"] = "secondary"
) -> None:
    arguments = holder.key, part
    st.button(label, key=f"part_{part}", type=kind, on_click=go_to_dossier, args=arguments)


def _proposals(holder: Holder) -> None:
    """The way to what is proposed, once something is."""
    if not holder.dossier.may(Deed.PROPOSE):
        return
    every = attempt(lambda: holder.shelf.proposals(holder.key, holder.secret)) or ()
    waiting = sum(p.answer is None for p in every)
    if waiting and holder.dossier.may(Deed.WRITE):
        _part(holder, PROPOSALS, waiting_words(waiting))
    elif every:
        mine = not holder.dossier.may(Deed.WRITE)
        _part(holder, PROPOSALS, t("What you proposed") if mine else t("What was proposed"))


def _unknown(case: Case) -> str:
    """What nobody knows yet, and whom to ask."""
    lines = unknown_lines(case)
    if not lines:
        return ""
    rows = (tag("b", text(line.what)) + tag("span", text(line.who)) for line in lines)
    title = tag("h2", text(t("What is missing, and who may say?")))
    return title + items(rows, "asking")


def _to_confirm(case: Case) -> str:
    lines = to_confirm_lines(case)
    if not lines:
        return ""
    title = tn("{n} point to confirm", "{n} points to confirm", len(lines))
    where = t("The group confirms them in a meeting; until then they are said to be so.")
    return tag("h2", text(title)) + plain_list(lines) + tag("p", text(where), "note")


def _meeting(use: DossierUse) -> str:
    """The name of a meeting; a link for a browser that is of it, to whatever it has there."""
    name, given = tag("bdi", text(use.title)), place.cookies()
    if LINK + use.code in given:
        return tag("a", name, "", href=meeting_address(use.code))
    if PRESENT + use.code in given:
        return tag("a", name, "", href=f"/vote/{use.code}")
    return name


def _uses(holder: Holder) -> None:
    """The meetings that took their case from it."""
    uses = attempt(lambda: holder.shelf.uses(holder.key, holder.secret)) or ()
    if not uses:
        return
    n = tn("{n} meeting", "{n} meetings", len(uses))
    with answered_fold(t("Which meetings were on this case?"), n, "uses"):
        timezone = holder.dossier.case.timezone
        rows = [
            _meeting(use)
            + text(
                t(
                    ", created on {day}, on version {n}",
                    day=moment_text(use.created_at, timezone),
                    n=use.seq,
                )
            )
            for use in uses
        ]
        st.html(items(rows, "plainlist"))


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
                ask_confirmation(name)
            elif _is_made(holder, role):
                st.rerun()
        if pending_confirmation() == name:
            confirmation_dialog(_link_question(holder, role))


def _link_question(holder: Holder, role: Role) -> Confirmation:
    costs = [t("Whoever opened the case by the present link does not open it any more.")]
    if role is Role.FACILITATOR:
        costs.append(t("You are here by it: keep the new one, and come in by it."))
    return Confirmation(
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
