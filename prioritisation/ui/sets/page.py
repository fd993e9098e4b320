"""The page *Un ou deux* as a whole, and its blocks, which a meeting draws too."""

import streamlit as st

from criteria.case import Case
from criteria.evidence import Stance
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.discussion import Card, on_side, short_text
from prioritisation.drawing import decision
from prioritisation.drawing.decision import ComparisonOrReasons
from prioritisation.drawing.markup import html_paragraphs, items, plain_list, tag, text
from prioritisation.drawing.projected.pair import pair_picture
from prioritisation.sentences import second_lever
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.explained import NumberKind
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.one_or_two import OneOrTwo, SideText, one_or_two
from prioritisation.sentences.ranking import caveats
from prioritisation.sentences.set_comparison import (
    drawn_weights_text,
    method_text,
    robust_answer,
    zero_text,
)
from prioritisation.sentences.sets import excluded_texts, unsaid_texts, values_text, why_texts
from prioritisation.ui.sets import robust
from prioritisation.ui.sets.cards import cards
from prioritisation.ui.sets.ground import CARD, KIND, PAGE, SetsPage, remember_unsent, value
from prioritisation.ui.sets.losses import draw_losses, losses_table
from prioritisation.ui.sets.picture import sets_picture
from prioritisation.ui.sets.shelf import SessionDiscussion, SessionKeeper, draw_keeping, shelf
from prioritisation.ui.sets.statements import draw_statements, said_count
from prioritisation.ui.shared import page as frame
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import draw_assumptions
from prioritisation.ui.shared.folds import (
    answered_fold,
    draw_on_demand,
    opening_fold,
    page_numbers,
)
from prioritisation.ui.shared.weighing import bare_weights
from prioritisation.ui.visit.projecting import (
    draw_projected,
    headline_picture,
    picture_source,
)
from prioritisation.ui.visit.trying import draw_refusal, notice_block
from prioritisation.ui.visit.voting import is_hidden
from prioritisation.wording import t, tn


def page_comparison(ground: SetsPage) -> ComparisonOrReasons:
    """Every set compared, or the sentences that say why none can be."""
    return decision.compare_or_explain(ground.analysis, ground.discussion.question, ground.ballots)


def page_answer(outcome: ComparisonOrReasons) -> OneOrTwo:
    """The question and its two answers; or why nothing can be chosen."""
    if isinstance(outcome, SetComparison):
        return one_or_two(outcome)
    nothing = t("Nothing can be chosen.")
    return OneOrTwo(Headline(t("One lever or two?"), nothing, " ".join(outcome)))


def draw_answers(ground: SetsPage, outcome: ComparisonOrReasons) -> None:
    """Both answers with the arguments of each, then the best lever and the best sets as bars."""
    answer = page_answer(outcome)
    cards_of = ground.discussion.cards
    sides = (
        (answer.several, t("For a second lever"), on_side(cards_of, Stance.FOR)),
        (answer.one, t("Against a second lever"), on_side(cards_of, Stance.AGAINST)),
    )
    columns = "".join(_side(ground.case, *side) for side in sides)
    between = tag("p", text(answer.between), "note") if answer.between else ""
    st.html(tag("div", columns, "sides") + between)
    if isinstance(outcome, SetComparison):
        with st.container(key="sets_picture", gap="small"):
            st.html(sets_picture(outcome, ground.case))
            excluded = excluded_texts(outcome, ground.labels)
            frame.draw_html(html_paragraphs(excluded, "caveat"))


def _side(case: Case, side: SideText | None, name: str, arguments: tuple[Card, ...]) -> str:
    """An answer, when it is right, and the arguments for it in a few words; whole in a fold."""
    heading = side.answer if side else name
    condition = tag("p", text(side.condition), "when") if side else ""
    rows = [text(short_text(case, card)) for card in arguments]
    listed = items(rows) if rows else tag("p", text(t("No argument on this side.")), "thin")
    return tag("section", tag("h2", text(heading)) + condition + listed)


_NUMBERS = (
    NumberKind.POINTS,
    NumberKind.SECOND,
    NumberKind.EFFECT,
    NumberKind.SHARE,
    NumberKind.WEIGHT,
    NumberKind.SCALE,
    NumberKind.SCORES,
)


def draw_folds(ground: SetsPage, outcome: ComparisonOrReasons, note: str = "") -> None:
    """What explains the answer, each behind the question that it answers."""
    comparison = outcome if isinstance(outcome, SetComparison) else None
    with st.container(key="folds_sets", gap=None):
        # Their place is kept: what is typed below would be lost if it moved.
        with st.container(gap=None):
            if comparison is not None:
                _explained(ground, comparison)
        if ground.keep is None:
            _speech(ground, comparison, note)
        else:
            with remember_unsent(ground.name):
                _speech(ground, comparison, note)
        with st.container(gap=None):
            if comparison is not None:
                _more(ground, comparison)


