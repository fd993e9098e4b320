"""The page *Un ou deux leviers* as a whole, and its blocks, which a meeting draws too."""

from collections.abc import Callable

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.drawing import decision
from prioritisation.drawing.decision import ComparisonOrReasons
from prioritisation.drawing.markup import html_paragraphs, plain_list, tag, text
from prioritisation.sentences import caveats
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.set_comparison import method_text, threshold_text
from prioritisation.sentences.sets import excluded_texts, unsaid_texts, values_text, why_texts
from prioritisation.ui.sets import robust
from prioritisation.ui.sets.cards import cards
from prioritisation.ui.sets.ground import PAGE, SetsPage, remember_unsent
from prioritisation.ui.sets.losses import draw_losses, losses_table
from prioritisation.ui.sets.picture import sets_picture
from prioritisation.ui.sets.shelf import SessionDiscussion, SessionKeeper, draw_keeping, shelf
from prioritisation.ui.sets.statements import draw_statements
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import draw_assumptions, weights_panel
from prioritisation.ui.visit.trying import draw_refusal, notice_block
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import t


def page_comparison(ground: SetsPage) -> ComparisonOrReasons:
    """Every set compared, or the sentences that say why none can be."""
    return decision.compare_or_explain(ground.analysis, ground.discussion.question, ground.ballots)


def page_conclusion(ground: SetsPage, outcome: ComparisonOrReasons) -> tuple[str, str]:
    """The answer in two parts: said loud, and its reservation."""
    return decision.sets_conclusion(ground.case, outcome)


def pictures(ground: SetsPage, comparison: SetComparison) -> None:
    """The sets compared, then the loss that several bear, and who is on which side of it."""
    with st.container(key="sets_picture", gap="small"):
        st.html(
            tag("h2", text(t("Levers alone and together"))) + sets_picture(comparison, ground.case)
        )
        excluded = excluded_texts(comparison, ground.labels)
        frame.draw_html(html_paragraphs(excluded, "caveat"))
    draw_losses(ground, comparison)


def draw_robust_sets(ground: SetsPage, comparison: SetComparison) -> None:
    """What holds whatever the weights."""
    sentence = robust.robust_sets_block(comparison, ground.case)
    if not sentence:
        return
    with st.container(key="sets_held", gap="small"):
        st.html(tag("h2", text(t("Which choice holds when the weights change?"))))
        st.html(
            tag("div", sentence, "heldtables") + robust.membership_block(comparison, ground.case)
        )


def draw_discussion(ground: SetsPage, outcome: ComparisonOrReasons, note: str = "") -> None:
    """What is said of levers together, what is not, and the arguments."""
    if ground.keep is None:
        _speech(ground, outcome, note)
        return
    with remember_unsent(ground.name):
        _speech(ground, outcome, note)


def _speech(ground: SetsPage, outcome: ComparisonOrReasons, note: str) -> None:
    with st.container(key="sets_said", gap="small"):
        with frame.apart_block():
            draw_refusal(PAGE, "")
        draw_statements(ground)
        if isinstance(outcome, SetComparison):
            unsaid = unsaid_texts(outcome, ground.labels)
            frame.draw_html(html_paragraphs(unsaid, "note"))
        frame.draw_html(tag("p", text(note), "note") if note else "")
    with st.container(key="sets_cards", gap="small"):
        cards(ground)


def more(ground: SetsPage, comparison: SetComparison) -> None:
    """All the choices, the shares by cost, the method: on demand."""
    with st.container(key="sets_more", horizontal=True, gap="medium"):
        _on_demand(t("Table of all the choices"), "twin", lambda: _every(ground, comparison))
        if comparison.over_weights and comparison.dilution is not None:
            _on_demand(t("Shares by loss of effect"), "costs", lambda: losses_table(comparison))
        _on_demand(t("Method"), "method", lambda: _method(comparison))


def _every(ground: SetsPage, comparison: SetComparison) -> str:
    best = [rows for b in comparison.choice.bests for rows in b.sure]
    why = [one for rows in best for one in why_texts(comparison, rows, ground.labels)]
    sentence = plain_list(why)
    return robust.every_set(comparison, ground.case) + sentence


def _on_demand(label: str, key: str, content: Callable[[], str]) -> None:
    """Computed once it is open only: a table of hundreds of choices is not drawn for nothing."""
    opened = st.expander(label, type="compact", key=f"sets_{key}", on_change="rerun")
    if opened.open:
        with opened:
            st.html(content())


def _method(comparison: SetComparison) -> str:
    sentences = [
        method_text(),
        *filter(None, [threshold_text(comparison)]),
        t(
            "A score of a lever that two choices share, even not known, changes neither's place: "
            "choices are compared on what they do not share."
        ),
        values_text(comparison.question.values),
    ]
    spread = comparison.over_weights
    if spread and spread.thresholds and spread.thresholds.seed is not None:
        sentences.append(
            t(
                "Shares of all weights: {n} weights drawn at random (seed {seed}), all equally "
                "likely.",
                n=f"{spread.thresholds.n:,}".replace(",", "\N{NO-BREAK SPACE}"),
                seed=spread.thresholds.seed,
            )
        )
    return plain_list(sentences)


@st.fragment
def sets_page(case: Case) -> None:
    """Answer, pictures, who is on which side, what is said of sets, arguments."""
    question = t("One lever or two?")
    if is_hidden(case, question):
        return
    scenario = state.session_scenario()
    frame.address_notice(state.address_problems())
    session = shelf(case)
    with frame.apart_block():
        frame.draw_html(notice_block(*session.faults) if session.faults else "")
    ground = _ground(case, session)
    with frame.while_computing():
        outcome = page_comparison(ground) if ground else ()
    with st.container(key="answer"):
        if ground:
            st.html(frame.answer_block(question, *page_conclusion(ground, outcome)))
        else:
            st.html(frame.no_weights(question, scenario))
    draw_assumptions(case, scenario)
    with st.container(key="board"):
        above = st.container(key="ranking", gap="medium")
        with st.container(key="weights", gap=None):
            weights_panel(case, scenario, ground.analysis.weights if ground else None)
        if ground is None:
            return
        if isinstance(outcome, SetComparison):
            with above:
                pictures(ground, outcome)
        with st.container(key="under", gap="medium"):
            _under(case, ground, outcome, session)


def _under(
    case: Case, ground: SetsPage, outcome: ComparisonOrReasons, session: SessionDiscussion
) -> None:
    with frame.apart_block("medium"):
        if isinstance(outcome, SetComparison):
            draw_robust_sets(ground, outcome)
    draw_discussion(ground, outcome)
    if not session.unread:
        draw_keeping(case, session)
    if isinstance(outcome, SetComparison):
        more(ground, outcome)
    frame.draw_html(html_paragraphs([in_force_text(ground.analysis)], "note"))
    frame.draw_html(html_paragraphs(caveats(ground.analysis), "caveat"))


def _ground(case: Case, session: SessionDiscussion) -> SetsPage | None:
    """The ranking of the session, and what is said; None when no criterion weighs anything."""
    analysis = state.scenario_analysis(case, state.session_scenario())
    if analysis is None:
        return None
    keep = None if session.unread else SessionKeeper(case)
    return SetsPage(
        analysis.case, analysis, (), session.discussion.of(analysis.case), keep, "sets"
    )
