"""A dossier's own page: what is known, what is not and who may say, what to do next."""

from functools import partial
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from prioritisation.analysis.address import DOSSIER_KEY, EDITING, MEETING_KEY, SHARING
from prioritisation.cases.rights import LINK_ROLES, Deed
from prioritisation.cases.writing import Renaming
from prioritisation.drawing.markup import items, plain_list, tag, text
from prioritisation.meeting.rules import Role
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
    IMPORTING,
    PROPOSALS,
    Holder,
    go_to_dossier,
    noun_field,
)
from prioritisation.ui.meeting.arrivals import link_origin
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import answered_fold, capital
from prioritisation.ui.shared.drafts import drafts, typed_text, watch
from prioritisation.ui.shared.page import answer_block, draw_html
from prioritisation.ui.shared.pages import FIRST, MEETING, page_at
from prioritisation.ui.shared.scripts import draw_kept_link
from prioritisation.ui.visit.looking import forget_dossier
from prioritisation.ui.visit.visit import (
    Confirmation,
    ask_confirmation,
    attempt,
    confirmation_dialog,
    is_done,
    is_pressed,
    is_written,
    pending_confirmation,
    said_next,
)
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text


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
    _draw_managing(holder)


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
        t("last change: {moment}", moment=moment_text(dossier.changed_at, dossier.case.timezone)),
    )
    name = tag("b", tag("bdi", text(dossier.case.title))) + text(" · ")
    return name + tag("bdi", text(dossier.case.group)) + "".join(text(f" · {p}") for p in parts)


def _next_step(holder: Holder) -> None:
    """The ways on; one is filled: the scores, while most are missing and one may give them."""
    dossier, query = holder.dossier, {DOSSIER_KEY: holder.key}
    total, _, missing = score_counts(dossier.case)
    writes, proposes = dossier.may(Deed.WRITE), dossier.may(Deed.PROPOSE)
    unscored = 2 * missing > total and writes

    def part(name: str, label: str, kind: Literal["primary", "secondary"] = "secondary") -> None:
        arguments = holder.key, name
        st.button(label, key=f"part_{name}", type=kind, on_click=go_to_dossier, args=arguments)

    with st.container(key="case_steps", horizontal=True, gap="small", vertical_alignment="center"):
        if unscored:
            part(EDITING, t("Give the scores"), kind="primary")
            part(IMPORTING, t("Paste a table, or bring a newer file"))
        with st.container(key="plain_ranking" if unscored else "filled_ranking", width="content"):
            st.page_link(page_at(FIRST), label=t("See the ranking"), query_params=query)
        if dossier.may(Deed.OPEN_MEETING):
            with st.container(key="plain_meeting", width="content"):
                # None: not the one that this browser is in.
                label, none = t("Open a meeting on this case"), {MEETING_KEY: ""}
                st.page_link(page_at(MEETING), label=label, query_params=none)
        if proposes and not unscored:
            part(EDITING, t("Correct this case") if writes else t("Propose a correction"))
        read = partial(holder.shelf.proposals, *holder.door)
        every = (attempt(read) if proposes else ()) or ()
        if waiting := sum(p.answer is None for p in every if writes):
            part(PROPOSALS, waiting_words(waiting))
        elif every:
            part(PROPOSALS, t("What was proposed") if writes else t("What you proposed"))
        part(HISTORY, t("What was changed"))
        if dossier.may(Deed.GIVE_LINKS):
            part(SHARING, t("Share this case"))


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


def _draw_managing(holder: Holder) -> None:
    """The acts that the link allows, folded: renamed, copied, taken along, put away, erased."""
    dossier, key = holder.dossier, holder.key
    archives, writes = dossier.may(Deed.ARCHIVE), dossier.may(Deed.WRITE)
    question = t("Rename, copy, take along, put away?") if archives else t("Copy, take along?")
    if dossier.archived:
        question = t("Copy, take along, take out?") if archives else t("Copy, take along?")
    with answered_fold(question, "", "managing"):
        if writes:
            _rename(holder)
        if dossier.may(Deed.EXPORT):
            words = t(
                "All its files, as a server of this tool opens them when it starts; no link, "
                "no history."
            )
            whole = zip_link(key, t("Take the case along (ZIP)")) + tag("p", text(words), "note")
            names = {"xlsx": t("Excel"), "csv": t("Plain text (CSV)")}
            links = " ".join(
                tag("a", text(name), "act", href=f"/dossiers/{key}/modele.{form}")
                for form, name in names.items()
            )
            table = t("Its table of scores, to be corrected in a spreadsheet and brought back:")
            st.html(whole + tag("p", text(table)) + tag("p", links))
        with st.container(key="case_acts", horizontal=True, gap="small"):
            if dossier.may(Deed.COPY):
                st.button(t("Make a copy"), key="copy_this", on_click=copy_of, args=(key,))
            if archives:
                _archive(holder)
            if dossier.may(Deed.ERASE):
                _erase(holder)


def zip_link(key: str, label: str, seq: int | None = None) -> str:
    """A link that brings the files of a dossier, or of one of its versions."""
    address = f"/dossiers/{key}/zip" + (f"?version={seq}" if seq else "")
    return tag("p", tag("a", text(label), "act", href=address))


