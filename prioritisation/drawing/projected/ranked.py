"""The ranking, and what would change who is first."""

from collections.abc import Sequence

import numpy as np

from criteria.model import Criterion
from criteria.scales import Amount, LinearScale, WordScale
from prioritisation.analysis.ranking import TIE, bar_parts
from prioritisation.analysis.robustness.information import DecidingCell, by_cell
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.drawing.bars import bar_words
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.amounts import unit_label
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
from prioritisation.sentences.phrases import plain_anchor, points_text
from prioritisation.sentences.ranking import ranking_alternative
from prioritisation.sentences.shares import weight_texts
from prioritisation.sentences.verdict import conclusion, word_sentence
from prioritisation.sentences.weight_limits import WeightRange, nearest_range
from prioritisation.wording import ordinal, t, tn
from prioritisation.wording.numbers import plain

_MOST_STEPS = 16
_NAMED = 0.3
"""Share of a track that holds a name."""


def change_block(analysis: Analysis, *, ours: bool) -> str:
    """The track, and what it is about; nothing where neither a weight nor a score settles.

    Parameters
    ----------
    ours
        Whether the weights are those of the group that reads it.
    """
    if analysis.verdict.lead is Lead.OPEN:
        return _settling(analysis)
    if analysis.verdict.lead is Lead.TIED or len(analysis.matrix.criteria) == 1:
        return ""
    return _weights(analysis, ours=ours)


def _block(title: str, detail: str, picture: str) -> str:
    words = tag("b", text(title)) + tag("span", tag("span", text(detail), "p-clamp"))
    return tag("div", tag("p", words, "p-what") + tag("div", picture), "p-change")


def _weights(analysis: Analysis, *, ours: bool) -> str:
    title = t("What may change the answer")
    leader = analysis.case.levers[analysis.verdict.leaders[0]]
    nearest = nearest_range(analysis)
    if nearest is None:
        whole = tag("i", "", "p-sure", style="left:0;width:100%")
        words = tag("p", text(t("whatever one weight is, the others following")), "p-ends")
        track = tag("div", whole, "p-zone p-lever", style=f"--c:{leader.colour}") + words
        return _block(title, t("no weight alone"), track)
    weight, below = nearest.weight, nearest.below
    own = weight_texts(analysis.weights)[nearest.column]
    here = own if nearest.slight_move else nearest.written.here or own
    here = t("us: {weight}", weight=here) if ours else t("here: {weight}", weight=here)
    beyond = t("below, another may come ahead") if below else t("beyond, another may come ahead")
    track = _track(leader.colour, (nearest.low, nearest.high), weight)
    under = _under(here, weight, beyond, above=not below)
    return _block(title, _limit_text(analysis, nearest), track + under)


def _limit_text(analysis: Analysis, nearest: WeightRange) -> str:
    """The weights for which another may come first, as sentences write them."""
    name = _criterion_name(analysis, analysis.case.criteria[nearest.column])
    if nearest.slight_move:
        return t("{move} of the weight of “{criterion}”", move=nearest.slight_move, criterion=name)
    limit = nearest.written.limit(below=nearest.below)
    if nearest.below:
        return t(
            "less than {share} on “{criterion}”, the others following", share=limit, criterion=name
        )
    return t(
        "more than {share} on “{criterion}”, the others following", share=limit, criterion=name
    )


def _criterion_name(analysis: Analysis, criterion: Criterion) -> str:
    """What a room calls a criterion, as it counts here."""
    return criterion.plain_name(analysis.sense(criterion.id))


def _track(colour: str, ends: tuple[float, float], weight: float) -> str:
    low, high = (100 * end for end in ends)
    zone = tag("i", "", "p-hatch p-all")
    zone += tag(
        "i", "", "p-sure p-lever", style=f"left:{low:.2f}%;width:{high - low:.2f}%;--c:{colour}"
    )
    zone += tag("i", "", "p-diamond", style=f"left:{100 * weight:.2f}%")
    return tag("div", zone, "p-zone", aria_hidden="true")


def _under(label: str, weight: float, beyond: str, *, above: bool) -> str:
    """The words of the diamond below it, those of the hatched part from the end where it is."""
    # As far along its own words as along the track: below the diamond, and never beyond an end.
    at = f"{100 * weight:.2f}%"
    own = tag("span", text(label), style=f"left:{at};transform:translateX(-{at})")
    side = "p-under p-above" if above else "p-under"
    return tag("p", own + tag("span", text(beyond)), side)


