"""One lever or two, for a ranking: answer, pictures, what is said, arguments, tables, method.

The page *Un ou deux leviers*: the session's scenario, what the visitor says, what follows.
"""

from collections.abc import Callable

import streamlit as st

from criteria.case import Case
from prioritisation.analysis.scenario import Analysis, analyse
from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.drawing import decided
from prioritisation.drawing.decided import Outcome
from prioritisation.drawing.markup import items, tag, text
from prioritisation.errors import InvalidPoints
from prioritisation.sentences import caveats
from prioritisation.sentences.portfolio import method_text
from prioritisation.sentences.sets import (
    excluded_texts,
    unsaid_texts,
    values_text,
    why_texts,
)
from prioritisation.ui.sets.asking import asking
from prioritisation.ui.sets.cards import cards
from prioritisation.ui.sets.ground import Ground, refused, unsent
from prioritisation.ui.sets.picture import picture
from prioritisation.ui.sets.robust import costs_table, every_set, robust, roles, sides
from prioritisation.ui.sets.shelf import Shelf, ShelfKeep, keeping, shelf
from prioritisation.ui.shared import state
from prioritisation.ui.shared.controls import assumptions, weights_panel
from prioritisation.ui.shared.page import (
    address_notice,
    answer,
    apart,
    computing,
    drawn,
    no_weights,
)
from prioritisation.ui.visit.trying import notice
from prioritisation.ui.visit.voting import hidden
from prioritisation.wording import t


def outcome(ground: Ground) -> Outcome:
    """Every set compared, or the sentences that say why none can be."""
    return decided.outcome(ground.analysis, ground.told.question, ground.ballots)


def conclusion(ground: Ground, found: Outcome) -> tuple[str, str]:
    """The answer in two parts: said loud, and its reservation."""
    return decided.conclusion(ground.case, found)


def pictures(ground: Ground, found: Portfolio) -> None:
    """The sets compared, then who is on which side of the threshold."""
    with st.container(key="sets_picture", gap="small"):
        st.html(tag("h2", text(t("Levers alone and together"))) + picture(found, ground.case))
        excluded = excluded_texts(found, ground.labels)
        drawn("".join(tag("p", text(one), "caveat") for one in excluded))
    with st.container(key="sets_sides", gap="small"):
        told = sides(found)
        if told:
            st.html(tag("h2", text(t("From which cost is one lever alone better?"))) + told)


def held(ground: Ground, found: Portfolio) -> None:
    """What holds whatever the weights."""
    told = robust(found, ground.case)
    if not told:
        return
    with st.container(key="sets_held", gap="small"):
        st.html(tag("h2", text(t("Which choice holds when the weights change?"))))
        st.html(tag("div", told, "heldtables") + roles(found, ground.case))


def speech(ground: Ground, found: Outcome, note: str = "") -> None:
    """What is said of levers together, what is not, and the arguments."""
    if ground.keep is None:
        _speech(ground, found, note)
        return
    with unsent(ground.name):
        _speech(ground, found, note)


def _speech(ground: Ground, found: Outcome, note: str) -> None:
    with st.container(key="sets_said", gap="small"):
        with apart():
            drawn(notice(*refused("")) if refused("") else "")
        asking(ground)
        if isinstance(found, Portfolio):
            unsaid = unsaid_texts(found, ground.labels)
            drawn("".join(tag("p", text(one), "note") for one in unsaid))
        drawn(tag("p", text(note), "note") if note else "")
    with st.container(key="sets_cards", gap="small"):
        cards(ground)


def more(ground: Ground, found: Portfolio) -> None:
    """All the choices, the shares by cost, the method: on demand."""
    with st.container(key="sets_more", horizontal=True, gap="medium"):
        _on_demand(t("Table of all the choices"), "twin", lambda: _every(ground, found))
        if found.over_weights and found.threshold is not None:
            _on_demand(t("Shares by cost of dispersion"), "costs", lambda: costs_table(found))
        _on_demand(t("Method"), "method", lambda: _method(found))


def _every(ground: Ground, found: Portfolio) -> str:
    best = [rows for b in found.choice.bests for rows in b.sure]
    why = [one for rows in best for one in why_texts(found, rows, ground.labels)]
    told = items((text(one) for one in why), "plainlist") if why else ""
    return every_set(found, ground.case) + told


def _on_demand(label: str, key: str, content: Callable[[], str]) -> None:
    """Computed once it is open only: a table of hundreds of choices is not drawn for nothing."""
    opened = st.expander(label, type="compact", key=f"sets_{key}", on_change="rerun")
    if opened.open:
        with opened:
            st.html(content())


def _method(found: Portfolio) -> str:
    told = [
        method_text(),
        t(
            "An unknown score of a lever that two choices share changes neither's place: choices "
            "are compared on what they do not share."
        ),
        values_text(found.question.values),
    ]
    spread = found.over_weights
    if spread and spread.thresholds and spread.thresholds.seed is not None:
        told.append(
            t(
                "Shares of all weights: {n} weights drawn at random (seed {seed}), all equally "
                "likely.",
                n=f"{spread.thresholds.n:,}".replace(",", "\N{NO-BREAK SPACE}"),
                seed=spread.thresholds.seed,
            )
        )
    return items((text(one) for one in told), "plainlist")


@st.fragment
def page(case: Case) -> None:
    """Answer, pictures, who is on which side, what is said of sets, arguments."""
    question = t("One lever or two?")
    if hidden(case, question):
        return
    chosen = state.scenario()
    address_notice(state.problems())
    kept = shelf(case)
    with apart():
        drawn(notice(*kept.faults) if kept.faults else "")
    ground = _ground(case, kept)
    with computing():
        found = outcome(ground) if ground else ()
    with st.container(key="answer"):
        if ground:
            st.html(answer(question, *conclusion(ground, found)))
        else:
            st.html(no_weights(question, chosen))
    assumptions(case, chosen)
    with st.container(key="board"):
        above = st.container(key="ranking", gap="medium")
        with st.container(key="weights", gap=None):
            weights_panel(case, chosen, ground.analysis.weights if ground else None)
        if ground is None:
            return
        if isinstance(found, Portfolio):
            with above:
                pictures(ground, found)
        with st.container(key="under", gap="medium"):
            _under(case, ground, found, kept)


def _under(case: Case, ground: Ground, found: Outcome, kept: Shelf) -> None:
    with apart("medium"):
        if isinstance(found, Portfolio):
            held(ground, found)
    speech(ground, found)
    if not kept.unread:
        keeping(case, kept)
    if isinstance(found, Portfolio):
        more(ground, found)
    drawn("".join(tag("p", text(c), "caveat") for c in caveats(ground.analysis)))


def _ground(case: Case, kept: Shelf) -> Ground | None:
    """The ranking of the session, and what is said; None when no criterion weighs anything."""
    found = _analysed(case)
    if found is None:
        return None
    keep = None if kept.unread else ShelfKeep(case)
    return Ground(found.case, found, (), kept.told.of(found.case), keep, "sets")


def _analysed(case: Case) -> Analysis | None:
    try:
        return analyse(case, state.scenario())
    except InvalidPoints:
        return None
