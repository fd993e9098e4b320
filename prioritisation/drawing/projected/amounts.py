"""Scores as a room reads them: things to count, a bar, or words; hatched if not sure."""

from collections.abc import Iterable, Sequence

from criteria.model import Criterion, Score
from criteria.scales import LinearScale, WordScale
from prioritisation.analysis.conflicts import contradicted_cells
from prioritisation.analysis.crossing import ChoiceKind, concerned, open_choices
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    criterion_name,
    framed_picture,
    lever_name,
    meeting_foot,
    name_cell,
    units,
)
from prioritisation.meeting.room import Stage
from prioritisation.sentences.phrases import plain_amount, score_text
from prioritisation.sentences.warnings import contested_text, standing_text
from prioritisation.wording import t, tn

_MOST_COUNTED = 12
"""Things drawn one by one; beyond, they are a bar."""

_ROOM, _THING = 430, 36
_BAR = 250


def amount_words(criterion: Criterion, score: Score) -> str:
    """A score in a few words, without its unit: it stands once, beside."""
    low, high = score.low, score.high
    if low is None or high is None:
        return t("missing")
    scale = criterion.scale
    if isinstance(scale, WordScale):
        words = [scale.level(a).label for a in dict.fromkeys((low, high))]
        return words[0] if len(words) == 1 else t("{low} to {high}", low=words[0], high=words[1])
    first, last = (plain_amount(criterion, float(a)) for a in (low, high))
    return first if first == last else t("{low} to {high}", low=first, high=last)


def amount_cell(criterion: Criterion, score: Score) -> str:
    """The same as HTML: hatched when it is missing."""
    words = text(amount_words(criterion, score))
    return tag("b", words, "p-missing" if score.unknown else "")


def unit_words(criterion: Criterion) -> str:
    """What numbers of a criterion count; empty for words."""
    if isinstance(criterion.scale, WordScale):
        return ""
    plain_unit, start = criterion.plain.unit, "{n} "
    if plain_unit and criterion.plain.per != 1:
        counted = plain_unit.many.removeprefix(start)
    else:
        counted = criterion.unit.several or criterion.unit.one
    return t("In {unit}", unit=counted) if counted and start not in counted else ""


def unit_label(words: str, css: str = "") -> str:
    """The title of a column or a track of numbers, beside them; empty without words."""
    inside = tag("span", text(words), "p-clamp")
    return tag("p", inside, f"p-label p-unit {css}".strip()) if words else ""


def bar_of(criterion: Criterion, score: Score, most: float) -> str:
    """A score as it is counted.

    Parameters
    ----------
    most
        The largest of the scores shown, in the criterion's unit.
    """
    words = amount_words(criterion, score)
    label = score_text(criterion, score)
    scale = criterion.scale
    if isinstance(scale, WordScale) or not most:
        return tag("div", tag("span", text(words), "p-clamp"), "p-amount")
    low, high = float(score.low or 0), float(score.high or 0)
    if isinstance(scale, LinearScale) and scale.whole and most <= _MOST_COUNTED:
        width = min(_THING, _ROOM / most - 9)
        style = f"width:{units(width)}"
        things = tag("i", "", "p-thing", style=style) * round(low)
        things += tag("i", "", "p-thing p-maybe", style=style) * round(high - low)
        return tag("div", things or text(words), "p-things", role="img", aria_label=label)
    solid = tag("i", "", "p-solid", style=f"width:{units(_BAR * low / most)}")
    solid += tag("i", "", "p-hatch", style=f"width:{units(_BAR * (high - low) / most)}")
    return tag("div", solid + tag("b", text(words)), "p-things")


def largest(scores: Iterable[Score]) -> float:
    """The largest amount among scores, in the criterion's unit; 0 where they are words."""
    highs = [float(s.high) for s in scores if isinstance(s.high, int | float)]
    return max(highs, default=0.0)