def _ends(first: str, last: str) -> str:
    return tag("p", tag("span", text(first)) + tag("span", text(last)), "p-ends")


def _settling(analysis: Analysis) -> str:
    """The score that settles the first place most often, and for which values."""
    title = t("What would settle it")
    if not analysis.deciding:
        return _block(title, t("several scores to be checked, no single one"), "")
    cells = by_cell(analysis.deciding)[0]
    row, column = cells[0].row, cells[0].column
    lever, criterion = analysis.case.levers[row], analysis.case.criteria[column]
    detail = t(
        "check “{criterion}” for {lever}",
        criterion=_criterion_name(analysis, criterion),
        lever=lever_name(lever),
    )
    steps = analysis.matrix.steps.get((row, column), ())
    words = isinstance(criterion.scale, WordScale)
    if steps and len(steps) <= _MOST_STEPS:
        amounts = [step.amount for step in steps]
        names = (
            _level_names(analysis, column, amounts)
            if words
            else [plain(float(a)) for a in amounts]
        )
        counted = "" if words else criterion.unit.several or criterion.unit.one
        unit = unit_label(t("In {unit}", unit=counted) if counted else "")
        return _block(title, detail, _steps(analysis, cells, amounts, names) + unit)
    return _block(title, detail, _values(analysis, cells))


def _level_names(analysis: Analysis, column: int, amounts: Sequence[Amount]) -> list[str]:
    scale = analysis.case.criteria[column].scale
    assert isinstance(scale, WordScale)  # noqa: S101 (asked by the caller)
    return [scale.level(str(amount)).label for amount in amounts]


def _steps(
    analysis: Analysis, cells: Sequence[DecidingCell], amounts: Sequence[Amount], names: list[str]
) -> str:
    """A box for each score possible, in the colour of whom it puts first; hatched for nobody."""
    winners = {amount: cell.winner for cell in cells for amount in cell.settles}
    boxes, runs = "", _runs([winners.get(amount) for amount in amounts])
    for winner, count in runs:
        share = count / len(amounts)
        if winner is None:
            boxes += tag("i", "", "p-hatch p-box-step", style="flex:1 1 0") * count
            continue
        boxes += _winner_box(analysis, winner, share, f"flex:{count} 1 0")
    small = " p-fine" if max(map(len, names)) > 4 else ""  # noqa: PLR2004 (a number)
    under = "".join(tag("span", tag("span", text(name), "p-clamp")) for name in names)
    return tag("div", boxes, "p-zone p-flex") + tag("p", under, f"p-steps{small}")


def _runs(winners: Sequence[int | None]) -> list[tuple[int | None, int]]:
    runs: list[tuple[int | None, int]] = []
    for winner in winners:
        if runs and runs[-1][0] == winner:
            runs[-1] = winner, runs[-1][1] + 1
        else:
            runs.append((winner, 1))
    return runs


def _winner_box(analysis: Analysis, winner: int, share: float, style: str) -> str:
    lever = analysis.case.levers[winner]
    name = lever_name(lever)
    words = t("{lever} is first", lever=name) if share > 2 * _NAMED else name
    inside = tag("span", text(words)) if share > _NAMED else ""
    return tag("i", inside, "p-sure p-lever p-named", style=f"{style};--c:{lever.colour}")


def _values(analysis: Analysis, cells: Sequence[DecidingCell]) -> str:
    """The values possible, from the lowest, where they cannot be listed."""
    row, column = cells[0].row, cells[0].column
    low, high = (float(end[row, column]) for end in (analysis.matrix.low, analysis.matrix.high))
    zone = tag("i", "", "p-hatch p-all")
    for cell in cells:
        start, width = (cell.low - low) / (high - low), cell.width / (high - low)
        style = f"left:{100 * start:.2f}%;width:{100 * width:.2f}%"
        zone += _winner_box(analysis, cell.winner, width, style)
    return tag("div", zone, "p-zone") + _ends(*_end_words(analysis, column, low, high))


def _end_words(analysis: Analysis, column: int, low: float, high: float) -> tuple[str, str]:
    criterion, _combination = analysis.case.criteria[column], analysis.table.combination
    scale = criterion.scale_in(analysis.sense(criterion.id))
    if not isinstance(scale, LinearScale):
        return t("the least favourable"), t("the most favourable")
    first, last = (
        plain_anchor(criterion, scale.worst + value * (scale.best - scale.worst))
        for value in (low, high)
    )
    return first, last


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
