"""What is counted in the vote, once the group has answered its questions: no lever, no rank."""

from collections.abc import Iterator

from prioritisation.analysis.crossing import ChoiceKind, open_choices
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    criterion_name,
    framed_picture,
    meeting_foot,
    name_cell,
)
from prioritisation.meeting.room import Stage
from prioritisation.meeting.room.answers import AnswerMoments
from prioritisation.meeting.room.choices import settled_choices
from prioritisation.sentences.crossing import choice_name, option_text
from prioritisation.sentences.phrases import direction_label
from prioritisation.wording import t, tn
from prioritisation.wording.moments import local_moment

_ONE_COLUMN, _MOST = 6, 12
_RETAINED = "✓"


def counted_picture(stage: Stage, moments: AnswerMoments) -> str:
    """Each criterion with what makes a lever first on it, then each way of counting retained.

    What was answered for this meeting has a sign, and the foot says when.
    """
    answers = list(_answers(stage))
    rows = answers[:_MOST]
    cells = "".join(_row(*row) for row in rows)
    columns = 1 if len(rows) <= _ONE_COLUMN else 2
    style = f"--columns:{columns};--rows:{-(-len(rows) // columns)}"
    left = len(answers) - len(rows)
    others = tn("{n} other answer.", "{n} other answers.", left) if left else ""
    body = tag("div", cells, "p-scores", style=style)
    foot = meeting_foot(stage, " ".join(filter(None, (_when(stage, moments), others))))
    return framed_picture("scores p-counted", t("Before the vote"), t("What we count"), body, foot)


def _when(stage: Stage, moments: AnswerMoments) -> str:
    """Who retained the answers and when, in one line; empty without any."""
    since = len(moments.since)
    if not moments.before:
        if not since:
            return ""
        return tn(
            "{sign} {n} answer retained once the lobby was open.",
            "{sign} {n} answers retained once the lobby was open.",
            since,
            sign=_RETAINED,
        )
    days = sorted({local_moment(at, stage.case.timezone).date() for at in moments.before})
    first, last = (f"{day:%d/%m/%Y}" for day in (days[0], days[-1]))
    before = tn(
        "{sign} {n} answer retained by the facilitator before the meeting ({days})",
        "{sign} {n} answers retained by the facilitator before the meeting ({days})",
        len(moments.before),
        sign=_RETAINED,
        days=first if first == last else t("{first} to {last}", first=first, last=last),
    )
    return (
        t("{before}, {n} once the lobby was open.", before=before, n=since)
        if since
        else f"{before}."
    )


def _answers(stage: Stage) -> Iterator[tuple[str, str, bool]]:
    """A name, its answer, and whether it was given for this meeting."""
    case = stage.plain_case
    settled = settled_choices(case, stage.setup)
    directed = {c.about for c in settled if c.kind is ChoiceKind.DIRECTION}
    for criterion in stage.criteria:
        sense = stage.setup.senses.get(criterion.id, criterion.direction.default)
        words = direction_label(criterion, sense)
        yield criterion_name(stage, criterion), words, criterion.id in directed
    for choice in settled:
        if choice.kind is not ChoiceKind.DIRECTION:
            words = option_text(case, choice, choice.options[0])
            yield choice_name(case, choice), words, True
    for choice in open_choices(case, stage.scenario()):
        if choice.kind is not ChoiceKind.DIRECTION:
            yield choice_name(case, choice), t("left open"), False


def _row(name: str, words: str, retained: bool) -> str:
    sign = tag("b", _RETAINED, "p-helps") + " " if retained else ""
    answer = tag("div", tag("span", sign + text(words), "p-clamp"), "p-amount")
    return tag("div", name_cell(name) + answer, "p-row")
