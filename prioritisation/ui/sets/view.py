"""One lever or two, for a ranking: answer, pictures, what is said, arguments, tables, method."""

from collections.abc import Callable

import streamlit as st

from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.drawing import pairs
from prioritisation.drawing.markup import items, tag, text
from prioritisation.drawing.pairs import Outcome
from prioritisation.sentences.portfolio import method_text
from prioritisation.sentences.sets import (
    excluded_texts,
    unsaid_texts,
    values_text,
    why_texts,
)
from prioritisation.ui.sets.asking import asking
from prioritisation.ui.sets.cards import cards
from prioritisation.ui.sets.fields import unsent
from prioritisation.ui.sets.ground import Ground, refused
from prioritisation.ui.sets.picture import picture
from prioritisation.ui.sets.robust import every_set, robust, roles
from prioritisation.ui.sets.sides import costs_table, sides
from prioritisation.ui.shared.pieces import apart, drawn
from prioritisation.ui.visit.trying import notice
from prioritisation.wording import t


def outcome(ground: Ground) -> Outcome:
    """Every set compared, or the sentences that say why none can be."""
    return pairs.outcome(ground.analysis, ground.told.question, ground.ballots)


def conclusion(ground: Ground, found: Outcome) -> tuple[str, str]:
    """The answer in two parts: said loud, and its reservation."""
    return pairs.conclusion(ground.case, found)


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
