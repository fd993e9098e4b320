"""The list: the dossiers of this browser, the example, five doors, its meetings."""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from criteria.errors import Problem
from prioritisation.analysis.address import to_address
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.reading import OpenDossier
from prioritisation.cases.shelf import current_shelf
from prioritisation.drawing.heading import phase_in_words
from prioritisation.drawing.markup import items, tag, text
from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room import Stage
from prioritisation.sentences.dossiers import dossier_role_name, known_text, origin_text, size_text
from prioritisation.settings import case_is_chosen, case_or_problems, example_case
from prioritisation.ui.dossiers.making import how_to_create, recover_dossier
from prioritisation.ui.dossiers.place import (
    BLANK_DOOR,
    COPY_DOOR,
    EARLIER_DOOR,
    FILE_DOOR,
    REGION_DOOR,
    go_to_door,
    go_to_dossier,
    may_create,
    passes,
)
from prioritisation.ui.shared.controls import answered_fold, capital
from prioritisation.ui.shared.page import answer_block, draw_html, faults_html
from prioritisation.ui.shared.pages import FIRST, page_at
from prioritisation.ui.visit.looking import browser_meetings
from prioritisation.ui.visit.visit import attempt
from prioritisation.wording import NBSP, date_text, listed, t, tn
from prioritisation.wording.moments import local_moment
from prioritisation.wording.nouns import speaking_of


def draw_dossiers() -> None:
    """What this browser may open, and how to make another."""
    owned = passes()
    dossiers = (attempt(lambda: current_shelf().held_by(owned)) if owned else ()) or ()
    unread = (attempt(lambda: current_shelf().unreadable_titles(owned)) if owned else ()) or ()
    standing = [d for d in dossiers if not d.archived]
    away = [d for d in dossiers if d.archived]
    allowed = may_create()
    with st.container(key="answer"):
        st.html(
            answer_block(
                t("Which case do we open?"), *_answer(len(standing) + len(unread), allowed=allowed)
            )
        )
    with st.container(key="dossiers"):
        for dossier in standing:
            _dossier(dossier, owned[dossier.key])
        if unread:
            words = t(
                "This program cannot read {titles}; nothing of it is lost.",
                titles=listed([f"«{NBSP}{title}{NBSP}»" for title in unread]),
            )
            st.html(tag("p", text(words), "warn"))
        _examples()
    if away:
        n = tn("{n} case", "{n} cases", len(away))
        with answered_fold(t("And those that are put away?"), n, "away"):
            for dossier in away:
                _dossier(dossier, owned[dossier.key])
    _doors(allowed=allowed)
    draw_html(_meetings(browser_meetings(), (case_or_problems()[0] or example_case()).timezone))
    if allowed:
        _every(set(owned))


def _answer(count: int, *, allowed: bool) -> tuple[str, str]:
    if not count:
        start = t("Open the link of a case that you were given.")
        return (
            t("Start from the example, or make your own case.") if allowed else start,
            t("A case is listed here once this browser has opened a link of it."),
        )
    loud = tn("{n} case of yours, and the example.", "{n} cases of yours, and the example.", count)
    return loud, t("Only the cases whose link this browser holds are listed.")


def _dossier(dossier: OpenDossier, secret: str) -> None:
    with st.container(key=f"onecase_{dossier.key}", gap=None):
        with speaking_of(dossier.case.option):
            st.html(_summary(dossier.case, *_facts(dossier, secret)))
        _open_button(dossier.key)


def _open_button(key: str) -> None:
    st.button(t("Open"), key=f"open_{key}", on_click=go_to_dossier, args=(key,))


def _summary(case: Case, *facts: str) -> str:
    """A case in a few lines: title and group, what is known, then where it stands."""
    lines = (f"{size_text(case)} · {known_text(case)}", " · ".join(facts))
    return _named(case.title, case.group) + "".join(
        tag("p", text(line), "thin") for line in lines if line
    )


def _named(title: str, group: str) -> str:
    return tag("p", tag("b", tag("bdi", text(title))) + text(" · ") + tag("bdi", text(group)))


def _facts(dossier: OpenDossier, secret: str) -> tuple[str, ...]:
    day = local_moment(dossier.changed_at, dossier.case.timezone).date().isoformat()
    uses = attempt(lambda: current_shelf().uses(dossier.key, secret)) or ()
    return (
        origin_text(dossier.origin),
        t("last change: {day}", day=date_text(day)),
        tn("{n} meeting", "{n} meetings", len(uses)) if uses else t("no meeting yet"),
        t("your link: {role}", role=dossier_role_name(dossier.role)),
    )


