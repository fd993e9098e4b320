"""The ranking, and what would change who is first."""

import numpy as np

from prioritisation.analysis.ranking import TIE, bar_parts
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.drawing.bars import bar_words
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.changing import change_block
from prioritisation.drawing.projected.frame import (
    Foot,
    answer_lines,
    framed_picture,
    lever_name,
    meeting_foot,
    name_cell,
    units,
)
from prioritisation.meeting.room import RoundResults, Stage
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.lacking import doubted_text, uncertain_cells
from prioritisation.sentences.phrases import points_text
from prioritisation.sentences.ranking import ranking_alternative
from prioritisation.sentences.verdict import conclusion, word_sentence
from prioritisation.wording import ordinal, t, tn

_MOST_ROWS, _LEAST_ROW, _ROW = 8, 54, 74
_ROOM, _LINE = 448, 84
"""Height of the rows below an answer of two lines, and of one line more."""

_NOTE, _NOTE_LINE = 12, 44
"""Height above what keeps the answer from saying more, and of each of its lines."""

_LOOKS = "p-sure", "p-check", "p-hatch"
"""What is sure of a bar, what is to check, and what may be more."""

_NOTE_SIGNS = 92
"""Characters of such a line."""


def ranked_picture(stage: Stage, results: RoundResults) -> str:
    """The ranking with the weights of a group."""
    if results.analysis is None:
        return ""
    return projected_ranking(results.analysis, meeting_foot(stage, coded=False).right, ours=True)


def projected_ranking(analysis: Analysis, right: str, *, ours: bool = False) -> str:
    """The levers in their order, up to eight; what would change the answer.

    Where there is no room for all, those that may be first come before the others, and how many
    are left out is said.

    Below stands what keeps the answer from saying more, as on a page: how solid it is where it is
    not, the scores to check, and that all this is so with the choices in force.

    Parameters
    ----------
    right
        HTML at the right of the foot.
    ours
        Whether the weights are those of the group that reads it.
    """
    headline = conclusion(analysis, ours=ours)
    answer, track = headline.answer, change_block(analysis, ours=ours)
    notes = _notes(analysis, headline, track=bool(track))
    room = _ROOM - _LINE * (answer_lines(answer) - 2) - _height(notes)
    rows, left = _kept(analysis, min(_MOST_ROWS, room // _LEAST_ROW))
    height = min(_ROW, room // (len(rows) + bool(left)))
    lines = "".join(_row(analysis, row) for row in rows)
    lines += tag("p", text(_others(analysis, left)), "p-others p-soft") if left else ""
    label = ranking_alternative(analysis)
    css = "p-rows" if height >= _ROW else "p-rows p-dense"
    style = f"--row:{units(height)};--bar:{units(round(height * 0.68))}"
    table = tag(
        "div", _title() + lines + _mark(analysis), css, role="img", aria_label=label, style=style
    )
    below = tag("p", tag("span", text(notes), "p-clamp"), "p-departs p-notes") if notes else ""
    body = table + track + below
    foot = Foot(_key(analysis), right)
    return framed_picture("ranking", headline.question, answer, body, foot)


def _notes(analysis: Analysis, headline: Headline, *, track: bool) -> str:
    """What a page has in its reservation and may undo the answer; what the track holds with."""
    ahead = analysis.verdict.lead in (Lead.AHEAD, Lead.NECK_AND_NECK)
    weak = ahead and analysis.verdict.robustness in (RobustnessWord.SHARED, RobustnessWord.OPEN)
    undoing = word_sentence(analysis) if weak else "", doubted_text(analysis)
    parts = [note for note in undoing if note and note in headline.reservation]
    return " ".join([*parts, in_force_text(analysis)] if track else parts).strip()


def _height(notes: str) -> int:
    return _NOTE + _NOTE_LINE * -(-len(notes) // _NOTE_SIGNS) if notes else 0


def _kept(analysis: Analysis, most: int) -> tuple[list[int], list[int]]:
    """Rows in their order: those that may be first, then others while there is room."""
    order, firsts = analysis.ranking.order, analysis.ranking.possible_firsts
    if len(order) <= most:
        return list(order), []
    wanted = sorted(order, key=lambda row: (row not in firsts, order.index(row)))
    picked = wanted[: most - 1]
    return [row for row in order if row in picked], [row for row in order if row not in picked]


def _others(analysis: Analysis, left: list[int]) -> str:
    """How many levers have no row, and how many of these may be first."""
    others = tn("and {n} other", "and {n} others", len(left))
    may = sum(row in analysis.ranking.possible_firsts for row in left)
    if not may:
        return others
    firsts = tn("of which {n} may be first", "of which {n} may be first (several)", may)
    return t("{others}, {firsts}", others=others, firsts=firsts)


def rank_phrase(analysis: Analysis, row: int) -> str:
    """« 1st », or « 1st to 4th »."""
    best, worst = (int(ends[row]) for ends in (analysis.ranking.best, analysis.ranking.worst))
    if best == worst:
        return ordinal(best)
    return t("{low} to {high}", low=ordinal(best), high=ordinal(worst))


def _title() -> str:
    """What the figures at the right are, above them."""
    return tag("span", text(t("points")), "p-unit", aria_hidden="true")


def _row(analysis: Analysis, row: int) -> str:
    ranking, lever = analysis.ranking, analysis.case.levers[row]
    bar, start = "", 0.0
    for parts, css in zip(bar_parts(analysis.matrix, analysis.weights), _LOOKS, strict=True):
        if (width := 100 * float(parts[row].sum())) > 100 * TIE:
            bar += tag("i", "", css, style=f"left:{start:.2f}%;width:{width:.2f}%")
        start += width
    css = "" if ranking.best[row] == 1 else " p-out"
    figures = points_text(ranking, row)
    small = " p-fine" if len(figures) > 10 else ""  # noqa: PLR2004 (what the column holds)
    return (
        tag("span", text(rank_phrase(analysis, row)), f"p-rank{css}")
        + name_cell(lever_name(lever), css.strip())
        + tag("span", bar, "p-track p-lever", style=f"--c:{lever.colour}")
        + tag("span", text(figures), f"p-points{small}{css}")
    )


def _mark(analysis: Analysis) -> str:
    """The line that whoever is first reaches; others may, once scores are checked."""
    ends = np.array(bar_parts(analysis.matrix, analysis.weights)).sum(axis=(0, 2))
    reaching = np.count_nonzero(ends >= analysis.ranking.to_beat - TIE)
    alone = analysis.verdict.lead in (Lead.AHEAD, Lead.NECK_AND_NECK) and reaching == 1
    words = t("no other reaches this line") if alone else t("to reach, to be first")
    at = 100 * analysis.ranking.to_beat
    line = tag("i", "", "p-beat", style=f"left:{at:.2f}%")
    line += tag("span", text(words), "p-beaten", style=f"right:{100 - at:.2f}%")
    return tag("div", line, "p-over-track", aria_hidden="true")


def _key(analysis: Analysis) -> str:
    parts = []
    if uncertain_cells(analysis.matrix, analysis.weights) or analysis.matrix.doubted:
        looks = zip(("sure", "checked", "uncertain"), _LOOKS, strict=True)
        parts = [
            tag("i", "", f"{css.replace('sure', 'solid')} p-mini") + text(bar_words()[kind])
            for kind, css in looks
        ]
    return "\N{EM SPACE}".join([*parts, text(t("Points out of 100"))])