def _explained(ground: SetsPage, comparison: SetComparison) -> None:
    """What holds with other weights, which says whole what a share is of; then what is lost."""
    if answer := robust_answer(comparison, ground.labels):
        draw_on_demand(
            t("And with other weights?"),
            answer,
            "sets_robust",
            lambda: _robust(ground, comparison),
        )
    if comparison.dilution is not None:
        question = t("What if spreading out lessened the effect of each?")
        with answered_fold(
            question, " ".join(second_lever.second_lever_texts(comparison)), "sets_losses"
        ):
            draw_losses(ground, comparison)


def _robust(ground: SetsPage, comparison: SetComparison) -> str:
    """What holds whatever the weights."""
    tables = tag("div", robust.robust_sets_block(comparison, ground.case), "heldtables")
    return tables + robust.membership_block(comparison, ground.case)


def _speech(ground: SetsPage, comparison: SetComparison | None, note: str) -> None:
    """What is said of levers together, and the arguments: open where something is being typed."""
    with frame.apart_block():
        draw_refusal(PAGE, "")
    count, name = said_count(ground), ground.name
    answer = tn("{n} thing is said.", "{n} things are said.", count)
    answer = answer if count else t("Nothing yet: only the points of each count.")
    question, typed = t("What is said of the levers together?"), bool(value(name, KIND))
    with (
        opening_fold(question, answer, f"said_{name}", needed=typed),
        st.container(key="sets_said", gap="small"),
    ):
        draw_statements(ground)
        if comparison is not None:
            unsaid = unsaid_texts(comparison, ground.labels)
            frame.draw_html(html_paragraphs(unsaid, "note"))
        frame.draw_html(tag("p", text(note), "note") if note else "")
    count = len(ground.discussion.cards)
    answer = tn("{n} argument, whole.", "{n} arguments, whole.", count)
    answer = answer if count else t("No argument yet: add one.")
    question, typed = t("Where do these arguments come from?"), bool(value(name, CARD))
    with (
        opening_fold(question, answer, f"arguments_{name}", needed=typed),
        st.container(key="sets_cards", gap="small"),
    ):
        cards(ground)


def _more(ground: SetsPage, comparison: SetComparison) -> None:
    """All the choices, the method."""
    draw_on_demand(
        t("And the other choices?"),
        t("Points of each, in a table."),
        "sets_every",
        lambda: _every(ground, comparison),
    )
    draw_on_demand(t("How it is computed"), "", "sets_method", lambda: _method(comparison))


def _every(ground: SetsPage, comparison: SetComparison) -> str:
    best = [rows for b in comparison.choice.bests for rows in b.sure]
    why = [one for rows in best for one in why_texts(comparison, rows, ground.labels)]
    return robust.every_set(comparison, ground.case) + plain_list(why)


def _method(comparison: SetComparison) -> str:
    sentences = [
        method_text(),
        zero_text(),
        t(
            "A score of a lever that two choices share, even not known, changes neither's place: "
            "choices are compared on what they do not share."
        ),
        values_text(comparison.question.values),
        *filter(None, [drawn_weights_text(comparison)]),
    ]
    several = comparison.over_weights and comparison.dilution is not None
    return (
        page_numbers(*_NUMBERS)
        + plain_list(sentences)
        + (losses_table(comparison) if several else "")
    )


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
    headline = (
        page_answer(outcome).headline if ground else frame.no_weights_headline(question, scenario)
    )
    with st.container(key="answer"):
        st.html(frame.answer_block(question, headline.answer, headline.reservation))
    draw_assumptions(case, scenario, with_criteria=True)
    with st.container(key="board"):
        above = st.container(key="ranking", gap="medium")
        with st.container(key="weights", gap=None):
            bare_weights(case, scenario, ground.analysis.weights if ground else None)
        if ground:
            with above:
                draw_answers(ground, outcome)
            with st.container(key="under", gap="small"):
                draw_folds(ground, outcome)
                _foot(case, ground, session)
    draw_projected(_projected(case, headline, ground, outcome))


def _projected(
    case: Case, headline: Headline, ground: SetsPage | None, outcome: ComparisonOrReasons
) -> str:
    right = picture_source(case)
    if ground is None:
        return headline_picture(headline, right)
    return pair_picture(ground.analysis, outcome, ground.discussion.cards, right)


def _foot(case: Case, ground: SetsPage, session: SessionDiscussion) -> None:
    if not session.unread:
        draw_keeping(case, session)
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
