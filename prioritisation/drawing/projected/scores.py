"""The scores that the group reads again before it votes, one criterion at a time."""

from criteria.model import Criterion
from prioritisation.analysis.conflicts import contradicted_cells
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.amounts import (
    amount_cell,
    unit_label,
    unit_words,
    ways_counted,
)
from prioritisation.drawing.projected.frame import (
    criterion_name,
    framed_picture,
    lever_name,
    meeting_foot,
    name_cell,
)
from prioritisation.meeting.room import Stage
from prioritisation.sentences.disputes import contested_text, standing_text
from prioritisation.wording import t, tn

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
