"""The picture of *Robustesse*, how often each lever has each rank, its tables and its method."""

import numpy as np
import streamlit as st

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.places import Groups
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis, within_weights
from prioritisation.drawing.markup import (
    details,
    html_paragraphs,
    picture_key,
    plain_list,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.sentences.draws import marked_share
from prioritisation.sentences.first_shares import equal_levers_text, first_place_shares
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.phrases import all_of
from prioritisation.sentences.rank_shares import rank_texts
from prioritisation.sentences.robustness import share_span
from prioritisation.sentences.robustness_method import method_lines
from prioritisation.sentences.shares import allowed_first_texts, near_percent, weight_columns
from prioritisation.ui.shared.controls import bands
from prioritisation.wording import NBSP, ordinal, span, t, tn

_MOST_DRAWN = 10
"""Levers drawn at once; the others are one click away."""

_Shares = tuple[Floats, Floats, Floats]
"""Arrays (m, g): surely, possibly, and over draws of the scores that are not known too."""


def rank_picture(analysis: Analysis, robustness: Robustness) -> str:
    """Title, one row of columns per lever in the order of the ranking, and the key."""
    if len(analysis.case.criteria) == 1:
        return ""
    shares, order = _shares_of(robustness), analysis.ranking.order
    rows = [_row(analysis, robustness, shares, row) for row in order]
    title = tag("h2", text(_title(robustness)))
    head = _head(robustness.spans.groups)
    css = f"--ranks:{len(robustness.spans.groups)}"
    first = head + "".join(rows[:_MOST_DRAWN])
    picture = tag(
        "div", first, "acc", role="img", aria_label=_rank_picture_text(analysis, robustness)
    )
    chart = tag("div", picture + _rest(head, rows[_MOST_DRAWN:]), "accbox", style=css)
    levers = [lever.short_label for lever in analysis.case.levers]
    equal = equal_levers_text(robustness.regions, levers)
    key = _key(robustness) + html_paragraphs([equal] if equal else [], "note")
    return title + scrollable(chart, _title(robustness)) + key


def _rest(head: str, rows: list[str]) -> str:
    if not rows:
        return ""
    more = tn("{n} other lever", "{n} other levers", len(rows))
    return details(text(more), tag("div", head + "".join(rows), "acc"), "fold rest")


def _title(robustness: Robustness) -> str:
    if robustness.within.whole:
        return t("Which rank, for how many of all weights?")
    return t("Which rank, for how many of the weights allowed?")


def _shares_of(robustness: Robustness) -> _Shares:
    """Shares by group of ranks; those of the first rank are exact where they can be."""
    spans, regions = robustness.spans, robustness.regions.regions
    # Copied: what is computed is shared by everybody.
    sure, possible = spans.sure.copy(), spans.possible.copy()
    sure[:, 0] = [region.sure_share for region in regions]
    possible[:, 0] = [region.possible_share for region in regions]
    # An estimate is from draws: it must not contradict the bounds, which are exact.
    drawn = np.clip(spans.gathered(robustness.joint.ranks), sure, possible)
    return sure, possible, drawn


def _rank_head(group: tuple[int, int]) -> str:
    """« 1er », « 7 à 30 »."""
    first, last = group
    if first == last:
        return ordinal(first)
    return t("{low} to {high}", low=first, high=last)


def _head(groups: Groups) -> str:
    cells = "".join(tag("span", text(_rank_head(group))) for group in groups)
    return tag("div", tag("span", text(t("Rank")), "accname") + cells, "accrow acchead")


def _row(analysis: Analysis, robustness: Robustness, shares: _Shares, row: int) -> str:
    lever = analysis.case.levers[row]
    name = tag("b", "", "accdot") + text(lever.short_label)
    known = not robustness.question.matrix.open_cells
    sure, possible, drawn = (part[row].tolist() for part in shares)
    texts, firsts = rank_texts(robustness), allowed_first_texts(robustness)
    cells = ""
    for k, (first, last) in enumerate(robustness.spans.groups):
        figure = texts.between(row, first - 1, last - 1, short=True)
        figure = marked_share(robustness, figure) if possible[k] > sure[k] else figure
        bounds = (
            firsts.bounds(row).removesuffix(f"{NBSP}%")
            if not k
            else share_span(sure[k], possible[k])
        )
        cells += _cell(sure[k], possible[k], drawn[k], figure, "" if known else bounds)
    return tag("div", tag("span", name, "accname") + cells, "accrow", style=f"--l:{lever.colour}")


def _cell(sure: float, possible: float, estimate: float, share: str, bounds: str) -> str:
    """A column: solid up to what is sure, hatched up to what is possible; and the figures."""
    top, bottom = 100 * possible, 100 * sure
    pieces = tag("i", "", "accsure", style=f"height:{bottom:.2f}%") if sure else ""
    if possible > sure:
        where = f"bottom:{bottom:.2f}%;height:{top - bottom:.2f}%"
        pieces += tag("i", "", "accmay", style=where)
        pieces += tag("i", "", "accmark", style=f"bottom:{100 * estimate:.2f}%")
    figure = tag("strong", text(share), "accnone" if not possible else "")
    open_ = tag("small", text(bounds)) if bounds else ""
    return tag("span", tag("span", pieces, "accbar") + figure + open_, "acccell")


def _key(robustness: Robustness) -> str:
    scores = doubtful_scores(robustness.question.matrix)
    if not scores:
        parts = [text(t("figure: share of the weights that give this rank"))]
    else:
        parts = [
            tag("b", "", "sw ink") + text(t("whatever the {scores}", scores=scores)),
            tag("b", "", "sw ink u") + text(t("depending on the {scores}", scores=scores)),
            tag("b", "", "accline") + text(_drawn_key(scores)),
            text(t("below: from the least to the most, in %")),
        ]
    return picture_key(parts)


def _drawn_key(scores: str) -> str:
    """What the sign of all drawn figures of the page means, once."""
    return t(
        "≈ and line: {scores} drawn at random, all as likely; a convention, not a forecast",
        scores=scores,
    )


def _rank_picture_text(analysis: Analysis, robustness: Robustness) -> str:
    """The picture as text: the first place of each lever; the table has the rest."""
    texts = allowed_first_texts(robustness)
    order, levers = analysis.ranking.order, [v.short_label for v in analysis.case.levers]
    firsts = sorted(
        first_place_shares(robustness.regions), key=lambda one: order.index(one.rows[0])
    )
    sentences = [one.among(levers, texts.bounds(one.rows[0])) for one in firsts]
    return t("{title} {told}.", title=_title(robustness), told=", ".join(sentences))


def draw_tables(analysis: Analysis, robustness: Robustness) -> None:
    """Ranks, pairs, typical weights, stability, method."""
    with st.container(key="more", horizontal=True, gap="medium"):
        if len(analysis.case.criteria) > 1:
            with st.expander(t("Table of shares by rank"), type="compact", key="ranks_table"):
                st.html(_ranks(analysis, robustness))
            with st.expander(t("One against one"), type="compact", key="pairs_table"):
                st.html(_pairs(analysis, robustness))
            with st.expander(t("Typical weights of each"), type="compact", key="centres_table"):
                st.html(_centres(analysis, robustness))
            with st.expander(t("How far each weight may move"), type="compact", key="stability"):
                st.html(_stability(analysis, robustness))
        with st.expander(t("Method"), type="compact", key="method"):
            lines = method_lines(analysis, robustness)
            st.html(plain_list(lines))


def _ranks(analysis: Analysis, robustness: Robustness) -> str:
    """Shares by rank over the draws, and the ranks that exist."""
    head = [
        t("Lever"),
        t("Possible ranks"),
        *(str(k + 1) for k in range(len(robustness.joint.ranks))),
    ]
    rows = [
        [
            text(analysis.case.levers[i].short_label),
            text(_extremes(robustness, i)),
            *(text(marked_share(robustness, share)) for share in rank_texts(robustness).of(i)),
        ]
        for i in analysis.ranking.order
    ]
    return _table(head, rows, t("Ranks, in share of the draws of weights and scores"))


def _extremes(robustness: Robustness, row: int) -> str:
    extremes = robustness.extremes[row]
    proven = extremes.best_proven and extremes.worst_proven
    return span(extremes.best, extremes.worst) + ("" if proven else " ?")


def _pairs(analysis: Analysis, robustness: Robustness) -> str:
    levers, order = analysis.case.levers, analysis.ranking.order
    head = [t("Lever"), *(str(k + 1) for k in range(len(order)))]
    rows = [
        [
            text(f"{k + 1}. {levers[i].short_label}"),
            *(
                text("–" if i == j else _marked(robustness, float(robustness.joint.pairs[i, j])))
                for j in order
            ),
        ]
        for k, i in enumerate(order)
    ]
    return _table(head, rows, t("Lever of the row ahead of that of the column"))


def _centres(analysis: Analysis, robustness: Robustness) -> str:
    """Mean of the weights that put each lever first; who never is, under the table."""
    levers, joint = analysis.case.levers, robustness.joint
    centres = joint.central_weights if robustness.centres is None else robustness.centres
    head = [t("Lever"), *(c.label for c in analysis.case.criteria), t("Confidence")]
    # Equal to itself: NaN is a lever that no weights put first.
    firsts = [
        i for i in analysis.ranking.order if joint.firsts[i] > 0 and centres[i, 0] == centres[i, 0]
    ]
    columns = weight_columns([centres[i] for i in firsts])
    rows = [
        [
            text(levers[i].short_label),
            *(text(w) for w in weights),
            text(_marked(robustness, float(joint.confidence[i]))),
        ]
        for i, weights in zip(firsts, columns, strict=True)
    ]
    never = [levers[i].short_label for i in analysis.ranking.order if not joint.firsts[i] > 0]
    sentences = [
        t("Confidence: share of the drawn scores for which it is first at these weights.")
    ]
    sentences += (
        [t("Never first in these draws: {levers}.", levers=all_of(never))] if never else []
    )
    drawn = _table(head, rows, t("Mean of the weights for which a lever is first"))
    return drawn + html_paragraphs(sentences, "note")


def _marked(robustness: Robustness, share: float) -> str:
    return marked_share(robustness, near_percent(share))


def _stability(analysis: Analysis, robustness: Robustness) -> str:
    """Bands of the leader; then, for each lever, where each weight may stand."""
    levers, criteria = analysis.case.levers, analysis.case.criteria
    head = [t("Lever"), *(c.label for c in criteria)]
    by_place = {(s.alternative, s.criterion): s for s in robustness.stability}
    rows = []
    for i in analysis.ranking.order:
        cells = []
        for c in criteria:
            stability = by_place.get((levers[i].id, c.id))
            interval = None if stability is None else stability.possible
            cells.append(text(_interval(interval)))
        rows.append([text(levers[i].short_label), *cells])
    caption = t(
        "Weight of each criterion for which a lever may be first, the others in proportion"
    )
    # Of weights that are not allowed there is nothing to keep.
    allowed = within_weights(analysis, robustness.within)
    drawn = "" if robustness.outside else bands(allowed)
    staying = tag("p", text(t("Weights stay among those allowed.")), "note")
    return drawn + _table(head, rows, caption) + staying * (not robustness.within.whole)


def _interval(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return t("none")
    low, high = (100 * min(1.0, max(0.0, end)) for end in interval)
    return t("{span} %", span=span(low, high))


def _table(head: list[str], rows: list[list[str]], caption: str) -> str:
    written = table([text(h) for h in head], rows, caption, "twin")
    return scrollable(written, caption)
