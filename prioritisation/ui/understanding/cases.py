"""The page *Tous les dossiers*: the case this server shows, and the meetings of this browser."""

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.crossing import open_choices
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.drawing.heading import phase_in_words
from prioritisation.drawing.markup import items, plain_list, tag, text
from prioritisation.drawing.view import meeting_address
from prioritisation.meeting.room import Stage
from prioritisation.sentences.crossing import choice_question
from prioritisation.sentences.ranking import missing_scores
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.folds import folded_numbers
from prioritisation.ui.shared.page import address_notice, answer_block, draw_html
from prioritisation.ui.shared.pages import CENSUS, CRITERIA, UNDERSTAND, page_file
from prioritisation.ui.visit.looking import browser_meetings
from prioritisation.wording import date_text, t, tn
from prioritisation.wording.moments import local_moment


@st.fragment
def cases_page(case: Case) -> None:
    """What is known of the case, what is open in it, and the way to the meetings."""
    address_notice(state.address_problems())
    name = t("{title}, {group}.", title=case.title, group=case.group)
    question = t("Which case is shown here, and which meetings?")
    with st.container(key="answer"):
        st.html(answer_block(question, name, t("This server shows one case.")))
    _facts(case)
    draw_html(_open_questions(case))
    draw_html(_meetings(browser_meetings(), case.timezone))
    draw_html(folded_numbers())


def _facts(case: Case) -> None:
    """Levers, criteria, scores, sheets, each a way to its page; the day of the last change."""
    counted = sum(c.active for c in case.criteria)
    out = len(case.criteria) - counted
    criteria = tn("{n} criterion counted", "{n} criteria counted", counted)
    scores = len(case.levers) * counted
    uncertain = "; ".join(
        missing_scores(case.keeping(_active(case)).tables[case.default_combination])
    )
    facts = [
        (UNDERSTAND, tn("{n} lever", "{n} levers", len(case.levers))),
        (
            CRITERIA,
            criteria + (", " + tn("{n} other noted", "{n} others noted", out) if out else ""),
        ),
        (
            UNDERSTAND,
            tn("{n} score", "{n} scores", scores) + (f" : {uncertain}" if uncertain else ""),
        ),
    ]
    if case.sheets:
        facts.append((CENSUS, tn("{n} action sheet", "{n} action sheets", len(case.sheets))))
    with st.container(key="facts", gap=None):
        st.html(tag("h2", text(t("What is in it?"))))
        for path, fact in facts:
            st.page_link(page_file(path), label=literal(fact))
        day = date_text(case.updated.isoformat())
        st.html(tag("p", text(t("last change: {day}", day=day)), "note"))


def _active(case: Case) -> tuple[str, ...]:
    return tuple(c.id for c in case.criteria if c.active)


def _open_questions(case: Case) -> str:
    """Those of the case as it starts: a meeting that one looks at may have settled some."""
    scenario = starting_scenario(case)
    case = case.in_plain_words(scenario.senses)
    choices = open_choices(case, scenario)
    if not choices:
        return ""
    title = tn(
        "{n} question is open in the starting case",
        "{n} questions are open in the starting case",
        len(choices),
    )
    return tag("h2", text(title)) + plain_list(choice_question(case, c) for c in choices)


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
