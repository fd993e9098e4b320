"""The tables of *Robustesse* and its method, on demand."""

import streamlit as st

from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import items, scrollable, table, tag, text
from prioritisation.sentences.ranks import all_of
from prioritisation.sentences.solidity import near
from prioritisation.sentences.solidity_method import method_lines
from prioritisation.ui.shared.bands import bands
from prioritisation.wording import percent, span, t


def tables(analysis: Analysis, found: Robustness) -> None:
    """Ranks, pairs, typical weights, stability, method."""
    with st.container(key="more", horizontal=True, gap="medium"):
        if len(analysis.case.criteria) > 1:
            with st.expander(t("Table of shares by rank"), type="compact", key="ranks_table"):
                st.html(_ranks(analysis, found))
            with st.expander(t("One against one"), type="compact", key="pairs_table"):
                st.html(_pairs(analysis, found))
            with st.expander(t("Typical weights of each"), type="compact", key="centres_table"):
                st.html(_centres(analysis, found))
            with st.expander(t("How far each weight may move"), type="compact", key="stability"):
                st.html(_stability(analysis))
        with st.expander(t("Method"), type="compact", key="method"):
            lines = method_lines(analysis, found)
            st.html(items((text(line) for line in lines), "plainlist"))


def _ranks(analysis: Analysis, found: Robustness) -> str:
    """Shares by rank over the draws, and the ranks that exist."""
    head = [t("Lever"), t("Possible ranks"), *(str(k + 1) for k in range(len(found.joint.ranks)))]
    rows = [
        [
            text(analysis.case.levers[i].short_label),
            text(_extremes(found, i)),
            *(text(near(share)) for share in found.joint.ranks[i].tolist()),
        ]
        for i in analysis.ranking.order
    ]
    return _table(head, rows, t("Ranks, in share of the draws of weights and scores"))


def _extremes(found: Robustness, row: int) -> str:
    extremes = found.extremes[row]
    proven = extremes.best_proven and extremes.worst_proven
    return span(extremes.best, extremes.worst) + ("" if proven else " ?")


def _pairs(analysis: Analysis, found: Robustness) -> str:
    levers, order = analysis.case.levers, analysis.ranking.order
    head = [t("Lever"), *(str(k + 1) for k in range(len(order)))]
    rows = [
        [
            text(f"{k + 1}. {levers[i].short_label}"),
            *(text("–" if i == j else near(float(found.joint.pairs[i, j]))) for j in order),
        ]
        for k, i in enumerate(order)
    ]
    return _table(head, rows, t("Lever of the row ahead of that of the column"))


def _centres(analysis: Analysis, found: Robustness) -> str:
    """Mean of the weights that put each lever first; who never is, under the table."""
    levers, joint = analysis.case.levers, found.joint
    centres = joint.central_weights if found.centres is None else found.centres
    if found.question.constraints:
        centres = joint.central_weights
    head = [t("Lever"), *(c.label for c in analysis.case.criteria), t("Confidence")]
    rows = [
        [
            text(levers[i].short_label),
            *(text(percent(w)) for w in centres[i].tolist()),
            text(near(float(joint.confidence[i]))),
        ]
        for i in analysis.ranking.order
        if joint.firsts[i] > 0 and centres[i, 0] == centres[i, 0]
    ]
    never = [levers[i].short_label for i in analysis.ranking.order if not joint.firsts[i] > 0]
    said = [t("Confidence: share of the drawn scores for which it is first at these weights.")]
    said += [t("Never first in these draws: {levers}.", levers=all_of(never))] if never else []
    written = _table(head, rows, t("Mean of the weights for which a lever is first"))
    return written + "".join(tag("p", text(line), "note") for line in said)


def _stability(analysis: Analysis) -> str:
    """Bands of the leader; then, for each lever, where each weight may stand."""
    levers, criteria = analysis.case.levers, analysis.case.criteria
    head = [t("Lever"), *(c.label for c in criteria)]
    by_place = {(s.alternative, s.criterion): s for s in analysis.stability}
    rows = []
    for i in analysis.ranking.order:
        cells = []
        for c in criteria:
            found = by_place.get((levers[i].id, c.id))
            interval = None if found is None else found.possible
            cells.append(text(_interval(interval)))
        rows.append([text(levers[i].short_label), *cells])
    caption = t(
        "Weight of each criterion for which a lever may be first, the others in proportion"
    )
    return bands(analysis) + _table(head, rows, caption)


def _interval(found: tuple[float, float] | None) -> str:
    if found is None:
        return t("none")
    low, high = (100 * min(1.0, max(0.0, end)) for end in found)
    return t("{span} %", span=span(low, high))


def _table(head: list[str], rows: list[list[str]], caption: str) -> str:
    written = table([text(h) for h in head], rows, caption, "twin")
    return scrollable(written, caption)