def measure_of(criterion: Criterion, score: Score, most: float) -> str:
    """A thin bar below a score, of the lever's colour: what is not sure is hatched.

    Empty for words, and where the largest score is none.

    Parameters
    ----------
    most
        The largest of the scores shown, in the criterion's unit: the whole width.
    """
    if isinstance(criterion.scale, WordScale) or most <= 0:
        return ""
    low, high = (max(0.0, float(a or 0)) for a in (score.low, score.high))
    solid = tag("i", "", "p-full", style=f"width:{100 * low / most:.2f}%")
    maybe = tag("i", "", "p-hatch", style=f"width:{100 * (high - low) / most:.2f}%")
    return tag("div", solid + (maybe if high > low else ""), "p-measure", aria_hidden="true")


def uncounted(criterion: Criterion, missing: Sequence[str], scores: Sequence[Score]) -> str:
    """Below the scores: what is sure and what is not, and the levers without any, as HTML."""
    parts = []
    whole = isinstance(criterion.scale, LinearScale) and criterion.scale.whole
    if any(not s.exact for s in scores):
        kind = "p-thing" if whole else "p-solid"
        maybe = "p-thing p-maybe" if whole else "p-hatch"
        parts.append(tag("i", "", f"{kind} p-mini") + text(t("sure")))
        parts.append(tag("i", "", f"{maybe} p-mini") + text(t("to be checked")))
    if missing:
        parts.append(text(t("Missing score: {levers}.", levers=", ".join(missing))))
    return "\N{EM SPACE}".join(filter(None, parts))


def ways_counted(stage: Stage, criterion: Criterion) -> list[str]:
    """By which answers to questions still open the amounts of a criterion are counted."""
    case, combination = stage.plain_case, stage.setup.combination
    open_ids = {
        choice.about
        for choice in open_choices(case, stage.scenario())
        if choice.kind is ChoiceKind.READING and criterion in concerned(case, choice)
    }
    return [
        t("{name}: {label}, to confirm.", name=q.name, label=q.answer(combination).label)
        for q in case.questions
        if q.id in open_ids
    ]


_ONE_COLUMN, _MOST = 6, 14


def scores_picture(stage: Stage, criterion_id: str = "") -> str:
    """The scores of one criterion.

    Parameters
    ----------
    criterion_id
        The first of the meeting without one.
    """
    ids = [c.id for c in stage.criteria]
    k = ids.index(criterion_id) if criterion_id in ids else 0
    criterion, table = stage.criteria[k], stage.case.tables[stage.setup.combination]
    levers = stage.case.levers if len(stage.case.levers) <= _MOST else stage.case.levers[:_MOST]
    rows = ""
    for lever in levers:
        score = table.score(lever.id, criterion.id)
        words = amount_cell(criterion, score)
        status = "" if score.unknown else tag("small", text(_standing(stage, lever.id, criterion)))
        cell = tag("span", words, "p-clamp") + status
        rows += tag("div", name_cell(lever_name(lever)) + tag("div", cell, "p-amount"), "p-row")
    columns = 1 if len(levers) <= _ONE_COLUMN else 2
    style = f"--columns:{columns};--rows:{-(-len(levers) // columns)}"
    below = ""
    if left := len(stage.case.levers) - len(levers):
        below = tn("{n} other lever is not shown.", "{n} other levers are not shown.", left)
    question = _question(stage, k + 1)
    body = unit_label(unit_words(criterion)) + tag("div", rows, "p-scores", style=style)
    disputed = any(
        (lever.id, criterion.id) in contradicted_cells(stage.case, stage.setup.combination)
        for lever in levers
    )
    notes = (*ways_counted(stage, criterion), contested_text() if disputed else "", below)
    left_side = " ".join(filter(None, notes))
    foot = meeting_foot(stage, left_side)
    return framed_picture("scores", question, criterion_name(stage, criterion), body, foot)


def _standing(stage: Stage, lever: str, criterion: Criterion) -> str:
    return standing_text(stage.case, stage.setup.combination, lever, criterion.id)


def _question(stage: Stage, k: int) -> str:
    n = len(stage.criteria)
    if stage.meeting.frozen:
        return t("The scores that we vote on. Criterion {k} of {n}", k=k, n=n)
    return t("Are these scores right? Criterion {k} of {n}", k=k, n=n)
