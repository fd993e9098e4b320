"""The scores of a meeting, as people read them."""

from criteria.model import Criterion, Score
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.meeting.room import Stage
from prioritisation.sentences import score_text
from prioritisation.wording import t


def scores_table(stage: Stage, css: str = "twin left scores") -> str:
    """Levers by criteria: each score as people read it, with its status."""
    perimeter = stage.setup.perimeter
    given = stage.case.tables[perimeter]
    head = [text(t("Lever")), *(text(c.label) for c in stage.criteria)]
    rows = [
        [
            text(v.short_label),
            *(_cell(c, given.score(v.id, c.id), perimeter) for c in stage.criteria),
        ]
        for v in stage.case.levers
    ]
    return scrollable(table(head, rows, css=css), t("Scores of the levers"))


def _cell(criterion: Criterion, score: Score, perimeter: str) -> str:
    said = tag("span", text(score_text(criterion, score, perimeter)), "val")
    return said if score.unknown else said + " " + tag("span", text(score.status.value), "st")