def _rename(holder: Holder) -> None:
    """Title, group, question, noun of what is compared; what was typed is kept when refused."""
    case, key = holder.dossier.case, holder.key
    names = {"title": case.title, "group": case.group, "choice": case.choice}
    fields = {name: f"rename_{name}_{key}" for name in (*names, "noun")}
    labels = (t("Title of the case"), t("Name of the group"), t("What is chosen, as a question"))
    slots: dict[str, DeltaGenerator] = {}
    with drafts(f"rename_{key}"), st.form("rename", border=False):
        for (name, value), label in zip(names.items(), labels, strict=True):
            widgets.text_input(label, name=fields[name], value=value, write=None)
            watch(fields[name], value, widgets.key_of(fields[name]), form=True)
            slots[name] = st.container()
        noun_field(fields["noun"], case.option, write=None)
        slots[""] = st.container()
        # Somebody may have renamed it since it was in sight.
        about = key, *names.values(), case.option
        sent = is_pressed(t("Rename"), "rename_send", about, st.form_submit_button)
    if not sent:
        return
    title, group, choice = (typed_text(fields[name]) for name in names)
    also = Renaming(widgets.value_of(fields["noun"]), choice, holder.dossier.seq)
    rename = lambda: holder.wrote(holder.shelf.rename(*holder.door, title, group, also))  # noqa: E731 (one line)
    if is_written(rename, slots, t("The case is renamed.")):
        st.rerun()


def _archive(holder: Holder) -> None:
    """The button that puts a dossier away, or takes it out again."""
    archived = holder.dossier.archived
    label = t("Take it out") if archived else t("Put away")
    done = t("The case is taken out.") if archived else t("The case is put away.")
    # Another name for each: a second press does not undo the first.
    name, slot = "take_out" if archived else "put_away", st.container()
    archive = partial(holder.shelf.archive, *holder.door, archived=not archived)
    if st.button(label, key=name) and is_written(archive, {"": slot}, done):
        st.rerun()


def _erase(holder: Holder) -> None:
    """The button that erases a dossier, once asked again."""
    name, said = f"erase_dossier_{holder.key}", said_next()

    def erase() -> None:
        holder.shelf.erase(*holder.door)
        said[:] = [t("The case is erased.")]

    def erased() -> bool:
        if not is_done(erase):
            return False
        st.query_params.from_dict({})
        forget_dossier(holder.key)
        return True

    if st.button(t("Erase…"), key="erase"):
        ask_confirmation(name)
        st.rerun()
    if pending_confirmation() == name:
        costs = (
            t("All its scores, its links and its history are erased, for everybody."),
            t("Meetings keep the copy that they took of it."),
        )
        title = t("Erase « {title} »?", title=holder.dossier.case.title)
        keep, go = t("Keep this case"), t("Erase it for good")
        confirmation_dialog(Confirmation(title, costs, keep, go, erased))


_SHOWN_ONCE = "dossier_link_made"
"""Session key: a list, empty or with the key of a dossier, role and secret of a link just made."""


def draw_sharing_page(holder: Holder) -> None:
    """The three links, to read, propose, correct: made anew, the old one fails."""
    links = attempt(partial(holder.shelf.links, *holder.door))
    if links is None:
        return
    loud = t("Three links: to read, to propose, to correct.")
    rest = t("Made anew, a link replaces the one there was: whoever came by that one is out.")
    with st.container(key="answer"):
        st.html(answer_block(t("Who may read, correct, lead?"), loud, rest))
    moments = {link.role: link.created_at for link in links}
    for role in LINK_ROLES:
        with st.container(key=f"dossier_link_{role.value}", gap="small"):
            _draw_link(holder, role, moments.get(role, ""))


def _draw_link(holder: Holder, role: Role, made_at: str) -> None:
    """What a link allows, since when; the link itself, once it was just made; how to make it."""
    # To be written in itself: a run that a second press overtakes stops before more.
    once: list[tuple[str, Role, str]] = st.session_state.setdefault(_SHOWN_ONCE, [])
    case, name = holder.dossier.case, f"dossier_link_{role.value}"
    since = t("not made yet")
    if made_at:
        since = t("made on {moment}", moment=moment_text(made_at, case.timezone))
    head = tag("h2", text(capital(dossier_role_name(role))))
    st.html(head + tag("p", text(f"{capital(role_allows(role))} · {since}"), "thin"))
    for key, given, secret in once:
        if (key, given) == (holder.key, role):
            words = t("Copy this link now: it will not be shown again.")
            st.html(tag("p", text(words), "warn", role="status"))
            draw_kept_link(f"{link_origin()}/ouvrir/{key}/{secret}", "role")

    def made() -> bool:
        make = partial(holder.shelf.new_link, *holder.door, role)
        if role is Role.FACILITATOR:
            return is_made_again(holder.key, case.title, make)

        def keep() -> None:
            once[:] = [(holder.key, role, make())]

        return is_done(keep)

    label = t("Make this link anew") if made_at else t("Make this link")
    if is_pressed(label, f"{name}_make", made_at):
        if made_at:
            ask_confirmation(name)
        elif made():
            st.rerun()
    if pending_confirmation() == name:
        costs = [t("Whoever opened the case by the present link does not open it any more.")]
        if role is Role.FACILITATOR:
            costs.append(t("You are here by it: keep the new one, and come in by it."))
        title, keep, go = t("Make this link anew?"), t("Keep the present one"), t("Make it anew")
        confirmation_dialog(Confirmation(title, tuple(costs), keep, go, made))
