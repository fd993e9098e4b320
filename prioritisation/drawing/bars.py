"""The ranking as contribution bars, its table, and the table of the scores of a meeting."""

from criteria.case import Case
from criteria.model import Criterion
from prioritisation.analysis.ranking import bar_parts
from prioritisation.analysis.scenario import Alternate, Analysis
from prioritisation.drawing.markup import plain_list, scrollable, table, tag, text
from prioritisation.meeting.room import Stage
from prioritisation.sentences.phrases import (
    contribution_texts,
    plain_score_text,
    points_text,
    rank_text,
    score_text,
)
from prioritisation.sentences.ranking import rank_reason, ranking_alternative
from prioritisation.sentences.verdict import alternate_heading
from prioritisation.sentences.warnings import standing_text
from prioritisation.wording import t

_LETTER = 0.7
"""Width of a letter of a rank, in the type of a page, at its largest: on the projector."""

_NEAR_LEFT, _NEAR_RIGHT = 30, 70
"""Points where words over the line would leave the picture."""


def bars(analysis: Analysis) -> str:
    """One bar per lever: what is sure, solid; what is to check; what may be more, hatched."""
    ranking, words = analysis.ranking, bar_words()
    to_beat = 100 * ranking.to_beat
    mark = tag("i", text(words["toReach"]), style=_left(to_beat))
    # Keeps the words inside the picture.
    side = " right" if to_beat > _NEAR_RIGHT else " start" if to_beat < _NEAR_LEFT else ""
    head = (
        tag("span", text(words["rank"]))
        + tag("span", text(words["lever"]))
        + tag("span", mark, "scale" + side)
        + tag("span", text(words["points"]), "end")
    )
    rows = "".join(_row(analysis, i) for i in ranking.order)
    picture = tag("div", head, "row head") + rows
    label = ranking_alternative(analysis)
    style = f"--rank:{rank_width(analysis)}"
    return tag("div", picture, "bars", role="img", aria_label=label, style=style) + _key()


def bar_words() -> dict[str, str]:
    """The words around the bars, by what they are for."""
    return {
        "rank": t("Place"),
        "lever": t("Lever"),
        "points": t("Points out of 100"),
        "toReach": t("to reach to be first"),
        "sure": t("given"),
        "checked": t("to check"),
        "uncertain": t("unknown"),
    }


def rank_width(analysis: Analysis) -> str:
    """Width of the column of ranks: it holds the longest on one line, « 1 ex aequo »."""
    ranking = analysis.ranking
    longest = max(len(rank_text(ranking, i)) for i in ranking.order)
    return f"{longest * _LETTER:.1f}rem"


def criteria_bar(analysis: Analysis, row: int) -> str:
    """The bar of a lever, by criterion, and the line that is to be reached to be first."""
    kinds = zip(bar_parts(analysis.matrix, analysis.weights), ("", " chk", " u"), strict=True)
    pieces = "".join(
        _piece(place, 100 * part, css)
        for parts, css in kinds
        for place, part in zip(analysis.case.places, parts[row].tolist(), strict=True)
    )
    line = tag("i", "", style=_left(100 * analysis.ranking.to_beat))
    return tag("span", pieces + line, "bar")


def _row(analysis: Analysis, row: int) -> str:
    ranking, lever = analysis.ranking, analysis.case.levers[row]
    cells = (
        tag("span", text(rank_text(ranking, row)), "rk")
        + tag("span", text(lever.short_label), "nm")
        + criteria_bar(analysis, row)
        + tag("span", text(points_text(ranking, row)), "end")
    )
    return tag("div", cells, "row" if ranking.best[row] == 1 else "row out")


def _piece(place: int, width: float, css: str) -> str:
    return tag("b", "", f"c{place}{css}", style=f"width:{width:.3f}%") if width > 1e-9 else ""  # noqa: PLR2004 (nothing to draw)


def _left(points: float) -> str:
    return f"left:{points:.3f}%"


def _key() -> str:
    return tag("p", "".join(tag("span", part) for part in certainty_key()), "key")


def certainty_key() -> list[str]:
    """What the parts of a bar are, as HTML."""
    looks = {"sure": "sw ink", "checked": "sw ink chk", "uncertain": "sw ink u"}
    return [tag("b", "", css) + text(bar_words()[kind]) for kind, css in looks.items()]


def points_table(analysis: Analysis) -> str:
    """The same figures as a table."""
    ranking = analysis.ranking
    criteria = analysis.case.criteria
    head = [t("Lever"), t("Rank"), *(c.label for c in criteria), t("Points")]
    rows = [
        [
            text(analysis.case.levers[i].label),
            text(rank_text(ranking, i)),
            *(text(points) for points in contribution_texts(ranking, i)),
            tag("strong", text(points_text(ranking, i))),
        ]
        for i in ranking.order
    ]
    caption = t("Points out of 100, from the lowest to the highest possible (rounded).")
    written = table([text(h) for h in head], rows, caption, "twin")
    return scrollable(written, t("Points per lever"))


def rank_reasons(analysis: Analysis) -> str:
    """Why each lever has its rank."""
    return plain_list(rank_reason(analysis, i) for i in analysis.ranking.order)


def alternate_block(analysis: Analysis, alternate: Alternate) -> str:
    """The ranking if a direction to confirm were the other way."""
    ranking = alternate.ranking
    weigh = analysis.weights[analysis.matrix.criteria.index(alternate.criterion)] > 0
    rows = "".join(
        tag(
            "li",
            tag("strong", text(rank_text(ranking, i)))
            + f" {text(analysis.case.levers[i].short_label)} "
            + tag("span", text(points_text(ranking, i))),
        )
        for i in (ranking.order if weigh else ())
    )
    title = tag("p", text(alternate_heading(analysis, alternate)))
    return tag("div", title + tag("ol", rows), "other")


def scores_table(stage: Stage) -> str:
    """Levers by criteria: each score as people read it, with its status."""
    combination = stage.setup.combination
    head = [text(t("Lever")), *(text(c.label) for c in stage.criteria)]
    rows = [
        [text(v.short_label), *(_cell(stage.case, combination, v.id, c) for c in stage.criteria)]
        for v in stage.case.levers
    ]
    return scrollable(table(head, rows, css="twin left scores"), t("Scores of the levers"))


def _cell(case: Case, combination: str, lever: str, criterion: Criterion) -> str:
    score = case.tables[combination].score(lever, criterion.id)
    official = score_text(criterion, score)
    room = plain_score_text(criterion, score)
    sentence = tag("span", text(room or official), "val")
    if score.unknown:
        return sentence
    small = [official] if room else []
    small.append(standing_text(case, combination, lever, criterion.id))
    return f"{sentence} {tag('span', text(' · '.join(small)), 'st')}"
