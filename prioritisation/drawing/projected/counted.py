"""What is counted in the vote, once the group has answered its questions: no lever, no rank."""

from collections.abc import Iterator

from prioritisation.analysis.crossing import ChoiceKind, open_choices
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    criterion_name,
    framed_picture,
    isolated,
    meeting_foot,
    name_cell,
)
from prioritisation.meeting.room import Stage
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.sentences.crossing import choice_name, option_text
from prioritisation.sentences.phrases import direction_label
from prioritisation.wording import t, tn

_ONE_COLUMN, _MOST = 6, 12


def counted_picture(stage: Stage) -> str:
    """Each criterion with what makes a lever first on it, then each way of counting retained."""
    answers = list(_answers(stage))
    rows = answers[:_MOST]
    cells = "".join(_row(name, words) for name, words in rows)
    columns = 1 if len(rows) <= _ONE_COLUMN else 2
    style = f"--columns:{columns};--rows:{-(-len(rows) // columns)}"
    left = len(answers) - len(rows)
    others = tn("{n} other answer.", "{n} other answers.", left) if left else ""
    body = tag("div", cells, "p-scores", style=style)
    foot = meeting_foot(stage, others)
    return framed_picture("scores p-counted", t("Before the vote"), t("What we count"), body, foot)


def _answers(stage: Stage) -> Iterator[tuple[str, str]]:
    case = stage.plain_case
    for criterion in stage.criteria:
        sense = stage.setup.senses.get(criterion.id, criterion.direction.default)
        yield criterion_name(stage, criterion), direction_label(criterion, sense)
    for choice in settled_choices(case, stage.setup):
        if choice.kind is ChoiceKind.READING:
            yield isolated(choice_name(case, choice)), option_text(case, choice, choice.options[0])
    for choice in open_choices(case, stage.scenario()):
        if choice.kind is ChoiceKind.READING:
            yield isolated(choice_name(case, choice)), t("left open")


def _row(name: str, words: str) -> str:
    answer = tag("div", tag("span", text(words), "p-clamp"), "p-amount")
    return tag("div", name_cell(name) + answer, "p-row")
