"""What is behind the picture of *Est-ce solide ?*: places, pairs, weights, the method."""

from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import (
    html_paragraphs,
    plain_list,
    scrollable,
    table,
    tag,
    text,
)
from prioritisation.sentences.draws import marked_share
from prioritisation.sentences.explained import NumberKind
from prioritisation.sentences.phrases import all_of
from prioritisation.sentences.rank_shares import rank_texts
from prioritisation.sentences.robustness_method import method_lines
from prioritisation.sentences.shares import near_percent, rounded_note, weight_texts
from prioritisation.sentences.specialists import word_rule
from prioritisation.ui.robustness.picture import rank_picture
from prioritisation.ui.shared.controls import bands
from prioritisation.ui.shared.folds import draw_on_demand, page_numbers
from prioritisation.wording import span, t
from prioritisation.wording.asserted import with_capital

_NUMBERS = (
    NumberKind.SHARE,
    NumberKind.WAYS,
    NumberKind.MOVE,
    NumberKind.WEIGHT,
    NumberKind.LIMIT,
    NumberKind.SCALE,
    NumberKind.SCORES,
    NumberKind.PLACE,
    NumberKind.TRIALS,
    NumberKind.CHANCE,
)


def draw_tables(analysis: Analysis, robustness: Robustness) -> None:
    """The other places, pairs, the weights of each, the method."""
    if len(analysis.case.criteria) > 1:
        draw_on_demand(
            t("And the other places?"),
            t("Each place of each lever."),
            "ranks",
            lambda: rank_picture(analysis, robustness) + _ranks(analysis, robustness),
        )
        draw_on_demand(
            t("And one against another?"),
            t("Who is ahead of whom, two by two."),
            "pairs",
            lambda: _pairs(analysis, robustness),
        )
        draw_on_demand(
            t("With which weights is each first?"),
            t("The mean weights that put it first."),
            "centres",
            lambda: _centres(analysis, robustness),
        )
    draw_on_demand(
        t("How it is computed"),
        "",
        "method",
        lambda: page_numbers(*_NUMBERS) + plain_list(_method(analysis, robustness)),
    )


def _method(analysis: Analysis, robustness: Robustness) -> list[str]:
    words = [word_rule()] if robustness.question.words else []
    return [*method_lines(analysis, robustness), *words]


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
    return _table(head, rows, t("Ranks, in share of the trials of weights and scores"))


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
    return _table(
        head, rows, t("Share of the trials with the lever of the row ahead of that of the column")
    )


def _centres(analysis: Analysis, robustness: Robustness) -> str:
    """Mean of the weights that put each lever first; who never is, under the table."""
    levers, joint = analysis.case.levers, robustness.joint
    centres = joint.central_weights if robustness.centres is None else robustness.centres
    head = [t("Lever"), *(c.label for c in analysis.case.criteria), t("Confidence")]
    # Equal to itself: NaN is a lever that no weights put first.
    firsts = [
        i for i in analysis.ranking.order if joint.firsts[i] > 0 and centres[i, 0] == centres[i, 0]
    ]
    columns = [weight_texts(centres[i]) for i in firsts]
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
        t("Confidence: share of the scores tried for which it is first at these weights.")
    ]
    rounded = rounded_note(*(centres[i] for i in firsts))
    sentences += [with_capital(f"{rounded}.")] * bool(rounded)
    sentences += (
        [t("Never first in these trials: {levers}.", levers=all_of(never))] if never else []
    )
    drawn = _table(head, rows, t("Mean of the weights for which a lever is first"))
    return drawn + html_paragraphs(sentences, "note")


def _marked(robustness: Robustness, share: float) -> str:
    return marked_share(robustness, near_percent(share))


def reach_table(analysis: Analysis, robustness: Robustness) -> str:
    """How far each weight may go: bands of the leader; then of each lever that may be first.

    Of weights that are not allowed there is nothing to keep.
    """
    if robustness.outside:
        return ""
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
    staying = tag("p", text(t("Weights stay among those allowed.")), "note")
    return bands(analysis) + _table(head, rows, caption) + staying * (not robustness.within.whole)


def _interval(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return t("none")
    low, high = (100 * min(1.0, max(0.0, end)) for end in interval)
    return t("{span} %", span=span(low, high))


def _table(head: list[str], rows: list[list[str]], caption: str) -> str:
    written = table([text(h) for h in head], rows, caption, "twin")
    return scrollable(written, caption)
