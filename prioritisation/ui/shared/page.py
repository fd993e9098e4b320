"""What every page is made of: style, question and answer, notices, what is awaited."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import DEFAULT_OPTION
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing import STYLE_FOLDER as DRAWING
from prioritisation.drawing.markup import details, items, plain_list, tag, text
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.replay import wrong_settings_text
from prioritisation.ui.shared import state
from prioritisation.ui.shared.pages import FIRST, PAGES, RANKING
from prioritisation.ui.shared.scripts import draw_sharing
from prioritisation.wording import problem_sentence, t, tn
from prioritisation.wording.nouns import ask_elsewhere, speak_of


def answer_block(question: str, loud: str, rest: str) -> str:
    """A question, and its answer in one sentence of two sizes."""
    return tag("h1", text(question)) + answer_sentence(loud, rest, aria_live="polite")


def answer_sentence(loud: str, rest: str, css: str = "answer", **attributes: str) -> str:
    """A sentence of two sizes."""
    return tag("p", tag("strong", text(loud)) + " " + text(rest), css, **attributes)


def headline_block(headline: Headline) -> str:
    """A headline: its question, answer and reservation."""
    return answer_block(headline.question, headline.answer, headline.reservation)


def no_weights(question: str, scenario: Scenario) -> str:
    """What is said when no criterion is taken into account, or when every weight is zero."""
    return headline_block(no_weights_headline(question, scenario))


def no_weights_headline(question: str, scenario: Scenario) -> Headline:
    """The same, as a headline."""
    if not scenario.points:
        return Headline(
            question,
            t("No criterion is taken into account."),
            t("Nothing can be ranked. Choose one criterion at least."),
        )
    return Headline(
        question,
        t("No criterion has any weight."),
        t("Nothing can be ranked. Give points to one criterion at least."),
    )


def folded_html(question: str, answer: str, content: str) -> str:
    """What is secondary, folded under its question; the line that opens it holds the answer."""
    return details(tag("b", text(question)) + " " + text(answer), content, "fold")


def draw_html(html: str) -> None:
    """Draw a piece of HTML; nothing when it is empty."""
    if html:
        st.html(html)


def apart_block(gap: Literal["small", "medium"] = "small") -> AbstractContextManager[object]:
    """Where what comes and goes is drawn, above fields: a block that is there at each run.

    The browser knows a block by its place. One that moves down is made again, as its pieces
    arrive: what was being typed in it is lost, and the focus. An empty one is not seen.
    """
    return st.container(gap=gap)


_LOGGER = logging.getLogger(__name__)
_UI = Path(__file__).parents[1]
STYLES = (
    DRAWING / "style.css",
    _UI / "shared" / "weighing.css",
    _UI / "ranking.css",
    _UI / "comparing.css",
    _UI / "editing" / "editing.css",
    DRAWING / "seance.css",
    _UI / "experts.css",
    _UI / "note" / "note.css",
    _UI / "dossiers" / "dossiers.css",
    DRAWING / "decision.css",
    DRAWING / "pictures.css",
)
_MOST_SHOWN = 40


class _Styles:
    """All sheets in one piece, which the framework takes as it is: it unindents a text first."""

    @cached_property
    def _whole(self) -> str:
        return f"<style>{''.join(sheet.read_text('utf-8') for sheet in STYLES)}</style>"

    def _repr_html_(self) -> str:
        return self._whole


_STYLES = _Styles()


def style() -> None:
    """The looks of everything."""
    st.html(_STYLES)


def address_notice(
    problems: Sequence[Problem], left_out: Sequence[Problem] = (), *, with_sharing: bool = True
) -> None:
    """What was wrong in the address: what the starting point replaces, and what is left out.

    And whether the visitor has moved something, which the second line of the page says.

    Parameters
    ----------
    with_sharing
        Whether the menu « Partager » is drawn too, on a page of analysis; a page that has
        something to send before it draws it by itself.
    """
    with st.container(key="moved"):
        st.html(tag("i", "", "own" if state.is_own() else "start"))
    if with_sharing and (state.shown_page() or FIRST) in RANKING:
        draw_sharing()
    with apart_block():
        _notices(problems, left_out)


def _notices(problems: Sequence[Problem], left_out: Sequence[Problem]) -> None:
    if problems:
        title = tn(
            "A setting of the address was not understood; the starting point is used instead.",
            "{n} settings of the address were not understood; the starting point is used instead.",
            len(problems),
        )
        _notice(title, problems)
    if left_out:
        title = tn(
            "A choice of the address was not understood; it is left out.",
            "{n} choices of the address were not understood; they are left out.",
            len(left_out),
        )
        _notice(title, left_out)


def _notice(title: str, problems: Sequence[Problem]) -> None:
    rows = plain_list(problem_sentence(p) for p in problems[:_MOST_SHOWN])
    st.html(tag("div", tag("p", text(title)) + rows, "notice", role="alert"))


def broken_settings(problems: Sequence[Problem]) -> None:
    """The page shown instead of all others when a threshold of the server is malformed."""
    st.html(
        answer_block(t("What is wrong with the settings?"), *wrong_settings_text())
        + items((text(problem_sentence(p)) for p in problems), "plainlist faults")
    )


def broken_case(problems: Sequence[Problem]) -> None:
    """The page shown instead of all others when the case cannot be used."""
    st.html(
        answer_block(
            t("What is wrong with this case?"),
            t("This case cannot be used as it is."),
            tn(
                "One thing to correct, then reload the page.",
                "{n} things to correct, then reload the page.",
                len(problems),
            ),
        )
        + faults_html(problems)
    )


def faults_html(problems: Sequence[Problem]) -> str:
    """What is wrong with a case, a sentence each, and how many are left out."""
    rows = items((text(problem_sentence(p)) for p in problems[:_MOST_SHOWN]), "plainlist faults")
    left = len(problems) - _MOST_SHOWN
    return rows + (tag("p", text(t("… and {n} more.", n=left))) if left > 0 else "")


def failure(error: Exception) -> bool:
    """What people see when the program itself fails: a sentence, never a trace; it is logged.

    Given to Streamlit as ``on_script_error``; true means that nothing else is to be shown.
    """
    _LOGGER.error("a page failed", exc_info=error)
    st.html(
        answer_block(
            t("Something went wrong"),
            t("This page could not be drawn."),
            t("The fault is the program's, not yours. Your settings are in the address: reload."),
        )
    )
    return True


@contextmanager
def while_computing() -> Iterator[None]:
    """While this lasts, past an instant, the foot of the window says that it is being computed.

    To be entered at each run, long or not: what is below would move (``apart_block``).
    """
    with st.container(key="computing"), st.spinner(t("Being computed…")):
        yield


_OPTION = "option"
"""Session key: what the page that is shown calls what it compares."""

_NAMED = "page_named"
"""Session key: the word of the address of the page whose name the browser shows."""


def speak_of_case(case: Case | None, path: str = "") -> None:
    """From now on the page is of this case: its words, and its name in the browser.

    Parameters
    ----------
    path
        Of the page, where it may be another than that of the last call.
    """
    option = case.option if case else DEFAULT_OPTION
    st.session_state[_OPTION] = option
    speak_of(option)
    path = st.session_state[_NAMED] = path or st.session_state.get(_NAMED, FIRST)
    st.set_page_config(page_title=f"{PAGES[path].title} · {t('Choosing the priority levers')}")


def _of_session() -> str:
    if get_script_run_ctx(suppress_warning=True) is None:
        return DEFAULT_OPTION
    option = str(st.session_state.get(_OPTION, DEFAULT_OPTION))
    speak_of(option)
    return option


ask_elsewhere(_of_session)