def _examples() -> None:
    """The case of the folder that the server was given, if any, and the one of the program."""
    case, problems = case_or_problems()
    if case is None:
        _broken_folder(problems)
    elif case_is_chosen():
        _example(case, t("case of this server"), "server")
    if not case_is_chosen() or case is not example_case():
        seen = example_case() is case
        what = t("example, to look at or to copy") if seen else t("example, to copy")
        _example(example_case(), what, "example")


def _broken_folder(problems: Sequence[Problem]) -> None:
    """The case of the server, whose files cannot be used: what is wrong stands in its place."""
    with st.container(key="onecase_server", gap=None):
        name = tag("p", tag("b", text(capital(t("case of this server")))))
        words = tag("p", text(t("This case cannot be used as it is.")), "warn")
        st.html(name + words + faults_html(problems))


def _example(case: Case, what: str, key: str) -> None:
    day = t("last change: {day}", day=date_text(case.updated.isoformat()))
    with st.container(key=f"onecase_{key}", gap=None):
        with speaking_of(case.option):
            st.html(_summary(case, what, day))
        if case is case_or_problems()[0]:
            query = to_address(case, starting_scenario(case))
            with st.container(key=f"plain_{key}", width="content"):
                st.page_link(page_at(FIRST), label=t("See the ranking"), query_params=query)


def _doors(*, allowed: bool) -> None:
    """Five ways to a new case; to whoever may make none, how to be allowed to, and no more."""
    if not allowed:
        st.html(tag("p", text(how_to_create()), "note"))
        return
    st.html(tag("h2", text(t("A new case: where does it start from?"))))
    with st.container(key="doors"):
        for door, (title, words, label) in _door_words().items():
            with st.container(key=f"door_{door}", gap=None):
                st.html(tag("h3", text(title)) + tag("p", text(words), "thin"))
                st.button(label, key=f"go_{door}", on_click=go_to_door, args=(door,))


def _door_words() -> dict[str, tuple[str, str, str]]:
    """Door -> its title, what it brings, and the label of its button."""
    return {
        REGION_DOOR: (
            t("A region"),
            t("18 territories: the figures of the State; all the rest is missing, and says so."),
            t("Choose a region"),
        ),
        EARLIER_DOOR: (
            t("Last time"),
            t("The case of an earlier meeting, with what was corrected in it. Never the votes."),
            t("Take up a meeting"),
        ),
        BLANK_DOOR: (
            t("A blank page"),
            t("What is chosen, between what, on which criteria? A site, a supplier, a date…"),
            t("Start from nothing"),
        ),
        FILE_DOOR: (
            t("A file"),
            t("A table of levers and criteria as it is: Excel, LibreOffice, CSV, or pasted."),
            t("Drop a file"),
        ),
        COPY_DOOR: (
            t("A copy"),
            t("Any case that you may read, or the example: changed without touching the first."),
            t("Copy a case"),
        ),
    }


def _meetings(stages: tuple[Stage, ...], timezone: str) -> str:
    """The meetings that this browser takes part in or drives, the newest first."""
    title = tag("h2", text(t("The meetings of this browser")))
    if not stages:
        none = t("None: a meeting is known here once its link or its code was opened.")
        return title + tag("p", text(none), "note")
    return title + items((_meeting(stage, timezone) for stage in stages), "plainlist")


def _meeting(stage: Stage, timezone: str) -> str:
    link = tag("a", text(stage.code), "act", href=meeting_address(stage.code), target="_self")
    day = date_text(local_moment(stage.created_at, timezone).date().isoformat())
    about = text(f", {day}, {phase_in_words(stage.meeting)}")
    return f"{link} {tag('bdi', text(stage.title))}{about}"


def _every(owned: set[str]) -> None:
    """All dossiers of this server by name, for whoever may give a lost link again."""
    dossiers = attempt(lambda: current_shelf().every()) or ()
    if not dossiers:
        return
    n = tn("{n} case", "{n} cases", len(dossiers))
    with answered_fold(t("Was a link lost? All the cases of this server"), n, "every"):
        for dossier in dossiers:
            with st.container(key=f"onecase_any_{dossier.key}", gap=None):
                facts = [origin_text(dossier.origin), date_text(dossier.changed_on.isoformat())]
                facts += [t("of this browser")] if dossier.key in owned else []
                st.html(
                    _named(dossier.title, dossier.group)
                    + tag("p", text(" · ".join(facts)), "thin")
                )
                if st.button(t("New facilitator link"), key=f"recover_{dossier.key}"):
                    recover_dossier(dossier.key, dossier.title)
